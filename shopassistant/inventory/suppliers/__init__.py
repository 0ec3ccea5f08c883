"""Suppliers: their terms, their range with packs and prices, and how long they truly take."""
