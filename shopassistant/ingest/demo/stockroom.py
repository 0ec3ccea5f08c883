"""The invented stock: what is ordered, delivered, moved to the floor, sold out and counted, day by day."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from shopassistant.ingest.demo.assortment import HOUSES, KINDS, SEASONS, SUPPLIERS
from shopassistant.ingest.demo.buying import LATE_BY, LATE_HOUSE, Buying, Orders, houses_of, pack_sizes
from shopassistant.ingest.demo.calendar import Days
from shopassistant.ingest.demo.catalogue import Catalogue, Floats, Ints
from shopassistant.ingest.demo.choice import Wishes, next_open

FLOOR, BACK = 0, 1
REASONS = ("opening", "delivery", "sale", "return", "transfer", "count", "damage")
_OPENING, _DELIVERY, _TRANSFER, _COUNT = 0, 1, 4, 5
_FLOOR_ROOM = 4  # units of one variant on the floor; more of what sells daily
_REVIEW_DAYS = 7
_SAFETY = 0.6
_LOT_DAYS = 25
_SPOILT = 0.04
_OVERSOLD = 0.025
# Of so many orders, so many lines come later than the rest.
_SHORT_ORDERS, _SHORT_LINES = 0.15, 0.2


@dataclass
class Ledger:
    """Movements other than those of sales and returns, gathered in steps.

    Attributes:
        steps: (variant, place, quantity, order line, reason, day, local second); variant, quantity and line are
            arrays, and a line is -1 where no order is behind it.
    """

    steps: list[tuple[Ints, int, Ints, Ints, int, int, int]] = field(default_factory=list)

    def add(
        self, variant: Ints, place: int, quantity: Ints, reason: int, day: int, second: int, line: Ints | None = None
    ) -> None:
        """Note movements of one kind at one moment; those of nothing are left out, except counts and openings."""
        line = np.full(len(variant), -1) if line is None else line
        if reason not in (_OPENING, _COUNT):
            kept = quantity != 0
            variant, quantity, line = variant[kept], quantity[kept], line[kept]
        if len(variant):
            self.steps.append((variant, place, quantity, line, reason, day, second))

    def columns(self) -> dict[str, Ints]:
        """All movements as columns."""
        sizes = [len(step[0]) for step in self.steps]
        variant = np.concatenate([step[0] for step in self.steps])
        quantity = np.concatenate([step[2] for step in self.steps])
        line = np.concatenate([step[3] for step in self.steps])
        rest = np.repeat(np.array([(step[1], *step[4:]) for step in self.steps], dtype=np.int64), sizes, axis=0)
        names = ("place", "reason", "day", "second")
        whole = {"variant": variant, "quantity": quantity, "order_line": line}
        return whole | {name: rest[:, i] for i, name in enumerate(names)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the wishes.

    Attributes:
        sold: which lines could be sold, shape (L,).
        oversold: sold although the books said there was none, shape (L,).
        back_on: day on which it comes back, -1 for never, shape (L,).
        spoilt: cannot be sold again if it comes back, shape (L,).
        ledger: openings, deliveries, transfers and counts.
        orders: what was ordered from suppliers, and when it comes.
        refused: how many lines found an empty shelf.
    """

    sold: NDArray[np.bool_]
    oversold: NDArray[np.bool_]
    back_on: Ints
    spoilt: NDArray[np.bool_]
    ledger: dict[str, Ints]
    orders: Orders
    refused: int


def run_stock(rng: np.random.Generator, catalogue: Catalogue, wishes: Wishes, days: Days) -> Outcome:
    """Go through all days: deliveries in the morning, floor filled from the back room, sales, orders in the evening."""
    room = _Stockroom(rng, catalogue, wishes, days)
    for day in range(days.count):
        room.morning(day)
        room.sell(day)
        room.evening(day)
    orders = room.buying.done()
    return Outcome(room.sold, room.oversold, room.back_on, room.spoilt, room.ledger.columns(), orders, room.refused)


