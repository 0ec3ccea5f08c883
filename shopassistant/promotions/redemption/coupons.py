"""Coupons: issued for one customer or for whoever has the code, looked up at the counter, cancelled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.promotions.redemption.codes import new_code, normalise
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Coupon, Promotion
from shopassistant.store.unit_of_work import UnitOfWork

_BATCH = 500
MOST_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True)
class IssuedCoupon:
    """A coupon as it was issued."""

    id: int
    code: str
    customer_id: int | None


@dataclass(frozen=True, slots=True)
class FoundCoupon:
    """A coupon as the books have it.

    Attributes:
        uses_left: how often it may still be used.
        state: ``good``, ``cancelled``, ``used``, ``expired``, or ``not_running`` (its promotion is not on now).
    """

    id: int
    code: str
    promotion_id: int
    promotion_name: str
    customer_id: int | None
    uses_left: int
    valid_until: datetime | None
    state: str


def issue_coupons(
    unit: UnitOfWork,
    promotion_id: int,
    customer_ids: Sequence[int],
    *,
    max_uses: int = 1,
    valid_until: datetime | None = None,
) -> dict[int, IssuedCoupon]:
    """One coupon for each customer, good for that customer only; flushed, the caller commits.

    Returns:
        By customer id.

    Raises:
        NotAllowed: ``role.required``, the actor is no manager.
        NotFound: ``promotion.unknown``.
        UserError: ``coupon.max_uses``, ``coupon.promotion_needs_none``.
    """
    issued = _issue(unit, promotion_id, list(dict.fromkeys(customer_ids)), max_uses, valid_until)
    return {coupon.customer_id: coupon for coupon in issued if coupon.customer_id is not None}


def issue_open_coupons(
    unit: UnitOfWork, promotion_id: int, count: int, *, max_uses: int = 1, valid_until: datetime | None = None
) -> tuple[IssuedCoupon, ...]:
    """`count` coupons for whoever brings them; flushed, the caller commits. Raises as `issue_coupons`."""
    if not 1 <= count <= MOST_AT_ONCE:
        raise UserError("coupon.count", most=MOST_AT_ONCE)
    return tuple(_issue(unit, promotion_id, [None] * count, max_uses, valid_until))


def _issue(
    unit: UnitOfWork,
    promotion_id: int,
    customers: Sequence[int | None],
    max_uses: int,
    valid_until: datetime | None,
) -> list[IssuedCoupon]:
    unit.actor.require("manager")
    promotion = unit.session.get(Promotion, promotion_id)
    if promotion is None:
        raise NotFound("promotion.unknown")
    if not promotion.needs_coupon:
        raise UserError("coupon.promotion_needs_none", name=promotion.name)
    if not 1 <= max_uses <= 1_000_000:
        raise UserError("coupon.max_uses")
    now = unit.clock.now()
    rows = [
        Coupon(
            promotion_id=promotion_id,
            code=code,
            customer_id=customer_id,
            max_uses=max_uses,
            uses=0,
            valid_until=valid_until,
            issued_at=now,
            status="active",
        )
        for customer_id, code in zip(customers, _fresh_codes(unit.session, len(customers)), strict=True)
    ]
    unit.session.add_all(rows)
    unit.session.flush()
    unit.audit("coupon.issued", "promotion", promotion_id, count=len(rows))
    return [IssuedCoupon(row.id, row.code, row.customer_id) for row in rows]


def _fresh_codes(session: Session, count: int) -> list[str]:
    codes: set[str] = set()
    while len(codes) < count:
        tried = [code for code in (new_code() for _ in range(min(count - len(codes), _BATCH))) if code not in codes]
        codes.update(set(tried) - set(session.scalars(select(Coupon.code).where(Coupon.code.in_(tried)))))
    return sorted(codes)


def cancel_coupon(store: Store, actor: Actor, coupon_id: int) -> Changes:
    """Make a coupon worthless from now on; what it was used for stays.

    Raises:
        NotAllowed: ``role.required``, the actor is no manager.
        NotFound: ``coupon.unknown``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        coupon = unit.session.get(Coupon, coupon_id)
        if coupon is None:
            raise NotFound("coupon.unknown")
        coupon.status = "cancelled"
        unit.audit("coupon.cancelled", "coupon", coupon_id, promotion_id=coupon.promotion_id)
        changes = Changes(promotions=frozenset({coupon.promotion_id}))
        unit.commit()
    return changes


def find_coupon(session: Session, text: str, now: datetime) -> FoundCoupon | None:
    """The coupon with a code, however it was typed; None where there is none."""
    code = normalise(text)
    if code is None:
        return None
    row = session.execute(_WITH_PROMOTION.where(Coupon.code == code)).one_or_none()
    return None if row is None else _found(*row, now)


def read_coupons(session: Session, coupon_ids: Iterable[int], now: datetime) -> tuple[FoundCoupon, ...]:
    """The coupons with these ids, the oldest first."""
    rows = session.execute(_WITH_PROMOTION.where(Coupon.id.in_(list(coupon_ids))).order_by(Coupon.id))
    return tuple(_found(*row, now) for row in rows)


_WITH_PROMOTION = select(Coupon, Promotion).join(Promotion, Promotion.id == Coupon.promotion_id)


def _found(coupon: Coupon, promotion: Promotion, now: datetime) -> FoundCoupon:
    return FoundCoupon(
        id=coupon.id,
        code=coupon.code,
        promotion_id=promotion.id,
        promotion_name=promotion.name,
        customer_id=coupon.customer_id,
        uses_left=coupon.max_uses - coupon.uses,
        valid_until=coupon.valid_until,
        state=_state(coupon, promotion, now),
    )


def _state(coupon: Coupon, promotion: Promotion, now: datetime) -> str:
    if coupon.status == "cancelled":
        return "cancelled"
    if coupon.uses >= coupon.max_uses:
        return "used"
    if coupon.valid_until is not None and now >= coupon.valid_until:
        return "expired"
    began = promotion.starts_at is None or promotion.starts_at <= now
    ended = promotion.ends_at is not None and now >= promotion.ends_at
    return "good" if promotion.status == "approved" and began and not ended else "not_running"
