"""A promotion as the engine sees it: the offer, its products, and when, where, for whom and how often it holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shopassistant.core.errors import UserError
from shopassistant.promotions.rules.offers import Bundle, BuyGet, Offer, Points

# Variants of one slot; None is everything the shop sells.
Items = frozenset[int] | None
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class When:
    """The times a promotion holds.

    Attributes:
        starts_at: the first moment, UTC; None for "since ever".
        ends_at: the first moment it no longer holds, UTC; None for open end.
        weekdays: 0 (Monday) to 6, local; None for every day. A span over midnight belongs to the day it starts on.
        from_minute: minutes since local midnight, 0 to 1,439; None for midnight.
        until_minute: the first minute it no longer holds, 1 to 1,440; None for midnight. Not after `from_minute`: the
            span runs over midnight.
    """

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    weekdays: frozenset[int] | None = None
    from_minute: int | None = None
    until_minute: int | None = None

    def __post_init__(self) -> None:
        moments = [moment for moment in (self.starts_at, self.ends_at) if moment is not None]
        if any(moment.tzinfo is None for moment in moments):
            raise ValueError("moments are timezone-aware")
        if len(moments) == 2 and moments[0] >= moments[1]:
            raise UserError("promotion.ends_before_start")
        if self.weekdays is not None and not (self.weekdays and self.weekdays <= frozenset(range(7))):
            raise UserError("promotion.weekdays")
        start, end = self.from_minute or 0, _DAY_MINUTES if self.until_minute is None else self.until_minute
        if not (0 <= start < _DAY_MINUTES and 1 <= end <= _DAY_MINUTES and start != end):
            raise UserError("promotion.hours")

    def covers(self, now: datetime) -> bool:
        """Whether it holds at `now` (timezone-aware); weekday and hours by the clock on the wall."""
        if self.starts_at is not None and now < self.starts_at:
            return False
        if self.ends_at is not None and now >= self.ends_at:
            return False
        if self.weekdays is None and self.from_minute is None and self.until_minute is None:
            return True
        local = now.astimezone()
        return self._covers_local(local.weekday(), local.hour * 60 + local.minute)

    def _covers_local(self, weekday: int, minute: int) -> bool:
        start, end = self.from_minute or 0, _DAY_MINUTES if self.until_minute is None else self.until_minute
        if start < end:
            return start <= minute < end and self._on(weekday)
        return self._on(weekday) if minute >= start else minute < end and self._on((weekday - 1) % 7)

    def _on(self, weekday: int) -> bool:
        return self.weekdays is None or weekday in self.weekdays


ALWAYS = When()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a promotion may give away; None is without bound."""

    budget_minor: int | None = None
    max_uses: int | None = None
    max_uses_per_customer: int | None = None

    def __post_init__(self) -> None:
        for bound in (self.budget_minor, self.max_uses, self.max_uses_per_customer):
            if bound is not None and bound < 1:
                raise UserError("promotion.limit")


UNLIMITED = Limits()


@dataclass(frozen=True, slots=True)
class Rule:
    """A whole promotion, ready to price with.

    Attributes:
        id: the promotion's; in a rehearsal of something not yet saved any number not used twice.
        items: what is discounted (role ``get``), by slot; one slot for everything but a bundle.
        buy_items: what must be bought for a `BuyGet` (role ``buy``); None where it is the same as `items[0]`.
            Everything the shop sells is ``buy_everything``.
        segments: the customer must be in one of them; None for everybody, also without a name.
        locations: ids; None for all.
        channels: ``counter``, ``web``...; None for all.
        group: at most one promotion of a group per unit; different groups add up on what is left.
        stacking: which one of the group: ``best`` for the customer or ``first`` by priority. The group goes by its rule
            with the highest priority.
        priority: higher first; the highest of a group orders the groups.
        exclusive: a unit it takes is given by no other promotion, of whatever group.
        needs_coupon: holds only with a coupon of this promotion.
        floor_margin_bp: no line goes below cost times (1 + this); 0 is cost.
        floor_passed: a manager let this one go below the floor.
    """

    id: int
    name: str
    offer: Offer
    items: tuple[Items, ...] = (None,)
    buy_items: Items = None
    buy_everything: bool = False
    segments: frozenset[int] | None = None
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
    floor_passed: bool = False

    def __post_init__(self) -> None:
        slots = len(self.offer.slots) if isinstance(self.offer, Bundle) else 1
        if len(self.items) != slots:
            raise UserError("promotion.slots_do_not_fit", wanted=slots, given=len(self.items))
        if self.stacking not in ("best", "first"):
            raise UserError("promotion.stacking")
        if not 0 <= self.floor_margin_bp <= 100_000:
            raise UserError("promotion.floor_margin")
        if (self.buy_items is not None or self.buy_everything) and not isinstance(self.offer, BuyGet):
            raise UserError("promotion.buy_items")

    @property
    def bought(self) -> Items:
        """What counts as bought for a `BuyGet`."""
        if self.buy_everything:
            return None
        return self.items[0] if self.buy_items is None else self.buy_items

    @property
    def variants(self) -> Items:
        """Every variant that has a part in it; None for everything."""
        sets = [*self.items, self.bought] if isinstance(self.offer, BuyGet) else list(self.items)
        known = [one for one in sets if one is not None]
        return frozenset().union(*known) if len(known) == len(sets) else None

    @property
    def gives_points(self) -> bool:
        return isinstance(self.offer, Points)
