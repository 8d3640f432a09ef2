"""Pictures: PNG bytes drawn from frozen values, without Telegram, words or clock in them."""
