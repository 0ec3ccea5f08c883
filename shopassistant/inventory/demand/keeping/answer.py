"""The forecast of one variant at one location as plain values: for a page, the command line, a script."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from shopassistant.inventory.demand.keeping.keeper import Kept

# What is shown of a distribution: one day in ten is below the first, one in ten above the last.
SHOWN = (0.1, 0.5, 0.9)
# Of more series, sums over the shop would keep somebody waiting.
MOST_TOGETHER = 6_000
_LOSS_DAYS = 91


@dataclass(frozen=True)
class DayForecast:
    """Units of one day: expected, and the quantiles `SHOWN`."""

    day: date
    expected: float
    quantiles: tuple[float, ...]


@dataclass(frozen=True)
class SeriesForecast:
    """What is to be said of one variant at one location.

    Attributes:
        days: one by one.
        total: quantiles `SHOWN` of the units of all these days together; they are no sums of those of the days.
        expected: units of all these days.
        demand_class, method: codes, see `forecast.classes` and the forecasts' methods.
        doubts: codes of why it is uncertain; empty where there is no reason.
        errors: of the back-test, per day in units: pinball, mae, rmse, wape (a share), mase (1 is as good as the week
            before); empty where the past is too short for one.
        errors_minor: pinball, mae and rmse in minor units of cost.
        lost_units: could not be sold in the last quarter, as estimated.
    """

    variant_id: int
    location_id: int
    days: tuple[DayForecast, ...]
    total: tuple[float, ...]
    expected: float
    demand_class: str
    method: str
    doubts: tuple[str, ...]
    errors: Mapping[str, float]
    errors_minor: Mapping[str, float]
    lost_units: float


def series_forecast(kept: Kept, row: int, days: int) -> SeriesForecast:
    """The answer for one row, for the next `days` days, at most as many as were forecast."""
    found = kept.forecasts
    steps = min(max(days, 1), found.horizon)
    shown = np.stack([found.quantile(row, level)[:steps] for level in SHOWN], axis=1)
    past = kept.past
    return SeriesForecast(
        variant_id=int(found.keys[row, 0]),
        location_id=int(found.keys[row, 1]),
        days=tuple(
            DayForecast(found.first_day + timedelta(days=n), float(found.mean[row, n]), tuple(map(float, shown[n])))
            for n in range(steps)
        ),
        total=tuple(map(float, found.total([row], steps, SHOWN)[0])),
        expected=float(found.mean[row, :steps].sum()),
        demand_class=found.class_of(row),
        method=found.method_of(row),
        doubts=found.doubts_of(row),
        errors=_errors(kept, row, money=False),
        errors_minor=_errors(kept, row, money=True),
        lost_units=float(past.lost(row)[max(past.days - _LOSS_DAYS, 0) :].sum()),
    )


def shop_errors(kept: Kept) -> dict[str, float]:
    """Mean errors of the back-test over all series and origins, per day in units; empty without one."""
    tested = kept.forecasts.backtest
    if not tested.origins:
        return {}
    return {name: float(values[:, -1].mean()) for name, values in tested.by_origin().items()}


def _errors(kept: Kept, row: int, money: bool) -> dict[str, float]:
    tested = kept.forecasts.backtest
    if not tested.origins:
        return {}
    each = tested.by_origin(np.array([row]), money)
    left_out = ("wape", "mase") if money else ()
    return {name: float(values[:, -1].mean()) for name, values in each.items() if name not in left_out}
