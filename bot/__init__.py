"""How people meet it: Telegram, commands, screens, words, wiring. Only ``bot.app`` sees all four layers."""
