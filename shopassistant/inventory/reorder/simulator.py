"""A shop that orders by a rule, day by day: what a rule would have cost on given demand and lead times.

Every rule is run on the same demand and the same lead times (common random numbers: Law, Simulation Modeling and
Analysis, ch. 11), so that two rules differ by what they order and by nothing else. Within a day: deliveries come in,
then the rule orders (on review days), then customers come, then what is left is counted and charged.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from shopassistant.inventory.reorder.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class UnitCosts:
    """What it costs, per row; any shape that broadcasts to n.

    Attributes:
        holding: per unit left in the evening, and day.
        ordering: per order line placed.
        shortage: per unit not sold for want of stock; with backorders, per unit owed and day.
    """

    holding: Floats
    ordering: Floats
    shortage: Floats


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """Units under way.

    Attributes:
        placed_on: the day they were ordered.
        units: int64[n], 0 where this row ordered nothing or has it already.
    """

    placed_on: int
    units: Ints


@dataclass(frozen=True, slots=True)
class Morning:
    """What a rule may know on a review day; not when an open order will come.

    Attributes:
        day: 0-based.
        on_hand: int64[n]; below zero is owed to customers (backorders only).
        open_orders: oldest first.
    """

    day: int
    on_hand: Ints
    open_orders: tuple[OpenOrder, ...]

    @property
    def position(self) -> Ints:
        """On hand and on order, int64[n] (inventory position)."""
        return self.on_hand + sum((one.units for one in self.open_orders), np.zeros_like(self.on_hand))


Rule = Callable[[Morning], Ints]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Sums over the days that count, per row.

    Attributes:
        holding, ordering, shortage: float64[n], money.
        demanded, sold, orders: int64[n]; sold counts what was handed over on the day it was asked for.
        stock_days: float64[n], units in stock summed over evenings.
        empty_days: int64[n], days on which somebody asked in vain.
        left: int64[n], units in stock at the end, and `under_way` at the end.
    """

    holding: Floats
    ordering: Floats
    shortage: Floats
    demanded: Ints
    sold: Ints
    orders: Ints
    stock_days: Floats
    empty_days: Ints
    left: Ints
    under_way: Ints

    @property
    def cost(self) -> Floats:
        """float64[n]."""
        return self.holding + self.ordering + self.shortage

    @property
    def fill_rate(self) -> float:
        """Share of all units asked for that were sold from the shelf."""
        asked = int(self.demanded.sum())
        return 1.0 if asked == 0 else float(self.sold.sum()) / asked


@dataclass(slots=True)
class Parcel:
    """An order with the day it arrives, int64[n] each; what has arrived is set to 0."""

    placed_on: int
    units: Ints
    due: Ints


def simulate(
    demand: Ints,
    lead_days: Ints,
    rule: Rule,
    costs: UnitCosts,
    *,
    start: Ints,
    review_days: int = 1,
    backorders: bool = False,
    count_from: int = 0,
    under_way: Sequence[Parcel] = (),
) -> Outcome:
    """Run `rule` over all days.

    Args:
        demand: int64[n, T], units asked for.
        lead_days: int64[n, T], days until an order placed on that day is there; 0 comes before the customers.
        rule: asked on days 0, review_days, 2 * review_days ...; returns int64[n] units to order.
        start: int64[n], on hand before the first day.
        backorders: customers wait instead of going away.
        count_from: days before this one are played but not counted (warm-up).
        under_way: open orders to begin with.

    Raises:
        ValueError: the rule ordered below zero.
    """
    rows, days = demand.shape
    on_hand = start.astype(np.int64).copy()
    parcels = list(under_way)
    sums = {name: np.zeros(rows, np.int64) for name in ("demanded", "sold", "orders", "short", "empty", "stock")}
    for day in range(days):
        on_hand += _unpack(parcels, day)
        counts = int(day >= count_from)
        if day % review_days == 0:
            known = tuple(OpenOrder(parcel.placed_on, parcel.units.copy()) for parcel in parcels)
            units = rule(Morning(day, on_hand.copy(), known)).astype(np.int64)
            if (units < 0).any():
                raise ValueError("a rule ordered below zero")
            sums["orders"] += counts * (units > 0)
            parcels.append(Parcel(day, units, day + lead_days[:, day]))
            on_hand += _unpack(parcels, day)
        asked = demand[:, day]
        sold = np.minimum(np.maximum(on_hand, 0), asked)
        on_hand -= asked if backorders else sold
        if counts:
            sums["demanded"] += asked
            sums["sold"] += sold
            sums["empty"] += asked > sold
            sums["short"] += np.maximum(-on_hand, 0) if backorders else asked - sold
            sums["stock"] += np.maximum(on_hand, 0)
    return Outcome(
        holding=sums["stock"] * costs.holding,
        ordering=sums["orders"] * costs.ordering,
        shortage=sums["short"] * costs.shortage,
        demanded=sums["demanded"],
        sold=sums["sold"],
        orders=sums["orders"],
        stock_days=sums["stock"].astype(np.float64),
        empty_days=sums["empty"],
        left=on_hand,
        under_way=sum((parcel.units for parcel in parcels), np.zeros(rows, np.int64)),
    )


def _unpack(parcels: list[Parcel], day: int) -> Ints:
    """Units that are due by `day`; taken out of the parcels, empty parcels out of the list."""
    came = np.zeros_like(parcels[0].units) if parcels else np.zeros(1, np.int64)
    for parcel in parcels:
        here = parcel.due <= day
        came = came + np.where(here, parcel.units, 0)
        parcel.units = np.where(here, 0, parcel.units)
    parcels[:] = [parcel for parcel in parcels if parcel.units.any()]
    return came
