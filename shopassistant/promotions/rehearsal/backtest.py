"""Rehearsals held against what happened: promotions that are over, rehearsed on what was known before they began."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound, UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.customers.segments.membership import members
from shopassistant.promotions.elasticity.responses import Responses
from shopassistant.promotions.rehearsal.from_store import span
from shopassistant.promotions.rehearsal.past import Bools, PastBaskets
from shopassistant.promotions.rehearsal.rehearse import rehearse
from shopassistant.promotions.rehearsal.result import Outcome, Range
from shopassistant.promotions.rehearsal.scope import is_item
from shopassistant.promotions.rehearsal.setting import Setting
from shopassistant.promotions.rules.live import promotion_items, rule_of
from shopassistant.promotions.rules.rule import Rule
from shopassistant.store.schema import Promotion, Sale, SaleLine, SaleLineOffer

STAGE = "rehearsal.testing"
# A rehearsal on less past than that is none.
_LEAST_DAYS = 28
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Happened:
    """What its goods did in the days of a promotion; money in minor units.

    Attributes:
        discount_minor: given by this promotion.
    """

    units: int
    revenue_minor: int
    margin_minor: int
    discount_minor: int


@dataclass(frozen=True, slots=True)
class Tried:
    """One promotion of the past.

    Attributes:
        expected: what a rehearsal the day before would have said.
        without: what it would have said of the same days without the promotion.
    """

    promotion_id: int
    number: str
    name: str
    starts_on: date
    days: int
    expected: Outcome
    without: Outcome
    happened: Happened

    @property
    def units_off(self) -> float:
        """By how much the middle was wrong, as a share of what happened; positive: too much was expected."""
        return (self.expected.units.mid - self.happened.units) / max(self.happened.units, 1)

    @property
    def is_inside(self) -> bool:
        """Whether the units lay in the range, which four in five should."""
        return _inside(self.expected.units, self.happened.units)


@dataclass(frozen=True, slots=True)
class BackTest:
    """All that could be tried, the newest first.

    Attributes:
        inside: share whose units lay in the range; None without any. Four in five is what the range promises.
        units_off: median of the errors regardless of their sign; plain_off: the same of the days without the promotion,
            that is, of expecting no effect at all.
        left_out: how many are over but had no past to rehearse on, or no goods that were sold.
    """

    tried: tuple[Tried, ...]
    inside: float | None
    units_off: float | None
    plain_off: float | None
    left_out: int


def back_test(
    session: Session, past: PastBaskets, responses: Responses, today: date, progress: Progress | None = None
) -> BackTest:
    """Rehearse every promotion that is over on the baskets before it.

    The elasticities are those given: where they were learned from a past with these promotions in it, the test is
    kinder than it should be; `Responses.assumed` knows none of them.

    Raises:
        Cancelled: by `progress`.
    """
    progress = progress or NoProgress()
    over = [(row, rule) for row, rule in _over(session, today) if rule.variants is not None]
    found = []
    for number, (row, rule) in enumerate(over):
        progress.report(STAGE, number, len(over))
        one = _try(session, past, row, rule, responses)
        if one is not None:
            found.append(one)
    found.sort(key=lambda one: one.starts_on, reverse=True)
    errors = [abs(one.units_off) for one in found]
    plain = [abs(one.without.units.mid - one.happened.units) / max(one.happened.units, 1) for one in found]
    return BackTest(
        tried=tuple(found),
        inside=float(np.mean([one.is_inside for one in found])) if found else None,
        units_off=float(np.median(errors)) if found else None,
        plain_off=float(np.median(plain)) if found else None,
        left_out=len(over) - len(found),
    )


def try_promotion(session: Session, past: PastBaskets, promotion_id: int, responses: Responses) -> Tried | None:
    """One promotion as in `back_test`, over or not; None where it has no past to rehearse on, or sold nothing.

    Raises:
        NotFound: ``rehearsal.unknown``. UserError: ``promotion.*``, what is stored is no promotion.
    """
    row = session.get(Promotion, promotion_id)
    if row is None:
        raise NotFound("rehearsal.unknown", number=promotion_id)
    rule = rule_of(row, promotion_items(session, [row.id]).get(row.id, {}))
    return _try(session, past, row, rule, responses)


def _over(session: Session, today: date) -> list[tuple[Promotion, Rule]]:
    """Promotions that held and are over, with their rules."""
    end = datetime.combine(today, datetime.min.time()).astimezone(UTC)
    rows = session.scalars(
        select(Promotion)
        .where(
            Promotion.status.in_(("approved", "ended")),
            Promotion.starts_at.is_not(None),
            Promotion.ends_at.is_not(None),
            Promotion.ends_at <= end,
        )
        .order_by(Promotion.id)
    ).all()
    items: dict[int, dict[tuple[str, int], frozenset[int]]] = promotion_items(session, [row.id for row in rows])
    found = []
    for row in rows:
        try:
            found.append((row, rule_of(row, items.get(row.id, {}))))
        except UserError:
            continue  # what cannot be read never held
    return found


def _try(session: Session, past: PastBaskets, row: Promotion, rule: Rule, responses: Responses) -> Tried | None:
    starts_on, days = span(rule, date.min)
    first = (starts_on - _EPOCH).days
    before = past.of_baskets(past.day < first)
    goods = is_item(past, rule.variants)
    inside = (past.day >= first) & (past.day < first + days)
    happened = _happened(session, past, row.id, goods, inside)
    if before.baskets == 0 or before.day[-1] - before.day[0] < _LEAST_DAYS or not happened.units:
        return None
    memberships = {one: members(session, one) for one in rule.segments or ()}
    limits = replace(rule.limits, budget_minor=None, max_uses=None)
    said = rehearse(
        before, [replace(rule, limits=limits)], Setting(starts_on, days, memberships=memberships, responses=responses)
    ).rehearsals[0]
    return Tried(row.id, row.number, row.name, starts_on, days, said.outcome, said.without, happened)


def _happened(session: Session, past: PastBaskets, promotion_id: int, goods: Bools, inside: Bools) -> Happened:
    rows = np.flatnonzero(goods[past.variant] & inside[past.basket])
    variant = past.variant[rows]
    paid = past.gross[rows] - past.given[rows]
    net = paid / (1 + past.articles.tax_bp[variant] / 10_000)
    cost = past.units[rows] * np.where(past.cost[rows] >= 0, past.cost[rows], past.articles.cost[variant])
    given = session.scalar(
        select(func.sum(SaleLineOffer.discount_minor))
        .join(SaleLine, SaleLine.id == SaleLineOffer.sale_line_id)
        .join(Sale, Sale.id == SaleLine.sale_id)
        .where(SaleLineOffer.promotion_id == promotion_id)
    )
    return Happened(int(past.units[rows].sum()), int(paid.sum()), round(float((net - cost).sum())), int(given or 0))


def _inside(said: Range, happened: float) -> bool:
    return said.low <= happened <= said.high
