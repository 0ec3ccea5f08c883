"""The products of a promotion as they are at the moment of approval: from then on nothing slips in by itself."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.promotions.choosing.choice import Choice
from shopassistant.promotions.drafts.terms import BUY, EVERYTHING, Place, Terms, places
from shopassistant.promotions.rules.offers import BuyGet
from shopassistant.promotions.rules.rule import Rule
from shopassistant.store.schema import Promotion, PromotionItem
from shopassistant.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from shopassistant.promotions.choosing.goods import Goods

# Variant ids of each place; None is everything the shop sells. A place nobody chose for is missing.
Frozen = Mapping[Place, frozenset[int] | None]
# What a choice comes to now, as variant ids.
Chooser = Callable[[Choice], Iterable[int]]
_CHUNK = 5_000


def chooser_of(goods: "Goods") -> Chooser:
    """Chooses among the goods of a moment, see `GoodsBook`."""

    def chosen(choice: Choice) -> list[int]:
        from shopassistant.promotions.choosing.choosing import choose

        return [int(one) for one in choose(goods, choice).variant_ids]

    return chosen


def freeze(terms: Terms, chosen: Chooser) -> Frozen:
    """What the choices come to now, of the places that have any; the whole shop stays the whole shop."""
    choices = {place: terms.choices[place] for place in places(terms.offer) if place in terms.choices}
    return {place: None if one == EVERYTHING else frozenset(chosen(one)) for place, one in choices.items()}


def missing_places(terms: Terms, frozen: Frozen) -> tuple[Place, ...]:
    """Places that need products and have none; what is to be bought first may be left to be the same."""
    same = isinstance(terms.offer, BuyGet)
    return tuple(
        place
        for place in places(terms.offer)
        if frozen.get(place, frozenset()) == frozenset() and not (same and place == BUY and place not in frozen)
    )


def rule_of(promotion_id: int, terms: Terms, frozen: Frozen, *, floor_passed: bool = False) -> Rule:
    """The rule as the till would price with it.

    Raises:
        UserError: ``promotion.nothing_chosen``.
    """
    if missing_places(terms, frozen):
        raise UserError("promotion.nothing_chosen")
    bought = frozen.get(BUY, frozenset())
    return Rule(
        id=promotion_id,
        name=terms.name,
        offer=terms.offer,
        items=tuple(frozen[place] for place in places(terms.offer) if place != BUY),
        buy_items=bought or None,
        buy_everything=BUY in frozen and bought is None,
        segments=None if terms.segment_id is None else frozenset({terms.segment_id}),
        when=terms.when,
        locations=terms.locations,
        channels=terms.channels,
        group=terms.group,
        stacking=terms.stacking,
        priority=terms.priority,
        exclusive=terms.exclusive,
        needs_coupon=terms.needs_coupon,
        limits=terms.limits,
        floor_margin_bp=terms.floor_margin_bp,
        floor_passed=floor_passed,
    )


def variants_of(frozen: Frozen) -> frozenset[int] | None:
    """Every variant that has a part in it; None for everything."""
    if any(items is None for items in frozen.values()):
        return None
    return frozenset().union(*(items for items in frozen.values() if items is not None))


def write_items(unit: UnitOfWork, row: Promotion, frozen: Frozen) -> int:
    """Replace the products of a promotion. Returns how many rows there are now."""
    unit.session.execute(delete(PromotionItem).where(PromotionItem.promotion_id == row.id))
    rows = [
        {"promotion_id": row.id, "role": role, "slot": slot, "variant_id": variant_id}
        for (role, slot), items in frozen.items()
        for variant_id in sorted(items or ())
    ]
    for start in range(0, len(rows), _CHUNK):
        unit.session.execute(insert(PromotionItem), rows[start : start + _CHUNK])
    row.changed_at = unit.clock.now()
    return len(rows)


def read_items(session: Session, promotion_id: int, terms: Terms) -> Frozen:
    """The products of an approved promotion."""
    query = select(PromotionItem.role, PromotionItem.slot, PromotionItem.variant_id)
    found: dict[Place, set[int]] = {}
    for role, slot, variant_id in session.execute(query.where(PromotionItem.promotion_id == promotion_id)):
        found.setdefault((role, slot), set()).add(variant_id)
    frozen: dict[Place, frozenset[int] | None] = {}
    for place in places(terms.offer):
        if terms.choices.get(place) == EVERYTHING:
            frozen[place] = None
        elif place in found or place != BUY:
            frozen[place] = frozenset(found.get(place, ()))
    return frozen
