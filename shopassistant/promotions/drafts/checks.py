"""What is still missing before a promotion may go, and what somebody should have seen before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.promotions.drafts.conflicts import Meeting, meetings
from shopassistant.promotions.drafts.floor import FloorReport, floor_report
from shopassistant.promotions.drafts.frozen import Frozen, missing_places, variants_of
from shopassistant.promotions.drafts.terms import BUY, Terms
from shopassistant.promotions.drafts.view import count_coupons
from shopassistant.promotions.rules.offers import Bundle, Points
from shopassistant.store.schema import PriceChange, Segment

# In the order of their gravity: nothing goes before it is mended; a manager's PIN passes it; worth a look.
LEVELS = ("stop", "pin", "look")
# A price that was raised so shortly before is no price to compare with (Directive 98/6/EC, article 6a).
PRIOR_DAYS = 30
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing about a promotion.

    Attributes:
        level: one of `LEVELS`.
        code: of its sentence, with `values`.
        step: where it is mended: ``products``, ``people``, ``offer`` or ``go``.
    """

    level: str
    code: str
    step: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """All about one promotion, the gravest first.

    Attributes:
        checks: empty where nothing is in the way.
        floor: product by product; None while no products are chosen.
        meetings: other promotions for the same goods.
    """

    checks: tuple[Check, ...]
    floor: FloorReport | None
    meetings: tuple[Meeting, ...]

    @property
    def may_go(self) -> bool:
        """Whether nothing is missing; a PIN may still be needed."""
        return not any(one.level == "stop" for one in self.checks)

    @property
    def needs_pin(self) -> bool:
        """Whether a manager must pass the floor."""
        return any(one.level == "pin" for one in self.checks)


def check_promotion(session: Session, terms: Terms, frozen: Frozen, now: datetime, promotion_id: int = 0) -> Checked:
    """Look at everything that can be known before anything is sold."""
    missing = missing_places(terms, frozen)
    report = None if missing else floor_report(session, terms, frozen)
    met = () if missing else meetings(session, terms, frozen, now, promotion_id)
    found = [*_terms(terms, now), *_products(terms, missing), *_people(session, terms)]
    if report is not None:
        found += [*_floor(report), *_raised(session, terms, frozen, now)]
    found += [*_meetings(met), *_coupons(session, terms, now, promotion_id)]
    return Checked(tuple(sorted(found, key=lambda one: LEVELS.index(one.level))), report, met)


def _terms(terms: Terms, now: datetime) -> Iterator[Check]:
    if not terms.name:
        yield Check("stop", "promotion.check.name", "go")
    ends, limits = terms.when.ends_at, terms.limits
    if ends is not None and ends <= now:
        yield Check("stop", "promotion.check.over", "offer", {"ends_at": ends})
    if ends is None and limits.budget_minor is None and limits.max_uses is None:
        yield Check("look", "promotion.check.endless", "offer")
    if isinstance(terms.offer, Points) and terms.segment_id is None:
        yield Check("look", "promotion.check.points_known", "people")


def _products(terms: Terms, missing: tuple[tuple[str, int], ...]) -> Iterator[Check]:
    for role, slot in missing:
        if isinstance(terms.offer, Bundle):
            yield Check("stop", "promotion.check.no_part", "products", {"part": slot + 1})
        elif (role, slot) == BUY:
            yield Check("stop", "promotion.check.nothing_to_buy", "products")
        else:
            yield Check("stop", "promotion.check.no_products", "products")
    if isinstance(terms.offer, Bundle) and any(choice.everything for choice in terms.choices.values()):
        yield Check("stop", "promotion.bundle_of_everything", "products")


def _people(session: Session, terms: Terms) -> Iterator[Check]:
    if terms.segment_id is None:
        return
    segment = session.get(Segment, terms.segment_id)
    if segment is None or segment.status != "active":
        yield Check("stop", "promotion.check.segment_gone", "people")
    elif segment.members == 0:
        yield Check("stop", "promotion.check.segment_empty", "people", {"name": segment.name})


def _floor(report: FloorReport) -> Iterator[Check]:
    if report.below:
        worst = report.below[0]
        values = {"count": len(report.below), "name": worst.goods.name, "lowest_minor": worst.lowest_minor,
                  "floor_minor": worst.floor_minor}  # fmt: skip
        yield Check("pin", "promotion.check.below_floor", "products", values)
    if report.without_cost:
        yield Check("look", "promotion.check.without_cost", "products", {"count": report.without_cost})
    if report.dearer:
        yield Check("look", "promotion.check.no_cheaper", "offer", {"count": report.dearer})


def _raised(session: Session, terms: Terms, frozen: Frozen, now: datetime) -> Iterator[Check]:
    """Goods whose price went up shortly before the start."""
    start = max(now, terms.when.starts_at or now)
    since = start - timedelta(days=PRIOR_DAYS)
    wanted = variants_of(frozen)
    before = select(PriceChange.variant_id, func.max(PriceChange.at).label("at")).where(PriceChange.at <= since)
    old = before.group_by(PriceChange.variant_id).subquery()
    was = select(PriceChange.variant_id, func.max(PriceChange.price_minor).label("price"))
    was = was.join(old, (old.c.variant_id == PriceChange.variant_id) & (old.c.at == PriceChange.at))
    prices = was.group_by(PriceChange.variant_id).subquery()
    query = select(PriceChange.variant_id).join(prices, prices.c.variant_id == PriceChange.variant_id)
    query = query.where(PriceChange.at > since, PriceChange.price_minor > prices.c.price).distinct()
    raised = set(session.scalars(query))
    count = len(raised if wanted is None else raised & wanted)
    if count:
        yield Check("look", "promotion.check.raised", "products", {"count": count, "days": PRIOR_DAYS})


def _meetings(met: tuple[Meeting, ...]) -> Iterator[Check]:
    for one in met:
        values = {"number": one.number, "name": one.name, "count": one.shared or 0}
        yield Check("look", f"promotion.check.{one.relation}", "offer", values)


def _coupons(session: Session, terms: Terms, now: datetime, promotion_id: int) -> Iterator[Check]:
    if terms.needs_coupon and not count_coupons(session, promotion_id, now).open:
        yield Check("look", "promotion.check.no_coupons", "go")
