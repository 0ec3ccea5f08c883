"""What was learned, on disk: versions of plain arrays and texts, checked before anything believes them.

Shared by every area that keeps a fit: the recommendations, the demand forecasts.
"""
