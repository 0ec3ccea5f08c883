"""Which steps ahead the pooled model is asked for, and which others they stand for.

The first four weeks are asked step by step. Further off, little changes from one week to the next but the season, so
that each step of a fortnight is answered by the one of the same weekday in its first week; and the size of a sale,
which the weekday does not tell, by the first step of its week.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.past import Past
from shopassistant.inventory.forecast.pooled.features import Source

_ONE_BY_ONE, _FORTNIGHT = 28, 14

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Plan:
    """Attributes:
    steps: int64 (s,), steps ahead asked for, ascending.
    weeks: int64 (w,), those of them that answer for the size.
    step, week: int64 (H,), place in `steps` and in `weeks` of what answers for each step.
    """

    steps: Places
    weeks: Places
    step: Places
    week: Places

    @staticmethod
    def of(past: Past) -> "Plan":
        """The plan for a horizon."""
        ahead = np.arange(past.horizon)
        late = (ahead - _ONE_BY_ONE) // _FORTNIGHT * _FORTNIGHT + _ONE_BY_ONE + (ahead - _ONE_BY_ONE) % 7
        answers = np.where(ahead < _ONE_BY_ONE, ahead, late) if past.period > 1 else ahead
        steps = np.unique(answers)
        weeks, week = np.unique(answers // past.period, return_inverse=True)
        first = np.array([steps[steps // past.period == w][0] for w in weeks.tolist()], np.int64)
        return Plan(steps, first, np.searchsorted(steps, answers), week.astype(np.int64))

    def exceptions(self, src: Source) -> tuple[Places, Places]:
        """Rows of `src` and steps ahead where an input known ahead differs from that of the steps that answer."""
        panel, n = src.past.panel, len(src.series)
        differs = np.zeros((n, len(self.step)), bool)
        for values in panel.known.values():
            mine = values[src.series] if len(values) > 1 else values
            place = np.minimum(panel.steps + np.arange(len(self.step)), mine.shape[1] - 1)
            ahead = mine[:, place]
            for answer in (self.steps[self.step], self.weeks[self.week]):
                differs |= np.abs(ahead - ahead[:, answer]) > 1e-4
        differs &= src.past.open_ahead[None, :]
        row, ahead_of = np.nonzero(differs)
        return row, ahead_of
