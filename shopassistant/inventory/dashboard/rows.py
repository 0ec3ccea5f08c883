"""The table behind the figures: which variants, in which order, and what each line says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.inventory.dashboard.shelves import AGES, CLASSES, PATTERNS, RECENT_WEEKS, Bools
from shopassistant.inventory.dashboard.slicing import Doubles, Slice

# Ways to look at the table, each the rows behind one number. ``age0`` is the youngest stock.
LENSES = (
    "all", "value", "cover", "service", "likely_out", "out_now", "dead", "over", "uncounted", "without_cost",
    *(f"age{bucket}" for bucket in range(AGES)),
)  # fmt: skip
SORTS = (
    "name", "units", "value", "price", "rate", "cover", "chance", "out_day", "service", "lost", "oldest", "over",
    "class", "sold", "due",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProductLine:
    """One variant over the shelves of a slice.

    Attributes:
        units: None where nobody ever counted any of them.
        cost_minor: of all of it; None where no cost is known.
        rate: units a day expected to be asked for.
        source: see `Shelves`; the surest of its shelves.
        cover_days: None without demand or level; infinite never.
        chance: of running out before the next delivery on the shelf where it is likeliest; None where not known.
        out_day: earliest day expected to be sold out; 0 for none within a year.
        due, due_day: units on order and the day of the first of them, 0 where nobody said.
        service: share of demand served lately; None where not known.
        lost: units missed lately.
        ages: units by age.
        sold: units a week for a year, the newest last.
        over: units too many.
        abc, xyz: letters.
    """

    variant_id: int
    product_id: int
    units: int | None
    price_minor: int
    cost_minor: int | None
    rate: float
    source: int
    cover_days: float | None
    chance: float | None
    out_day: int
    due: int
    due_day: int
    service: float | None
    lost: float
    ages: tuple[float, ...]
    sold: tuple[int, ...]
    over: float
    is_dead: bool
    abc: str
    xyz: str

    @property
    def sold_recently(self) -> int:
        """Units of the last 91 days."""
        return sum(self.sold[-RECENT_WEEKS:])


def list_ids(part: Slice, lens: str = "all", sort: str = "name", *, descending: bool = False) -> list[int]:
    """Ids of the variants behind a number, in order; what has no value to sort by comes last either way.

    Raises:
        UserError: ``list.sort``, an order or a lens that is not known.
    """
    if sort not in SORTS or lens not in LENSES:
        raise UserError("list.sort", sort=f"{lens}:{sort}", known=", ".join(SORTS))
    by_name = part.snapshot.variants.by_name
    shown = by_name[(part.here & _behind(part, lens))[by_name]]
    if sort == "name":
        shown = shown[::-1] if descending else shown
    else:
        key = _keys(part, sort)[shown].astype(np.float64)
        key = np.where(np.isnan(key), np.inf, -key if descending else key)
        shown = shown[np.argsort(key, kind="stable")]
    ids: list[int] = part.snapshot.variants.id[shown].tolist()
    return ids


def _behind(part: Slice, lens: str) -> Bools:
    """bool (m,): the variants behind a number."""
    age = lens.removeprefix("age")
    if age != lens:
        return np.asarray(part.sums(part.column("age")[:, int(age)]) > 0)
    tests: dict[str, Callable[[], NDArray[np.generic]]] = {
        "value": lambda: part.units > 0,
        "cover": lambda: part.column("counted") & (part.column("rate") > 0),
        "service": lambda: part.column("out_days") > 0,
        "likely_out": lambda: part.likely_out,
        "out_now": lambda: part.out_now,
        "dead": lambda: part.dead,
        "over": lambda: part.over > 0,
        "without_cost": lambda: (part.units > 0) & (part.variant("cost") < 0),
    }
    if lens == "all":
        return part.here
    if lens == "uncounted":
        return np.asarray(part.here & (part.sums(part.column("counted")) == 0))
    return np.asarray(part.sums(tests[lens]()) > 0)


def _keys(part: Slice, sort: str) -> NDArray[np.generic]:
    """(m,): what to sort by, NaN where there is nothing."""
    variants = part.snapshot.variants
    counted = part.sums(part.column("counted")) > 0
    makers: dict[str, Callable[[], NDArray[np.generic]]] = {
        "units": lambda: np.where(counted, part.sums(part.units), np.nan),
        "value": lambda: np.where(counted & (variants.cost >= 0), part.sums(part.worth), np.nan),
        "price": lambda: variants.price,
        "rate": lambda: part.sums(part.column("rate")),
        "cover": lambda: _cover(part, counted),
        "chance": lambda: part.most(part.column("chance")),
        "out_day": lambda: -part.most(_day(-part.column("out_day").astype(np.float64))),
        "service": lambda: _service(part),
        "lost": lambda: part.sums(part.column("lost") * part.margin),
        "oldest": lambda: part.sums(part.column("age")[:, -1] * part.cost),
        "over": lambda: part.sums(part.over * part.cost),
        "class": lambda: variants.abc.astype(np.int64) * len(PATTERNS) + variants.xyz,
        "sold": lambda: part.sums(part.column("recent")),
        "due": lambda: part.sums(part.column("due")),
    }
    return makers[sort]()


def _day(days: Doubles) -> Doubles:
    return np.where(days == 0, np.nan, days)


def _cover(part: Slice, counted: Bools) -> Doubles:
    rate = part.sums(part.column("rate") * part.column("counted"))
    safe = np.where(counted & (rate > 0), rate, np.nan)
    return np.asarray(part.sums(part.units) / safe)


def _service(part: Slice) -> Doubles:
    known = part.column("known_days") > 0
    sold = part.sums(part.column("recent") * known)
    asked = sold + part.sums(part.column("lost") * known)
    return np.asarray(sold / np.where(asked > 0, asked, np.nan))


def load_lines(part: Slice, ids: Sequence[int]) -> dict[int, ProductLine]:
    """The lines of some variants (a screen of them); one that is not in the slice is left out."""
    variants = part.snapshot.variants
    found: dict[int, ProductLine] = {}
    for variant_id in ids:
        row = int(np.searchsorted(variants.id, variant_id))
        if row < len(variants.id) and variants.id[row] == variant_id:
            first, last = np.searchsorted(part.row, [row, row + 1])
            if last > first:
                found[variant_id] = _line(part, row, slice(int(first), int(last)))
    return found


def _line(part: Slice, row: int, at: slice) -> ProductLine:
    variants, shelves, places = part.snapshot.variants, part.snapshot.shelves, part.rows[at]
    counted = shelves.counted[places]
    units = int(part.units[at].sum()) if counted.any() else None
    rate, known = float(shelves.rate[places].sum()), shelves.known_days[places] > 0
    asked_here = float(shelves.rate[places][counted].sum())
    sold = shelves.sold[places].sum(axis=0, dtype=np.int64)
    served = float(shelves.recent[places][known].sum())
    lost = float(shelves.lost[places][known].sum())
    chances = shelves.chance[places][~np.isnan(shelves.chance[places])]
    days, due_days = shelves.out_day[places], shelves.due_day[places]
    cost = int(variants.cost[row])
    return ProductLine(
        variant_id=int(variants.id[row]),
        product_id=int(variants.product[row]),
        units=units,
        price_minor=int(variants.price[row]),
        cost_minor=None if cost < 0 or units is None else units * cost,
        rate=rate,
        source=int(shelves.source[places].max()),
        cover_days=units / asked_here if units is not None and asked_here > 0 else None,
        chance=float(chances.max()) if len(chances) else None,
        out_day=int(days[days > 0].min(initial=2**31 - 1)) if (days > 0).any() else 0,
        due=int(shelves.due[places].sum()),
        due_day=int(due_days[due_days > 0].min(initial=2**31 - 1)) if (due_days > 0).any() else 0,
        service=served / (served + lost) if served + lost > 0 else None,
        lost=lost,
        ages=tuple(shelves.age[places].sum(axis=0).tolist()),
        sold=tuple(sold.tolist()),
        over=float(part.over[at].sum()),
        is_dead=bool(part.dead[at].any()),
        abc=CLASSES[int(variants.abc[row])],
        xyz=PATTERNS[int(variants.xyz[row])],
    )
