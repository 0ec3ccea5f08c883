"""What if: other lead times, service levels, prices or budgets, on the same scenarios, quick enough to be dragged."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from shopassistant.core.errors import UserError
from shopassistant.inventory.reorder.advise import advise, shared_cost
from shopassistant.inventory.reorder.arrays import Floats, Ints
from shopassistant.inventory.reorder.levels import FollowLevels, Levels, find_levels
from shopassistant.inventory.reorder.simulator import Outcome, Parcel, UnitCosts, simulate
from shopassistant.inventory.reorder.situation import Sampler, Situation
from shopassistant.inventory.reorder.sizing import find_stakes, smallest
from shopassistant.inventory.reorder.terms import Terms

# Per cent more units for each per cent less in price, where no forecast knows better; stated beside the answer.
USUAL_ELASTICITY = -2.0
# Sample paths of one product, and in all of a category.
_PATHS, _ALL_PATHS, _LEAST_PATHS = 200, 30_000, 24
_DAYS = 90


@dataclass(frozen=True, slots=True)
class Change:
    """What is asked; None leaves things as they are.

    Attributes:
        lead_days: mean lead time; its spread goes with it.
        service: chance of no shortage until the next delivery, 0 to 1 without both ends.
        price_factor: of the price now, above 0.
        elasticity: of demand to price.
        budget_minor: for what is ordered today.
        terms: other assumptions.
    """

    lead_days: float | None = None
    service: float | None = None
    price_factor: float = 1.0
    elasticity: float = USUAL_ELASTICITY
    budget_minor: int | None = None
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What would follow over the next `days`; money in minor units, means over the scenarios.

    Attributes:
        holding, ordering, shortage: expected cost.
        margin: expected margin of what is sold.
        fill_rate: share of the units asked for that are sold from the shelf.
        risk: chance that a product runs out at least once (mean over products).
        tied_up: money in stock on an average evening.
        units, spend: ordered today.
    """

    days: int
    holding: float
    ordering: float
    shortage: float
    margin: float
    fill_rate: float
    risk: float
    tied_up: float
    units: int
    spend: int

    @property
    def cost(self) -> float:
        """Of holding, ordering and lost sales."""
        return self.holding + self.ordering + self.shortage


