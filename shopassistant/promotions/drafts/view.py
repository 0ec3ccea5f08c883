"""One promotion as the window shows it: its terms, its coupons, what was used and who did what about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound
from shopassistant.promotions.drafts.frozen import Frozen, read_items
from shopassistant.promotions.drafts.listing import PromotionRow, load_promotions
from shopassistant.promotions.drafts.terms import Terms, read_terms
from shopassistant.store.schema import AuditEntry, Coupon, Promotion, Staff


@dataclass(frozen=True, slots=True)
class CouponCount:
    """Coupons of a promotion: `issued` codes, `used` uses of them, `open` codes that can still be used."""

    issued: int
    used: int
    open: int


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done: a code of the audit trail, when and by whom."""

    at: datetime
    action: str
    who: str


@dataclass(frozen=True, slots=True)
class PromotionView:
    """Everything about one promotion.

    Attributes:
        row: as in the table.
        terms: as they are now.
        items: its products, once approved.
        changed_at: to be given back with the next save, so that nobody saves over somebody else.
        floor_passed_by: name of the manager who let it go below the floor; empty for nobody.
        rehearsal: what was expected at the approval, see `rehearsal_from_json`; empty before.
        history: the last steps, newest first.
    """

    row: PromotionRow
    terms: Terms
    items: Frozen
    changed_at: datetime
    coupons: CouponCount
    floor_passed_by: str
    approved_by: str
    approved_at: datetime | None
    rehearsal: dict[str, Any]
    history: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class CouponLine:
    """One code of a list to print."""

    code: str
    customer_id: int | None
    max_uses: int
    uses: int
    valid_until: datetime | None
    status: str


_STEPS = 12
_SILENT = ("promotion.saved",)


def load_promotion(session: Session, promotion_id: int, now: datetime) -> PromotionView:
    """Read one. Raises NotFound ``promotion.unknown``."""
    row = session.get(Promotion, promotion_id)
    if row is None:
        raise NotFound("promotion.unknown", promotion_id=promotion_id)
    terms = read_terms(row)
    return PromotionView(
        row=load_promotions(session, [promotion_id], now)[promotion_id],
        terms=terms,
        items=read_items(session, promotion_id, terms) if row.approved_at is not None else {},
        changed_at=row.changed_at,
        coupons=count_coupons(session, promotion_id, now),
        floor_passed_by=_name(session, row.floor_passed_by_id),
        approved_by=_name(session, row.approved_by_id),
        approved_at=row.approved_at,
        rehearsal=dict(row.rehearsal or {}),
        history=_history(session, promotion_id),
    )


def count_coupons(session: Session, promotion_id: int, now: datetime) -> CouponCount:
    """How many codes there are, were used and can be used."""
    mine = Coupon.promotion_id == promotion_id
    issued, used = session.execute(select(func.count(), func.coalesce(func.sum(Coupon.uses), 0)).where(mine)).one()
    still = (Coupon.status == "active") & (Coupon.uses < Coupon.max_uses)
    alive = Coupon.valid_until.is_(None) | (Coupon.valid_until > now)
    left = session.scalar(select(func.count()).select_from(Coupon).where(mine, still, alive))
    return CouponCount(int(issued), int(used), int(left or 0))


def list_coupons(session: Session, promotion_id: int) -> Sequence[CouponLine]:
    """The codes of a promotion in the order they were issued, for a list."""
    query = select(
        Coupon.code, Coupon.customer_id, Coupon.max_uses, Coupon.uses, Coupon.valid_until, Coupon.status
    ).where(Coupon.promotion_id == promotion_id)
    return [CouponLine(*row) for row in session.execute(query.order_by(Coupon.id))]


def group_names(session: Session) -> tuple[str, ...]:
    """Groups that promotions were put into so far."""
    query = select(Promotion.group_name).where(Promotion.group_name != "").distinct()
    return tuple(session.scalars(query.order_by(Promotion.group_name)))


def _name(session: Session, staff_id: int | None) -> str:
    return "" if staff_id is None else session.get_one(Staff, staff_id).name


def _history(session: Session, promotion_id: int) -> tuple[Step, ...]:
    query = select(AuditEntry.at, AuditEntry.action, AuditEntry.actor_name).where(
        AuditEntry.subject_type == "promotion",
        AuditEntry.subject_id == promotion_id,
        AuditEntry.action.not_in(_SILENT),
    )
    return tuple(Step(*row) for row in session.execute(query.order_by(AuditEntry.id.desc()).limit(_STEPS)))
