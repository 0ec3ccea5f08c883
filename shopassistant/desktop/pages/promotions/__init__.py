"""The page Promotions."""
