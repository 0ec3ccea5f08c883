"""The shop and this terminal: what can be set."""
