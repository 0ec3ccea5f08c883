"""The index that answers now, with what is remembered beside it."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from shopassistant.recommend.arrivals import Arrivals, read_arrivals
from shopassistant.recommend.index import Index
from shopassistant.recommend.live import LiveEvents
from shopassistant.recommend.shelf import Longs, Shelf


@dataclass(frozen=True)
class Places:
    """Where the products of a fit stand on the shelf.

    Attributes:
        product_ids: the shelf's; whose places these are.
        row: int64 (n,), the shelf's row of each product of the fit, -1 for one that is gone.
        newer: int64, rows of the shelf that the fit does not know, ascending.
    """

    product_ids: Longs
    row: NDArray[np.int64]
    newer: NDArray[np.int64]


class Serving:
    """One immutable index and the live view of customers over it.

    Args:
        index: fitted.
        fitted_at: when.
        version: its name on disk; empty where it is in memory only.
        is_older: a version that should serve was refused.
    """

    def __init__(self, index: Index, fitted_at: datetime, version: str = "", is_older: bool = False) -> None:
        self.index = index
        self.fitted_at = fitted_at
        self.version = version
        self.is_older = is_older
        self.live = LiveEvents(index.base)
        self._places: Places | None = None
        self._arrivals: Arrivals | None = None

    def arrivals(self, session: Session, shelf: Shelf) -> Arrivals:
        """The products newer than this index; read again only when the catalogue changed."""
        known = self._arrivals
        if known is None or known.prices is not shelf.price:
            known = self._arrivals = read_arrivals(session, shelf, self.places(shelf).newer)
        return known

    def places(self, shelf: Shelf) -> Places:
        """Where this index's products stand on a shelf; worked out again only when products came or went."""
        known = self._places
        if known is None or known.product_ids is not shelf.product_ids:
            row = shelf.rows_of(self.index.base.products.product_ids)
            is_newer = np.ones(shelf.count, bool)
            is_newer[row[row >= 0]] = False
            known = self._places = Places(shelf.product_ids, row, np.flatnonzero(is_newer))
        return known
