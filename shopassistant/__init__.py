"""shopassistant: a desktop assistant for physical shops."""

__version__ = "0.1.0"
