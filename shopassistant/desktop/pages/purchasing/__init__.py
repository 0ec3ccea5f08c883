"""Orders: what is ordered from whom, what came of it, and how the suppliers keep their word."""
