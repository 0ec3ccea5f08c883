"""The next basket: what a customer takes at the next visit, learned from what others took after like histories."""
