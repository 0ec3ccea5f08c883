"""A shop with prices that changed."""

from tests.unit.promotions.priced_shop import priced_file, priced_shop

__all__ = ["priced_file", "priced_shop"]
