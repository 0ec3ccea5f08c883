"""What a shop's stock must be, in plain dictionaries: no SQL, no triggers, nothing shared with the program."""

from collections import Counter
from dataclasses import dataclass, field

Shelf = tuple[int, int]  # variant, location
COUNTING = ("opening", "count", "delivery")


@dataclass
class OrderLine:
    """Units of one line of an order."""

    variant: int
    units: int
    received: int = 0
    cancelled: int = 0

    @property
    def open(self) -> int:
        return max(self.units - self.received - self.cancelled, 0)


@dataclass
class Order:
    """One purchase order; `sent` and `dropped` (a draft given up) are all that is not in its lines."""

    place: int
    lines: dict[int, OrderLine]
    sent: bool = False
    dropped: bool = False

    @property
    def status(self) -> str:
        if not self.sent:
            return "cancelled" if self.dropped else "draft"
        rest, came = sum(line.open for line in self.lines.values()), sum(line.received for line in self.lines.values())
        if rest:
            return "partly_received" if came else "sent"
        return "received" if came else "cancelled"


@dataclass
class Receipt:
    """What came: (variant, units, damaged units, order line)."""

    place: int
    broken: int | None
    order: int | None
    lines: list[tuple[int, int, int, int | None]]
    reversed: bool = False


@dataclass
class TransferLine:
    """Units of one variant on their way."""

    variant: int
    left: int


@dataclass
class Transfer:
    """A transfer; done when nothing of it is left on its way."""

    start: int
    end: int
    lines: dict[int, TransferLine]

    @property
    def open(self) -> bool:
        return any(line.left for line in self.lines.values())


@dataclass
class Counted:
    """What was found of a variant, and the books at that moment; `mark` is the number of movements then."""

    units: int
    book: int
    mark: int
    moved: bool = False
    wanted: bool = False


@dataclass
class Count:
    """A count session."""

    place: int
    open: bool = True
    lines: dict[int, Counted] = field(default_factory=dict)


@dataclass
class SoldLine:
    """A line of a sale and what of it may still come back."""

    variant: int
    left: int


@dataclass
class Model:
    """A shop.

    Attributes:
        levels: units by shelf.
        counted: shelves of which somebody said how much there is.
        last: by shelf, the number of movements when it last moved at all, was counted, was adjusted.
        world: units that came into the shop (or, below zero, left it), by how; what is in it is their sum.
    """

    levels: Counter[Shelf] = field(default_factory=Counter)
    counted: set[Shelf] = field(default_factory=set)
    moves: int = 0
    last: dict[tuple[str, Shelf], int] = field(default_factory=dict)
    world: Counter[str] = field(default_factory=Counter)
    orders: dict[int, Order] = field(default_factory=dict)
    receipts: dict[int, Receipt] = field(default_factory=dict)
    transfers: dict[int, Transfer] = field(default_factory=dict)
    counts: dict[int, Count] = field(default_factory=dict)
    sales: dict[int, tuple[int, dict[int, SoldLine]]] = field(default_factory=dict)
    held: dict[int, tuple[int, Counter[int]]] = field(default_factory=dict)

    def move(self, variant: int, place: int, units: int, reason: str) -> None:
        """Units that come or go; only a transfer leaves the world as it was."""
        shelf = (variant, place)
        self.levels[shelf] += units
        self.moves += 1
        self.last["any", shelf] = self.moves
        if reason in COUNTING:
            self.counted.add(shelf)
        if reason in ("opening", "count", "adjustment"):
            self.last["said" if reason != "adjustment" else "adjusted", shelf] = self.moves
        if reason != "transfer":
            self.world[reason] += units

    def since(self, what: str, shelf: Shelf, mark: int) -> bool:
        """Whether a shelf moved, was counted or was adjusted after `mark`."""
        return self.last.get((what, shelf), 0) > mark

    def reserved(self) -> Counter[Shelf]:
        """Units in held baskets."""
        found: Counter[Shelf] = Counter()
        for place, units in self.held.values():
            for variant, count in units.items():
                found[variant, place] += count
        return found
