"""Desktop tests: the page Promotions."""
