"""From a panel to forecasts."""

from dataclasses import dataclass

import numpy as np

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.forecast.backtest import nothing_tested
from shopassistant.inventory.forecast.classes import classify, doubts
from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.inventory.forecast.panel import Floats, Panel
from shopassistant.inventory.forecast.quantiles import LEVELS, expected, tidy
from shopassistant.inventory.forecast.scenarios import Dependence


@dataclass(frozen=True)
class FitConfig:
    """Attributes:
    window: days of the past that the empirical quantiles look at.
    """

    window: int = 112


def fit_forecasts(
    panel: Panel, horizon: int = 90, config: FitConfig | None = None, progress: Progress | None = None
) -> Forecasts:
    """Forecast every series of a panel.

    Args:
        horizon: steps ahead.
        progress: told the stages ``"forecast.fitting"``; may raise Cancelled.
    """
    config, progress = config or FitConfig(), progress or NoProgress()
    progress.report("forecast.fitting", 0, 1)
    n, levels = panel.count, np.array(LEVELS, np.float32)
    quantiles = _by_weekday(panel, horizon, levels, config.window)
    progress.report("forecast.fitting", 1, 1)
    methods = ("weekday_quantiles",)
    return Forecasts(
        keys=panel.keys,
        first_day=panel.next_day,
        levels=levels,
        quantiles=quantiles,
        mean=expected(quantiles, levels),
        demand_class=classify(panel.units, panel.step_days),
        methods=methods,
        weights=np.ones((n, 1), np.float32),
        doubts=doubts(panel.units, panel.step_days),
        category=panel.groups.get("category", np.full(n, -1, np.int32)),
        dependence=Dependence.usual(n),
        backtest=nothing_tested(n, methods, horizon, panel.unit_cost),
        step_days=panel.step_days,
    )


def _by_weekday(panel: Panel, horizon: int, levels: Floats, window: int) -> Floats:
    """float32 (n, H, q): a series' own quantiles of the same weekday over the last `window` days."""
    n, steps = panel.units.shape
    period = 7 if panel.step_days == 1 else 1
    window = max(window // panel.step_days, 2 * period)
    recent = panel.units[:, max(0, steps - window) :]
    out = np.zeros((n, horizon, len(levels)), np.float32)
    for phase in range(period):
        picked = recent[:, (np.arange(recent.shape[1]) - recent.shape[1]) % period == phase]
        out[:, phase::period] = _quantiles(picked, levels)[:, None, :]
    return tidy(out)


def _quantiles(values: Floats, levels: Floats) -> Floats:
    """float32 (n, q): quantiles of each row without its unknowns; zero where nothing is known."""
    ordered = np.sort(values, axis=1)
    known = (~np.isnan(values)).sum(axis=1)
    if not values.shape[1]:
        return np.zeros((len(values), len(levels)), np.float32)
    place = np.maximum(known - 1, 0)[:, None] * levels[None, :]
    low = np.floor(place).astype(int)
    high = np.minimum(low + 1, np.maximum(known - 1, 0)[:, None])
    below, above = np.take_along_axis(ordered, low, axis=1), np.take_along_axis(ordered, high, axis=1)
    return np.where(known[:, None] > 0, below + (place - low) * (above - below), 0).astype(np.float32)
