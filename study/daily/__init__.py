"""Questions that come by themselves: when they are due, which they are, and when to be silent."""
