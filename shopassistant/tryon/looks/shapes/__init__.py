"""Hats, jewellery and watches as solids, from nothing but their millimetres."""
