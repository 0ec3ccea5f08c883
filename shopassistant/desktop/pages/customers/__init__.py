"""Customers: everybody the shop knows, what was promised to them, and who is there twice."""
