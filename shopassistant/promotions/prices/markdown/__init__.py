"""Markdowns: how a price goes down step by step so that ageing stock brings as much as it can until a day."""
