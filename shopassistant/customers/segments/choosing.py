"""How many groups: what was measured of each number, the one recommended, and the reason as a code with its values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopassistant.core.errors import UserError

# Agreement with groups found anew on half of the customers, below which they are an accident.
STABLE = 0.8
# A group with less of the customers is no audience.
SMALLEST = 0.02
# Two groups mostly split good from bad, which a list by money does as well.
FEWEST = 3
# Measures are compared with so many decimals; nobody can see less.
_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """One number of groups.

    Attributes:
        inertia: mean squared distance to the own centre.
        silhouette: mean over the customers in the space of all features, -1 to 1.
        silhouette_by_group: mean over the groups of it, so that small ones count as much.
        own_silhouette: in the coordinates the groups were made in.
        davies_bouldin: the lower the better.
        stability, least_stability: mean and least adjusted Rand index over the resamples.
        smallest_share: of the customers, in the smallest group.
    """

    count: int
    inertia: float
    silhouette: float
    silhouette_by_group: float
    own_silhouette: float
    davies_bouldin: float
    stability: float
    least_stability: float
    smallest_share: float

    @property
    def is_usable(self) -> bool:
        """Comes out again, and no group is a handful."""
        return self.stability >= STABLE and self.smallest_share >= SMALLEST


@dataclass(frozen=True)
class Choice:
    """The number of groups taken, and the one recommended (the same unless somebody wanted another).

    Attributes:
        reasons: codes with their values, the weightiest first.
    """

    count: int
    recommended: int
    reasons: tuple[tuple[str, Mapping[str, object]], ...]


def choose(measured: Sequence[Measured], wanted: int | None = None) -> Choice:
    """Recommend: of the numbers that are stable and leave no handful, the one with the best mean rank of four measures.

    They are the silhouette among all features and in the groups' own coordinates, Davies-Bouldin, and stability. No
    one of them is right alone: the first falls with every group that is added, the last rises with what is coarse.

    Args:
        wanted: taken instead, and told whether that is sound.

    Raises:
        UserError: ``segment.count``, `wanted` was not tried.
    """
    pool = [one for one in measured if one.count >= FEWEST and one.is_usable]
    found, reasons = _recommended(measured, pool)
    if wanted is None or wanted == found.count:
        return Choice(found.count, found.count, reasons)
    taken = next((one for one in measured if one.count == wanted), None)
    if taken is None:
        raise UserError("segment.count", count=wanted)
    told = ("segment.choice.wanted", {"count": wanted, "recommended": found.count})
    return Choice(wanted, found.count, (told, *_doubts(taken), *reasons))


def _recommended(
    measured: Sequence[Measured], pool: Sequence[Measured]
) -> tuple[Measured, tuple[tuple[str, Mapping[str, object]], ...]]:
    if not pool:
        best = max(measured, key=lambda one: (one.smallest_share >= SMALLEST, one.stability, one.silhouette))
        return best, (("segment.choice.none_stable", {"count": best.count, "stability": round(best.stability, 2)}),)
    ranks = mean_ranks(pool)
    found = min(pool, key=lambda one: (ranks[one.count], one.count))
    values: dict[str, object] = {
        "count": found.count,
        "silhouette": round(found.silhouette, 3),
        "own_silhouette": round(found.own_silhouette, 3),
        "stability": round(found.stability, 2),
        "davies_bouldin": round(found.davies_bouldin, 2),
    }
    reasons: list[tuple[str, Mapping[str, object]]] = []
    if ranks[found.count] == 1:
        reasons.append(("segment.choice.best", values))
    else:
        reasons.append(("segment.choice.balanced", values))
        top = max(pool, key=lambda one: one.silhouette)
        if top is not found:
            reasons.append(("segment.choice.highest", {"count": top.count, "silhouette": round(top.silhouette, 3)}))
    two = next((one for one in measured if one.count == 2), None)
    if two is not None and two.silhouette > found.silhouette:
        reasons.append(("segment.choice.two", {"silhouette": round(two.silhouette, 3)}))
    shaky = [one.count for one in measured if one.count > found.count and one.stability < STABLE]
    if shaky:
        reasons.append(("segment.choice.shaky", {"counts": ", ".join(map(str, shaky)), "stable": STABLE}))
    return found, tuple(reasons)


def mean_ranks(pool: Sequence[Measured]) -> dict[int, float]:
    """By number of groups the mean place among `pool` in the four measures, 1 the best; equals share the better one."""
    measures = [
        [-round(one.silhouette, _DECIMALS) for one in pool],
        [-round(one.own_silhouette, _DECIMALS) for one in pool],
        [round(one.davies_bouldin, _DECIMALS) for one in pool],
        [-round(one.stability, _DECIMALS) for one in pool],
    ]
    places = [[1 + sum(other < value for other in values) for value in values] for values in measures]
    return {one.count: sum(row[at] for row in places) / len(measures) for at, one in enumerate(pool)}


def _doubts(taken: Measured) -> list[tuple[str, Mapping[str, object]]]:
    found: list[tuple[str, Mapping[str, object]]] = []
    if taken.stability < STABLE:
        found.append(("segment.choice.unstable", {"stability": round(taken.stability, 2)}))
    if taken.smallest_share < SMALLEST:
        found.append(("segment.choice.handful", {"smallest_share": taken.smallest_share}))
    return found
