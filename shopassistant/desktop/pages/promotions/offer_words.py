"""Offers in the words of a shop: ``3 for 2``, ``second at half price``, ``from 50.00: 10.00 off``."""

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.promotions.rules.offers import (
    AmountOff,
    Bundle,
    BuyGet,
    FixedPrice,
    Offer,
    PercentOff,
    Points,
    Threshold,
    Tiered,
)

_WHOLE = 10_000


def _tr(text: str) -> str:
    return QCoreApplication.translate("promotions", text)


def share_words(catalogue: Catalogue, share_bp: int) -> str:
    """A share as per cent, with its decimals only where it has some."""
    whole, rest = divmod(share_bp, 100)
    number = catalogue.number(whole) if not rest else catalogue.formats.say_number(share_bp / 100, 1 + bool(rest % 10))
    return catalogue.formats.percent.format(number=number)


def kind_words() -> dict[str, str]:
    """What each kind of offer is called, in the order in which they are shown."""
    return {
        "percent": _tr("Percent off"),
        "amount": _tr("Amount off"),
        "price": _tr("Special price"),
        "buy_get": _tr("3 for 2 and the like"),
        "bundle": _tr("Set at one price"),
        "threshold": _tr("From so much on"),
        "tiered": _tr("The more, the cheaper"),
        "points": _tr("Points"),
    }


def offer_words(catalogue: Catalogue, offer: Offer, *, same_products: bool = True) -> str:
    """An offer in a few words.

    Args:
        same_products: whether a `BuyGet` gives of what is bought.
    """
    if isinstance(offer, PercentOff):
        return _tr("{share} off").format(share=share_words(catalogue, offer.share_bp))
    if isinstance(offer, AmountOff):
        words = _tr("{amount} off each") if offer.per == "unit" else _tr("{amount} off once")
        return words.format(amount=catalogue.money(offer.amount_minor))
    if isinstance(offer, FixedPrice):
        return _tr("each {amount}").format(amount=catalogue.money(offer.price_minor))
    if isinstance(offer, BuyGet):
        return _buy_get(catalogue, offer, same_products)
    if isinstance(offer, Bundle):
        return _bundle(catalogue, offer)
    if isinstance(offer, Threshold):
        return _tr("from {start}: {gain}").format(
            start=_start(catalogue, offer.spend_minor, offer.units),
            gain=_gain(catalogue, offer.share_bp, offer.amount_minor),
        )
    if isinstance(offer, Tiered):
        return _tiered(catalogue, offer)
    return _points(catalogue, offer)


def _buy_get(catalogue: Catalogue, offer: BuyGet, same_products: bool) -> str:
    number = catalogue.number
    is_free = offer.share_bp == _WHOLE
    if same_products and is_free:
        return _tr("{all} for {paid}").format(all=number(offer.buy + offer.get), paid=number(offer.buy))
    if same_products and (offer.buy, offer.get, offer.share_bp) == (1, 1, _WHOLE // 2):
        return _tr("the second at half price")
    if is_free:
        words = _tr("buy {buy}, get {get} free")
        return words.format(buy=number(offer.buy), get=number(offer.get))
    words = _tr("buy {buy}, get {get} at {share} off")
    return words.format(buy=number(offer.buy), get=number(offer.get), share=share_words(catalogue, offer.share_bp))


def _bundle(catalogue: Catalogue, offer: Bundle) -> str:
    units = catalogue.number(sum(offer.slots))
    if offer.price_minor is not None:
        return _tr("set of {units} for {amount}").format(units=units, amount=catalogue.money(offer.price_minor))
    share = share_words(catalogue, offer.share_bp or 0)
    return _tr("set of {units} at {share} off").format(units=units, share=share)


def _tiered(catalogue: Catalogue, offer: Tiered) -> str:
    parts = []
    for start, share_bp in offer.tiers:
        words = _start(catalogue, start, None) if offer.by == "spend" else _start(catalogue, None, start)
        parts.append(_tr("from {start} {share}").format(start=words, share=share_words(catalogue, share_bp)))
    return ", ".join(parts)


def _points(catalogue: Catalogue, offer: Points) -> str:
    if offer.points_per_major is not None:
        single, more = _tr("a point for each {amount}"), _tr("{points} points for each {amount}")
        words = single if offer.points_per_major == 1 else more
        one = catalogue.money(10**catalogue.currency.exponent)
        return words.format(points=catalogue.number(offer.points_per_major), amount=one)
    times = (offer.multiplier_bp or 0) / _WHOLE
    if times == 2:
        return _tr("double points")
    return _tr("{times} times the points").format(times=catalogue.formats.say_number(times, 0 if times % 1 == 0 else 1))


def _start(catalogue: Catalogue, spend_minor: int | None, units: int | None) -> str:
    if spend_minor is not None:
        return catalogue.money(spend_minor)
    return _tr("{units} units").format(units=catalogue.number(units or 0))


def _gain(catalogue: Catalogue, share_bp: int | None, amount_minor: int | None) -> str:
    if share_bp is not None:
        return _tr("{share} off").format(share=share_words(catalogue, share_bp))
    return _tr("{amount} off").format(amount=catalogue.money(amount_minor or 0))