class Explorer:
    """Answers for one product or a category; draws its scenarios once, so that answers differ by what was changed.

    Args:
        situation: the rows asked about; not counted and not orderable ones are left out.
        sampler: by row of this situation.
        price_effect: factor on demand for a factor on the price, where a forecast knows it; else the elasticity says.
    """

    def __init__(
        self, situation: Situation, sampler: Sampler, terms: Terms, price_effect: Callable[[float], float] | None = None
    ) -> None:
        rows = np.flatnonzero(situation.counted & situation.foreseen)
        if len(rows) == 0:
            raise UserError("reorder.nothing_known")
        self._situation = situation.take(rows)
        paths = int(np.clip(_ALL_PATHS // len(rows), _LEAST_PATHS, _PATHS))
        self._terms = replace(terms, scenarios=paths)
        self._demand = sampler(rows, paths, terms.seed)[:, :, :_DAYS].astype(np.int64)
        self._spare = np.random.default_rng(terms.seed).random(self._demand.shape)
        self._price_effect = price_effect
        self._situation = replace(
            self._situation, leads=_fewer(self._situation.leads, paths),
            arrivals=replace(self._situation.arrivals, day=_fewer(self._situation.arrivals.day, paths)),
        )  # fmt: skip

    def at(self, change: Change | None = None) -> Answer:
        """What follows from a change; without one, from going on as now.

        Raises:
            UserError: ``reorder.change``, a figure that makes no sense.
        """
        change = change or Change()
        _check(change)
        terms = replace(change.terms or self._terms, scenarios=self._terms.scenarios)
        situation, demand = self._changed(change)
        shared = shared_cost(situation, terms)
        found = advise(situation, lambda rows, count, seed: demand[rows], terms, change.budget_minor)
        levels = find_levels(situation, demand, terms, shared)
        outcome = _play(situation, demand, terms, levels, found.units, shared)
        return _answer(situation, outcome, demand.shape[1], demand.shape[2], found.units, int(found.cost_minor.sum()))

    def _changed(self, change: Change) -> tuple[Situation, Ints]:
        situation, demand = self._situation, self._demand
        if change.lead_days is not None:
            usual = np.maximum(situation.leads.mean(axis=1, keepdims=True), 0.5)
            longer = np.rint(situation.leads * change.lead_days / usual).astype(np.int64)
            situation = replace(situation, leads=longer)
        if change.service is not None:
            situation = replace(situation, service=np.full(len(situation), change.service))
        if change.price_factor != 1.0:
            price = (situation.unit_cost + situation.margin) * change.price_factor
            situation = replace(situation, margin=price - situation.unit_cost)
            known = self._price_effect
            factor = known(change.price_factor) if known else change.price_factor**change.elasticity
            demand = np.floor(demand * factor + self._spare).astype(np.int64)
        return situation, demand


def _check(change: Change) -> None:
    wrong = {
        "lead_days": change.lead_days is not None and not 0 <= change.lead_days <= 365,
        "service": change.service is not None and not 0 < change.service < 1,
        "price_factor": not 0 < change.price_factor <= 10,
        "elasticity": not -20 <= change.elasticity <= 0,
        "budget_minor": change.budget_minor is not None and change.budget_minor < 0,
    }
    for name, is_wrong in wrong.items():
        if is_wrong:
            raise UserError("reorder.change", field=name, given=str(getattr(change, name)))


def _play(situation: Situation, demand: Ints, terms: Terms, levels: Levels, units: Ints, shared: Floats) -> Outcome:
    """Every scenario of every row as a shop of its own, from today's stock and open orders."""
    rows, paths, days = demand.shape
    stakes = find_stakes(situation, terms)

    def each(values: Ints) -> Ints:
        return np.repeat(values, paths)

    rule = FollowLevels(
        Levels(each(levels.point), each(levels.level)), each(situation.pack), each(smallest(situation)), each(units)
    )
    costs = UnitCosts(
        np.repeat(stakes.holding, paths), np.repeat(terms.line_cost_minor + shared, paths),
        np.repeat(stakes.shortage, paths),
    )  # fmt: skip
    # Each review draws its lead times anew: the same ones, moved on.
    steps = np.arange(days) // max(int(np.median(situation.review_days)), 1)
    lead = situation.lead()
    moved = (np.arange(paths)[:, None] + steps[None] * (paths // 7 + 1)) % paths
    return simulate(
        demand.reshape(rows * paths, days), lead[:, moved].reshape(rows * paths, days), rule, costs,
        start=each(np.maximum(situation.free, 0)), review_days=max(int(np.median(situation.review_days)), 1),
        under_way=_under_way(situation, rows, paths),
    )  # fmt: skip


def _under_way(situation: Situation, rows: int, paths: int) -> list[Parcel]:
    """Open orders, the first of each row together, then the second ..."""
    order = np.argsort(situation.arrivals.row, kind="stable")
    row = situation.arrivals.row[order]
    turn = np.arange(len(row)) - np.searchsorted(row, row)
    parcels = []
    for number in range(int(turn.max(initial=-1)) + 1):
        lines = order[turn == number]
        units, due = np.zeros((rows, paths), np.int64), np.zeros((rows, paths), np.int64)
        units[situation.arrivals.row[lines]] = situation.arrivals.units[lines][:, None]
        due[situation.arrivals.row[lines]] = situation.arrivals.day[lines]
        parcels.append(Parcel(-1, units.ravel(), due.ravel()))
    return parcels


def _answer(situation: Situation, outcome: Outcome, paths: int, days: int, units: Ints, spend: int) -> Answer:
    return Answer(
        days=days,
        holding=float(outcome.holding.sum()) / paths,
        ordering=float(outcome.ordering.sum()) / paths,
        shortage=float(outcome.shortage.sum()) / paths,
        margin=float((outcome.sold * np.repeat(situation.margin, paths)).sum()) / paths,
        fill_rate=outcome.fill_rate,
        risk=float((outcome.empty_days > 0).mean()),
        tied_up=float((outcome.stock_days * np.repeat(situation.unit_cost, paths)).sum()) / paths / days,
        units=int(units.sum()),
        spend=spend,
    )


def _fewer(draws: Ints, count: int) -> Ints:
    """`count` of the columns, evenly."""
    if draws.shape[1] == count:
        return draws
    return draws[:, np.linspace(0, draws.shape[1] - 1, count).astype(np.int64)]
