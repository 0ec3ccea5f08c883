"""Desktop tests: theme."""
