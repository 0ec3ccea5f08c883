"""Receipts: every sale and return, found by whatever is known of it."""
