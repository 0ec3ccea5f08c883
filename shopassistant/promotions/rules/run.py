"""Passes of the promotions over the pools of a basket: exclusive ones first, then group after group."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from shopassistant.promotions.rules.book import Holding, precedence
from shopassistant.promotions.rules.group import Given, Scope, apply_group
from shopassistant.promotions.rules.reach import within_reach
from shopassistant.promotions.rules.units import Parcel, Pool, unit_floor
from shopassistant.promotions.rules.worth import simple_worth

# Pools up to which units are assigned exactly (see `best`).
SMALL = 12
# Pools beyond which exclusive promotions are weighed against an estimate of the others.
MANY = 20
Barred = frozenset[tuple[int, int]]
_NOBODY: Barred = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """Which promotions take part.

    Attributes:
        out: promotions that do not.
        barred: (promotion, variant) pairs that are left out.
    """

    out: frozenset[int] = frozenset()
    barred: Barred = _NOBODY


@dataclass(frozen=True, slots=True)
class Pass:
    """What a pass gave.

    Attributes:
        given: in the order it was given.
        uses: by promotion id.
        parcels: what is left to pay, of every pool.
    """

    given: tuple[Given, ...]
    uses: Mapping[int, int]
    parcels: tuple[Parcel, ...]
    discount_minor: int
    plan: Plan


class Offered:
    """The promotions of money off that hold for a basket.

    Attributes:
        holdings: by promotion id.
        scopes: pools by slot by promotion id.
        groups: (group, stacking) in order.
        members: those within the basket's reach, by precedence, by (group, whether exclusive).
    """

    __slots__ = ("groups", "holdings", "members", "pools", "scopes")

    def __init__(
        self,
        pools: tuple[Pool, ...],
        holdings: Mapping[int, Holding],
        scopes: Mapping[int, Scope],
        groups: Sequence[tuple[str, str]],
    ) -> None:
        self.pools = pools
        self.holdings = holdings
        self.scopes = scopes
        self.groups = groups
        units = [pool.units for pool in pools]
        spends = [pool.units * pool.unit_price_minor for pool in pools]
        self.members: dict[tuple[str, bool], list[Holding]] = {}
        for rule_id, holding in holdings.items():
            if holding.simple or within_reach(holding.rule.offer, units, spends, scopes[rule_id]):
                self.members.setdefault((holding.rule.group, holding.rule.exclusive), []).append(holding)
        for members in self.members.values():
            members.sort(key=_precedence)


def _precedence(holding: Holding) -> tuple[int, int]:
    return precedence(holding.rule)


def price_pools(offered: Offered) -> Pass:
    """The pass that is best for the customer among those the exclusive promotions allow.

    An exclusive promotion stands alone on its units, so it is weighed against all others together, good by good (one
    over several units as a whole): where it saves more it goes before the rest, otherwise it stays away. Where its
    group goes by priority it always goes first. In a basket of more than `MANY` kinds of goods the others are estimated
    by their simple offers. A promotion whose budget cannot pay for what it would give is left out.
    """
    out: frozenset[int] = frozenset()
    while True:
        best = _best_pass(offered, out)
        broke = {rule_id for rule_id in best.uses if _over(offered.holdings[rule_id], best)}
        if not broke:
            return best
        out |= broke


def _over(holding: Holding, done: Pass) -> bool:
    if holding.budget_left is None:
        return False
    return sum(one.discount_minor for one in done.given if one.rule_id == holding.rule.id) > holding.budget_left


def _best_pass(offered: Offered, out: frozenset[int]) -> Pass:
    firsts = {group for group, stacking in offered.groups if stacking == "first"}
    exclusive = {
        rule_id: holding
        for members in offered.members.values()
        for holding in members
        if (rule_id := holding.rule.id) not in out and holding.rule.exclusive
    }
    optional = frozenset(one for one, holding in exclusive.items() if holding.rule.group not in firsts)
    if not optional:
        return run_plan(offered, Plan(out))
    alone = run_plan(offered, Plan(out), exclusive_only=True)
    if len(offered.pools) > MANY:
        return run_plan(offered, Plan(out, _worse(offered.pools, alone, _estimated(offered, alone, out), optional)))
    without = run_plan(offered, Plan(out | optional))
    worse = _worse(offered.pools, alone, _by_pool(without), optional)
    if all((one.rule_id, offered.pools[one.pool].variant_id) in worse for one in alone.given):
        return without
    with_ = run_plan(offered, Plan(out, worse))
    return with_ if with_.discount_minor >= without.discount_minor else without


def _estimated(offered: Offered, alone: Pass, out: Collection[int]) -> dict[int, int]:
    """What the simple offers of all groups, one after the other, save on the pools that exclusive ones want."""
    wanted = {one.pool for one in alone.given}
    left = {pool: offered.pools[pool].units * offered.pools[pool].unit_price_minor for pool in wanted}
    before = dict(left)
    for (_, exclusive), members in offered.members.items():
        best: dict[int, int] = {}
        for holding in members:
            if exclusive or not holding.simple or holding.rule.id in out:
                continue
            for pool in wanted.intersection(offered.scopes[holding.rule.id].get(0, ())):
                units = offered.pools[pool].units
                cap = left[pool] - units * unit_floor(holding.rule, offered.pools[pool].cost_minor)
                saving = min(simple_worth(holding.rule.offer, left[pool], units), cap)
                best[pool] = max(saving, best.get(pool, 0))
        for pool, saving in best.items():
            left[pool] -= saving
    return {pool: before[pool] - left[pool] for pool in wanted}


def _worse(pools: Sequence[Pool], alone: Pass, others: Mapping[int, int], optional: Collection[int]) -> Barred:
    """(promotion, variant) where the others together save more than the exclusive one.

    A promotion over several units is kept or left as a whole: half of a set is no set.
    """
    worse: set[tuple[int, int]] = set()
    sets: dict[int, list[Given]] = {}
    for one in alone.given:
        if one.rule_id not in optional:
            continue
        if one.simple:
            if others.get(one.pool, 0) > one.discount_minor:
                worse.add((one.rule_id, pools[one.pool].variant_id))
        else:
            sets.setdefault(one.rule_id, []).append(one)
    for rule_id, given in sets.items():
        rest = sum(others.get(pool, 0) for pool in {one.pool for one in given})
        if rest > sum(one.discount_minor for one in given):
            worse |= {(rule_id, pools[one.pool].variant_id) for one in given}
    return frozenset(worse)


def _by_pool(done: Pass) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in done.given:
        found[one.pool] = found.get(one.pool, 0) + one.discount_minor
    return found


def run_plan(offered: Offered, plan: Plan, *, exclusive_only: bool = False) -> Pass:
    """One pass with the promotions of a plan, or with the exclusive ones of them alone."""
    pools = offered.pools
    parcels = [Parcel(number, pool.units, pool.units * pool.unit_price_minor) for number, pool in enumerate(pools)]
    given: list[Given] = []
    uses: dict[int, int] = {}
    small = len(pools) <= SMALL
    for exclusive in (True, False):
        if exclusive_only and not exclusive:
            break
        for group, stacking in offered.groups:
            members = offered.members.get((group, exclusive), ())
            if plan.out:
                members = [holding for holding in members if holding.rule.id not in plan.out]
            if members:
                done = apply_group(parcels, pools, members, offered.scopes, stacking, exact=small, barred=plan.barred)
                given += done.given
                uses.update(done.uses)
    discount = sum([one.discount_minor for one in given])
    return Pass(tuple(given), uses, tuple(parcels), discount, plan)
