"""The terms of a promotion as somebody edits them: complete or not, but never nonsense."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from shopassistant.core.errors import UserError
from shopassistant.promotions.choosing.choice import Choice, scope_from_json, scope_to_json
from shopassistant.promotions.rules.offer_json import offer_from_json, offer_to_json
from shopassistant.promotions.rules.offers import Bundle, BuyGet, Offer, PercentOff
from shopassistant.promotions.rules.rule import ALWAYS, UNLIMITED, Limits, When
from shopassistant.promotions.rules.rule_json import hours_to_json, when_from_json
from shopassistant.store.schema import Promotion

# What a choice of products is for: given at a lower price (``get``) or to be bought first (``buy``), by slot.
Place = tuple[str, int]
GET: Place = ("get", 0)
BUY: Place = ("buy", 0)

EVERYTHING = Choice(everything=True)
CHANNELS = ("counter", "web")
LONGEST_NAME = 120
LONGEST_GROUP = 40
LONGEST_NOTE = 1_000
_FIRST_OFFER = PercentOff(2_000)
_PRIORITIES = range(-1_000, 1_001)


@dataclass(frozen=True, slots=True)
class Terms:
    """All that can be said about a promotion.

    Attributes:
        choices: what its products are, by `Place`; a place that is missing has nothing chosen yet, except ``buy`` of a
            `BuyGet`, which then is the same as ``get``.
        segment_id: for whom; None for everybody.
        locations, channels: where; None for everywhere.
        group, stacking, priority, exclusive: how it goes with other promotions, see `Rule`.
        floor_margin_bp: no line goes below cost and this much of it, in hundredths of a percent.
    """

    name: str = ""
    offer: Offer = _FIRST_OFFER
    choices: Mapping[Place, Choice] = field(default_factory=dict)
    segment_id: int | None = None
    when: When = ALWAYS
    locations: frozenset[int] | None = None
    channels: frozenset[str] | None = None
    group: str = ""
    stacking: Literal["best", "first"] = "best"
    priority: int = 0
    exclusive: bool = False
    needs_coupon: bool = False
    limits: Limits = UNLIMITED
    floor_margin_bp: int = 0
    note: str = ""


def places(offer: Offer) -> tuple[Place, ...]:
    """The places an offer has products for, in the order they are asked for."""
    if isinstance(offer, Bundle):
        return tuple(("get", slot) for slot in range(len(offer.slots)))
    return (BUY, GET) if isinstance(offer, BuyGet) else (GET,)


def fitted(terms: Terms) -> Terms:
    """The same with choices for the places of its offer only, and tidy texts."""
    wanted = set(places(terms.offer))
    kept = {place: choice for place, choice in terms.choices.items() if place in wanted}
    return replace(
        terms, choices=kept, name=" ".join(terms.name.split()), group=terms.group.strip(), note=terms.note.strip()
    )


def check_terms(terms: Terms) -> None:
    """Refuse what no promotion can have; that something is still missing is fine.

    Raises:
        UserError: ``promotion.name_long``, ``promotion.group_long``, ``promotion.note_long``, ``promotion.priority``,
            ``promotion.channel``, ``promotion.floor_margin``, ``promotion.stacking``.
    """
    for text, most, code in (
        (terms.name, LONGEST_NAME, "promotion.name_long"),
        (terms.group, LONGEST_GROUP, "promotion.group_long"),
        (terms.note, LONGEST_NOTE, "promotion.note_long"),
    ):
        if len(text) > most:
            raise UserError(code, most=most)
    if terms.priority not in _PRIORITIES:
        raise UserError("promotion.priority", least=_PRIORITIES.start, most=_PRIORITIES.stop - 1)
    if terms.channels is not None and not terms.channels <= set(CHANNELS):
        raise UserError("promotion.channel", channel=min(terms.channels - set(CHANNELS))[:40])
    if not 0 <= terms.floor_margin_bp <= 100_000:
        raise UserError("promotion.floor_margin")
    if terms.stacking not in ("best", "first"):
        raise UserError("promotion.stacking")


def write_terms(row: Promotion, terms: Terms) -> None:
    """Put the terms into the row."""
    row.name, row.note = terms.name, terms.note
    row.offer = offer_to_json(terms.offer)
    row.scope = scope_to_json(dict(terms.choices)) | _everything(terms)
    row.segment_id = terms.segment_id
    row.starts_at, row.ends_at = terms.when.starts_at, terms.when.ends_at
    row.hours = hours_to_json(terms.when)
    row.locations = None if terms.locations is None else sorted(terms.locations)
    row.channels = None if terms.channels is None else sorted(terms.channels)
    row.group_name, row.stacking = terms.group, terms.stacking
    row.priority, row.exclusive = terms.priority, terms.exclusive
    row.needs_coupon = terms.needs_coupon
    row.budget_minor = terms.limits.budget_minor
    row.max_uses = terms.limits.max_uses
    row.max_uses_per_customer = terms.limits.max_uses_per_customer
    row.floor_margin_bp = terms.floor_margin_bp


def _everything(terms: Terms) -> dict[str, bool]:
    """What a till needs to know of places that stand for the whole shop, because they have no items."""
    flags = {"everything": GET, "buy_everything": BUY}
    return {name: True for name, place in flags.items() if terms.choices.get(place) == EVERYTHING}


def read_terms(row: Promotion) -> Terms:
    """The terms in a row. Raises UserError where somebody wrote nonsense into it by other means."""
    return Terms(
        name=row.name,
        offer=offer_from_json(row.offer),
        choices=scope_from_json(row.scope),
        segment_id=row.segment_id,
        when=when_from_json(row.hours, row.starts_at, row.ends_at),
        locations=None if row.locations is None else frozenset(row.locations),
        channels=None if row.channels is None else frozenset(row.channels),
        group=row.group_name,
        stacking="first" if row.stacking == "first" else "best",
        priority=row.priority,
        exclusive=row.exclusive,
        needs_coupon=row.needs_coupon,
        limits=Limits(row.budget_minor, row.max_uses, row.max_uses_per_customer),
        floor_margin_bp=row.floor_margin_bp,
        note=row.note,
    )
