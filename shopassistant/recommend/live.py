"""A customer's purchases as of this moment: the index's rows, and from the store what was booked since."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from shopassistant.recommend.glance import Records
from shopassistant.recommend.history import Events
from shopassistant.recommend.index import Base
from shopassistant.recommend.purchases import to_day
from shopassistant.store.schema import Sale, SaleLine

_CACHED = 512


@dataclass(frozen=True)
class Bought:
    """What a customer bought and kept.

    Attributes:
        events: in the indices of the fit.
        beyond: ids of variants that are newer than the fit.
    """

    events: Events
    beyond: frozenset[int] = frozenset()

    @classmethod
    def nothing(cls) -> "Bought":
        """Nothing bought yet."""
        return cls(Events.none())


class LiveEvents:
    """Reads customers' purchases, current to the last committed sale of any window.

    The state of a customer's records tells whether the index still has all of them: their number and the sum of their
    ids must agree up to the fit. Later ones are added; where earlier ones changed (a merge, a return, a forgotten
    customer) everything is read anew. Thread safe.
    """

    def __init__(self, base: Base) -> None:
        self._base = base
        self._lock = threading.Lock()
        self._cache: OrderedDict[int, tuple[Records, Bought]] = OrderedDict()

    def forget(self, customer_ids: Iterable[int] | None = None) -> None:
        """Drop what is remembered of some customers, or of all."""
        with self._lock:
            for key in list(self._cache) if customer_ids is None else list(customer_ids):
                self._cache.pop(key, None)

    def read(self, customer_id: int, seen: Records, session: Callable[[], Session]) -> Bought:
        """All purchases of the customer that were kept.

        Args:
            seen: the state of their records just now.
            session: opened only where the fit does not have all of them.
        """
        with self._lock:
            cached = self._cache.get(customer_id)
        if cached and cached[0] == seen:
            return cached[1]
        bought = self._read(customer_id, seen, session)
        with self._lock:
            self._cache[customer_id] = (seen, bought)
            while len(self._cache) > _CACHED:
                self._cache.popitem(last=False)
        return bought

    def _read(self, customer_id: int, seen: Records, session: Callable[[], Session]) -> Bought:
        base, row = self._base, self._base.row(customer_id)
        count, total = (int(base.sale_counts[row]), int(base.sale_sums[row])) if row >= 0 else (0, 0)
        if (count, total) == (seen.count, seen.total):
            return Bought(base.events_of(row))
        later = _lines(session(), customer_id, base.newest_sale_id)
        sales = {line[0] for line in later}
        is_continuation = count + len(sales) == seen.count and total + sum(sales) == seen.total
        if is_continuation and all(line[3] is not None and line[3] > 0 for line in later if line[2] is not None):
            newer = self._to_bought(later)
            return Bought(base.events_of(row) + newer.events, newer.beyond)
        return self._to_bought(_lines(session(), customer_id, 0))

    def _to_bought(self, lines: list[Any]) -> Bought:
        """Purchases among `lines`, less what later lines return of them, in the indices of the fit."""
        returned: dict[int, int] = {}
        for line in lines:
            if line[5] is not None:
                returned[line[5]] = returned.get(line[5], 0) - line[3]
        kept = []
        for _, sold_at, variant, quantity, paid, _, line_id in lines:
            left = (quantity or 0) - returned.get(line_id, 0)
            if variant is not None and quantity > 0 and left > 0:
                kept.append((variant, to_day(sold_at), left, paid * left / quantity))
        if not kept:
            return Bought.nothing()
        variant_ids, days, units, paid_minor = (np.array(column) for column in zip(*kept, strict=True))
        ids = self._base.products.variant_ids
        at = np.minimum(np.searchsorted(ids, variant_ids), max(len(ids) - 1, 0))
        known = ids[at] == variant_ids if len(ids) else np.zeros(len(at), bool)
        variant = at[known].astype(np.int32)
        events = Events(
            self._base.products.variant_product[variant],
            variant,
            days[known].astype(np.int32),
            units[known].astype(np.float32),
            paid_minor[known].astype(np.float32),
        )
        return Bought(events, frozenset(variant_ids[~known].tolist()))


def _lines(session: Session, customer_id: int, after_sale_id: int) -> list[Any]:
    """(sale id, sold at, variant, quantity, paid, returned line, line id) of the customer's later sales.

    A sale without a product line appears once, with None for what its lines would say.
    """
    return list(session.connection().execute(_LINES, {"customer": customer_id, "after": after_sale_id}))


_LINES = (
    select(
        Sale.id, Sale.sold_at, SaleLine.variant_id, SaleLine.quantity, SaleLine.total_minor,
        SaleLine.returns_line_id, SaleLine.id,
    )
    .outerjoin(SaleLine, (SaleLine.sale_id == Sale.id) & (SaleLine.kind == "product"))
    .where(Sale.customer_id == bindparam("customer"), Sale.id > bindparam("after"))
)  # fmt: skip
