"""The units of a basket as one group sees them: parcels in falling order of price, with what each may be lowered by."""

from collections.abc import Iterable, Mapping, Sequence

from shopassistant.promotions.rules.choosing_units import Taken
from shopassistant.promotions.rules.offers import Offer
from shopassistant.promotions.rules.rule import Rule
from shopassistant.promotions.rules.units import Parcel, Pool, unit_floor
from shopassistant.promotions.rules.worth import simple_worth, worth


def _dearest_first(parcel: Parcel) -> tuple[float, int, int]:
    return (-parcel.total / parcel.units, parcel.pool, parcel.units)


class Shelf:
    """Parcels of one group; places count from the dearest.

    Args:
        parcels: free ones with something left to pay.
        pools: all of the basket.
    """

    __slots__ = ("_floors", "_more", "_place", "parcels", "pools", "totals", "units")

    def __init__(self, parcels: Iterable[Parcel], pools: Sequence[Pool]) -> None:
        self.pools = pools
        self.parcels = sorted(parcels, key=_dearest_first)
        self.totals = [parcel.total for parcel in self.parcels]
        self.units = [parcel.units for parcel in self.parcels]
        # Most pools lie in one parcel; the further ones of those that do not lie in `_more`.
        self._place = [-1] * len(pools)
        self._more: dict[int, list[int]] = {}
        for place, parcel in enumerate(self.parcels):
            if self._place[parcel.pool] < 0:
                self._place[parcel.pool] = place
            else:
                self._more.setdefault(parcel.pool, []).append(place)
        self._floors: dict[tuple[bool, int], list[int]] = {}

    def slots(
        self, scope: Mapping[int, Sequence[int]], rule_id: int, barred: frozenset[tuple[int, int]]
    ) -> dict[int, list[int]]:
        """Places by slot, rising, for the pools that a promotion knows."""
        if barred:
            scope = {
                slot: [pool for pool in pools if (rule_id, self.pools[pool].variant_id) not in barred]
                for slot, pools in scope.items()
            }
        first = self._place
        found = {}
        for slot, pools in scope.items():
            places = [place for pool in pools if (place := first[pool]) >= 0]
            if self._more:
                places += [place for pool in pools for place in self._more.get(pool, ())]
            if len(places) > 1:
                places.sort()
            found[slot] = places
        return found

    def floors(self, rule: Rule) -> list[int]:
        """What one unit of each parcel may not go below, minor units."""
        key = (rule.floor_passed, rule.floor_margin_bp)
        floors = self._floors.get(key)
        if floors is None:
            floors = [unit_floor(rule, self.pools[parcel.pool].cost_minor) for parcel in self.parcels]
            self._floors[key] = floors
        return floors

    def simple_saving(self, offer: Offer, place: int, floor: int) -> int:
        """What a simple offer saves on a whole parcel above a floor per unit."""
        total, units = self.totals[place], self.units[place]
        cap = total - units * floor
        return min(simple_worth(offer, total, units), cap) if cap > 0 else 0

    def saving(self, rule: Rule, taken: Taken, sets: int) -> int:
        """What an offer over several units saves on what it has taken, above the floor (to a minor unit per split)."""
        floors = self.floors(rule)
        totals, units, given, cap = [], [], [], 0
        for place, count, got in taken:
            n = self.units[place]
            total = self.totals[place] if count == n else self.totals[place] * count // n
            totals.append(total)
            units.append(count)
            given.append(got)
            cap += max(0, total - count * floors[place])
        return min(worth(rule.offer, totals, units, given, sets), cap)
