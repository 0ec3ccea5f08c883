"""The morning's advice for all rows: quantities, suppliers' minimum orders, the budget, each line's figures."""

from dataclasses import dataclass

import numpy as np

from shopassistant.core.progress import Progress
from shopassistant.inventory.reorder.arrays import Codes, Flags, Floats, Ints
from shopassistant.inventory.reorder.budget import Choices, spend
from shopassistant.inventory.reorder.figures import Figures, find_figures
from shopassistant.inventory.reorder.minimum import fill_up
from shopassistant.inventory.reorder.quantity import Stakes, gain, waste
from shopassistant.inventory.reorder.situation import Sampler, Situation
from shopassistant.inventory.reorder.sizing import Sizes, allowed, find_stakes, need_of, size, smallest
from shopassistant.inventory.reorder.terms import Terms

# Why a row stands as it does; `Advice.status` holds the index.
STATUSES = (
    "enough", "order", "not_orderable", "no_supplier", "not_counted", "no_forecast", "answered", "waits_for_minimum",
    "over_budget",
)  # fmt: skip
# An answer holds until so many times the units are advised.
_ASK_AGAIN = 1.5
# What was too much is asked again at so large a part of it.
_ASK_LESS = 0.7
# Cells of one array of scenarios at a time: 32 MB each.
_CELLS = 4_000_000
# Numbers of packs a budget chooses among per row.
_STEPS = 16


@dataclass(frozen=True, slots=True)
class Advice:
    """What to order of n rows.

    Attributes:
        situation, terms: what it was made from.
        status: int8[n], index into STATUSES.
        units: int64[n].
        added: int64[n], part of `units` that only fills up a supplier's minimum order.
        cost_minor: int64[n].
        gain: float64[n], money won by ordering now rather than at the next review.
        waste: float64[n], expected cost of what will spoil.
        rate: float64[n], expected units a day.
        lines: ascending rows with units above 0, int64[k]; `figures` of just these.
        missing_minor: supplier id to what its order lacks to the minimum.
    """

    situation: Situation
    terms: Terms
    status: Codes
    units: Ints
    added: Ints
    cost_minor: Ints
    gain: Floats
    waste: Floats
    rate: Floats
    lines: Ints
    figures: Figures
    missing_minor: dict[int, int]


@dataclass(slots=True)
class _Draft:
    """Arrays that the steps fill in, and what was worked out while a row's scenarios were at hand.

    Attributes:
        sized: rows with something to order when they were sized, ascending; `figures` and `options` of just these.
    """

    units: Ints
    most: Ints
    gain: Floats
    waste: Floats
    rate: Floats
    added: Ints
    status: Codes
    sized: list[Ints]
    figures: list[Figures]
    options: dict[int, Choices]


def advise(
    situation: Situation,
    sampler: Sampler,
    terms: Terms,
    budget_minor: int | None = None,
    enough: Flags | None = None,
    due: Flags | None = None,
    progress: Progress | None = None,
) -> Advice:
    """Advice for all rows; only rows that are counted and may be ordered are looked at.

    Args:
        sampler: demand scenarios; the same seed is used throughout (common random numbers).
        budget_minor: money that may be spent, None without a limit.
        enough: bool[n], rows known to need nothing; they are not looked at.
        due: bool[n], rows that are probably on an order today: they share its fixed cost. Half of all by default.
        progress: told the stage ``reorder.sizing``; may raise Cancelled.
    """
    draft = _start(situation)
    able = allowed(situation)
    rows = np.flatnonzero(able if enough is None else able & ~enough)
    _size_rows(situation, sampler, terms, draft, rows, shared_cost(situation, terms, due), budget_minor, progress)
    before = draft.units.copy()
    _leave_out_answered(situation, draft)
    missing = _fill_orders(situation, terms, draft)
    if budget_minor is not None:
        _keep_to(budget_minor, situation, sampler, terms, draft)
    draft.status[draft.units > 0] = STATUSES.index("order")
    lines, figures = _figures(situation, sampler, terms, draft, before)
    return Advice(
        situation, terms, draft.status, draft.units, draft.added, _cost(situation, draft.units), draft.gain,
        draft.waste, draft.rate, lines, figures, missing,
    )  # fmt: skip


