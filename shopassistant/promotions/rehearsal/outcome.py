"""From drawn units to what a rehearsal says: sums, what is lost elsewhere, limits that end it, and the ranges."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from shopassistant.promotions.rehearsal.cells import MONEY, Cells
from shopassistant.promotions.rehearsal.chance import Chance
from shopassistant.promotions.rehearsal.drawing import Drawn, Floats, draw, pieces
from shopassistant.promotions.rehearsal.kinds import kinds
from shopassistant.promotions.rehearsal.past import Bools, Doubles, Longs, PastBaskets
from shopassistant.promotions.rehearsal.result import LEVELS, Basis, Outcome, ProductOutcome, Range, Rehearsal
from shopassistant.promotions.rehearsal.setting import Setting, Stock
from shopassistant.promotions.rehearsal.supposing import assumptions
from shopassistant.promotions.rules.rule import Rule

MOST_PRODUCTS = 200
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Rest:
    """Other goods, by kind (see `kinds`).

    Attributes:
        units: float64 (kinds, W), by week.
        revenue, margin: float64 (kinds,), of a unit, minor units.
    """

    units: Doubles
    revenue: Doubles
    margin: Doubles


@dataclass(frozen=True)
class Sides:
    """What a promotion is rehearsed from.

    Attributes:
        without, outcome: cells of the goods concerned.
        concerned: bool (v,).
        reached: different known customers per use.
        touched, by_engine: baskets; sampled: share of those for the engine that were priced.
    """

    without: Cells
    outcome: Cells
    rest: Rest
    concerned: Bools
    reached: float
    touched: int
    by_engine: int
    sampled: float
    is_stretched: bool


@dataclass
class _Sums:
    """Added up piece by piece; (S,) each unless said otherwise."""

    before: Doubles
    after: Doubles
    units_before: Doubles
    units_after: Doubles
    more: Doubles  # (kinds, S), units sold more
    promoted: Doubles  # (kinds, S), units in the promotion
    pulled_revenue: Doubles
    pulled_margin: Doubles
    known: list["_Product"] = field(default_factory=list)

    @property
    def units_more(self) -> Doubles:
        """(S,): units sold more than without."""
        return np.maximum(self.units_after - self.units_before, 0)


@dataclass(frozen=True)
class _Product:
    """Draws of one variant, float32 (S,)."""

    variant: int
    without: Floats
    asked: Floats
    units: Floats
    margin: Floats
    size: float


def build(past: PastBaskets, rule: Rule, sides: Sides, chance: Chance, setting: Setting) -> tuple[Rehearsal, Doubles]:
    """The rehearsal of one promotion, and float64 (S,), its change of margin draw by draw."""
    supply = _supply(past, setting.stock)
    kind = kinds(past.articles)
    sums = _add_up(sides, chance, supply, kind)
    part, budget = _part(rule, sums, chance)
    lost = _lost(sides.rest, sums, chance, part)
    pulled = np.stack([sums.units_more, sums.pulled_revenue, sums.pulled_margin]) * chance.pulled * part
    without = _figures(sums.before, sums.units_before)
    outcome = without + part * (_figures(sums.after, sums.units_after) - without)
    change = outcome - without
    change[:3] -= lost + pulled
    uses = np.maximum(sums.after[MONEY.index("uses")], 0) * part  # a drawn case may fall below none
    products = _products(past, sums.known, part, supply, setting)
    concerned = int((sides.concerned & np.isin(np.arange(len(kind)), _sold(sides))).sum())
    return Rehearsal(
        name=rule.name,
        starts_on=setting.starts_on,
        days=setting.days,
        without=_outcome(without),
        outcome=_outcome(outcome),
        change=_outcome(change),
        cannibalised_minor=range_of(lost[2]),
        pulled_forward_minor=range_of(pulled[2]),
        customers=range_of(uses * sides.reached),
        redemptions=range_of(uses),
        budget_share=None if budget is None else range_of(np.minimum(budget, 1)),
        budget_ends_on=_ends_on(budget, setting),
        chance_better=float((change[2] > 0).mean()),
        products=products,
        products_left_out=max(0, concerned - len(products)),
        assumptions=assumptions(past, rule, sides.concerned, setting, sides.sampled, is_stretched=sides.is_stretched),
        basis=_basis(past, sides, chance),
        freed_minor=range_of((sums.after[MONEY.index("cost")] - sums.before[MONEY.index("cost")]) * part),
    ), change[2]


def _add_up(sides: Sides, chance: Chance, supply: Doubles, kind: NDArray[np.int32]) -> _Sums:
    from scipy.sparse import csr_array

    draws, groups = chance.draws, int(kind.max(initial=-1)) + 1
    zero = np.zeros(draws)
    sums = _Sums(np.zeros((len(MONEY), draws)), np.zeros((len(MONEY), draws)), zero, zero, np.zeros((groups, draws)),
                 np.zeros((groups, draws)), zero, zero)  # fmt: skip
    usual = _usual(sides.without, len(kind))
    for first, last in pieces(len(kind), draws):
        before = draw(sides.without, chance, first, last, supply)
        after = draw(sides.outcome, chance, first, last, supply)
        more = after.units - before.units
        sums.before += before.money
        sums.after += after.money
        sums.units_before = sums.units_before + before.units.sum(axis=0, dtype=np.float64)
        sums.units_after = sums.units_after + after.units.sum(axis=0, dtype=np.float64)
        own = np.flatnonzero(kind[first:last] >= 0)
        place = csr_array((np.ones(len(own), np.float32), (kind[first:last][own], own)), (groups, last - first))
        sums.more += place @ more
        sums.promoted += place @ after.units
        gained = np.maximum(more, 0)
        sums.pulled_revenue = sums.pulled_revenue + usual[0][first:last] @ gained
        sums.pulled_margin = sums.pulled_margin + usual[1][first:last] @ gained
        sums.known += _greatest(before, after)
    return sums


def _usual(cells: Cells, count: int) -> "tuple[Floats, Floats]":
    """float32 (v,) each: what a unit brings without the promotion: paid, and earned."""
    units = cells.units.sum(axis=1, dtype=np.float64)
    whole = np.maximum(np.bincount(cells.variant, units, count), 1e-9)
    named = dict(zip(MONEY, cells.rates, strict=True))
    paid, earned = named["revenue"] * units, (named["net"] - named["cost"]) * units
    revenue, margin = (np.bincount(cells.variant, one, count) / whole for one in (paid, earned))
    return revenue.astype(np.float32), margin.astype(np.float32)


def _greatest(before: Drawn, after: Drawn) -> list[_Product]:
    """The products of a piece whose margin or units change most."""
    moved = (after.margin - before.margin).mean(axis=1)
    size = np.abs(moved)
    here = np.flatnonzero(before.units.any(axis=1) | after.units.any(axis=1))
    chosen = here[np.argsort(-size[here], kind="stable")[:MOST_PRODUCTS]]
    return [
        _Product(
            before.first + one,
            before.units[one],
            after.asked[one],
            after.units[one],
            after.margin[one] - before.margin[one],
            float(size[one]),
        )
        for one in chosen.tolist()
    ]


def _part(rule: Rule, sums: _Sums, chance: Chance) -> tuple[Doubles, Doubles | None]:
    """The share of the promotion that happens: coupons that are used, until budget or uses are at an end.

    Returns:
        float64 (S,), and how much of the budget all of it would take; None without one.
    """
    part = chance.uptake if rule.needs_coupon else np.ones(chance.draws)
    given, uses = sums.after[MONEY.index("own")] * part, sums.after[MONEY.index("uses")] * part
    wanted = None
    if rule.limits.budget_minor is not None:
        wanted = given / rule.limits.budget_minor
        part = part / np.maximum(wanted, 1)
    if rule.limits.max_uses is not None:
        part = part / np.maximum(uses / rule.limits.max_uses, 1)
    return part, wanted


def _lost(rest: Rest, sums: _Sums, chance: Chance, part: Doubles) -> Doubles:
    """float64 (3, S): units, revenue and margin of other goods that are not sold for it.

    A share of the additional units is taken from others while the promotion is for less than half of its kind, and less
    the more of the kind is in it; never more than the others sell.
    """
    there = rest.units @ chance.weeks
    more = np.maximum(sums.more * part, 0)
    others = there / np.maximum(there + sums.promoted, 1e-9)
    units = np.minimum(chance.cannibal * more * np.minimum(1, 2 * others), there)
    return np.stack([units.sum(axis=0), rest.revenue @ units, rest.margin @ units])


def _figures(money: Doubles, units: Doubles) -> Doubles:
    """float64 (4, S): units, revenue, margin, discount."""
    named = dict(zip(MONEY, money, strict=True))
    return np.stack([units, named["revenue"], named["net"] - named["cost"], named["discount"]])


def _outcome(figures: Doubles) -> Outcome:
    return Outcome(*(range_of(one) for one in figures))


def range_of(draws: "Doubles | Floats") -> Range:
    """Low, middle and high of some draws."""
    if not len(draws):
        return Range(0.0, 0.0, 0.0)
    return Range(*(float(one) for one in np.quantile(draws, LEVELS)))


def _supply(past: PastBaskets, stock: Stock) -> Doubles:
    """float64 (v,): units there are; infinite where nobody counted."""
    found = np.full(len(past.articles.ids), np.inf)
    place = np.searchsorted(past.articles.ids, stock.variant_ids)
    known = place < len(found)
    known[known] = past.articles.ids[place[known]] == stock.variant_ids[known]
    found[place[known]] = np.maximum(stock.units[known], 0)
    return found


def _products(
    past: PastBaskets, known: list[_Product], part: Doubles, supply: Doubles, setting: Setting
) -> tuple[ProductOutcome, ...]:
    """Those that change most; their draws side by side, as a quantile of many costs little more than one."""
    chosen = sorted(known, key=lambda one: (-one.size, one.variant))[:MOST_PRODUCTS]
    if not chosen:
        return ()
    without = np.stack([one.without for one in chosen])
    units = without + part * (np.stack([one.units for one in chosen]) - without)
    asked = without + part * (np.stack([one.asked for one in chosen]) - without)
    stock = supply[[one.variant for one in chosen]]
    lasts = stock[:, None] / np.maximum(asked, 1e-9) * setting.days
    middle, chance = np.median(lasts, axis=1), (lasts < setting.days).mean(axis=1)
    sold, earned = (
        np.quantile(one, LEVELS, axis=1).T.tolist() for one in (units, part * np.stack([one.margin for one in chosen]))
    )
    return tuple(
        ProductOutcome(
            variant_id=int(past.articles.ids[one.variant]),
            units_without=float(without[place].mean()),
            units=Range(*sold[place]),
            margin_change=Range(*earned[place]),
            stock=int(stock[place]) if np.isfinite(stock[place]) else None,
            runs_out_on=_day_after(setting, middle[place]) if middle[place] < setting.days else None,
            chance_out=float(chance[place]) if np.isfinite(stock[place]) else None,
        )
        for place, one in enumerate(chosen)
    )


def _day_after(setting: Setting, days: float) -> date:
    return setting.starts_on + timedelta(days=int(days))


def _sold(sides: Sides) -> Longs:
    return np.unique(np.concatenate([sides.without.variant, sides.outcome.variant])).astype(np.int64)


def _ends_on(budget: Doubles | None, setting: Setting) -> date | None:
    if budget is None or not len(budget):
        return None
    wanted = float(np.median(budget))
    return setting.starts_on + timedelta(days=int(setting.days / wanted)) if wanted > 1 else None


def _basis(past: PastBaskets, sides: Sides, chance: Chance) -> Basis:
    days = past.day
    return Basis(
        lines=len(past),
        baskets=past.baskets,
        touched=sides.touched,
        by_engine=sides.by_engine,
        sampled=sides.sampled,
        weeks=past.weeks,
        first=_EPOCH + timedelta(days=int(days.min())) if len(days) else None,
        last=_EPOCH + timedelta(days=int(days.max())) if len(days) else None,
        draws=chance.draws,
    )
