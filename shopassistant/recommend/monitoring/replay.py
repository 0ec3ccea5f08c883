"""Was it right? Past visits once more: what would have been offered before each, and was any of it then bought.

Test first, learn later (prequential evaluation: J. Gama, R. Sebastiao and P. P. Rodrigues, On evaluating stream
learning algorithms, Machine Learning 90, 2013): an index is asked only about visits after its fit, with each customer's
history cut before the visit. Nothing is left out for stock or rules: it is the model that is looked at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.recommend.history import Events
from shopassistant.recommend.index import Base, Index
from shopassistant.recommend.monitoring.lines import UNCATEGORISED, Lines, Longs, lines_from
from shopassistant.recommend.purchases import Purchases

OFFERED = 10
METHOD = "hybrid"
# Visits looked at in four weeks, about; enough to be sure within them that a hit rate of 0.30 has fallen to 0.17.
ENOUGH_VISITS = 1_000
BASELINE_DAYS = 28
BASELINE_VISITS = 600
_SALT = 0x9E3779B97F4A7C15


@dataclass(frozen=True)
class Visit:
    """What a customer took on one day.

    Attributes:
        customer_id: of the store.
        day: days since 1970-01-01.
        products: int64 (k,), ids of the distinct products.
    """

    customer_id: int
    day: int
    products: Longs


@dataclass(frozen=True)
class Replay:
    """How often the offer held something that was bought.

    Attributes:
        hits: bool (v,), per visit, whether one of the ten offered was bought.
        gains: float64 (v,), per visit, ndcg at ten.
    """

    hits: NDArray[np.bool_]
    gains: NDArray[np.float64]

    @property
    def trials(self) -> int:
        """Visits looked at."""
        return len(self.hits)


def choose_visits(lines: Lines, share: float, refusing: frozenset[int] = frozenset()) -> list[Visit]:
    """A part of the visits of known customers, in the order of days; the same visits at every look.

    Args:
        lines: sold after a fit.
        share: of visits to take; which ones is decided by a hash of customer and day, not by anything in them.
        refusing: customers who want no personal recommendations; nothing is worked out for them.
    """
    known = lines[(lines.customer > 0) & ~np.isin(lines.customer, np.fromiter(refusing, np.int64))]
    key, first, where = np.unique(known.visit, return_index=True, return_inverse=True)
    taken = np.flatnonzero(_draw(key) < share)
    taken = taken[np.argsort(known.day[first[taken]], kind="stable")]
    order = np.argsort(where, kind="stable")
    bounds = np.searchsorted(where[order], np.arange(len(key) + 1))
    return [
        Visit(
            int(known.customer[first[one]]),
            int(known.day[first[one]]),
            np.unique(known.product[order[bounds[one] : bounds[one + 1]]]),
        )
        for one in taken.tolist()
    ]


def share_for(visits_in_four_weeks: int, enough: int = ENOUGH_VISITS) -> float:
    """The share of visits to take so that about `enough` are taken in four weeks."""
    return min(1.0, enough / max(visits_in_four_weeks, 1))


def replay(index: Index, lines: Lines, visits: Sequence[Visit], progress: Progress | None = None) -> Replay:
    """Ask `index` about each visit of a customer who bought before it.

    Args:
        index: fitted before the first of the visits. One that was fitted later is asked with the histories cut, too,
            but has learned from the visits among all others; that speaks for it, a little.
        lines: everything sold since the fit, for what customers did between it and a visit.

    Raises:
        Cancelled: by `progress`.
    """
    progress = progress or NoProgress()
    since = _Since(index.base, lines[lines.day > index.base.time.last_day])
    hits, gains = [], []
    for done, visit in enumerate(visits):
        progress.report("health.replay", done, len(visits))
        row = index.base.row(visit.customer_id)
        events = _until(index.base.events_of(row), visit.day) + since.before(visit)
        if len(events.product):
            found = np.isin(_offered(index, events, visit.day, row), visit.products)
            hits.append(bool(found.any()))
            gains.append(ndcg(found, len(visit.products)))
    return Replay(np.array(hits, bool), np.array(gains, np.float64))


def ndcg(found: NDArray[np.bool_], wanted: int) -> float:
    """Normalised discounted cumulative gain of one list.

    Args:
        found: bool (k,), whether each offered product was bought, best first.
        wanted: how many were bought.
    """
    discounts = 1 / np.log2(np.arange(2, OFFERED + 2))
    best = float(discounts[: min(wanted, OFFERED)].sum())
    return float(discounts[: len(found)][found].sum()) / best if best else 0.0


def visits_at_holdout(
    index: Index,
    purchases: Purchases,
    cut: int,
    skip_customers: frozenset[int] = frozenset(),
    progress: Progress | None = None,
) -> Mapping[str, Any]:
    """What to expect of an index, from one fitted before `cut`: its hits on the visits of the four weeks after.

    Args:
        index: fitted on ``purchases.before(cut)``.
        cut: days since 1970-01-01.
        skip_customers: indices of customers whose purchases after the cut have been learned from; left out where
            enough others remain.

    Returns:
        ``visit_trials``, ``visit_hits``, ``visit_ndcg`` and ``visit_ndcg_se`` (its standard error) for the metrics of
        a fit; empty where nobody came.
    """
    lines = _lines_of(purchases, cut, cut + BASELINE_DAYS - 1)
    learned = purchases.customer_ids[np.fromiter(skip_customers, np.int64)] if skip_customers else np.empty(0, np.int64)
    others = lines[~np.isin(lines.customer, learned)]
    enough = len(np.unique(others.visit[others.customer > 0])) >= BASELINE_VISITS // 4
    visits = choose_visits(others if enough else lines, 1.0)
    count = min(len(visits), BASELINE_VISITS)
    chosen = np.sort(np.random.default_rng(_SALT).choice(len(visits), count, replace=False))
    result = replay(index, lines, [visits[one] for one in chosen.tolist()], progress)
    if not result.trials:
        return {}
    return {
        "visit_trials": result.trials,
        "visit_hits": int(result.hits.sum()),
        "visit_ndcg": float(result.gains.mean()),
        "visit_ndcg_se": float(result.gains.std() / np.sqrt(result.trials)),
    }


def _until(events: Events, day: int) -> Events:
    """The events before a day."""
    keep = events.day < day
    if keep.all():
        return events
    return Events(
        events.product[keep], events.variant[keep], events.day[keep], events.quantity[keep], events.value[keep]
    )


def _offered(index: Index, events: Events, day: int, row: int) -> Longs:
    from shopassistant.recommend.methods import Ranker

    nothing = np.zeros(index.base.products.count, bool)
    ranking: Iterator[Any] = Ranker(index, index.history(events, day, row)).rank(METHOD, nothing)
    places = [entry.product for entry in islice(ranking, OFFERED)]
    return index.base.products.product_ids[np.array(places, np.int64)]


class _Since:
    """What customers bought after the fit, in the indices of the fit."""

    def __init__(self, base: Base, lines: Lines) -> None:
        ids = base.products.variant_ids
        at = np.minimum(np.searchsorted(ids, lines.variant), max(len(ids) - 1, 0))
        known = (lines.customer > 0) & ((ids[at] == lines.variant) if len(ids) else np.zeros(len(at), bool))
        order = np.flatnonzero(known)[np.argsort(lines.customer[known], kind="stable")]
        self._lines, self._variant = lines[order], at[order].astype(np.int32)
        self._base = base

    def before(self, visit: Visit) -> Events:
        """The events of the visit's customer before its day."""
        lines = self._lines
        first, last = np.searchsorted(lines.customer, (visit.customer_id, visit.customer_id + 1))
        cut = slice(int(first), int(first + np.searchsorted(lines.day[first:last], visit.day)))
        variant = self._variant[cut]
        return Events(
            self._base.products.variant_product[variant],
            variant,
            lines.day[cut].astype(np.int32),
            lines.quantity[cut].astype(np.float32),
            lines.paid[cut].astype(np.float32),
        )


def _lines_of(purchases: Purchases, first: int, last: int) -> Lines:
    """The purchases of some days as lines; categories and walk-ins are of no interest here."""
    p = purchases
    rows = np.flatnonzero((p.day >= first) & (p.day <= last) & (p.customer >= 0))
    rows = rows[np.argsort(p.day[rows], kind="stable")]
    columns = (
        p.day[rows], p.basket[rows], p.customer_ids[p.customer[rows]], p.products.product_ids[p.product[rows]],
        p.products.variant_ids[p.variant[rows]], p.quantity[rows], p.value[rows], np.full(len(rows), UNCATEGORISED),
    )  # fmt: skip
    return lines_from([np.asarray(column, np.int64) for column in columns], ())


def _draw(keys: Longs) -> NDArray[np.float64]:
    """float64 (v,), a number of [0, 1) for each key that looks random and is always the same (splitmix64)."""
    x = keys.astype(np.uint64) + np.uint64(_SALT)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((x ^ (x >> np.uint64(31))) >> np.uint64(11)).astype(np.float64) / 2.0**53
