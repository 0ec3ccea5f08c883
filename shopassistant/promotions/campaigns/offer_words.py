"""An offer in words, as a mail says it: from the promotion's stored terms, in the customer's language."""

from collections.abc import Mapping
from typing import Any

from shopassistant.core.messages import Catalogue


def offer_words(offer: Mapping[str, Any], catalogue: Catalogue) -> str:
    """What a promotion gives, such as "20% off"; empty for terms without words.

    Args:
        offer: the JSON form of `promotions.rules.offers`.
        catalogue: sentences in the mail's language and the shop's currency.
    """
    kind = str(offer.get("kind", ""))
    said = _KINDS.get(kind)
    return said(offer, catalogue) if said else ""


def _percent(offer: Mapping[str, Any], catalogue: Catalogue) -> str:
    return catalogue.say("campaign.offer.percent", {"share": _share(offer["share_bp"], catalogue)})


def _amount(offer: Mapping[str, Any], catalogue: Catalogue) -> str:
    code = "campaign.offer.amount_basket" if offer.get("per") == "basket" else "campaign.offer.amount"
    return catalogue.say(code, {"off_minor": offer["amount_minor"]})


def _price(offer: Mapping[str, Any], catalogue: Catalogue) -> str:
    return catalogue.say("campaign.offer.price", {"for_minor": offer["price_minor"]})


def _buy_get(offer: Mapping[str, Any], catalogue: Catalogue) -> str:
    values = {"buy": offer["buy"], "get": offer["get"], "share": _share(offer.get("share_bp", 10_000), catalogue)}
    if offer.get("share_bp", 10_000) == 10_000:
        return catalogue.say("campaign.offer.buy_get_free", values)
    return catalogue.say("campaign.offer.buy_get", values)


def _bundle(offer: Mapping[str, Any], catalogue: Catalogue) -> str:
    units = sum(offer["slots"])
    if offer.get("price_minor") is not None:
        return catalogue.say("campaign.offer.bundle_price", {"units": units, "for_minor": offer["price_minor"]})
    return catalogue.say("campaign.offer.bundle_share", {"units": units, "share": _share(offer["share_bp"], catalogue)})


def _threshold(offer: Mapping[str, Any], catalogue: Catalogue) -> str:
    off = _off(offer, catalogue)
    if offer.get("spend_minor") is not None:
        return catalogue.say("campaign.offer.from_spend", {"off": off, "spend_minor": offer["spend_minor"]})
    return catalogue.say("campaign.offer.from_units", {"off": off, "units": offer["units"]})


def _tiered(offer: Mapping[str, Any], catalogue: Catalogue) -> str:
    start, share_bp = offer["tiers"][-1]
    off = catalogue.say("campaign.offer.up_to", {"share": _share(share_bp, catalogue)})
    if offer["by"] == "spend":
        return catalogue.say("campaign.offer.from_spend", {"off": off, "spend_minor": start})
    return catalogue.say("campaign.offer.from_units", {"off": off, "units": start})


def _points(offer: Mapping[str, Any], catalogue: Catalogue) -> str:
    if offer.get("multiplier_bp") is not None:
        times = catalogue.formats.say_number(
            offer["multiplier_bp"] / 10_000, 0 if offer["multiplier_bp"] % 10_000 == 0 else 1
        )
        return catalogue.say("campaign.offer.points_times", {"times": times})
    return catalogue.say("campaign.offer.points", {"points": offer["points_per_major"]})


def _off(offer: Mapping[str, Any], catalogue: Catalogue) -> str:
    if offer.get("amount_minor") is not None:
        return catalogue.say("campaign.offer.amount_basket", {"off_minor": offer["amount_minor"]})
    return catalogue.say("campaign.offer.percent", {"share": _share(offer["share_bp"], catalogue)})


def _share(share_bp: int, catalogue: Catalogue) -> str:
    """Hundredths of a percent as a percentage with the decimals it has."""
    decimals = 0 if share_bp % 100 == 0 else 2 if share_bp % 10 else 1
    return catalogue.formats.percent.format(number=catalogue.formats.say_number(share_bp / 100, decimals))


_KINDS = {
    "percent": _percent, "amount": _amount, "price": _price, "buy_get": _buy_get, "bundle": _bundle,
    "threshold": _threshold, "tiered": _tiered, "points": _points,
}  # fmt: skip
