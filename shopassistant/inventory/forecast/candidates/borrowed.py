"""What similar products did in their first weeks: the forecast of one that has hardly any past of its own."""

import numpy as np

from shopassistant.inventory.forecast.candidates.errors import row_quantiles, settled
from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.past import Past

_FIRST_DAYS = 84
_MOST = 20_000  # days looked at per group
_LEAST = 100


def borrowed(past: Past, levels: Floats) -> Floats:
    """Quantiles over the first twelve weeks of the products of the same category and brand, else of the category,
    else of
    the brand, else of the shop; over all their days where none was new in the time seen."""
    groups = past.panel.groups
    n = past.panel.count
    shop = np.zeros(n, np.int64)
    category, brand = (groups.get(name, np.full(n, -1)).astype(np.int64) for name in ("category", "brand"))
    both = np.where((category >= 0) & (brand >= 0), category * (brand.max(initial=0) + 1) + brand, -1)
    early = _early(past)
    found = np.full((n, len(levels)), np.nan, np.float32)
    for code in (both, category, brand, shop):
        lacking = np.isnan(found[:, 0]) & (code >= 0)
        for group in np.unique(code[lacking]).tolist():
            days = _days_of(past, early, code == group)
            if len(days) >= _LEAST or code is shop:
                found[lacking & (code == group)] = row_quantiles(days[None, :], levels)[0]
    return settled(past, np.nan_to_num(found)[:, None, :] * past.rhythm_ahead[:, :, None])


def _early(past: Past) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], Floats]:
    """Rows that were new in the time seen, and their first days, float32 (k, w)."""
    width = _FIRST_DAYS // past.panel.step_days
    seen = ~np.isnan(past.units)
    first = np.where(seen.any(axis=1), seen.argmax(axis=1), past.panel.steps) if past.panel.steps else np.zeros(0, int)
    rows = np.flatnonzero((first > 7 // past.panel.step_days) & (first + width <= past.panel.steps))
    place = first[rows, None] + np.arange(width)[None, :]
    return rows, np.asarray(past.units[rows[:, None], place], np.float32)


def _days_of(
    past: Past,
    early: tuple[np.ndarray[tuple[int], np.dtype[np.int64]], Floats],
    member: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> Floats:
    rows, days = early
    values = days[member[rows]].ravel()
    if (~np.isnan(values)).sum() < _LEAST:
        values = past.units[member][:, -112 // past.panel.step_days :].ravel()
    known = values[~np.isnan(values)]
    return known[:: max(1, len(known) // _MOST)]
