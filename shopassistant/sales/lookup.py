"""Finding what is sold: by a scanned or typed code at once, by words while typing."""

from shopassistant.sales.found import FoundVariant, read_variants, variant_by_code
from shopassistant.store.database import Store

__all__ = ["FoundVariant", "ProductLookup"]


class ProductLookup:
    """Looks products up in one store, for one location.

    Args:
        store: the shop.
        location_id: whose stock is shown and comes first; the whole shop's where None.
    """

    def __init__(self, store: Store, location_id: int | None = None) -> None:
        self._store = store
        self._location_id = location_id

    def by_code(self, code: str) -> FoundVariant | None:
        """The variant with exactly this barcode or SKU, in any form it may be written; also one no longer sold."""
        with self._store.read() as session:
            variant_id = variant_by_code(session, code)
            if variant_id is None:
                return None
            return read_variants(session, [variant_id], self._location_id).get(variant_id)
