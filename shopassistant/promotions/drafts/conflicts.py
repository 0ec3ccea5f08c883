"""Promotions that meet: which others hold for the same goods at the same time, and what a till then does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.promotions.drafts.frozen import Frozen, read_items, variants_of
from shopassistant.promotions.drafts.state import LIVE
from shopassistant.promotions.drafts.terms import Terms, read_terms
from shopassistant.promotions.rules.rule import When
from shopassistant.store.schema import Promotion

# What happens where both hold.
RELATIONS = ("exclusive_here", "exclusive_there", "one_of_group", "adds_up")


@dataclass(frozen=True, slots=True)
class Meeting:
    """Another promotion for some of the same goods.

    Attributes:
        relation: one of `RELATIONS`.
        shared: variants both are about; None where both are about everything.
        starts_at, ends_at: of the time both hold; None is open.
    """

    promotion_id: int
    number: str
    name: str
    relation: str
    shared: int | None
    starts_at: datetime | None
    ends_at: datetime | None


def meetings(
    session: Session, terms: Terms, frozen: Frozen, now: datetime, promotion_id: int = 0
) -> tuple[Meeting, ...]:
    """Running, paused and coming promotions that meet this one, the gravest first.

    Two segments may share customers, so promotions for different people count as meeting.
    """
    query = select(Promotion).where(Promotion.status.in_(LIVE), Promotion.id != promotion_id)
    query = query.where(Promotion.ends_at.is_(None) | (Promotion.ends_at > now)).order_by(Promotion.id)
    mine = variants_of(frozen)
    found = []
    for row in session.scalars(query):
        other = read_terms(row)
        if not (_times_meet(terms.when, other.when) and _places_meet(terms, other)):
            continue
        theirs = variants_of(read_items(session, row.id, other))
        shared = _shared(mine, theirs)
        if shared == 0:
            continue
        found.append(
            Meeting(
                row.id, row.number, row.name, _relation(terms, other), shared,
                _later(terms.when.starts_at, other.when.starts_at), _earlier(terms.when.ends_at, other.when.ends_at),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (RELATIONS.index(one.relation), one.promotion_id)))


def _relation(terms: Terms, other: Terms) -> str:
    if terms.exclusive or other.exclusive:
        return "exclusive_here" if terms.exclusive and not other.exclusive else "exclusive_there"
    return "one_of_group" if terms.group == other.group else "adds_up"


def _shared(mine: frozenset[int] | None, theirs: frozenset[int] | None) -> int | None:
    if mine is None and theirs is None:
        return None
    if mine is None or theirs is None:
        return len(theirs or mine or ())
    return len(mine & theirs)


def _times_meet(one: When, other: When) -> bool:
    """Whether there can be a moment at which both hold; hours of a day are not looked at, weekdays are."""
    start, end = _later(one.starts_at, other.starts_at), _earlier(one.ends_at, other.ends_at)
    if start is not None and end is not None and start >= end:
        return False
    return one.weekdays is None or other.weekdays is None or bool(one.weekdays & other.weekdays)


def _places_meet(one: Terms, other: Terms) -> bool:
    return _meet(one.locations, other.locations) and _meet(one.channels, other.channels)


def _meet(one: Iterable[object] | None, other: Iterable[object] | None) -> bool:
    return one is None or other is None or bool(set(one) & set(other))


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((moment for moment in (one, other) if moment is not None), default=None)


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)
