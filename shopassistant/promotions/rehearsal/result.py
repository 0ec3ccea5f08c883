"""What a rehearsal says: figures as ranges, and what was assumed for them. Importing it loads no numbers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

# Shares of the draws below the ends and the middle of a range.
LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Range:
    """Four draws in five lie between `low` and `high`; half of them below `mid`."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the goods concerned do in the days of the promotion; money in minor units.

    Attributes:
        units: sold.
        revenue_minor: paid, tax included.
        margin_minor: paid without tax, less what the goods cost.
        discount_minor: given away by promotions.
    """

    units: Range
    revenue_minor: Range
    margin_minor: Range
    discount_minor: Range


@dataclass(frozen=True, slots=True)
class ProductOutcome:
    """One product in the promotion.

    Attributes:
        units_without: expected in the same days without the promotion.
        margin_change: minor units, before what is lost elsewhere.
        stock: units on hand and arriving; None where nobody counted.
        runs_out_on: day by which it is more likely than not sold out; None where it lasts.
        chance_out: of being sold out before the end; None where nobody counted.
    """

    variant_id: int
    units_without: float
    units: Range
    margin_change: Range
    stock: int | None
    runs_out_on: date | None
    chance_out: float | None


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something the figures rest on, as a code with values; `is_measured` tells what came from the shop's own past."""

    code: str
    values: Mapping[str, Any]
    is_measured: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """What was replayed.

    Attributes:
        lines, baskets: of the past that were looked at.
        touched: baskets the promotion would have changed.
        by_engine: of them, those priced by the till's own engine, one by one, because several offers meet in them.
        sampled: share of the latter that was priced, the rest taken to be like them; 1 for all.
        weeks: of the past; first, last: its days.
        draws: how often chance was drawn.
    """

    lines: int
    baskets: int
    touched: int
    by_engine: int
    sampled: float
    weeks: int
    first: date | None
    last: date | None
    draws: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One promotion on the past, beside the same days without it.

    Attributes:
        name: of the promotion.
        starts_on: first of its `days` days.
        without: the goods concerned without the promotion.
        outcome: the same with it. What is lost elsewhere is not in it but in the next two.
        change: what it adds or costs in all: with less without, less the next two; paired draw by draw.
        cannibalised_minor: margin of other goods of the category that are not sold because of it.
        pulled_forward_minor: margin of units bought now instead of later.
        customers: known ones who would use it; redemptions: times it is used (each set of a buy-get or bundle counts).
        budget_share: how much of the budget is used, 1 for all of it; None without a budget.
        budget_ends_on: day by which it is more likely than not used up.
        chance_better: of earning more margin than without it, 0 to 1.
        products: those of the promotion that were ever sold or lie there, the greatest change of margin first.
        products_left_out: how many more there are.
        freed_minor: cost of the stock that is sold beyond what would be without it: money no longer tied up.
    """

    name: str
    starts_on: date
    days: int
    without: Outcome
    outcome: Outcome
    change: Outcome
    cannibalised_minor: Range
    pulled_forward_minor: Range
    customers: Range
    redemptions: Range
    budget_share: Range | None
    budget_ends_on: date | None
    chance_better: float
    products: tuple[ProductOutcome, ...]
    products_left_out: int
    assumptions: tuple[Assumption, ...]
    basis: Basis
    freed_minor: Range = Range(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One to three rehearsals on the same draws.

    Attributes:
        chance_best: of each to earn the most margin of them (doing nothing is not among them).
        best: place of the likeliest best.
    """

    rehearsals: tuple[Rehearsal, ...]
    chance_best: tuple[float, ...]
    best: int


def rehearsal_to_json(rehearsal: Rehearsal, most_products: int = 100) -> dict[str, Any]:
    """Plain values, as `Promotion.rehearsal` keeps them beside what truly happened."""
    plain = asdict(rehearsal)
    kept = plain["products"][:most_products]
    plain["products_left_out"] += len(plain["products"]) - len(kept)
    plain["products"] = kept
    return {name: _plain(value) for name, value in plain.items()}


def rehearsal_from_json(raw: Mapping[str, Any]) -> Rehearsal:
    """The rehearsal that was kept.

    Raises:
        KeyError, TypeError, ValueError: it was written by something else.
    """
    values = dict(raw)
    for name in ("without", "outcome", "change"):
        values[name] = Outcome(**{key: Range(**one) for key, one in values[name].items()})
    for name in (
        "cannibalised_minor",
        "pulled_forward_minor",
        "customers",
        "redemptions",
        "budget_share",
        "freed_minor",
    ):
        # What was kept before money freed was told has none.
        values[name] = None if values.get(name) is None else Range(**values[name])
    values["freed_minor"] = values["freed_minor"] or Range(0.0, 0.0, 0.0)
    values["starts_on"] = date.fromisoformat(values["starts_on"])
    values["budget_ends_on"] = _day(values["budget_ends_on"])
    values["products"] = tuple(_product(one) for one in values["products"])
    values["assumptions"] = tuple(Assumption(**one) for one in values["assumptions"])
    basis = values["basis"]
    values["basis"] = Basis(**(basis | {"first": _day(basis["first"]), "last": _day(basis["last"])}))
    return Rehearsal(**values)


def _product(raw: Mapping[str, Any]) -> ProductOutcome:
    made = {"units": Range(**raw["units"]), "margin_change": Range(**raw["margin_change"])}
    return ProductOutcome(**{**raw, **made, "runs_out_on": _day(raw["runs_out_on"])})


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
