"""What is compared with what: the campaign with its hold-out first, then the arms among each other."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

KINDS = ("campaign", "arm", "pair")


@dataclass(frozen=True)
class Arm:
    """One of the ways customers were treated.

    Attributes:
        name: "A", "B" and so on.
        share: of the customers, 0 to 1.
        is_holdout: its customers hear nothing.
    """

    name: str
    share: float
    is_holdout: bool = False


@dataclass(frozen=True)
class Comparison:
    """One difference of means.

    Attributes:
        kind: "campaign" (everybody who was to hear of it less the hold-out), "arm" (one arm less the hold-out), or
            "pair" (one arm less another).
        better: the arm asked about; empty for the campaign.
        worse: what it is held against.
        weights: of the arms' means, in their order; they add up to 0.
    """

    kind: str
    better: str
    worse: str
    weights: tuple[float, ...]

    @property
    def column(self) -> NDArray[np.float64]:
        """The weights as float64 (k,)."""
        return np.array(self.weights)


def comparisons(arms: tuple[Arm, ...], customers: tuple[int, ...]) -> tuple[Comparison, ...]:
    """All comparisons of a campaign, the one that decides first.

    Args:
        arms: at least two, at most one of them the hold-out.
        customers: of each arm; by them the arms make up the campaign.
    """
    held = next((place for place, arm in enumerate(arms) if arm.is_holdout), None)
    treated = [place for place in range(len(arms)) if place != held]
    found = []
    if held is not None:
        found.append(_campaign(arms, customers, treated, held))
        if len(treated) > 1:
            found += [_less(arms, "arm", place, held) for place in treated]
    found += [_less(arms, "pair", second, first) for first, second in combinations(treated, 2)]
    return tuple(found)


def _campaign(arms: tuple[Arm, ...], customers: tuple[int, ...], treated: list[int], held: int) -> Comparison:
    total = sum(customers[place] for place in treated)
    weights = [0.0] * len(arms)
    for place in treated:
        weights[place] = customers[place] / total if total else arms[place].share
    weights[held] = -1.0
    return Comparison("campaign", "", arms[held].name, tuple(weights))


def _less(arms: tuple[Arm, ...], kind: str, better: int, worse: int) -> Comparison:
    weights = [float((place == better) - (place == worse)) for place in range(len(arms))]
    return Comparison(kind, arms[better].name, arms[worse].name, tuple(weights))
