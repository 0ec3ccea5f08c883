"""Colour, type, space, fonts and icons: one look from one token file."""
