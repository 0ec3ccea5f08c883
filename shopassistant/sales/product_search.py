"""Typed product search that is never behind: words from an index in memory, price and stock from the store."""

import threading
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from shopassistant.core.text import words
from shopassistant.sales.found import FoundVariant, read_variants, variant_by_code
from shopassistant.sales.product_words import Entry, ProductWords
from shopassistant.store.schema import Category, Product, ProductTouch, StockLevel, StockMovement, Variant
from shopassistant.store.sellable import is_sellable

# Beyond these, reading everything anew is cheaper than reading what changed.
_MOST_TOUCHED = 2_000
_MOST_MOVED = 5_000
_CHUNK = 5_000
# More words than this add nothing; they would only cost time (and scores must stay below 256).
_MOST_WORDS = 12
_IN_STOCK = 64


class _Part:
    """An index with the stock of its entries; `alive` is False for what another part knows better."""

    def __init__(self, index: ProductWords) -> None:
        self.index = index
        self.alive = np.ones(len(index), dtype=bool)
        self.in_stock = np.ones(len(index), dtype=bool)
        self._order = np.argsort(index.variant_ids)

    def set_stock(self, variant_ids: npt.NDArray[np.int64], in_stock: npt.NDArray[np.bool_]) -> None:
        """Note which variants are there; ids this part does not have are passed over."""
        if not len(self.index):
            return
        ordered = self.index.variant_ids[self._order]
        at = np.minimum(np.searchsorted(ordered, variant_ids), len(ordered) - 1)
        ours = ordered[at] == variant_ids
        self.in_stock[self._order[at[ours]]] = in_stock[ours]

    def bury(self, product_ids: Sequence[int]) -> None:
        """Answer no more for these products."""
        self.alive &= ~np.isin(self.index.product_ids, np.array(product_ids, dtype=np.int64))


