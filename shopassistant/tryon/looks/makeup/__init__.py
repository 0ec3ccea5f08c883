"""Colour on the skin: where on the mesh of a face, and how it mixes with what is there."""
