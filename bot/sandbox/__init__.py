"""The sandbox: the whole bot on one machine, without Telegram."""
