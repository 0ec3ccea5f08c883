"""What if a price or a promotion of the coming days were another: the same past with another plan."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.inventory.forecast.panel import Floats, Panel


def with_known(
    panel: Panel, name: str, values: Floats | float, rows: NDArray[np.integer] | None = None, horizon: int | None = None
) -> Panel:
    """The panel with other values of one known input in its coming steps; what has been stays.

    Args:
        name: of an input that the panel has.
        values: one number, or float32 (len(rows) or 1, H).
        rows: of these series alone; of all otherwise.
        horizon: coming steps that the input shall have, where the plan is shorter.

    Raises:
        UserError: ``forecast.panel`` where there is no such input, or no step of it lies ahead.
    """
    if name not in panel.known:
        raise UserError("forecast.panel", field=name)
    old = panel.known[name]
    ahead = old.shape[1] - panel.steps if horizon is None else horizon
    if ahead <= 0:
        raise UserError("forecast.panel", field=name)
    whole = old.shape[0] == 1 and rows is None and np.ndim(values) < 2
    new = np.empty((1 if whole else panel.count, panel.steps + ahead), np.float32)
    kept = min(old.shape[1], new.shape[1])
    new[:, :kept] = old[:, :kept]
    new[:, kept:] = old[:, -1:]
    chosen = np.arange(len(new)) if rows is None else np.asarray(rows)
    new[chosen, panel.steps :] = values
    return replace(panel, known={**panel.known, name: new})
