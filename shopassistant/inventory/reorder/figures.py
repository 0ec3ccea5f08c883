"""The arithmetic of a line: what sells until the next delivery could come, what is there, the risk before and after."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from shopassistant.inventory.reorder.arrays import Floats, Ints
from shopassistant.inventory.reorder.need import Need
from shopassistant.inventory.reorder.situation import Situation

LOW, HIGH = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Figures:
    """Per line.

    Attributes:
        until: int64[k], days from today until an order of a later review would be there (median).
        arrives: int64[k], days until this one is there (median).
        sells_low, sells_high: int64[k], demand before `until`, 10 % and 90 %.
        coming: int64[k], units of open orders expected (median) before `until`.
        coming_in: int64[k], days until the first of them; -1 where none comes.
        later: int64[k], units of open orders that come after it.
        risk_before, risk_after: float64[k], chance of running out before `until`, without and with the order.
        risk_until_arrival: float64[k], chance of running out before this order could arrive.
        cover: int64[k], days until everything is sold (median), the order included.
    """

    until: Ints
    arrives: Ints
    sells_low: Ints
    sells_high: Ints
    coming: Ints
    coming_in: Ints
    later: Ints
    risk_before: Floats
    risk_after: Floats
    risk_until_arrival: Floats
    cover: Ints

    @classmethod
    def join(cls, parts: Sequence["Figures"]) -> "Figures":
        """One after the other."""
        joined: dict[str, Any] = {one.name: _joined([getattr(part, one.name) for part in parts]) for one in fields(cls)}
        return cls(**joined)

    def take(self, places: Ints) -> "Figures":
        """Some of the lines."""
        taken: dict[str, Any] = {one.name: getattr(self, one.name)[places] for one in fields(self)}
        return Figures(**taken)


def _joined(arrays: Sequence[Any]) -> Any:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int64)


def find_figures(situation: Situation, need: Need, units: Ints) -> Figures:
    """Figures of all rows of a situation if `units` (int64[n]) are ordered today."""
    count = len(situation)
    until = np.median(need.second, axis=1).astype(np.int64)
    place = np.clip(until - 1, 0, need.days - 1)
    sells = np.take_along_axis(need.asked, place[:, None, None], axis=2)[:, :, 0]
    low, high = np.quantile(sells, (LOW, HIGH), axis=1)
    usual = np.median(situation.arrivals.day, axis=1).astype(np.int64)
    row, amount = situation.arrivals.row, situation.arrivals.units
    soon = usual < until[row]
    first = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(first, row[soon], usual[soon])
    stock = np.maximum(situation.position(), 0) + units
    covered = need.asked >= stock[:, None, None]
    ends = np.where(covered.any(axis=2), covered.argmax(axis=2), need.days)
    return Figures(
        until=until,
        arrives=np.median(need.first, axis=1).astype(np.int64),
        sells_low=np.floor(low).astype(np.int64),
        sells_high=np.ceil(high).astype(np.int64),
        coming=np.bincount(row[soon], amount[soon], minlength=count).astype(np.int64),
        coming_in=np.where(first < np.iinfo(np.int64).max, first, -1),
        later=np.bincount(row[~soon], amount[~soon], minlength=count).astype(np.int64),
        risk_before=((need.unavoidable > 0) | (need.window > 0)).mean(axis=1),
        risk_after=((need.unavoidable > 0) | (need.window > units[:, None])).mean(axis=1),
        risk_until_arrival=(need.unavoidable > 0).mean(axis=1),
        cover=np.median(ends, axis=1).astype(np.int64),
    )