class ProductSearch:
    """Words to variants, at one location (or the whole shop). Thread safe."""

    def __init__(self, location_id: int | None) -> None:
        self._location_id = location_id
        self._lock = threading.Lock()
        self._parts: tuple[_Part, ...] = ()
        self._touched: set[int] = set()
        self._seen_touch = 0
        self._seen_movement = 0

    def refresh(self, session: Session) -> None:
        """Take in what was written since the last call, by whomever; the first call reads everything."""
        with self._lock:
            self._refresh(session)

    def forget(self) -> None:
        """Read everything anew at the next call: the store was replaced."""
        with self._lock:
            self._parts = ()

    def find(self, session: Session, text: str, limit: int, *, all_words: bool = False) -> tuple[FoundVariant, ...]:
        """At most `limit` variants that have all words of `text`, what is in stock first, then the better match.

        Words that no product has ("size", "for") are left out where all together find nothing (unless `all_words`), but
        never a number: a size that is not there is not there. A whole SKU or barcode comes before all. Only what is
        still sold is found. An empty text finds nothing.
        """
        query = words(text)[:_MOST_WORDS]
        if not query or limit < 1:
            return ()
        with self._lock:
            self._refresh(session)
            wanted = self._best(query, 2 * limit)
            if not wanted and not all_words and (known := self._known(query)) != query:
                wanted = self._best(known, 2 * limit)
        exact = variant_by_code(session, text)
        if exact is not None:
            wanted = [exact, *(variant_id for variant_id in wanted if variant_id != exact)]
        live = read_variants(session, wanted, self._location_id)
        found = [live[variant_id] for variant_id in wanted if variant_id in live and live[variant_id].active]
        # The sort is stable: what the index thought in stock and is not goes behind, all else stays.
        found.sort(key=lambda variant: variant.variant_id != exact and variant.stock is not None and variant.stock <= 0)
        return tuple(found[:limit])

    def _known(self, query: list[str]) -> list[str]:
        """The words that may be left: those some product has, and numbers."""
        return [word for word in query if not word.isalpha() or any(part.index.knows(word) for part in self._parts)]

    def _best(self, query: list[str], count: int) -> list[int]:
        if not query:
            return []
        candidates: list[tuple[int, int, int]] = []
        for number, part in enumerate(self._parts):
            scores = part.index.score(query)
            hits = np.flatnonzero((scores > 0) & part.alive)
            if not len(hits):
                continue
            values = scores[hits] + np.where(part.in_stock[hits], _IN_STOCK, 0).astype(np.uint8)
            order = np.argsort(255 - values, kind="stable")[:count]
            best = zip(values[order].tolist(), part.index.variant_ids[hits[order]].tolist(), strict=True)
            candidates += [(-value, number, variant_id) for value, variant_id in best]
        candidates.sort(key=lambda candidate: candidate[:2])
        return [variant_id for _, _, variant_id in candidates[:count]]

    def _refresh(self, session: Session) -> None:
        touch, movement = session.execute(_NEWEST).one()
        touch, movement = touch or 0, movement or 0
        if not self._parts or touch < self._seen_touch or movement < self._seen_movement:
            self._read_all(session)
        else:
            if touch > self._seen_touch:
                self._read_touched(session)
            if movement > self._seen_movement:
                self._read_moved(session)
        self._seen_touch, self._seen_movement = touch, movement

    def _read_all(self, session: Session) -> None:
        part = _Part(ProductWords(map(entry, session.execute(_SOLD))))
        self._parts = (part,)
        self._touched = set()
        self._read_stock(session, None)

    def _read_touched(self, session: Session) -> None:
        rows = session.scalars(
            select(ProductTouch.product_id).where(ProductTouch.id > self._seen_touch).limit(_MOST_TOUCHED + 1)
        ).all()
        self._touched.update(rows)
        if len(rows) > _MOST_TOUCHED or len(self._touched) > _MOST_TOUCHED:
            self._read_all(session)
            return
        touched = sorted(self._touched)
        entries = session.execute(_SOLD.where(Product.id.in_(touched)))
        newer = _Part(ProductWords(map(entry, entries)))
        main = self._parts[0]
        main.bury(touched)
        self._parts = (main, newer)
        self._read_stock(session, newer.index.variant_ids.tolist())

    def _read_moved(self, session: Session) -> None:
        moved = session.scalars(
            select(StockMovement.variant_id).where(StockMovement.id > self._seen_movement).limit(_MOST_MOVED + 1)
        ).all()
        self._read_stock(session, None if len(moved) > _MOST_MOVED else sorted(set(moved)))

    def _read_stock(self, session: Session, variant_ids: Sequence[int] | None) -> None:
        """What is in stock, of these variants or of all; never counted counts as there."""
        query = select(StockLevel.variant_id, func.max(StockLevel.quantity)).where(StockLevel.is_counted)
        if self._location_id is None:
            query = select(StockLevel.variant_id, func.sum(StockLevel.quantity)).where(
                StockLevel.is_counted, is_sellable()
            )
        else:
            query = query.where(StockLevel.location_id == self._location_id)
        query = query.group_by(StockLevel.variant_id)
        if variant_ids is None:
            self._set_stock(session.execute(query).all())
            return
        for start in range(0, len(variant_ids), _CHUNK):
            chunk = variant_ids[start : start + _CHUNK]
            self._set_stock(session.execute(query.where(StockLevel.variant_id.in_(chunk))).all())

    def _set_stock(self, rows: Sequence[Row[int, int]]) -> None:
        if not rows:
            return
        table = np.array([(variant_id, quantity) for variant_id, quantity in rows], dtype=np.int64)
        for part in self._parts:
            part.set_stock(table[:, 0], table[:, 1] > 0)


_NEWEST = select(
    select(func.max(ProductTouch.id)).scalar_subquery(), select(func.max(StockMovement.id)).scalar_subquery()
)
# What the index is made of, for all variants.
ENTRIES = (
    select(
        Variant.id,
        Variant.product_id,
        Variant.sku,
        Variant.size,
        Variant.colour,
        Product.name,
        Product.brand,
        Category.path,
    )
    .join(Product, Product.id == Variant.product_id)
    .outerjoin(Category, Category.id == Product.category_id)
    .order_by(Product.name, Product.id, Variant.id)
)
_SOLD = ENTRIES.where(Variant.active, Product.active)


def entry(row: Row[int, int, str, str | None, str | None, str, str | None, str | None]) -> Entry:
    """What is searched of a row of `ENTRIES`."""
    variant_id, product_id, sku, size, colour, name, brand, category = row
    texts = tuple(text for text in (name, brand, colour, size, category) if text)
    return Entry(variant_id, product_id, texts, (sku,))
