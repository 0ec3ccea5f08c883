"""Learning anew by itself: when it is due, that only one window does it, and that nothing worse comes to serve."""
