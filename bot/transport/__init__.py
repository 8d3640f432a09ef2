"""Mail to and from Telegram: updates stored before they are confirmed, calls made at Telegram's pace."""
