"""Desktop tests: pages."""
