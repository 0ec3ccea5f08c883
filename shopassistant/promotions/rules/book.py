"""The promotions that may hold, indexed by variant, so that a basket looks only at those that know its goods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from shopassistant.promotions.rules.offers import AmountOff, Bundle, BuyGet, FixedPrice, PercentOff
from shopassistant.promotions.rules.pricing import Case
from shopassistant.promotions.rules.rule import Items, Rule

# The slot number under which the goods that must be bought are kept.
BUY = -1
_NO_PRICES: Mapping[int, int] = MappingProxyType({})
# Uses of a promotion that nothing limits.
ENDLESS = 1 << 40


@dataclass(frozen=True, slots=True)
class Holding:
    """A promotion that holds in a case, with what is left of it.

    Attributes:
        coupon_id: the coupon it holds by; None where it needs none.
        uses_left: how often it may still be used, 1 or more.
        budget_left: minor units; None for no budget.
        simple: see `is_simple`.
    """

    rule: Rule
    coupon_id: int | None
    uses_left: int
    budget_left: int | None
    simple: bool


def is_simple(rule: Rule) -> bool:
    """Whether its saving on one unit does not depend on any other unit."""
    offer = rule.offer
    return isinstance(offer, PercentOff | FixedPrice) or (isinstance(offer, AmountOff) and offer.per == "unit")


def precedence(rule: Rule) -> tuple[int, int]:
    """Sorts the rules of a group: higher priority first, then the older promotion."""
    return (-rule.priority, rule.id)


class RuleBook:
    """Promotions by variant. Never changed once made, so that any thread may price with it.

    Args:
        rules: no two with the same id.
        prices: shelf prices by variant id in minor units, of goods that may complete an offer; only for saying what
            is missing.
    """

    def __init__(self, rules: Iterable[Rule] = (), prices: Mapping[int, int] = _NO_PRICES) -> None:
        self.rules: Mapping[int, Rule] = {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}
        self.prices = prices
        self._by_variant: dict[int, list[tuple[int, int]]] = {}
        self._everywhere: list[tuple[int, int]] = []
        for rule in self.rules.values():
            for slot, items in _slots(rule):
                self._enter(rule.id, slot, items)
        self.groups = _groups(self.rules.values())
        self._two_sided = frozenset(rule.id for rule in self.rules.values() if len(_slots(rule)) > len(rule.items))
        self._simple = frozenset(rule.id for rule in self.rules.values() if is_simple(rule))

    def __len__(self) -> int:
        return len(self.rules)

    def _enter(self, rule_id: int, slot: int, items: Items) -> None:
        if items is None:
            self._everywhere.append((rule_id, slot))
            return
        for variant_id in items:
            self._by_variant.setdefault(variant_id, []).append((rule_id, slot))

    def scopes(self, variants: Sequence[int]) -> dict[int, dict[int, list[int]]]:
        """Which of these variants each promotion knows.

        Returns:
            Positions in `variants`, rising, by slot (`BUY` for what must be bought) by promotion id.
        """
        found: dict[int, dict[int, list[int]]] = {}
        for position, variant_id in enumerate(variants):
            for rule_id, slot in self._by_variant.get(variant_id, ()):
                slots = found.get(rule_id)
                if slots is None:
                    slots = found[rule_id] = {}
                places = slots.get(slot)
                if places is None:
                    slots[slot] = [position]
                else:
                    places.append(position)
        everything = list(range(len(variants)))
        for rule_id, slot in self._everywhere:
            found.setdefault(rule_id, {})[slot] = everything
        for rule_id in self._two_sided & found.keys():  # goods to buy that are missing are missing, not the same
            found[rule_id].setdefault(BUY, [])
            found[rule_id].setdefault(0, [])
        return found

    def holding(self, rule_ids: Iterable[int], case: Case) -> dict[int, Holding]:
        """Those of the promotions that hold in `case` and are not used up, by id."""
        coupons = {coupon.promotion_id: coupon for coupon in sorted(case.coupons, key=lambda one: -one.coupon_id)}
        found = {}
        for rule_id in rule_ids:
            rule = self.rules[rule_id]
            if not _holds(rule, case):
                continue
            coupon = coupons.get(rule_id) if rule.needs_coupon else None
            if rule.needs_coupon and coupon is None:
                continue
            uses = _uses_left(rule, case)
            uses = uses if coupon is None else min(uses, coupon.uses_left)
            limit = rule.limits.budget_minor
            budget = None if limit is None else limit - case.spent_minor.get(rule_id, 0)
            if uses > 0 and (budget is None or budget > 0):
                by = None if coupon is None else coupon.coupon_id
                found[rule_id] = Holding(rule, by, uses, budget, rule_id in self._simple)
        return found


def _slots(rule: Rule) -> list[tuple[int, Items]]:
    slots = list(enumerate(rule.items))
    if isinstance(rule.offer, BuyGet) and rule.bought != rule.items[0]:
        slots.append((BUY, rule.bought))
    return slots


def _holds(rule: Rule, case: Case) -> bool:
    if rule.locations is not None and case.location_id not in rule.locations:
        return False
    if rule.channels is not None and case.channel not in rule.channels:
        return False
    if rule.segments is not None and not rule.segments & case.segments:
        return False
    return rule.when.covers(case.now)


def _uses_left(rule: Rule, case: Case) -> int:
    left = ENDLESS
    if rule.limits.max_uses is not None:
        left = rule.limits.max_uses - case.used.get(rule.id, 0)
    if rule.limits.max_uses_per_customer is not None:
        if case.customer_id is None:  # nobody to count by: such an offer is for customers with a name
            return 0
        left = min(left, rule.limits.max_uses_per_customer - case.used_by_customer.get(rule.id, 0))
    return left


def _groups(rules: Iterable[Rule]) -> tuple[tuple[str, str], ...]:
    """(group, stacking) in the order they are applied: by the highest priority in it, then by name."""
    leaders: dict[str, Rule] = {}
    for rule in sorted(rules, key=precedence):
        leaders.setdefault(rule.group, rule)
    ordered = sorted(leaders.values(), key=lambda rule: (-rule.priority, rule.group))
    return tuple((rule.group, rule.stacking) for rule in ordered)


def is_set(rule: Rule) -> bool:
    """Whether it is used in sets of units, each of which counts as a use."""
    return isinstance(rule.offer, BuyGet | Bundle)
