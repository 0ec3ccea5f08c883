"""Desktop tests: the customers' window."""
