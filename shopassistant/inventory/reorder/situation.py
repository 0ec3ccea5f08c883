"""What is known on the morning of the decision, as arrays: one row per product and location that could be ordered."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date

import numpy as np

from shopassistant.inventory.reorder.arrays import Flags, Floats, Ints
from shopassistant.inventory.reorder.lot import PriceBreaks
from shopassistant.inventory.reorder.need import Arrivals

# Rows (int64[k]), how many scenarios, seed; returns int[k, S, T], units asked for on each day from today on.
Sampler = Callable[[Ints, int, int], Ints]

_REVIEWS_AHEAD = 4
_AHEAD = range(1, _REVIEWS_AHEAD + 1)
_SHARED = ("today", "leads", "arrivals", "breaks", "supplier_cost", "supplier_least")


@dataclass(frozen=True, slots=True)
class Situation:
    """Stock, orders, terms of purchase and what people want, for n rows.

    Attributes:
        today: day 0 of every scenario.
        keys: int64[n, 2], variant and location.
        supplier: int64[n], supplier's id; -1 where nobody delivers it.
        orderable: bool[n]; not: withdrawn, discontinued, stopped by a person.
        foreseen: bool[n]; where False nothing is known of demand.
        counted: bool[n]; where False nobody ever said how many there are, and nothing is invented.
        free: int64[n], on hand less reserved; below zero is owed to held baskets.
        unit_cost, margin: float64[n], minor units; margin may be negative.
        cost_known: bool[n].
        pack, min_units: int64[n], at least 1.
        review_days: int64[n], days until this supplier is asked again.
        lead_row: int64[n], row of `leads`.
        leads: int64[g, S], days from ordering to arrival, by scenario.
        arrivals, breaks: open orders and discounts.
        shelf_days: int64[n], 0 keeps forever.
        least, most: int64[n], position never below and never above; -1 without.
        service: float64[n], chance of no shortage asked for; nan without.
        tilt: float64[n], factor on what a lost sale counts, learned from decisions; 1 without.
        most_order: int64[n], units of one order at most, learned from decisions; 0 without.
        answered: int64[n], units that were advised when somebody said no or not now, and nothing else changed since; -1
            where the question is open.
        was_much: bool[n], the answer was that it is too much: less may be asked.
        supplier_cost, supplier_least: by supplier id, fixed cost of an order and its minimum value, minor units.
    """

    today: date
    keys: Ints
    supplier: Ints
    orderable: Flags
    foreseen: Flags
    counted: Flags
    free: Ints
    unit_cost: Floats
    margin: Floats
    cost_known: Flags
    pack: Ints
    min_units: Ints
    review_days: Ints
    lead_row: Ints
    leads: Ints
    arrivals: Arrivals
    breaks: PriceBreaks
    shelf_days: Ints
    least: Ints
    most: Ints
    service: Floats
    tilt: Floats
    most_order: Ints
    answered: Ints
    was_much: Flags
    supplier_cost: dict[int, float]
    supplier_least: dict[int, float]

    def __len__(self) -> int:
        return len(self.keys)

    def take(self, rows: Ints) -> "Situation":
        """Some rows (ascending), as a situation of their own."""
        own = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _SHARED}
        return Situation(
            today=self.today,
            leads=self.leads,
            arrivals=self.arrivals.of(rows),
            breaks=self.breaks.of(rows),
            supplier_cost=self.supplier_cost,
            supplier_least=self.supplier_least,
            **{name: values[rows] for name, values in own.items()},
        )

    def lead(self) -> Ints:
        """Lead time of an order placed today, int64[n, S]."""
        return self.leads[self.lead_row]

    def next_arrival(self) -> Ints:
        """The day the first of the orders of the next reviews would be there, int64[n, S].

        Independent lead times overtake one another, which makes waiting less dangerous than one late order looks
        (order crossover: Hayya et al., Journal of the Operational Research Society 2008); the draws of each review are
        the same ones, moved on.
        """
        count = self.leads.shape[1]
        moved = [np.roll(self.leads, step * count // (_REVIEWS_AHEAD + 1), axis=1) for step in _AHEAD]
        days = [
            self.review_days[:, None] * step + lead[self.lead_row] for step, lead in zip(_AHEAD, moved, strict=True)
        ]
        first: Ints = np.minimum.reduce(days)
        return first

    def position(self) -> Ints:
        """Free and under way, int64[n]."""
        return self.free + self.arrivals.totals(len(self))
