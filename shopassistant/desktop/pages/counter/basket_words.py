"""What offers, coupons and points of a basket are called at the counter: one calm line each."""

from typing import TYPE_CHECKING

from shopassistant.core.messages import Catalogue

if TYPE_CHECKING:
    from shopassistant.promotions.rules.pricing import Nearly
    from shopassistant.sales.basket import BasketView
    from shopassistant.sales.basket_offers import BasketCouponView
    from shopassistant.sales.basket_view import BasketLineView


def offer_parts(catalogue: Catalogue, line: "BasketLineView") -> list[tuple[str, str]]:
    """The offers on a line, each with what it takes off."""
    points = catalogue.say("counter.points_used")
    return [
        (points if offer.promotion_id is None else offer.name, catalogue.money(-offer.discount_minor))
        for offer in line.offers
    ]


def nearly_words(catalogue: Catalogue, hint: "Nearly") -> str:
    """What is missing for an offer, and what it would save."""
    if hint.missing_minor:
        values = {"name": hint.name, "missing_minor": hint.missing_minor, "gain_minor": hint.gain_minor}
        return catalogue.say("counter.nearly_spend", values)
    values = {"name": hint.name, "count": hint.missing_units, "gain_minor": hint.gain_minor}
    return catalogue.say("counter.nearly_units", values)


def coupon_words(catalogue: Catalogue, coupon: "BasketCouponView") -> str:
    """A coupon and how it stands with it."""
    return catalogue.say(f"counter.coupon.{coupon.state}", {"name": coupon.promotion_name})


def points_words(catalogue: Catalogue, view: "BasketView") -> str:
    """The customer's points and what this basket adds; empty where there is nothing to say."""
    points = view.points
    if points is None or not (points.balance or points.earned):
        return ""
    values = {"balance": points.balance - points.spent, "earned": points.earned}
    return catalogue.say("counter.points_earning" if points.earned else "counter.points", values)
