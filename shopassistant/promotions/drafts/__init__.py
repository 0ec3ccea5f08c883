"""Promotions from the first idea to the last day: drafts, approval with the cost floor, changes, what is in the way."""
