"""Which rows and baskets of the past each promotion would have known: who, when, where, and which goods."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from shopassistant.promotions.rehearsal.past import Bools, Doubles, Longs, PastBaskets
from shopassistant.promotions.rules.book import is_simple
from shopassistant.promotions.rules.offers import Bundle, BuyGet, Threshold, Tiered
from shopassistant.promotions.rules.rule import Items, Rule, When

# Customers of each segment, int64 ascending, by the segment's id.
Memberships = Mapping[int, Longs]


@dataclass(frozen=True)
class Scope:
    """One promotion on the past.

    Attributes:
        rule: without its limits, which are kept over all baskets together.
        slots: rows (bool (n,)) of each slot that it would have known.
        buys: the same of what must be bought, where that differs; else None.
        touches: bool (b,), baskets with something for it, in reach where it is an offer over several units.
        simple: its saving on a unit does not depend on others.
    """

    rule: Rule
    slots: tuple[Bools, ...]
    buys: Bools | None
    touches: Bools
    simple: bool

    @property
    def rows(self) -> Bools:
        """bool (n,): rows of any slot."""
        found = self.slots[0]
        for one in self.slots[1:]:
            found = found | one
        return found if self.buys is None else found | self.buys


def scope_of(past: PastBaskets, rule: Rule, memberships: Memberships) -> Scope:
    """Where a promotion would have had a say."""
    open_rows = holds_for(past, rule, memberships)[past.basket] & past.takes_offers
    slots = tuple(open_rows & is_item(past, items)[past.variant] for items in rule.items)
    buys = None
    if isinstance(rule.offer, BuyGet) and rule.bought != rule.items[0]:
        buys = open_rows & is_item(past, rule.bought)[past.variant]
    return Scope(rule, slots, buys, _touches(past, rule, slots, buys), is_simple(rule))


def is_item(past: PastBaskets, items: Items) -> Bools:
    """bool (v,): variants of a slot."""
    if items is None:
        return np.ones(len(past.articles.ids), bool)
    return np.isin(past.articles.ids, np.fromiter(items, np.int64, len(items)))


def holds_for(past: PastBaskets, rule: Rule, memberships: Memberships) -> Bools:
    """bool (b,): baskets at its hours and places, of its customers. Its dates are those of the future and not asked."""
    found = _at_hours(past, rule.when)
    if rule.locations is not None:
        found &= np.isin(past.location, list(rule.locations))
    if rule.channels is not None:
        found &= np.where(past.is_web, "web" in rule.channels, "counter" in rule.channels)
    if rule.segments is not None:
        known = [memberships[one] for one in sorted(rule.segments) if one in memberships]
        found &= np.isin(past.customer, np.concatenate(known)) if known else False
    if rule.limits.max_uses_per_customer is not None:
        found &= past.customer > 0
    return found


def _at_hours(past: PastBaskets, when: When) -> Bools:
    weekday = (past.day + 3) % 7  # 1970-01-01 was a Thursday
    start = when.from_minute or 0
    end = 24 * 60 if when.until_minute is None else when.until_minute
    days = np.ones(7, bool)
    if when.weekdays is not None:
        days = np.isin(np.arange(7), list(when.weekdays))
    minute = past.minute
    if start < end:
        return np.asarray((minute >= start) & (minute < end) & days[weekday])
    return np.asarray(((minute >= start) & days[weekday]) | ((minute < end) & days[(weekday - 1) % 7]))


def _touches(past: PastBaskets, rule: Rule, slots: tuple[Bools, ...], buys: Bools | None) -> Bools:
    offer = rule.offer
    units = [_sums(past, rows, past.units) for rows in slots]
    if isinstance(offer, Bundle):
        reached = [have >= wanted for have, wanted in zip(units, offer.slots, strict=True)]
        return np.asarray(np.logical_and.reduce(reached))
    if isinstance(offer, BuyGet):
        if buys is None:
            return np.asarray(units[0] >= offer.buy + offer.get)
        return np.asarray((units[0] >= offer.get) & (_sums(past, buys, past.units) >= offer.buy))
    if isinstance(offer, Threshold):
        if offer.units is not None:
            return np.asarray(units[0] >= offer.units)
        return np.asarray(_sums(past, slots[0], past.units * past.price) >= (offer.spend_minor or 0)) & (units[0] > 0)
    if isinstance(offer, Tiered):
        reached_by = units[0] if offer.by == "units" else _sums(past, slots[0], past.units * past.price)
        return np.asarray(reached_by >= offer.tiers[0][0])
    return np.asarray(units[0] > 0)


def _sums(past: PastBaskets, rows: Bools, values: Longs) -> Doubles:
    return np.bincount(past.basket[rows], values[rows], past.baskets).astype(np.float64)
