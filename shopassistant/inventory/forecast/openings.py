"""When the shop is open, learned from its own past: weekdays it is closed on, public holidays, breaks that return.

A day on which nothing at all was sold, though by the usual number of products sold it could hardly be chance, was
closed. What is told ("closed" among the known inputs) goes first; what is learned holds only where the past speaks
clearly.
"""

from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.panel import DAY, Bools, Panel

_CHANCE = 8.0  # products that sell on a usual day: exp(-8) is the chance that none of them does
_RECENT = 26 * 7  # days that tell which weekdays are open now
_SURE, _LEAST = 0.8, 3
_BREAK = 6  # days closed in a row that count as a break and return on the same dates
_YEARS = (1, 2)


def open_days(panel: Panel, horizon: int) -> Bools:
    """bool (T + horizon,): whether the shop was, and as far as one can tell will be, open.

    A weekly panel is always open, and so is a shop too quiet to tell a closed day from a slow one, unless it is told.
    """
    steps = panel.steps
    told = _told(panel, steps + horizon)
    if panel.step_days != DAY or not steps or not panel.count:
        return ~told
    selling = (np.nan_to_num(panel.units) > 0).sum(axis=0)
    counted = selling[selling > 0]
    if not len(counted) or np.median(counted) < _CHANCE:
        return ~told
    begun = np.arange(steps) >= int((selling > 0).argmax())
    closed = begun & (selling == 0)
    ahead = _weekdays(closed, horizon) | _holidays(panel, closed, begun, horizon) | _breaks(panel, closed, horizon)
    return ~(np.concatenate([closed, ahead]) | told)


def _told(panel: Panel, length: int) -> Bools:
    """bool (length,): days said to be closed for everybody."""
    out = np.zeros(length, bool)
    said = panel.known.get("closed")
    if said is not None:
        known = np.asarray((said[:, :length] > 0.5).all(axis=0))
        out[: len(known)] = known
    return out


def _weekdays(closed: Bools, horizon: int) -> Bools:
    """bool (horizon,): weekdays that were closed in nearly every recent week."""
    steps = len(closed)
    recent = closed[max(0, steps - _RECENT) :]
    phase = (np.arange(len(recent)) - len(recent)) % 7
    out = np.zeros(horizon, bool)
    for day in range(7):
        seen = recent[phase == day]
        if len(seen) >= _LEAST and seen.mean() >= 0.9:
            out[day::7] = True
    return out


def _holidays(panel: Panel, closed: Bools, begun: Bools, horizon: int) -> Bools:
    """bool (horizon,): public holidays ahead, where the shop was closed on nearly all past ones."""
    out = np.zeros(horizon, bool)
    said = panel.known.get("holiday")
    if said is None:
        return out
    holiday = np.asarray((said > 0.5).any(axis=0))
    past = holiday[: panel.steps] & begun
    if past.sum() >= _LEAST and closed[past].mean() >= _SURE:
        ahead = holiday[panel.steps : panel.steps + horizon]
        out[: len(ahead)] = ahead
    return out


def _breaks(panel: Panel, closed: Bools, horizon: int) -> Bools:
    """bool (horizon,): dates that lay in a break of the last years, as the days before and after Christmas often do."""
    length = _run_lengths(closed)
    out = np.zeros(horizon, bool)
    for ahead in range(horizon):
        day = panel.next_day + timedelta(days=ahead)
        for years in _YEARS:
            try:
                before = day.replace(year=day.year - years)
            except ValueError:  # 29 February
                continue
            place = (before - panel.first_day).days
            if 0 <= place < len(closed):
                out[ahead] = length[place] >= _BREAK
                break
    return out


def _run_lengths(closed: Bools) -> NDArray[np.int64]:
    """int64 (T,): for a closed day, the number of days of its run; 0 for an open one."""
    edges = np.diff(np.concatenate([[0], closed.astype(np.int8), [0]]))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    out = np.zeros(len(closed), np.int64)
    for start, end in zip(starts, ends, strict=True):
        out[start:end] = end - start
    return out
