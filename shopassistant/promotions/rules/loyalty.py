"""Loyalty points in a basket: what is paid with them and what is earned, counted on what is left to pay.

Points offers compete with points offers only: within a group a unit earns by one promotion so many points for each
major unit, and is multiplied by one. A fraction of a point is dropped once, over the whole basket.
"""

from collections.abc import Mapping, Sequence

from shopassistant.promotions.rules.book import Holding, precedence
from shopassistant.promotions.rules.group import Scope
from shopassistant.promotions.rules.offers import Points
from shopassistant.promotions.rules.pricing import Case, Earned
from shopassistant.promotions.rules.units import Parcel, Pool

_WHOLE = 10_000


def points_spent(case: Case, total_minor: int) -> int:
    """Points taken for a basket of `total_minor`: what is wanted, as far as they and the basket go."""
    return max(0, min(case.points_wanted, case.points_balance, total_minor))


def points_earned(
    pools: Sequence[Pool],
    parcels: Sequence[Parcel],
    paid: Mapping[int, int],
    holdings: Sequence[Holding],
    scopes: Mapping[int, Scope],
    groups: Sequence[tuple[str, str]],
    minor_per_major: int,
) -> tuple[Earned, ...]:
    """What each points promotion earns.

    Args:
        paid: minor units by line key, after everything.
        holdings: points promotions only.
    """
    if not holdings:
        return ()
    free = [0] * len(pools)
    for parcel in parcels:
        if not parcel.locked:
            free[parcel.pool] += parcel.units
    # What was paid for the units that no exclusive promotion has, by pool.
    base = [sum(paid[line.key] for line in pool.lines) * free[n] // pool.units for n, pool in enumerate(pools)]
    rates, earning = _chosen(holdings, scopes, groups, len(pools), multiplies=False)
    _, multiplying = _chosen(holdings, scopes, groups, len(pools), multiplies=True)
    earned = []
    for holding, mine in (*earning.items(), *multiplying.items()):
        rule = holding.rule
        offer = rule.offer
        if not isinstance(offer, Points):
            raise TypeError(offer)
        counted = sorted(pool for pool in mine if base[pool])
        if offer.points_per_major is not None:
            points = sum(base[pool] for pool in counted) * offer.points_per_major // minor_per_major
        else:
            more = (offer.multiplier_bp or _WHOLE) - _WHOLE
            points = sum(rates[pool] * base[pool] for pool in counted) * more
            points //= _WHOLE * minor_per_major
        if points:
            keys = sorted(line.key for pool in counted for line in pools[pool].lines)
            earned.append(Earned(rule.id, points, tuple(keys)))
    return tuple(sorted(earned, key=lambda one: one.rule_id))


def _chosen(
    holdings: Sequence[Holding],
    scopes: Mapping[int, Scope],
    groups: Sequence[tuple[str, str]],
    pools: int,
    *,
    multiplies: bool,
) -> tuple[list[int], dict[Holding, set[int]]]:
    """Points for each major unit by pool, and the pools that each promotion counts."""
    rates = [0] * pools
    chosen: dict[Holding, set[int]] = {}
    for group, stacking in groups:
        members = [(one, _rate(one, multiplies=multiplies)) for one in holdings if one.rule.group == group]
        members = sorted(((one, rate) for one, rate in members if rate), key=lambda pair: precedence(pair[0].rule))
        if stacking == "best":
            members.sort(key=lambda pair: -pair[1])
        taken: set[int] = set()
        for holding, rate in members:
            mine = set(scopes[holding.rule.id].get(0, ())) - taken
            taken |= mine
            if mine:
                chosen[holding] = mine
            for pool in mine:
                rates[pool] += rate
    return rates, chosen


def _rate(holding: Holding, *, multiplies: bool) -> int:
    offer = holding.rule.offer
    if not isinstance(offer, Points):
        return 0
    return (offer.multiplier_bp if multiplies else offer.points_per_major) or 0
