"""Panels for tests: a quiet shop, a busy one, and every kind of history that breaks a careless forecast."""

from datetime import date

import numpy as np

from shopassistant.inventory.forecast.fitting import FitConfig
from shopassistant.inventory.forecast.panel import Panel
from shopassistant.inventory.forecast.pooled.hurdle import PooledConfig

# Few and small trees: what is tested is not how well they forecast.
QUICK = FitConfig(origins=2, pooled=PooledConfig(rows=4_000, chance_trees=15, size_trees=8, leaves=7))


def panel_of(units: np.ndarray, category: list[int] | None = None, step_days: int = 1) -> Panel:
    n = len(units)
    keys = np.stack([np.arange(n) + 1, np.ones(n, int)], axis=1).astype(np.int64)
    codes = np.array(category if category is not None else [-1] * n, np.int32)
    cost = np.full(n, 250, np.float32)
    return Panel(
        keys, date(2025, 1, 1), units.astype(np.float32), cost, cost, step_days=step_days, groups={"category": codes}
    )


def shop(n: int = 6, days: int = 200, seed: int = 1) -> Panel:
    """Steady sellers from one in ten days to twenty a day."""
    rng = np.random.default_rng(seed)
    rates = np.geomspace(0.1, 20, n)[:, None]
    return panel_of(rng.poisson(rates, (n, days)), [i % 2 for i in range(n)])


ODD = (
    "no_sales", "one_sale", "last_day_only", "all_zeros", "gap_of_a_year", "million", "nothing_known", "constant",
    "new", "ending",
)  # fmt: skip


def odd_shop(days: int = 560, beside: int = 0) -> Panel:
    """One series of each kind in ODD, and `beside` ordinary ones."""
    rng = np.random.default_rng(3)
    units = {name: np.zeros(days) for name in ODD}
    units["no_sales"][: days // 2] = np.nan
    units["one_sale"][days // 3] = 4
    units["last_day_only"][-1] = 1
    units["last_day_only"][:-1] = np.nan
    usual = rng.poisson(2.0, days).astype(float)
    units["gap_of_a_year"] = np.where((np.arange(days) > 60) & (np.arange(days) < 60 + 365), 0, usual)
    units["million"] = usual.copy()
    units["million"][days - 40] = 1_000_000
    units["nothing_known"][:] = np.nan
    units["constant"][:] = 5
    units["new"][:] = np.nan
    units["new"][-10:] = usual[-10:]
    units["ending"][: days - 120] = usual[: days - 120]
    others = rng.poisson(np.geomspace(0.1, 20, beside)[:, None] if beside else np.zeros((0, 1)), (beside, days))
    return panel_of(np.concatenate([np.stack(list(units.values())), others]))
