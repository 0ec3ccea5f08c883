"""Customers: the one search box, the profile, merging duplicates, consent, follow-ups."""
