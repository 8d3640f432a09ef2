"""Mail to and from Telegram: updates stored before they are confirmed, calls made at Telegram's pace."""

import os

# The library's own switch: durations of errors come as timedelta, without a warning at each one.
os.environ.setdefault("PTB_TIMEDELTA", "true")
