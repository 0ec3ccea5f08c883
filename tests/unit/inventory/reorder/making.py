"""Situations and demand for tests."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from shopassistant.inventory.reorder.lot import PriceBreaks
from shopassistant.inventory.reorder.need import Arrivals
from shopassistant.inventory.reorder.situation import Sampler, Situation


def situation(count: int = 1, lead: int | np.ndarray = 7, scenarios: int = 200, **changes: Any) -> Situation:
    """Products without stock that cost 10.00, sell at 15.00, come in a week and are ordered weekly."""
    ones, none = np.ones(count, np.int64), np.zeros(count, np.int64)
    leads = np.full((1, scenarios), lead) if isinstance(lead, int) else lead[None]
    whole = Situation(
        today=date(2026, 3, 2), keys=np.stack([np.arange(1, count + 1), ones], axis=1), supplier=ones,
        orderable=ones > 0, foreseen=ones > 0,
        counted=ones > 0, free=none, unit_cost=np.full(count, 1000.0), margin=np.full(count, 500.0),
        cost_known=ones > 0, pack=ones, min_units=ones, review_days=ones * 7, lead_row=none, leads=leads,
        arrivals=Arrivals.none(scenarios), breaks=PriceBreaks.none(), shelf_days=none, least=none - 1, most=none - 1,
        service=np.full(count, np.nan), tilt=np.ones(count), most_order=none,
        answered=none - 1, was_much=ones < 0, supplier_cost={1: 0.0}, supplier_least={},
    )  # fmt: skip
    arrays = {name: _array(value, getattr(whole, name)) for name, value in changes.items()}
    return replace(whole, **arrays)


def _array(value: Any, like: Any) -> Any:
    return np.broadcast_to(np.asarray(value, like.dtype), like.shape).copy() if isinstance(like, np.ndarray) else value


def arrivals(*lines: tuple[int, int, int], scenarios: int = 200) -> Arrivals:
    """(row, units, day) each, certain to come on that day."""
    row, units, day = (np.array(column, np.int64) for column in zip(*lines, strict=True))
    return Arrivals(row, units, np.repeat(day[:, None], scenarios, axis=1))


def poisson(means: float | np.ndarray, days: int = 90) -> Sampler:
    """Independent Poisson demand with these means per row."""

    def draw(rows: np.ndarray, count: int, seed: int) -> np.ndarray:
        rates = np.broadcast_to(means, (1000,)) if np.ndim(means) == 0 else np.asarray(means)
        drawn = [np.random.default_rng([seed, row]).poisson(rates[row], (count, days)) for row in rows.tolist()]
        return np.array(drawn, np.int64).reshape(len(rows), count, days)

    return draw