class _Stockroom:
    """The state of the shelves while the days go by."""

    def __init__(self, rng: np.random.Generator, catalogue: Catalogue, wishes: Wishes, days: Days) -> None:
        self._rng, self._wishes, self._days = rng, wishes, days
        self._uncounted = ~catalogue.counted[catalogue.product]
        self._launch = catalogue.launch[catalogue.product]
        self._end = catalogue.end[catalogue.product]
        self._plan(catalogue)
        count = len(catalogue.product)
        self._on_order = np.zeros(count, np.int64)
        self._arrivals: dict[int, list[tuple[Ints, Ints, Ints]]] = {}
        self._brought_back: dict[int, list[tuple[Ints, Ints]]] = {}
        self._bounds = np.searchsorted(wishes.day, np.arange(days.count + 1))
        self.ledger, self.buying = Ledger(), Buying()
        self.sold = np.zeros(len(wishes.day), bool)
        self.oversold = np.zeros(len(wishes.day), bool)
        self.back_on = np.full(len(wishes.day), -1)
        self.spoilt = rng.random(len(wishes.day)) < _SPOILT
        self.refused = 0
        self._open(catalogue)

    def _plan(self, catalogue: Catalogue) -> None:
        """Order-up-to levels by variant and month, from true demand; and each supplier's day and lead time."""
        house = houses_of(catalogue)
        self._house, self._pack = house, pack_sizes(catalogue)
        self._review = house % 5
        self._leads = np.array([SUPPLIERS[name][1] for name in HOUSES])
        self._lead = self._leads[house]
        days = self._days
        on_sale = np.clip(np.minimum(self._end, days.count) - np.maximum(self._launch, 0), 30, None)
        demand = np.bincount(self._wishes.variant, self._wishes.quantity, len(catalogue.product)) / on_sale
        season = np.array([SEASONS[kind.season] for kind in KINDS])[catalogue.kind][catalogue.product]
        ahead = (season + np.roll(season, -1, axis=1)) / 2
        need = (demand[:, None] * ahead) * (self._lead + _REVIEW_DAYS)[:, None]
        self._room = np.maximum(_FLOOR_ROOM, np.ceil(demand * 12)).astype(np.int64)
        # Buyers guess; some goods are always ordered too thinly.
        guess = np.exp(self._rng.normal(-0.15, 0.5, len(demand)))[:, None]
        least = np.ceil(need * guess + _SAFETY * np.sqrt(need))
        self._least = least.astype(np.int64).T
        self._target = self._least + np.ceil(np.maximum(2.0, demand[:, None] * ahead * _LOT_DAYS)).astype(np.int64).T

    def _open(self, catalogue: Catalogue) -> None:
        there = (self._launch < 0) & ~self._uncounted
        full = self._target[self._days.month[0]] + self._rng.integers(0, 3, len(there))
        stock = np.where(there & (self._rng.random(len(there)) > 0.05), full, 0)
        self._floor = np.minimum(stock, self._room)
        self._back = stock - self._floor
        present = np.flatnonzero(there)
        self.ledger.add(present, FLOOR, self._floor[present], _OPENING, 0, 25_200)
        stored = np.flatnonzero(self._back > 0)
        self.ledger.add(stored, BACK, self._back[stored], _OPENING, 0, 25_200)

    def morning(self, day: int) -> None:
        """Deliveries come in, and what is gone from the floor is fetched from the back room."""
        arrived = self._arrivals.pop(day, [])
        first = np.flatnonzero((self._launch == day) & ~self._uncounted)
        if len(first):
            arrived.append((first, self._target[self._days.month[day]][first] + 1, np.full(len(first), -1)))
        for variant, quantity, line in arrived:
            to_floor = np.clip(self._room[variant] - self._floor[variant], 0, quantity)
            self.ledger.add(variant, FLOOR, quantity, _DELIVERY, day, 29_400, line)
            self.ledger.add(variant, FLOOR, to_floor - quantity, _TRANSFER, day, 29_700)
            self.ledger.add(variant, BACK, quantity - to_floor, _TRANSFER, day, 29_700)
            self._floor[variant] += to_floor
            self._back[variant] += quantity - to_floor
            self._on_order[variant] = np.maximum(self._on_order[variant] - quantity, 0)
        empty = np.flatnonzero((self._floor <= self._room // 4) & (self._back > 0))
        fetched = np.minimum(self._back[empty], self._room[empty])
        self.ledger.add(empty, BACK, -fetched, _TRANSFER, day, 30_600)
        self.ledger.add(empty, FLOOR, fetched, _TRANSFER, day, 30_600)
        self._back[empty] -= fetched
        self._floor[empty] += fetched

    def sell(self, day: int) -> None:
        """Sell in the order of wishes while there is stock; now and then the shelf holds more than the books."""
        wishes = self._wishes
        span = slice(self._bounds[day], self._bounds[day + 1])
        variant, quantity = wishes.variant[span], wishes.quantity[span]
        if len(variant) == 0:
            return
        before = _taken_before(variant, quantity)
        possible = (before + quantity <= self._floor[variant]) | self._uncounted[variant]
        beyond = ~possible & (quantity == 1) & (self._rng.random(len(variant)) < _OVERSOLD)
        sold = possible | beyond
        np.subtract.at(self._floor, variant[sold], quantity[sold])
        self.sold[span], self.oversold[span] = sold, beyond
        self.refused += int((~sold).sum())
        after = wishes.return_after[span]
        back = next_open(day + after, self._days)
        returned = sold & (after > 0) & (back < self._days.count)
        self.back_on[span] = np.where(returned, back, -1)
        for when in np.unique(back[returned]):
            chosen = returned & (back == when) & ~self.spoilt[span]
            self._brought_back.setdefault(int(when), []).append((variant[chosen], quantity[chosen]))

    def evening(self, day: int) -> None:
        """Returned goods go back on the floor, some shelves are counted, and suppliers get their orders."""
        for variant, quantity in self._brought_back.pop(day, []):
            np.add.at(self._floor, variant, quantity)
        if self._days.weekday[day] == 0:
            self._count(day)
        self._order(day)

    def _count(self, day: int) -> None:
        candidates = np.flatnonzero(~self._uncounted & (self._launch < day))
        chosen = np.sort(self._rng.choice(candidates, max(1, len(candidates) // 80), replace=False))
        # What was sold against the books is put right; now and then one is missing.
        missing = (self._rng.random(len(chosen)) < 0.04) & (self._floor[chosen] > 0)
        found = np.where(self._floor[chosen] < 0, -self._floor[chosen], -missing.astype(np.int64))
        self.ledger.add(chosen, FLOOR, found, _COUNT, day, 73_800)
        self._floor[chosen] += found

    def _order(self, day: int) -> None:
        target = self._target[self._days.month[day]]
        there = self._floor + self._back + self._on_order
        due = (
            (self._review == self._days.weekday[day])
            & (self._launch <= day)
            & (self._end > day + 20)
            & ~self._uncounted
        )
        short = np.flatnonzero(due & (there <= self._least[self._days.month[day]]))
        if len(short) == 0:
            return
        pack = self._pack[short]
        quantity = -(-(target[short] - there[short]) // pack) * pack
        self._on_order[short] += quantity
        for house in np.unique(self._house[short]).tolist():
            chosen = self._house[short] == house
            self._send(house, day, short[chosen], quantity[chosen])

    def _send(self, house: int, day: int, variant: Ints, quantity: Ints) -> None:
        """One order to one supplier: most of it comes on one day, some of it later."""
        promised, rng = day + int(self._leads[house]), self._rng
        lead = max(1, round(self._leads[house] * rng.uniform(0.8, 1.2)))
        if house == LATE_HOUSE and LATE_BY[0] <= self._days.count - promised <= LATE_BY[1]:
            lead = self._days.count + LATE_BY[1] - day  # not here yet
        is_short = rng.random() < _SHORT_ORDERS
        late = np.where(is_short & (rng.random(len(variant)) < _SHORT_LINES), rng.integers(4, 22), 0)
        when = next_open(day + lead + late, self._days)
        line = self.buying.add(house, day, promised, variant, quantity, when)
        for each in np.unique(when):
            chosen = when == each
            self._arrivals.setdefault(int(each), []).append((variant[chosen], quantity[chosen], line[chosen]))


def _taken_before(variant: Ints, quantity: Ints) -> Ints:
    """How many of the same variant earlier rows ask for, shape of `variant`."""
    order = np.argsort(variant, kind="stable")
    running = np.cumsum(quantity[order]) - quantity[order]
    starts = np.flatnonzero(np.r_[True, np.diff(variant[order]) != 0])
    base = np.repeat(running[starts], np.diff(np.r_[starts, len(order)]))
    before = np.empty_like(running)
    before[order] = running - base
    return before


__all__ = ["BACK", "FLOOR", "REASONS", "Floats", "Outcome", "run_stock"]
