"""A card of known size held to a face: found in the live picture, as a measure of how large the face is."""
