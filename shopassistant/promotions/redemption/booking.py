"""A priced sale goes into the books of promotions: budgets, uses and coupons move inside its transaction, guarded.

Each counter is moved by one UPDATE that also asks whether the limit still allows it, so that no order of tills, on
whatever database, takes more out of a budget than is in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from shopassistant.core.errors import Conflict
from shopassistant.promotions.redemption.points import add_entry
from shopassistant.promotions.rules.pricing import AppliedOffer, Earned, Use
from shopassistant.store.schema import Coupon, Promotion, Redemption, SaleLineOffer
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A booked line with the offers on it."""

    sale_line_id: int
    offers: tuple[AppliedOffer, ...]


def book_offers(
    unit: UnitOfWork,
    sale_id: int,
    customer_id: int | None,
    lines: Sequence[SoldLine],
    uses: Sequence[Use],
    earned: Sequence[Earned],
    points_spent: int,
    earning_lines: Mapping[int, Sequence[int]],
) -> None:
    """Write what the promotions gave on a sale, in its transaction.

    Args:
        earning_lines: ids of the sale's lines by points promotion.

    Raises:
        Conflict: ``promotion.used_up`` (with the ``name``) or ``coupon.used_up``: another till was faster.
    """
    rows = [
        SaleLineOffer(
            sale_line_id=line.sale_line_id,
            promotion_id=offer.rule_id,
            coupon_id=offer.coupon_id,
            discount_minor=offer.discount_minor,
            units=offer.units,
        )
        for line in lines
        for offer in line.offers
    ]
    points = {one.rule_id: one.points for one in earned} if customer_id is not None else {}
    for use in uses:
        if use.rule_id in points:
            rows += [
                SaleLineOffer(
                    sale_line_id=line_id,
                    promotion_id=use.rule_id,
                    coupon_id=use.coupon_id,
                    discount_minor=0,
                    units=0,
                )
                for line_id in earning_lines.get(use.rule_id, ())
            ]
        elif not use.discount_minor and any(one.rule_id == use.rule_id for one in earned):
            continue  # points nobody collects
        cost = use.discount_minor + points.get(use.rule_id, 0)
        _take(unit.session, use, cost)
        unit.session.add(
            Redemption(
                promotion_id=use.rule_id,
                coupon_id=use.coupon_id,
                sale_id=sale_id,
                customer_id=customer_id,
                kind="redeemed",
                uses=use.uses,
                discount_minor=cost,
                at=unit.clock.now(),
            )
        )
    unit.session.add_all(rows)
    if customer_id is not None:
        for promotion_id, count in points.items():
            add_entry(unit, customer_id, count, "earned", sale_id=sale_id, promotion_id=promotion_id)
        add_entry(unit, customer_id, -points_spent, "spent", sale_id=sale_id)
    unit.session.flush()


def _take(session: Session, use: Use, cost_minor: int) -> None:
    taken = session.execute(
        update(Promotion)
        .where(
            Promotion.id == use.rule_id,
            Promotion.status == "approved",
            or_(Promotion.max_uses.is_(None), Promotion.uses + use.uses <= Promotion.max_uses),
            or_(Promotion.budget_minor.is_(None), Promotion.spent_minor + cost_minor <= Promotion.budget_minor),
        )
        .values(uses=Promotion.uses + use.uses, spent_minor=Promotion.spent_minor + cost_minor)
        .returning(Promotion.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if taken is None:
        promotion = session.get_one(Promotion, use.rule_id)
        raise Conflict("promotion.used_up", name=promotion.name)
    if use.coupon_id is None:
        return
    found = session.execute(
        update(Coupon)
        .where(Coupon.id == use.coupon_id, Coupon.status == "active", Coupon.uses + use.uses <= Coupon.max_uses)
        .values(uses=Coupon.uses + use.uses)
        .returning(Coupon.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if found is None:
        raise Conflict("coupon.used_up")
