"""Desktop tests: tasks."""
