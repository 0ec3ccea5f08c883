"""Finding what is sold: by a scanned or typed code at once, by words while typing."""

import threading
from typing import TYPE_CHECKING

from shopassistant.core.changes import Changes
from shopassistant.sales.found import FoundVariant, read_variants, variant_by_code
from shopassistant.store.database import Store

if TYPE_CHECKING:
    from shopassistant.sales.product_search import ProductSearch
    from shopassistant.sales.withdrawn_search import WithdrawnSearch

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
        self._lock = threading.Lock()
        self._made: ProductSearch | None = None
        self._withdrawn: WithdrawnSearch | None = None

    def by_code(self, code: str) -> FoundVariant | None:
        """The variant with exactly this barcode or SKU, in any form it may be written; also one no longer sold."""
        with self._store.read() as session:
            variant_id = variant_by_code(session, code)
            if variant_id is None:
                return None
            return read_variants(session, [variant_id], self._location_id).get(variant_id)

    def by_id(self, variant_id: int) -> FoundVariant | None:
        """The variant with this id, as it is now."""
        with self._store.read() as session:
            return read_variants(session, [variant_id], self._location_id).get(variant_id)

    def find(self, text: str, limit: int = 20, *, all_words: bool = False) -> tuple[FoundVariant, ...]:
        """Variants with all words of `text` in name, brand, colour, size, category or SKU; in any order.

        Every word may be the beginning of one, and where nothing is found, one letter may be wrong. What is in stock
        (or was never counted) comes first. Words that no product has are left out where all together find nothing,
        unless `all_words` are to be there. Price and stock are read as they are now. The first call reads all products
        (see `warm`).
        """
        search = self._search()
        with self._store.read() as session:
            return search.find(session, text, limit, all_words=all_words)

    def find_withdrawn(self, text: str, limit: int = 20) -> tuple[int, ...]:
        """Ids of variants no longer sold that have all words of `text`, the better match first."""
        search = self._withdrawn_search()
        with self._store.read() as session:
            return tuple(search.find(session, text, limit))

    def warm(self) -> None:
        """Read all products now, so that the first letter typed does not wait; call it off the window's thread."""
        with self._store.read() as session:
            self._search().refresh(session)

    def note_changes(self, changes: Changes) -> None:
        """After an import or a restore read everything anew; single changes are noticed without being told."""
        if changes.everything:
            self._search().forget()
            self._withdrawn_search().forget()

    def _search(self) -> "ProductSearch":
        with self._lock:
            if self._made is None:
                from shopassistant.sales.product_search import ProductSearch  # numpy and rapidfuzz, when first typed

                self._made = ProductSearch(self._location_id)
            return self._made

    def _withdrawn_search(self) -> "WithdrawnSearch":
        with self._lock:
            if self._withdrawn is None:
                from shopassistant.sales.withdrawn_search import WithdrawnSearch  # numpy, too

                self._withdrawn = WithdrawnSearch()
            return self._withdrawn
