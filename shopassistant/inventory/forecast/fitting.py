"""From a panel to forecasts: try the candidates on the past, weigh them, and forecast with all of it."""

from dataclasses import dataclass, field

import numpy as np

from shopassistant.core.errors import UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.forecast.backtest import nothing_tested
from shopassistant.inventory.forecast.boosted.config import BoostedConfig
from shopassistant.inventory.forecast.calibration import recalibrate
from shopassistant.inventory.forecast.classes import classify, doubts
from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.inventory.forecast.learned import learn_together
from shopassistant.inventory.forecast.panel import Floats, Panel
from shopassistant.inventory.forecast.past import Past
from shopassistant.inventory.forecast.pooled.hurdle import PooledConfig
from shopassistant.inventory.forecast.quantiles import LEVELS, expected, tidy
from shopassistant.inventory.forecast.scenarios import Dependence
from shopassistant.inventory.forecast.testing import Tested, run_tests
from shopassistant.inventory.forecast.trial import forecast, names_of
from shopassistant.inventory.forecast.weighing import STRETCHES

_SLIGHT = 0.01  # a candidate with less weight than that in every series is not asked


@dataclass(frozen=True)
class FitConfig:
    """Attributes:
    origins: how many times the candidates are tried on the past.
    test_days: how many days each trial looks ahead, and how far apart they are.
    pooled, boosted: settings of the models learned from all series; the second where prices or promotions are planned.
    """

    origins: int = 3
    test_days: int = 28
    pooled: PooledConfig = field(default_factory=PooledConfig)
    boosted: BoostedConfig = field(default_factory=BoostedConfig)

    def __post_init__(self) -> None:
        for name in ("origins", "test_days"):
            if getattr(self, name) < 1:
                raise UserError("forecast.config", field=name, value=getattr(self, name))


def fit_forecasts(
    panel: Panel, horizon: int = 90, config: FitConfig | None = None, progress: Progress | None = None
) -> Forecasts:
    """Forecast every series of a panel.

    Any panel will do: without series, without a past, all zeros. What a forecast cannot know it says in `doubts`.

    Args:
        horizon: steps ahead. progress: told the stages ``forecast.testing``, ``forecast.learning``,
        ``forecast.fitting``; may raise Cancelled.

    Raises:
        UserError: ``forecast.config`` where the horizon is less than one step.
    """
    config, progress = config or FitConfig(), progress or NoProgress()
    if horizon < 1:
        raise UserError("forecast.config", field="horizon", value=horizon)
    levels = np.array(LEVELS, np.float32)
    classes = classify(panel.units, panel.step_days)
    configs = (config.pooled, config.boosted)
    tested = run_tests(panel, horizon, config.origins, config.test_days, configs, levels, progress)
    past = Past.of(panel, horizon)
    progress.report("forecast.learning", 0, 1)
    learned = learn_together(past, horizon, *configs, progress)
    names = names_of(learned)
    weights = _weights(tested, names, panel.count)
    quantiles = np.zeros((panel.count, horizon, len(levels)), np.float32)
    stretch = np.searchsorted(STRETCHES, np.arange(horizon), side="right") - 1
    for number, name in enumerate(names):
        progress.report("forecast.fitting", number, len(names))
        if weights[..., number].max(initial=0) >= _SLIGHT:
            quantiles += weights[:, stretch, number, None] * forecast(name, past, learned, levels)
    quantiles = tidy(quantiles)
    if tested is not None:
        quantiles = recalibrate(quantiles, classes, tested.asked, levels)
    progress.report("forecast.fitting", len(names), len(names))
    return Forecasts(
        keys=panel.keys,
        first_day=panel.next_day,
        levels=levels,
        quantiles=quantiles,
        mean=expected(quantiles, levels),
        demand_class=classes,
        methods=names,
        weights=weights.mean(axis=1),
        doubts=doubts(panel.units, panel.step_days),
        category=panel.groups.get("category", np.full(panel.count, -1, np.int32)),
        dependence=tested.dependence if tested else Dependence.usual(panel.count),
        backtest=tested.backtest if tested else nothing_tested(panel.count, (*names, "ensemble"), 0, panel.unit_cost),
        step_days=panel.step_days,
    )


def prior_weights(names: tuple[str, ...]) -> Floats:
    """float32 (c,): weights where nothing could be tried: what is learned from all, what is borrowed, the own past."""
    said = {
        "pooled": 8.0,
        "boosted": 8.0,
        "borrowed": 0.5,
        "weekday_quantiles": 0.5,
        "recent_quantiles": 0.5,
        "tsb": 0.5,
    }
    row = np.array([said.get(name, 0.0) for name in names], np.float32)
    return np.asarray(row / row.sum(), np.float32)


def _weights(tested: Tested | None, names: tuple[str, ...], count: int) -> Floats:
    """float32 (n, stretches, c): what was learned, for the candidates there are now."""
    prior = np.tile(prior_weights(names), (count, len(STRETCHES), 1))
    if tested is None:
        return prior
    out = np.zeros_like(prior)
    for number, name in enumerate(names):
        if name in tested.names:
            out[..., number] = tested.weights[..., tested.names.index(name)]
    total = out.sum(axis=2, keepdims=True)
    return np.asarray(np.where(total > 0.1, out / np.maximum(total, 1e-9), prior), np.float32)
