"""Desktop tests: pages/settings."""
