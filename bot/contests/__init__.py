"""Contests: what their steps say, and the clock that takes them."""
