"""Segments: who the customers are, in groups of the shop's own making, by likeness and by recency."""
