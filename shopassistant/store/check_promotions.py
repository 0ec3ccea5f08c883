"""What must hold between sales, what promotions gave on them, and the counters and points that were moved."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, Subquery, case, cast, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from shopassistant.store.schema import Coupon, PointsEntry, Promotion, Redemption, Sale, SaleLine, SaleLineOffer


def offers() -> Select[str]:
    """Sales with a line whose discount is less than the offers on it, or of another sign."""
    given = (
        select(SaleLineOffer.sale_line_id, func.sum(SaleLineOffer.discount_minor).label("discount"))
        .group_by(SaleLineOffer.sale_line_id)
        .subquery()
    )
    sign = case((SaleLine.quantity > 0, 1), else_=-1)
    return (
        select(Sale.number)
        .join(SaleLine, SaleLine.sale_id == Sale.id)
        .join(given, given.c.sale_line_id == SaleLine.id)
        .where(or_(given.c.discount * sign > SaleLine.discount_minor * sign, given.c.discount * sign < 0))
        .distinct()
        .order_by(Sale.id)
    )


def counters() -> Select[str]:
    """Promotions whose budget or uses are not the sum of their redemptions."""
    sums = _sums(Redemption.promotion_id)
    return (
        select(Promotion.number)
        .outerjoin(sums, sums.c.key == Promotion.id)
        .where(
            or_(
                func.coalesce(sums.c.uses, 0) != Promotion.uses,
                func.coalesce(sums.c.discount, 0) != Promotion.spent_minor,
            )
        )
        .order_by(Promotion.id)
    )


def coupons() -> Select[str]:
    """Coupons whose uses are not the sum of their redemptions."""
    sums = _sums(Redemption.coupon_id)
    return (
        select(Promotion.number + literal(" #") + cast(Coupon.id, String))
        .select_from(Coupon)
        .join(Promotion, Promotion.id == Coupon.promotion_id)
        .outerjoin(sums, sums.c.key == Coupon.id)
        .where(func.coalesce(sums.c.uses, 0) != Coupon.uses)
        .order_by(Coupon.id)
    )


def points() -> Select[str]:
    """Sales that took back more points than they earned, or gave back more than were spent on them."""
    earning = _sum(PointsEntry.kind.in_(("earned", "reversed")))
    spending = _sum(PointsEntry.kind.in_(("spent", "restored")))
    wrong = (
        select(PointsEntry.sale_id)
        .where(PointsEntry.sale_id.is_not(None))
        .group_by(PointsEntry.sale_id)
        .having(or_(earning < 0, spending > 0))
        .subquery()
    )
    return select(Sale.number).join(wrong, wrong.c.sale_id == Sale.id).order_by(Sale.id)


def _sum(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, PointsEntry.points), else_=0))


def _sums(key: InstrumentedAttribute[Any]) -> Subquery:
    """Uses and minor units of all redemptions by a column of theirs."""
    return (
        select(
            key.label("key"),
            func.sum(Redemption.uses).label("uses"),
            func.sum(Redemption.discount_minor).label("discount"),
        )
        .group_by(key)
        .subquery()
    )
