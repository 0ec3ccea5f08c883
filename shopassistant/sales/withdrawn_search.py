"""Typed search among what is no longer sold, so that nobody adds again what is only to be put back on sale."""

import threading

import numpy as np
from sqlalchemy import func, not_, select
from sqlalchemy.orm import Session

from shopassistant.core.text import words
from shopassistant.sales.product_search import ENTRIES, entry
from shopassistant.sales.product_words import ProductWords
from shopassistant.store.schema import Product, ProductTouch, Variant

# As many words as the search among what is sold takes.
_MOST_WORDS = 12


class WithdrawnSearch:
    """Words to variants that are withdrawn. Its index is made when first asked, and again after a product changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index: ProductWords | None = None
        self._seen = 0

    def forget(self) -> None:
        """Read everything anew at the next call: the store was replaced."""
        with self._lock:
            self._index = None

    def find(self, session: Session, text: str, limit: int) -> list[int]:
        """Ids of at most `limit` withdrawn variants that have all words of `text`, the better match first."""
        query = words(text)[:_MOST_WORDS]
        if not query or limit < 1:
            return []
        index = self._current(session)
        scores = index.score(query)
        hits = np.flatnonzero(scores)
        order = np.argsort(255 - scores[hits], kind="stable")[:limit]
        return [int(one) for one in index.variant_ids[hits[order]]]

    def _current(self, session: Session) -> ProductWords:
        with self._lock:
            newest = session.scalar(select(func.max(ProductTouch.id))) or 0
            if self._index is None or newest != self._seen:
                rows = session.execute(ENTRIES.where(not_(Variant.active & Product.active)))
                self._index, self._seen = ProductWords(map(entry, rows)), newest
            return self._index
