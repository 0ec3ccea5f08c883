"""A markdown of one product to a day: what the programme says, beside leaving the price and beside a fixed ladder."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from shopassistant.core.errors import UserError
from shopassistant.promotions.prices.advising import DRAWS, Adviser
from shopassistant.promotions.prices.goods import Priced
from shopassistant.promotions.prices.ladder import ladder
from shopassistant.promotions.prices.markdown.programme import Floats, Sale, solve
from shopassistant.promotions.prices.markdown.simulating import (
    LEVELS,
    Course,
    by_policy,
    fixed_ladder,
    keep_price,
    simulate,
)

LONGEST_WEEKS = 52
STEPS = 12
# What is left is taken to bring a tenth of its price, and no price goes below three tenths, unless somebody says so.
_SALVAGE, _FLOOR = 0.1, 0.3
_WEEK = 7
# Days of cover from which stock counts as ageing.
AGEING_DAYS = 180


@dataclass(frozen=True, slots=True)
class Terms:
    """What somebody wants of a markdown.

    Attributes:
        until: the day by which it should be sold.
        floor_minor: no price below; None for a share of today's.
        salvage_minor: what a unit that is left brings without tax; None for a share of today's price.
        every_weeks: between two steps at least.
        ending: last digits of a price; None as the limits say.
    """

    until: date
    floor_minor: int | None = None
    salvage_minor: int | None = None
    every_weeks: int = 2
    ending: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """From a day on, a price."""

    on: date
    price_minor: int
    done: bool = False


@dataclass(frozen=True)
class Outline:
    """What a markdown would do.

    Attributes:
        steps: where demand goes as expected, the first one today; it is planned anew from what is left each time.
        revenue_minor: three quantiles (`LEVELS`) of what the stock brings without tax, salvage included.
        mean_minor, keep_minor, ladder_minor: expected by it, by leaving the price, by 30, 50 and 70 per cent off.
        left: three quantiles of the units left on the day.
        stock_path: float64 (weeks + 1, 3), quantiles of the stock before each week and in the end.
        below_cost: a step goes below what a unit costs.
    """

    goods: Priced
    terms: Terms
    stock: int
    steps: tuple[Step, ...]
    revenue_minor: tuple[float, ...]
    mean_minor: float
    keep_minor: float
    ladder_minor: float
    left: tuple[float, ...]
    stock_path: Floats
    below_cost: bool


def ageing(own: Adviser, most: int = 200) -> list[tuple[Priced, float, int]]:
    """What lies too long: goods, days of cover, and what the stock cost; the most tied up first."""
    found = []
    for goods in own.goods.values():
        if not goods.stock or goods.stock <= 0 or goods.is_promoted:
            continue
        situation = own.situation(goods, draws=1)
        if situation is None:
            continue
        if situation.cover_days > AGEING_DAYS or goods.ends:
            found.append((goods, situation.cover_days, goods.stock * (goods.cost_minor or 0)))
    return sorted(found, key=lambda one: (-one[2], one[0].id))[:most]


def outline(own: Adviser, variant_id: int, terms: Terms, stock: int | None = None) -> Outline:
    """Solve it.

    Args:
        stock: units instead of those by the books.

    Raises:
        UserError: ``prices.markdown_until``, ``prices.markdown_nothing`` (nothing to sell, or nothing known of it),
            ``prices.markdown_floor``.
    """
    goods = own.of_variant.get(variant_id)
    weeks = -(-(terms.until - own.today).days // _WEEK)
    if not 1 <= weeks <= LONGEST_WEEKS:
        raise UserError("prices.markdown_until", weeks=LONGEST_WEEKS)
    units = stock if stock is not None else (goods.stock or 0) if goods is not None else 0
    situation = own.situation(goods, DRAWS) if goods is not None else None
    if goods is None or situation is None or units <= 0:
        raise UserError("prices.markdown_nothing")
    sale = _sale(own, goods, terms, weeks, units)
    policy = solve(sale)
    course = simulate(sale, by_policy(policy))
    steps = _steps(own.today, sale, course)
    cost = goods.cost_minor or 0
    return Outline(
        goods=goods, terms=terms, stock=units, steps=steps,
        revenue_minor=tuple(float(one) for one in np.quantile(course.revenue, LEVELS)),
        mean_minor=float(course.revenue.mean()),
        keep_minor=float(simulate(sale, keep_price).revenue.mean()),
        ladder_minor=float(simulate(sale, fixed_ladder(sale)).revenue.mean()),
        left=tuple(float(one) for one in np.quantile(course.left, LEVELS)),
        stock_path=np.asarray(np.quantile(course.stock, LEVELS, axis=0).T, np.float64),
        below_cost=any(step.price_minor / (1 + goods.rate_bp / 10_000) < cost for step in steps),
    )  # fmt: skip


def _sale(own: Adviser, goods: Priced, terms: Terms, weeks: int, units: int) -> Sale:
    situation = own.situation(goods, DRAWS)
    assert situation is not None  # noqa: S101  its caller looked
    limits = own.limits(goods)
    floor = max(terms.floor_minor or round(goods.price_minor * _FLOOR), limits.floor_minor or 0, 1)
    if floor > goods.price_minor:
        raise UserError("prices.markdown_floor", floor_minor=floor, price_minor=goods.price_minor)
    ending = limits.ending if terms.ending is None else terms.ending
    total = situation.soon + situation.later
    mean = max(float(total.mean()), 1e-6)
    salvage = round(goods.price_minor * _SALVAGE) if terms.salvage_minor is None else terms.salvage_minor
    return Sale(
        prices=np.array(ladder(goods.price_minor, floor, ending or "", STEPS), np.int64),
        rate_bp=goods.rate_bp,
        salvage_minor=max(salvage, 0),
        stock=units,
        weekly=_weekly(own, goods, weeks, situation.days),
        # Where hardly anything is asked for, a draw of nothing is no proof that nothing ever will be.
        level=(total + 1) / (mean + 1),
        elasticity=np.minimum(situation.elasticity + situation.after, -0.1),
        every=max(terms.every_weeks, 1),
    )


def _weekly(own: Adviser, goods: Priced, weeks: int, days: int) -> Floats:
    """float64 (weeks,): expected a week, the last known ones going on; a last week that is shorter counts as whole."""
    daily = own.expected_days(goods)
    usual = float(daily[:days].mean()) * _WEEK
    found = np.full(weeks, max(float(daily[-days:].mean()) * _WEEK, usual * 0.25, 1e-3))
    known = min(len(daily) // _WEEK, weeks)
    found[:known] = np.maximum(daily[: known * _WEEK].reshape(known, _WEEK).sum(axis=1), 1e-3)
    return found


def _steps(today: date, sale: Sale, course: Course) -> tuple[Step, ...]:
    """The middle price of each week, where it changes."""
    middle = np.maximum.accumulate(np.median(course.price, axis=0).round().astype(np.int64))
    found: list[Step] = []
    for week, place in enumerate(middle.tolist()):
        price = int(sale.prices[place])
        if price != (found[-1].price_minor if found else int(sale.prices[0])):
            found.append(Step(today + timedelta(days=week * _WEEK), price))
    return tuple(found)
