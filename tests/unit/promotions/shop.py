"""Promotions in a store: written as the builder approves them, without its window."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from shopassistant.promotions.redemption.coupons import IssuedCoupon, issue_coupons, issue_open_coupons
from shopassistant.promotions.rules.offer_json import offer_to_json
from shopassistant.promotions.rules.offers import Offer
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Coupon, PointsEntry, Promotion, PromotionItem


def approve(
    store: Store,
    offer: Offer,
    items: Sequence[Sequence[int] | None] = (None,),
    buy: Sequence[int] | None = None,
    *,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    floor_passed: bool = False,
    **more: object,
) -> int:
    """An approved promotion; its id. `items` by slot, None for everything."""
    with store.begin(SYSTEM) as unit:
        now = unit.clock.now()
        number = unit.next_number("test promotion")
        scope = {"everything": True} if items[0] is None else {}
        row = Promotion(
            number=f"P{number:04d}",
            name=str(more.pop("name", f"Promotion {number}")),
            status="approved",
            offer=offer_to_json(offer),
            scope=scope,
            starts_at=starts_at,
            ends_at=ends_at,
            created_at=now,
            changed_at=now,
            approved_at=now,
            priority=more.pop("priority", 0),
            **more,
        )
        unit.session.add(row)
        unit.session.flush()
        for slot, ids in enumerate(items):
            for variant_id in ids or ():
                unit.session.add(PromotionItem(promotion_id=row.id, role="get", slot=slot, variant_id=variant_id))
        for variant_id in buy or ():
            unit.session.add(PromotionItem(promotion_id=row.id, role="buy", slot=0, variant_id=variant_id))
        unit.commit()
        return row.id


def end(store: Store, promotion_id: int) -> None:
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Promotion, promotion_id).status = "ended"
        unit.commit()


def coupons_for(store: Store, promotion_id: int, customer_ids: Sequence[int]) -> Mapping[int, IssuedCoupon]:
    with store.begin(SYSTEM) as unit:
        issued = issue_coupons(unit, promotion_id, customer_ids)
        unit.commit()
    return issued


def open_coupon(store: Store, promotion_id: int, max_uses: int = 1) -> IssuedCoupon:
    with store.begin(SYSTEM) as unit:
        issued = issue_open_coupons(unit, promotion_id, 1, max_uses=max_uses)
        unit.commit()
    return issued[0]


def give_points(store: Store, customer_id: int, points: int) -> None:
    with store.begin(SYSTEM) as unit:
        unit.session.add(
            PointsEntry(customer_id=customer_id, points=points, kind="correction", at=unit.clock.now(), note="welcome")
        )
        unit.commit()


def counters(store: Store, promotion_id: int) -> tuple[int, int]:
    """Uses and minor units a promotion has spent."""
    with store.read() as session:
        row = session.execute(select(Promotion.uses, Promotion.spent_minor).where(Promotion.id == promotion_id)).one()
    return row.uses, row.spent_minor


def coupon_uses(store: Store, coupon_id: int) -> int:
    with store.read() as session:
        return session.scalars(select(Coupon.uses).where(Coupon.id == coupon_id)).one()