def shared_cost(situation: Situation, terms: Terms, due: Flags | None = None) -> Floats:
    """Each line's share of its order's fixed cost, float64[n], as many lines carrying it as are `due` with it."""
    able = allowed(situation)
    share = 0.5 if due is None else 1.0
    ids, place = np.unique(situation.supplier, return_inverse=True)
    lines = np.bincount(place, able if due is None else able & due, minlength=len(ids)) * share
    fixed = np.array([situation.supplier_cost.get(int(one), float(terms.order_cost_minor)) for one in ids])
    shared: Floats = (fixed / np.maximum(lines, 1.0))[place] if len(ids) else np.zeros(0)
    return shared


def _start(situation: Situation) -> _Draft:
    count = len(situation)
    status = np.full(count, STATUSES.index("enough"), np.int8)
    status[~situation.foreseen] = STATUSES.index("no_forecast")
    status[~situation.counted] = STATUSES.index("not_counted")
    status[situation.supplier < 0] = STATUSES.index("no_supplier")
    status[~situation.orderable] = STATUSES.index("not_orderable")
    whole = [np.zeros(count, np.int64) for _ in range(3)]
    money = [np.zeros(count) for _ in range(3)]
    return _Draft(whole[0], whole[1], money[0], money[1], money[2], whole[2], status, [], [], {})


