"""Days that will be different because of a promotion, written for the forecasts of demand.

Only what everybody gets is told: a coupon or a segment reaches a part of the customers, and a forecast that took the
whole discount for granted would order for all of them.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shopassistant.promotions.drafts.frozen import Frozen
from shopassistant.promotions.drafts.terms import Terms
from shopassistant.store.schema import Category, PlannedEvent, Product, Promotion, Variant
from shopassistant.store.unit_of_work import UnitOfWork

# A promotion without a last day is planned for so long.
_OPEN_DAYS = 365
_LONGEST_NAME = 80


def plan_days(unit: UnitOfWork, row: Promotion, terms: Terms, frozen: Frozen, share_bp: int) -> None:
    """Tell the forecasts of an approved promotion.

    Args:
        share_bp: the mean share off its products; where it is 0 nothing is told.
    """
    if terms.needs_coupon or terms.segment_id is not None or share_bp <= 0:
        return
    first, last = days_of(terms, unit.clock.now())
    for category_id, variant_id in _scopes(unit.session, frozen):
        for location_id in sorted(terms.locations) if terms.locations is not None else [None]:
            unit.session.add(
                PlannedEvent(
                    name=f"{row.number} {row.name}"[:_LONGEST_NAME],
                    kind="promotion",
                    first_day=first,
                    last_day=last,
                    category_id=category_id,
                    variant_id=variant_id,
                    location_id=location_id,
                    discount_bp=min(share_bp, 10_000),
                    promotion_id=row.id,
                    created_at=unit.clock.now(),
                    staff_id=unit.actor.staff_id,
                )
            )


def forget_days(unit: UnitOfWork, promotion_id: int) -> None:
    """Take what is still ahead out of the plans; the days it truly ran stay, for sales of the past need a reason."""
    today = unit.clock.now().astimezone().date()
    mine = PlannedEvent.promotion_id == promotion_id
    unit.session.execute(delete(PlannedEvent).where(mine, PlannedEvent.first_day >= today))
    for event in unit.session.scalars(select(PlannedEvent).where(mine, PlannedEvent.last_day >= today)):
        event.last_day = today - timedelta(days=1)


def days_of(terms: Terms, now: datetime) -> tuple[date, date]:
    """First and last local day; one that has begun is planned from today on."""
    today = now.astimezone().date()
    start = today if terms.when.starts_at is None else max(today, terms.when.starts_at.astimezone().date())
    if terms.when.ends_at is None:
        return start, start + timedelta(days=_OPEN_DAYS)
    last = (terms.when.ends_at - timedelta(microseconds=1)).astimezone().date()
    return start, max(start, last)


def _scopes(session: Session, frozen: Frozen) -> Iterator[tuple[int | None, int | None]]:
    """(category, variant) of the goods given: whole categories where all of one are in it, else single variants."""
    given = [items for (role, _slot), items in frozen.items() if role == "get"]
    if None in given:
        yield None, None
        return
    left = set().union(*(items for items in given if items is not None))
    query = select(Product.category_id, Variant.id).join(Variant, Variant.product_id == Product.id)
    by_category: dict[int, set[int]] = {}
    for category_id, variant_id in session.execute(query.where(Variant.active, Product.category_id.is_not(None))):
        by_category.setdefault(int(category_id or 0), set()).add(variant_id)
    parents = _parents(session)
    for category_id, variants in sorted(by_category.items()):
        if variants <= left and category_id not in parents:
            yield category_id, None
            left -= variants
    for variant_id in sorted(left):
        yield None, variant_id


def _parents(session: Session) -> set[int]:
    """Categories with others below them: an event for one would be for those below, too."""
    return {one for one in session.scalars(select(Category.parent_id)) if one is not None}
