"""The past as the candidates see it: closed days are unknown, and the rhythm of the week is taken apart once."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from shopassistant.inventory.forecast.classes import OUTLIER
from shopassistant.inventory.forecast.openings import open_days
from shopassistant.inventory.forecast.panel import DAY, Bools, Floats, Panel

_PROFILE_DAYS = 168  # the past that tells the rhythm of the week
_SHARED = 10.0  # days with a sale that the shop's own rhythm counts for in a product's


@dataclass(frozen=True)
class Past:
    """Demand up to an origin, and which steps after it are open.

    Attributes:
        panel: what was seen; `panel.units` with NaN on closed days, and without a day that sold beyond all bounds.
        open_ahead: bool (H,).
    """

    panel: Panel
    open_ahead: Bools

    @staticmethod
    def of(panel: Panel, horizon: int) -> "Past":
        """Prepare a panel."""
        opened = open_days(panel, horizon)
        units = tamed(panel.units)
        units[:, ~opened[: panel.steps]] = np.nan
        return Past(replace(panel, units=units), opened[panel.steps :])

    @property
    def units(self) -> Floats:
        """float32 (n, T), NaN where unknown."""
        return self.panel.units

    @property
    def horizon(self) -> int:
        """H."""
        return len(self.open_ahead)

    @property
    def period(self) -> int:
        """Steps in a week: 7, or 1 where a step is a week."""
        return 7 if self.panel.step_days == DAY else 1

    def take(self, rows: slice) -> "Past":
        """Some of the series; what the shop does as a whole stays."""
        part = Past(self.panel.take(np.arange(self.panel.count)[rows]), self.open_ahead)
        part.__dict__["shop_rhythm"] = self.shop_rhythm
        return part

    @cached_property
    def own(self) -> Floats:
        """float32 (n, T): `units` without the sale that a series begins with. Where the past is known from the first
        sale
        on, that day is known because it sold; counted, it would make a young product look like a busy one."""
        units = self.units
        if not units.size:
            return units
        first = (~np.isnan(units)).argmax(axis=1)
        rows = np.flatnonzero((first > 0) & (units[np.arange(len(units)), first] > 0))
        out = units.copy()
        out[rows, first[rows]] = np.nan
        return out

    @cached_property
    def shop_rhythm(self) -> Floats:
        """float32 (period,): demand of all series by phase (phase 0 is that of the first step ahead), mean one over
        the open ones; a series counts by its share, not its size."""
        recent, phase = self._recent
        known = ~np.isnan(recent)
        total = np.where(known, recent, 0).sum(axis=1, keepdims=True)
        typical = total / np.maximum(known.sum(axis=1, keepdims=True), 1)
        shares = np.where(typical > 0, recent / np.maximum(typical, 1e-9), np.nan)
        return self._by_phase(shares, phase, np.ones(self.period))

    @cached_property
    def rhythm(self) -> Floats:
        """float32 (n, period): each series' demand by phase relative to its mean, drawn towards the shop's."""
        recent, phase = self._recent
        known = ~np.isnan(recent)
        values = np.where(known, recent, 0)
        mean = values.sum(axis=1) / np.maximum(known.sum(axis=1), 1)
        sums = np.stack([values[:, phase == p].sum(axis=1) for p in range(self.period)], axis=1)
        days = np.stack([known[:, phase == p].sum(axis=1) for p in range(self.period)], axis=1)
        chance = (values > 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
        base = np.maximum(mean, 1e-6)[:, None]
        shared = (_SHARED / np.maximum(chance, 1e-3) / self.period)[:, None]
        return np.asarray((sums / base + shared * self.shop_rhythm) / (days + shared), np.float32)

    @cached_property
    def rhythm_ahead(self) -> Floats:
        """float32 (n, H): `rhythm` of each step ahead, zero on closed ones."""
        spread = self.rhythm[:, np.arange(self.horizon) % self.period]
        return np.where(self.open_ahead, spread, 0).astype(np.float32)

    @cached_property
    def flat(self) -> Floats:
        """float32 (n, T): demand without the rhythm of the week; NaN where unknown."""
        steps = self.units.shape[1]
        phase = (np.arange(steps) - steps) % self.period
        return np.asarray(self.own / np.maximum(self.rhythm[:, phase], 0.1), np.float32)

    @property
    def _recent(self) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.int64]]]:
        steps = self.units.shape[1]
        recent = self.units[:, max(0, steps - _PROFILE_DAYS // self.panel.step_days) :]
        return recent, (np.arange(recent.shape[1]) - recent.shape[1]) % self.period

    def _by_phase(self, shares: Floats, phase: np.ndarray, default: np.ndarray) -> Floats:
        out = default.astype(np.float64)
        for p in range(self.period):
            column = shares[:, phase == p]
            known = ~np.isnan(column)
            if known.any():
                out[p] = column[known].mean()
        return np.asarray(out / max(out.mean(), 1e-9), np.float32)


def tamed(units: Floats) -> Floats:
    """A copy in which the one day of a series that sold beyond all bounds sold as much as its next best: a slip of the
    till or a sale of a lifetime tells nothing of the days ahead. The doubt "outlier" says so."""
    out = units.copy()
    if units.shape[1] < 2:
        return out
    values = np.nan_to_num(units)
    place = values.argmax(axis=1)
    rows = np.arange(len(units))
    largest = values[rows, place]
    values[rows, place] = 0
    mean = values.sum(axis=1) / np.maximum((values > 0).sum(axis=1), 1)
    odd = largest > OUTLIER * np.maximum(mean, 1.0)
    following = np.maximum(values.max(axis=1), np.float32(1))
    out[rows[odd], place[odd]] = following[odd]
    return out
