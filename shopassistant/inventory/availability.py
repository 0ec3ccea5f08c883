"""What can still be promised: units on the shelf less what is put aside in held baskets and waiting holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.inventory.posting import CHUNK, levels
from shopassistant.store.schema import Basket, BasketLine, Hold, HoldItem


@dataclass(frozen=True, slots=True)
class Availability:
    """A variant at one location.

    Attributes:
        on_hand: units by the books; None where nobody ever counted.
        reserved: units in held baskets and waiting holds.
    """

    on_hand: int | None
    reserved: int

    @property
    def available(self) -> int | None:
        """Units nobody has put aside; below zero where more is promised than is there, None where unknown."""
        return None if self.on_hand is None else self.on_hand - self.reserved


@dataclass(frozen=True, slots=True)
class Reservation:
    """Units of a variant in one held basket."""

    basket_id: int
    label: str
    location_id: int
    units: int
    since: datetime


# Lines of a held basket that will take units off the shelf.
_PUT_ASIDE = (
    Basket.status == "held",
    BasketLine.removed_at.is_(None),
    BasketLine.returns_line_id.is_(None),
    BasketLine.quantity > 0,
)


def availability(session: Session, variant_ids: Collection[int], location_id: int) -> dict[int, Availability]:
    """What is on hand and put aside of every one of `variant_ids` at a location."""
    on_hand = levels(session, variant_ids, location_id)
    aside = reserved_units(session, location_id, variant_ids)
    return {id_: Availability(level.known, aside.get(id_, 0)) for id_, level in on_hand.items()}


def reserved_units(
    session: Session, location_id: int | None = None, variant_ids: Collection[int] | None = None
) -> dict[int, int]:
    """Units put aside by variant, of those only that are in a held basket or a waiting hold at all.

    Args:
        location_id: where the baskets and holds are; everywhere by default.
        variant_ids: only these; all by default.
    """
    query = (
        select(BasketLine.variant_id, func.sum(BasketLine.quantity))
        .join(Basket, Basket.id == BasketLine.basket_id)
        .where(*_PUT_ASIDE)
        .group_by(BasketLine.variant_id)
    )
    if location_id is not None:
        query = query.where(Basket.location_id == location_id)
    if variant_ids is not None and len(variant_ids) <= CHUNK:
        query = query.where(BasketLine.variant_id.in_(variant_ids))
    found = {variant_id: int(units) for variant_id, units in session.execute(query)}
    for variant_id, units in units_on_hold(session, location_id).items():
        found[variant_id] = found.get(variant_id, 0) + units
    return found if variant_ids is None else {id_: found[id_] for id_ in variant_ids if id_ in found}


def units_on_hold(session: Session, location_id: int | None = None) -> dict[int, int]:
    """Units by variant that visitors had put aside under a code and may still come for; few at any time.

    Args:
        location_id: where the holds lie; everywhere by default.
    """
    query = (
        select(HoldItem.variant_id, func.sum(HoldItem.quantity))
        .join(Hold, Hold.id == HoldItem.hold_id)
        .where(Hold.status == "waiting", Hold.expires_at > session.info["clock"].now())
        .group_by(HoldItem.variant_id)
    )
    if location_id is not None:
        query = query.where(Hold.location_id == location_id)
    return {variant_id: int(units) for variant_id, units in session.execute(query)}


def reservations(session: Session, variant_id: int) -> tuple[Reservation, ...]:
    """The held baskets a variant is in, the oldest first."""
    query = (
        select(Basket.id, Basket.label, Basket.location_id, func.sum(BasketLine.quantity), Basket.changed_at)
        .join(BasketLine, BasketLine.basket_id == Basket.id)
        .where(*_PUT_ASIDE, BasketLine.variant_id == variant_id)
        .group_by(Basket.id)
        .order_by(Basket.changed_at, Basket.id)
    )
    return tuple(Reservation(*row) for row in session.execute(query))