def _chunks(rows: Ints, terms: Terms) -> list[Ints]:
    """Rows in parts that fit into memory."""
    step = max(_CELLS // (terms.scenarios * 90), 1)
    return [rows[start : start + step] for start in range(0, len(rows), step)]


def _size_rows(
    situation: Situation, sampler: Sampler, terms: Terms, draft: _Draft, rows: Ints, shared: Floats,
    budget: int | None, progress: Progress | None,
) -> None:  # fmt: skip
    parts = _chunks(rows, terms)
    for number, part in enumerate(parts):
        if progress is not None:
            progress.report("reorder.sizing", number, len(parts))
        own = situation.take(part)
        sizes = size(own, sampler(part, terms.scenarios, terms.seed), terms, shared[part])
        draft.units[part], draft.most[part], draft.gain[part] = sizes.units, sizes.most, sizes.gain
        draft.waste[part] = sizes.waste
        draft.rate[part] = sizes.use[:, :30].mean(axis=1)
        wanted = np.flatnonzero(sizes.units)
        draft.sized.append(part[wanted])
        draft.figures.append(find_figures(own.take(wanted), sizes.need.of(wanted), sizes.units[wanted]))
        if budget is not None:
            draft.options |= _options(own, sizes, part, wanted, sizes.units)


def _figures(situation: Situation, sampler: Sampler, terms: Terms, draft: _Draft, before: Ints) -> tuple[Ints, Figures]:
    """The rows that are ordered, ascending, with their figures; only those that changed are worked out anew."""
    lines = np.flatnonzero(draft.units)
    same = lines[draft.units[lines] == before[lines]]
    sized = np.concatenate([np.zeros(0, np.int64), *draft.sized])
    found = [Figures.join(draft.figures).take(np.searchsorted(sized, same))] if len(same) else []
    changed = lines[draft.units[lines] != before[lines]]
    for rows in _chunks(changed, terms):
        own = situation.take(rows)
        need = need_of(own, sampler(rows, terms.scenarios, terms.seed))
        found.append(find_figures(own, need, draft.units[rows]))
    order = np.argsort(np.concatenate([same, changed]), kind="stable")
    return lines, Figures.join(found).take(order)


def _leave_out_answered(situation: Situation, draft: _Draft) -> None:
    """Nobody is asked again, unless it is half as much again, or clearly less where it was too much."""
    again = draft.units >= np.maximum(situation.answered * _ASK_AGAIN, situation.answered + smallest(situation))
    again |= situation.was_much & (draft.units <= situation.answered * _ASK_LESS)
    silent = (situation.answered >= 0) & ~again
    draft.status[silent & (draft.units > 0)] = STATUSES.index("answered")
    draft.units[silent], draft.most[silent] = 0, 0


def _fill_orders(situation: Situation, terms: Terms, draft: _Draft) -> dict[int, int]:
    missing: dict[int, int] = {}
    stakes = find_stakes(situation, terms)
    able = allowed(situation)
    for supplier in np.unique(situation.supplier[draft.units > 0]).tolist():
        least = situation.supplier_least.get(supplier, 0.0)
        if least <= 0:
            continue
        rows = np.flatnonzero((situation.supplier == supplier) & able)
        part = situation.take(rows)
        units, rate = draft.units[rows], draft.rate[rows]
        cover = (part.position() + units) / np.maximum(rate, 1e-9)
        # A row that needs nothing yet is not opened for less than its smallest order.
        pack = np.where(units > 0, part.pack, np.maximum(part.pack, smallest(part)))
        found = fill_up(
            units, pack, draft.most[rows], part.unit_cost, cover, rate, draft.gain[rows], stakes.holding[rows],
            least, float(terms.longest_cover_days),
        )  # fmt: skip
        if found.waits:
            draft.status[rows[units > 0]] = STATUSES.index("waits_for_minimum")
        if found.missing:
            missing[supplier] = found.missing
        draft.units[rows], draft.added[rows] = found.units, found.added
    return missing


def _keep_to(budget: int, situation: Situation, sampler: Sampler, terms: Terms, draft: _Draft) -> None:
    """Fewer packs or none where the money does not reach."""
    wanted = np.flatnonzero(draft.units)
    # What was filled up for a supplier's minimum has other steps.
    other = np.array([row for row in wanted.tolist() if draft.added[row] > 0], np.int64)
    for rows in _chunks(other, terms):
        own = situation.take(rows)
        sizes = size(own, sampler(rows, terms.scenarios, terms.seed), terms, np.zeros(len(rows)))
        draft.options |= _options(own, sizes, rows, np.arange(len(rows)), draft.units[rows])
    chosen = spend([draft.options[row] for row in wanted.tolist()], budget)
    for row, taken in zip(wanted.tolist(), chosen, strict=True):
        options = draft.options[row]
        units = int(options.units[taken])
        draft.added[row] = max(draft.added[row] - (draft.units[row] - units), 0)
        draft.units[row], draft.gain[row] = units, options.gain[taken]
        if units == 0:
            draft.status[row] = STATUSES.index("over_budget")


def _options(own: Situation, sizes: Sizes, rows: Ints, wanted: Ints, units: Ints) -> dict[int, Choices]:
    """By row of the whole situation: nothing, the smallest order and steps of packs up to `units`; gain net of waste.

    Args:
        rows: rows of `own` in the whole situation; `wanted` picks among them.
    """
    part, need = own.take(wanted), sizes.need.of(wanted)
    stakes = Stakes(sizes.stakes.shortage[wanted], sizes.stakes.holding[wanted], sizes.stakes.waste[wanted])
    units = units[wanted]
    least = np.minimum(smallest(part), units)
    steps = np.linspace(0, 1, _STEPS)[None] * ((units - least) // part.pack)[:, None]
    grid = least[:, None] + np.rint(steps).astype(np.int64) * part.pack[:, None]
    net = [gain(need, stakes, column) - waste(need, stakes, column, part.shelf_days) for column in grid.T]
    costs = [_cost(part, column) for column in grid.T]
    return {
        int(row): _choices(grid[place], np.stack(costs, axis=1)[place], np.stack(net, axis=1)[place])
        for place, row in enumerate(rows[wanted])
    }


def _choices(grid: Ints, cost: Ints, net: Floats) -> Choices:
    """One row's choices, nothing first."""
    units, first = np.unique(grid, return_index=True)
    # What is ordered for a reason beyond money (owed, a minimum) counts a little, so that it is kept if it can be.
    worth = np.maximum(net[first], units * 1e-6)
    none = np.zeros(1, np.int64)
    return Choices(np.concatenate([none, units]), np.concatenate([none, cost[first]]), np.concatenate([[0.0], worth]))


def _cost(situation: Situation, units: Ints) -> Ints:
    """What the units cost, minor units, with price breaks."""
    return np.rint(situation.breaks.cost_at(units, situation.unit_cost) * units).astype(np.int64)
