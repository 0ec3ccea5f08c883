"""The promotions that hold now, kept beside the open store: read again when one has changed or time has moved on."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.promotions.rules.book import RuleBook
from shopassistant.promotions.rules.offer_json import offer_from_json
from shopassistant.promotions.rules.offers import Bundle, BuyGet
from shopassistant.promotions.rules.rule import Items, Limits, Rule
from shopassistant.promotions.rules.rule_json import when_from_json
from shopassistant.store.schema import Promotion, PromotionChange, PromotionItem, Variant

_log = logging.getLogger(__name__)
_KEY = "promotions.live"
# What starts within it is in the book already; after it the book is read again.
_AHEAD = timedelta(hours=1)
# Scopes up to this size have prices in the book, to say what would complete an offer.
_PRICED = 20
_BATCH = 500


@dataclass(frozen=True, slots=True)
class LiveBook:
    """The approved promotions of now and the next hour.

    Attributes:
        counted: ids of those with a limit for all.
        counted_by_customer: ids of those with a limit for each customer.
        points: whether one of them earns points.
    """

    book: RuleBook
    counted: frozenset[int]
    counted_by_customer: frozenset[int]
    points: bool
    change_id: int
    read_at: datetime


def live_book(session: Session, now: datetime) -> LiveBook:
    """The promotions that hold at `now` or soon, from memory where nothing has changed.

    Two windows that ask at once may both read it; either result is right.
    """
    memory: dict[str, Any] = session.info.get("memory", {})
    change_id = session.scalar(select(func.max(PromotionChange.id))) or 0
    known = memory.get(_KEY)
    if isinstance(known, LiveBook) and known.change_id == change_id and known.read_at <= now < known.read_at + _AHEAD:
        return known
    fresh = read_book(session, now, change_id)
    memory[_KEY] = fresh
    return fresh


def read_book(session: Session, now: datetime, change_id: int) -> LiveBook:
    """The book as the store has it. A promotion that cannot be read is left out and logged."""
    rows = session.scalars(
        select(Promotion)
        .where(
            Promotion.status == "approved",
            or_(Promotion.starts_at.is_(None), Promotion.starts_at < now + _AHEAD),
            or_(Promotion.ends_at.is_(None), Promotion.ends_at > now),
            or_(Promotion.budget_minor.is_(None), Promotion.budget_minor > 0),  # a budget of nothing gives nothing
        )
        .order_by(Promotion.id)
    ).all()
    items = promotion_items(session, [row.id for row in rows])
    rules = []
    for row in rows:
        try:
            rules.append(rule_of(row, items.get(row.id, {})))
        except UserError as error:
            _log.error("promotion %s cannot be read and does not hold: %s", row.number, error)
    limited = [rule for rule in rules if rule.limits.budget_minor is not None or rule.limits.max_uses is not None]
    return LiveBook(
        book=RuleBook(rules, _prices(session, rules)),
        counted=frozenset(rule.id for rule in limited),
        counted_by_customer=frozenset(rule.id for rule in rules if rule.limits.max_uses_per_customer is not None),
        points=any(rule.gives_points for rule in rules),
        change_id=change_id,
        read_at=now,
    )


def promotion_items(session: Session, promotion_ids: Sequence[int]) -> dict[int, dict[tuple[str, int], frozenset[int]]]:
    """Variants of promotions by (role, slot) by promotion id."""
    found: dict[int, dict[tuple[str, int], set[int]]] = {}
    for start in range(0, len(promotion_ids), _BATCH):
        batch = list(promotion_ids[start : start + _BATCH])
        rows = session.execute(
            select(PromotionItem.promotion_id, PromotionItem.role, PromotionItem.slot, PromotionItem.variant_id).where(
                PromotionItem.promotion_id.in_(batch)
            )
        )
        for promotion_id, role, slot, variant_id in rows:
            found.setdefault(promotion_id, {}).setdefault((role, slot), set()).add(variant_id)
    return {one: {key: frozenset(ids) for key, ids in slots.items()} for one, slots in found.items()}


def rule_of(row: Promotion, items: Mapping[tuple[str, int], frozenset[int]]) -> Rule:
    """The rule of a stored promotion.

    The goods of a slot are the stored ones. A slot without any is everything where the scope says so (``everything``,
    or the choice of that slot does), and nothing otherwise. Goods to buy are everything where it says
    ``buy_everything``, and those to get where there are none.

    Raises:
        UserError: ``promotion.*``, what is stored is no promotion.
    """
    offer = offer_from_json(row.offer)
    slots = len(offer.slots) if isinstance(offer, Bundle) else 1
    whole = _whole_slots(row.scope)
    got: tuple[Items, ...] = tuple(
        items.get(("get", slot), None if whole is None or slot in whole else frozenset()) for slot in range(slots)
    )
    return Rule(
        id=row.id,
        name=row.name,
        offer=offer,
        items=got,
        buy_items=_joined(items, "buy") if isinstance(offer, BuyGet) else None,
        buy_everything=isinstance(offer, BuyGet) and row.scope.get("buy_everything") is True,
        segments=None if row.segment_id is None else frozenset({row.segment_id}),
        when=when_from_json(row.hours, row.starts_at, row.ends_at),
        locations=None if row.locations is None else frozenset(map(int, row.locations)),
        channels=None if row.channels is None else frozenset(map(str, row.channels)),
        group=row.group_name,
        stacking="first" if row.stacking == "first" else "best",
        priority=row.priority,
        exclusive=row.exclusive,
        needs_coupon=row.needs_coupon,
        limits=Limits(row.budget_minor or None, row.max_uses, row.max_uses_per_customer),
        floor_margin_bp=row.floor_margin_bp,
        floor_passed=row.floor_passed_by_id is not None,
    )


def _whole_slots(scope: Mapping[str, Any]) -> set[int] | None:
    """Slots of goods to get that are everything the shop sells; None for all of them."""
    if scope.get("everything") is True:
        return None
    found = set()
    for one in scope.get("slots", ()):
        if one.get("role") == "get" and (one.get("choice") or {}).get("everything") is True:
            found.add(int(one.get("slot", 0)))
    return found


def _joined(items: Mapping[tuple[str, int], frozenset[int]], role: str) -> frozenset[int] | None:
    sets = [ids for (kind, _), ids in items.items() if kind == role]
    return frozenset().union(*sets) if sets else None


def _prices(session: Session, rules: Iterable[Rule]) -> dict[int, int]:
    wanted: set[int] = set()
    for rule in rules:
        if isinstance(rule.offer, BuyGet | Bundle):
            sets = (*rule.items, rule.bought) if isinstance(rule.offer, BuyGet) else rule.items
            wanted.update(*(ids for ids in sets if ids is not None and len(ids) <= _PRICED))
    ordered = sorted(wanted)
    prices: dict[int, int] = {}
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        rows = session.execute(select(Variant.id, Variant.price_minor).where(Variant.id.in_(batch), Variant.active))
        prices.update(dict(rows.all()))
    return prices
