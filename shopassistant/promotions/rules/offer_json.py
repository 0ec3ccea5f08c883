"""Offers as JSON and back: the form in the store, checked whenever it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from shopassistant.core.errors import UserError
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

KINDS: Mapping[str, type[Offer]] = {
    "percent": PercentOff,
    "amount": AmountOff,
    "price": FixedPrice,
    "buy_get": BuyGet,
    "bundle": Bundle,
    "threshold": Threshold,
    "tiered": Tiered,
    "points": Points,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


def offer_kind(offer: Offer) -> str:
    """The name of an offer's kind, one of `KINDS`."""
    return _NAMES[type(offer)]


def offer_to_json(offer: Offer) -> dict[str, Any]:
    """``{"kind": ..., fields that are set}``, of plain numbers, texts and lists."""
    given = {field.name: getattr(offer, field.name) for field in fields(offer)}
    return {"kind": offer_kind(offer)} | {name: _plain(value) for name, value in given.items() if value is not None}


def offer_from_json(data: object) -> Offer:
    """The offer that `offer_to_json` wrote.

    Raises:
        UserError: ``promotion.offer_unreadable`` (with the ``field``), or what the offer itself refuses.
    """
    if not isinstance(data, Mapping):
        raise UserError("promotion.offer_unreadable", field="offer")
    kind = KINDS.get(str(data.get("kind")))
    if kind is None:
        raise UserError("promotion.offer_unreadable", field="kind")
    known = {field.name for field in fields(kind)}
    given = {str(name): value for name, value in data.items() if name != "kind"}
    for name in given:
        if name not in known:
            raise UserError("promotion.offer_unreadable", field=name[:40])
    try:
        return kind(**{name: _frozen(name, value) for name, value in given.items()})
    except TypeError:  # a field without which the kind cannot be made
        missing = sorted(known - given.keys())
        raise UserError("promotion.offer_unreadable", field=", ".join(missing)) from None


def _plain(value: object) -> object:
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _frozen(name: str, value: object) -> Any:
    if name == "slots":
        return tuple(_list(name, value))
    if name == "tiers":
        pairs = [tuple(_list(name, pair)) for pair in _list(name, value)]
        if any(len(pair) != 2 for pair in pairs):
            raise UserError("promotion.offer_tiers")
        return tuple(pairs)
    if isinstance(value, bool) or not isinstance(value, int | str | None):
        raise UserError("promotion.offer_unreadable", field=name)
    return value


def _list(name: str, value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise UserError("promotion.offer_unreadable", field=name)
    return value
