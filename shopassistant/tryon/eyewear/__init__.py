"""Eyewear from a product's own measurements: outlines, solid parts, materials. Millimetres throughout."""
