"""The customers' own window: a mirror on which a visitor tries things on, and nothing of it stays."""
