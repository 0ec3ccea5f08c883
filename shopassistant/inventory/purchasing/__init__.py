"""Buying: suppliers, purchase orders, what came of them, and their papers."""
