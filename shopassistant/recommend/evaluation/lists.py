"""What each method would have shown, for customers drawn by lot, as long as there is time."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import Progress
from shopassistant.recommend.evaluation.ranking import Ints, Longs
from shopassistant.recommend.evaluation.settings import OWN_TOP
from shopassistant.recommend.history import Floats, History
from shopassistant.recommend.index import Index
from shopassistant.recommend.methods import Ranker

# Fewer customers are not worth a sentence, whatever the clock says.
LEAST_CUSTOMERS = 30


@dataclass(frozen=True)
class Lists:
    """The lists of one method for m customers.

    Attributes:
        all: int32 (m, d), product indices, best first, -1 where the list has ended.
        scores: float32 (m, d), of `all`; 0 where the list has ended.
        new: int32 (m, k), the same without what the customer ever bought.
    """

    all: Ints
    scores: Floats
    new: Ints


@dataclass(frozen=True)
class Shown:
    """What all methods show the customers that there was time for.

    Attributes:
        customers: int64 (m,), customer indices.
        visits: int64 (m,), days with a purchase before the cut.
        segments: int64 (m,), the group of the segment model, -1 without.
        lists: by contender name.
        ran_out: whether time ended before the customers did.
    """

    customers: Longs
    visits: Longs
    segments: Longs
    lists: Mapping[str, Lists]
    ran_out: bool


@dataclass(frozen=True)
class Asked:
    """One contender at one cut: its name, its method, and the index that answers."""

    name: str
    method: str
    index: Index


def show(
    asked: Sequence[Asked], customers: Longs, cut: int, k: int, depth: int, deadline: float | None, progress: Progress
) -> Shown:
    """Ask every contender for every customer, in the order given, until `deadline` (``time.perf_counter``).

    Raises:
        Cancelled: by `progress`.
    """
    depth = max(depth, k)
    rows: dict[str, list[_Row]] = {one.name: [] for one in asked}
    habits: list[tuple[int, int]] = []
    for done, customer in enumerate(customers.tolist()):
        if done % 20 == 0:
            progress.report("evaluation.asking", done, len(customers))
        if deadline is not None and done >= LEAST_CUSTOMERS and time.perf_counter() > deadline:
            break
        rankers = {id(one.index): _ranker(one.index, customer, cut) for one in asked}
        for one in asked:
            rows[one.name].append(_row(rankers[id(one.index)], one.method, k, depth))
        first = rankers[id(asked[0].index)]
        habits.append((first.customer.visits, _segment(first)))
    done = len(habits)
    habit = np.array(habits, np.int64).reshape(done, 2)
    lists = {name: _stacked(parts, k, depth) for name, parts in rows.items()}
    return Shown(customers[:done], habit[:, 0], habit[:, 1], lists, done < len(customers))


@dataclass(frozen=True)
class _Row:
    products: list[int]
    scores: list[float]
    new: list[int]


def _ranker(index: Index, customer: int, cut: int) -> Ranker:
    return Ranker(index, index.history(index.base.events_of(customer), cut, customer))


def _row(ranker: Ranker, method: str, k: int, depth: int) -> _Row:
    bought = np.zeros(ranker.index.base.products.count, bool)
    bought[ranker.customer.products] = True
    if method in ("all", "hybrid"):  # what is left out changes which others are on a list
        first = list(islice(ranker.rank(method, np.zeros_like(bought)), depth))
        fresh = islice(ranker.rank(method, bought), k)
        return _Row([one.product for one in first], [one.score for one in first], [one.product for one in fresh])
    row = _Row([], [], [])
    for product, score in _ranking(ranker, method):
        if len(row.products) < depth:
            row.products.append(product)
            row.scores.append(score)
        if len(row.new) < k and not bought[product]:
            row.new.append(product)
        if len(row.products) == depth and len(row.new) == k:
            break
    return row


def _ranking(ranker: Ranker, method: str) -> Iterator[tuple[int, float]]:
    nothing = np.zeros(ranker.index.base.products.count, bool)
    if method != OWN_TOP:
        yield from ((one.product, one.score) for one in ranker.rank(method, nothing))
        return
    nothing[ranker.customer.products] = True
    yield from own_top(ranker.customer)
    yield from ((one.product, one.score) for one in ranker.rank("popular", nothing))


def own_top(customer: History) -> Iterator[tuple[int, float]]:
    """What a customer bought on most days, the latest first where that is equal; with the number of days."""
    order = np.lexsort((customer.products, -customer.last_day, -customer.times))
    yield from zip(customer.products[order].tolist(), customer.times[order].tolist(), strict=True)


def _segment(ranker: Ranker) -> int:
    find: Callable[[History], int] | None = getattr(ranker.index.models.get("segment"), "segment_of", None)
    return find(ranker.customer) if find else -1


def _stacked(rows: list[_Row], k: int, depth: int) -> Lists:
    scores = np.zeros((len(rows), depth), np.float32)
    for at, row in enumerate(rows):
        scores[at, : len(row.scores)] = row.scores
    return Lists(_padded([row.products for row in rows], depth), scores, _padded([row.new for row in rows], k))


def _padded(rows: list[list[int]], width: int) -> NDArray[np.int32]:
    table = np.full((len(rows), width), -1, np.int32)
    for at, row in enumerate(rows):
        table[at, : len(row)] = row
    return table
