"""Desktop tests: shell."""
