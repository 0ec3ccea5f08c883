"""Coupons and points in a basket: put in by code, taken out, points asked for."""

from sqlalchemy import delete, select

from shopassistant.core.errors import NotFound, UserError
from shopassistant.promotions.redemption.codes import looks_like_code, normalise
from shopassistant.promotions.redemption.coupons import find_coupon
from shopassistant.sales.basket_change import changing
from shopassistant.sales.basket_view import BasketView
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import BasketCoupon

_MOST = 20


def put_coupon(store: Store, actor: Actor, basket_id: int, code: str) -> BasketView:
    """Put a coupon into the basket; once more changes nothing. The view says whether it applies.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff.
        NotFound: ``coupon.unknown``, ``basket.unknown``.
        UserError: ``coupon.misread`` (the check character does not fit), ``coupon.cancelled``, ``coupon.used``,
            ``coupon.expired``, ``coupon.not_running``, ``coupon.other_customer``, ``coupon.too_many``.
        Conflict: ``basket.not_open``.
    """
    actor.require("associate")
    with changing(store, actor, basket_id) as change:
        unit = change.unit
        if normalise(code) is None:
            raise UserError("coupon.misread") if looks_like_code(code) else NotFound("coupon.unknown")
        coupon = find_coupon(unit.session, code, unit.clock.now())
        if coupon is None:
            raise NotFound("coupon.unknown")
        if coupon.state != "good":
            raise UserError(f"coupon.{coupon.state}", name=coupon.promotion_name)
        if coupon.customer_id is not None and change.basket.customer_id not in (None, coupon.customer_id):
            raise UserError("coupon.other_customer")
        known = list(unit.session.scalars(select(BasketCoupon.coupon_id).where(BasketCoupon.basket_id == basket_id)))
        if coupon.id not in known:
            if len(known) >= _MOST:
                raise UserError("coupon.too_many", most=_MOST)
            unit.session.add(BasketCoupon(basket_id=basket_id, coupon_id=coupon.id))
        if coupon.customer_id is not None:  # whoever brings it is the customer it was made for
            change.basket.customer_id = coupon.customer_id
        unit.audit("basket.coupon_put", "basket", basket_id, coupon_id=coupon.id, promotion_id=coupon.promotion_id)
        view = change.view()
        unit.commit()
    return view


def take_coupon_out(store: Store, actor: Actor, basket_id: int, coupon_id: int) -> BasketView:
    """Take a coupon out of the basket; it stays good. Raises as `put_coupon`."""
    actor.require("associate")
    with changing(store, actor, basket_id) as change:
        change.unit.session.execute(
            delete(BasketCoupon).where(BasketCoupon.basket_id == basket_id, BasketCoupon.coupon_id == coupon_id)
        )
        change.unit.audit("basket.coupon_taken_out", "basket", basket_id, coupon_id=coupon_id)
        view = change.view()
        change.unit.commit()
    return view


def use_points(store: Store, actor: Actor, basket_id: int, points: int) -> BasketView:
    """Pay with so many of the customer's points, as far as they and the basket go; 0 for none.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff.
        NotFound: ``basket.unknown``.
        UserError: ``points.negative``, ``points.no_customer``.
        Conflict: ``basket.not_open``.
    """
    actor.require("associate")
    if points < 0:
        raise UserError("points.negative")
    with changing(store, actor, basket_id) as change:
        if points and change.basket.customer_id is None:
            raise UserError("points.no_customer")
        change.basket.points_wanted = points
        change.unit.audit("basket.points_wanted", "basket", basket_id, points=points)
        view = change.view()
        change.unit.commit()
    return view
