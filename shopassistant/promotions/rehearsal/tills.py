"""Baskets priced one by one by the till's own engine: where several offers meet, nothing else tells what they give."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from shopassistant.core.progress import Progress
from shopassistant.promotions.rehearsal.past import Longs, PastBaskets
from shopassistant.promotions.rehearsal.scope import Scope
from shopassistant.promotions.rules.book import RuleBook
from shopassistant.promotions.rules.engine import price
from shopassistant.promotions.rules.pricing import Case, HeldCoupon, Line
from shopassistant.promotions.rules.rule import ALWAYS, Limits, Rule

STAGE = "rehearsal.pricing"
_REPORT_EVERY = 200
# Nobody looks at the clock: who may have what is known beforehand.
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class TillPriced:
    """Attributes:
    row, rule, discount, units: int64 (k,), one entry per row of the past and promotion on it.
    basket, basket_rule, uses: int64 (m,), one per basket and promotion used.
    points: int64 (m,), earned by it.
    """

    row: Longs
    rule: Longs
    discount: Longs
    units: Longs
    basket: Longs
    basket_rule: Longs
    uses: Longs
    points: Longs


def price_at_till(
    past: PastBaskets, scopes: Sequence[Scope], baskets: Longs, minor_per_major: int, progress: Progress
) -> TillPriced:
    """Price some baskets with all promotions that hold for each.

    Raises:
        Cancelled: by `progress`.
    """
    rows: list[tuple[int, int, int, int]] = []
    used: list[tuple[int, int, int, int]] = []
    asked = [_unbound(place, scope.rule) for place, scope in enumerate(scopes)]
    holding = np.stack([_holding(past, scope)[baskets] for scope in scopes], axis=1)
    coupons = tuple(HeldCoupon(number, rule.id) for number, rule in enumerate(asked, 1) if rule.needs_coupon)
    case = Case(_ANY_TIME, coupons=coupons, minor_per_major=minor_per_major, customer_id=1)
    book = RuleBook(asked)
    for number, basket in enumerate(baskets.tolist()):
        if number % _REPORT_EVERY == 0:
            progress.report(STAGE, number, len(baskets))
        first, last = int(past.starts[basket]), int(past.starts[basket + 1])
        own = replace(case, segments=frozenset(np.flatnonzero(holding[number]).tolist()))
        done = price(_lines(past, first, last), book, own, tried=0)
        rows += [(line.key, one.rule_id, one.discount_minor, one.units)
                 for line in done.lines for one in line.offers if one.rule_id is not None]  # fmt: skip
        earned = {one.rule_id: one.points for one in done.earned}
        used += [(basket, use.rule_id, use.uses, earned.get(use.rule_id, 0)) for use in done.uses]
    table = np.array(rows, np.int64).reshape(-1, 4).T
    uses = np.array(used, np.int64).reshape(-1, 4).T
    return TillPriced(*table, *uses)


def _holding(past: PastBaskets, scope: Scope) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """bool (b,): baskets in which the promotion holds and knows a row, in reach or not."""
    found = np.zeros(past.baskets, bool)
    found[past.basket[scope.rows]] = True
    return found


def _unbound(place: int, rule: Rule) -> Rule:
    """The same at any time and place for whom it holds, who are given its place as a segment; budgets are kept
    elsewhere. All stay in one book, as a group goes by all that are in it."""
    limits = Limits(max_uses_per_customer=rule.limits.max_uses_per_customer)
    return replace(rule, segments=frozenset({place}), when=ALWAYS, locations=None, channels=None, limits=limits)


def _lines(past: PastBaskets, first: int, last: int) -> list[Line]:
    ids = past.articles.ids[past.variant[first:last]].tolist()
    columns = (past.units, past.price, past.cost, past.takes_offers)
    cells = zip(ids, *(one[first:last].tolist() for one in columns), strict=True)
    return [
        Line(first + place, variant, units, price, None if cost < 0 else cost, takes)
        for place, (variant, units, price, cost, takes) in enumerate(cells)
    ]
