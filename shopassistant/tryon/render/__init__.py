"""Drawing solids into a camera's picture: depth, light, glass, shadow."""
