"""Forecasts of statsforecast's models; run by `daily_demand.py` in an environment that has it.

    python daily_demand_worker.py JOB.npz OUT.npz MODEL:COUNT...

MODEL:COUNT: forecast the first COUNT series with a model. JOB.npz: units, float (n, T); first, int (n,), the first
day of each series. OUT.npz: for each model "MODEL quantiles", float32 (n, 28, 6) at 0.1, 0.25, 0.5, 0.75, 0.9, 0.95,
none below zero; "MODEL mean", float (n, 28), the point forecast. Where a model has no intervals of its own it gets
the library's conformal ones. Not installed: status 3.
"""

import sys
import warnings
from typing import Any

import numpy as np

NOT_INSTALLED = 3
DAYS = 28
_COLUMNS = ("lo-80", "lo-50", "", "hi-50", "hi-80", "hi-90")


def models(name: str) -> Any:
    """The model called `name`, with a weekly season where it knows one."""
    from statsforecast import models as library
    from statsforecast.utils import ConformalIntervals

    conformal = ConformalIntervals(h=DAYS, n_windows=3)
    if name == "SeasonalNaive":
        return library.SeasonalNaive(season_length=7)
    if name == "TSB":
        return library.TSB(alpha_d=0.1, alpha_p=0.05, prediction_intervals=conformal)
    if name in ("AutoETS", "AutoARIMA"):
        return getattr(library, name)(season_length=7)
    return getattr(library, name)(prediction_intervals=conformal)


def main(arguments: list[str]) -> int:
    """Forecast and write."""
    job_path, out_path, *asked = arguments
    try:
        import pandas as pd
        from statsforecast import StatsForecast
    except ModuleNotFoundError:
        return NOT_INSTALLED
    warnings.simplefilter("ignore")
    job = np.load(job_path)
    units, first = job["units"], job["first"]
    steps = units.shape[1]
    # Conformal intervals need some past; a younger series starts with zeros, as an empty shelf would.
    starts = np.minimum(first, max(steps - 4 * DAYS - 1, 0)).tolist()
    frames = [
        pd.DataFrame({"unique_id": row, "ds": np.arange(start, steps), "y": units[row, start:].astype(np.float32)})
        for row, start in enumerate(starts)
    ]
    found = {}
    for name, most in (text.split(":") for text in asked):
        forecaster = StatsForecast(models=[models(name)], freq=1, n_jobs=1, fallback_model=models("SeasonalNaive"))
        said = forecaster.forecast(df=pd.concat(frames[: int(most)]), h=DAYS, level=[50, 80, 90])
        said = said.sort_values(["unique_id", "ds"])
        alias = next(column for column in said.columns if column not in ("unique_id", "ds") and "-" not in column)
        columns = [said[f"{alias}-{end}" if end else alias].to_numpy() for end in _COLUMNS]
        quantiles = np.maximum(np.nan_to_num(np.stack(columns, axis=1)), 0).reshape(-1, DAYS, len(_COLUMNS))
        found[f"{name} quantiles"] = np.sort(quantiles, axis=2).astype(np.float32)
        found[f"{name} mean"] = np.maximum(np.nan_to_num(said[alias].to_numpy()), 0).reshape(-1, DAYS)
    np.savez(out_path, **found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
