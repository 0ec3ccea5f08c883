"""How much of the day's advice to show first: what a person can look at before the shop opens."""

from collections.abc import Mapping
from dataclasses import dataclass

from shopassistant.inventory.reorder.lines import Line

# Lines one looks through with care in a few minutes.
MOST_FIRST = 20


@dataclass(frozen=True, slots=True)
class Triage:
    """Keys of lines.

    Attributes:
        first: of what cannot wait, the lines with the most money at risk, the most first; at most `MOST_FIRST`.
        urgent: all that cannot wait, the most money at risk first.
        every: all, in the order they came.
        first_share: share of the money at risk in `urgent` that `first` holds; 1 where there is none.
    """

    first: tuple[int, ...]
    urgent: tuple[int, ...]
    every: tuple[int, ...]
    first_share: float


def triage(lines: Mapping[int, Line]) -> Triage:
    """Sort the day's lines by what waiting for the next round would cost.

    The money at risk is what ordering today rather than then wins, `Line.gain_minor`.
    """
    urgent = sorted((key for key, line in lines.items() if line.cannot_wait), key=lambda key: -lines[key].gain_minor)
    first = urgent[:MOST_FIRST]
    at_risk = sum(lines[key].gain_minor for key in urgent)
    share = sum(lines[key].gain_minor for key in first) / at_risk if at_risk > 0 else 1.0
    return Triage(tuple(first), tuple(urgent), tuple(lines), share)
