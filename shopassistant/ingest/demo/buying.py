"""What the invented boutique buys from whom: packs, minimum orders, and its purchase orders."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from shopassistant.ingest.demo.assortment import HOUSES, KINDS, SUPPLIERS
from shopassistant.ingest.demo.calendar import Days
from shopassistant.ingest.demo.catalogue import Catalogue, Ints

# Units in a pack, by kind; everything else comes one by one.
PACKS = {"CLN": 6, "SOL": 6, "LNS": 2, "CSE": 4, "SCK": 3, "TGT": 3, "CRM": 6, "WSH": 6}
# From so many units of one line on, goods that come in packs cost so much of the usual.
BREAK_UNITS, BREAK_SHARE = 24, 0.92
# Days that a pack may stand on the shelf, by kind.
SHELF_LIVES = {"SOL": 540, "LNS": 720, "CLN": 900}
# The supplier whose newest order is late, and by how many days at the end of the history.
LATE_HOUSE, LATE_BY = list(HOUSES).index("shoes"), (3, 9)


@dataclass
class Buying:
    """Orders as they are written, gathered day by day; a line's number is its place.

    Attributes:
        orders: (house, day, promised day) of each order.
        lines: (order, variant, units, day on which they come) with arrays for all but the first.
    """

    orders: list[tuple[int, int, int]] = field(default_factory=list)
    lines: list[tuple[int, Ints, Ints, Ints]] = field(default_factory=list)
    count: int = 0

    def add(self, house: int, day: int, promised: int, variant: Ints, units: Ints, when: Ints) -> Ints:
        """Note an order; the numbers of its lines."""
        self.lines.append((len(self.orders), variant, units, when))
        self.orders.append((house, day, promised))
        numbers = np.arange(self.count, self.count + len(variant))
        self.count += len(variant)
        return numbers

    def done(self) -> "Orders":
        """All of them as columns."""
        sizes = [len(part[1]) for part in self.lines]
        none = [np.empty(0, np.int64)]
        heads = np.array(self.orders, np.int64).reshape(-1, 3)
        return Orders(
            house=heads[:, 0],
            day=heads[:, 1],
            promised=heads[:, 2],
            order=np.repeat(np.arange(len(sizes)), sizes),
            variant=np.concatenate([part[1] for part in self.lines] or none),
            units=np.concatenate([part[2] for part in self.lines] or none),
            when=np.concatenate([part[3] for part in self.lines] or none),
        )


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders (O) in the order they were sent, and their lines (L).

    Attributes:
        house, day, promised: supplier, numbered day of sending, and that on which it was promised; shape (O,).
        order, variant, units: of each line, shape (L,).
        when: numbered day on which it comes; not before the end of the days where it is still open.
    """

    house: Ints
    day: Ints
    promised: Ints
    order: Ints
    variant: Ints
    units: Ints
    when: Ints

    def arrived(self, days: Days) -> Ints:
        """Units of each line that came, shape (L,)."""
        return np.where(self.when < days.count, self.units, 0)

    def status(self, days: Days) -> list[str]:
        """Of each order: sent, partly_received or received."""
        came = np.bincount(self.order, self.when < days.count, len(self.house))
        lines = np.bincount(self.order, minlength=len(self.house))
        found = np.where(came == lines, "received", np.where(came > 0, "partly_received", "sent"))
        return [str(status) for status in found]


def pack_sizes(catalogue: Catalogue) -> Ints:
    """Units in a pack of each variant."""
    of_kind = np.array([PACKS.get(kind.key, 1) for kind in KINDS])
    return of_kind[catalogue.kind][catalogue.product]


def line_costs(catalogue: Catalogue, variant: Ints, units: Ints) -> Ints:
    """Pence of a unit in a line of so many units."""
    cost = catalogue.cost[catalogue.product[variant]]
    is_cheaper = (pack_sizes(catalogue)[variant] > 1) & (units >= BREAK_UNITS)
    return np.where(is_cheaper, np.round(cost * BREAK_SHARE), cost).astype(np.int64)


def houses_of(catalogue: Catalogue) -> Ints:
    """The supplier of each variant, as a place in `HOUSES`."""
    names = list(HOUSES)
    return np.array([names.index(kind.house) for kind in KINDS])[catalogue.kind][catalogue.product]


def terms(house: str) -> tuple[int, int, int]:
    """A supplier's minimum order and our cost of ordering there, in pence, and days between two orders."""
    lead = SUPPLIERS[house][1]
    return 5_000 + 1_000 * lead, 600 + 40 * lead, 7


def day_of(days: Days, number: int) -> date:
    """The date of a numbered day."""
    return days.first + timedelta(days=int(number))
