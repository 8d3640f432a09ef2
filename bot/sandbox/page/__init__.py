"""The sandbox's chat page: its static files, and the small JSON API behind them."""
