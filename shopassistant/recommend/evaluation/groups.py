"""Customers told apart by how often they came, because advice that is good for regulars may fail newcomers."""

from dataclasses import dataclass

import numpy as np

from shopassistant.recommend.evaluation.ranking import Bools, Longs

# By visits before the cut: one; up to the median of the rest; above it; the tenth of the rest that comes most often.
BY_VISITS = ("newcomer", "occasional", "regular", "top")
# A segment with fewer measured customers says nothing by itself.
LEAST_IN_SEGMENT = 30


@dataclass(frozen=True)
class Member:
    """Who is in a group.

    Attributes:
        kind: "visits" or "segment".
        name: one of `BY_VISITS`, or the segment's number.
        rows: bool (m,).
        least, most: visits of its customers.
    """

    kind: str
    name: str
    rows: Bools
    least: int
    most: int


def groups_of(visits: Longs, segments: Longs) -> tuple[Member, ...]:
    """The groups with anybody in them, by visits and then by segment (the largest first).

    Args:
        visits: int64 (m,), days with a purchase.
        segments: int64 (m,), -1 for none.
    """
    again = visits[visits > 1]
    median, high = np.quantile(again, (0.5, 0.9), method="lower") if len(again) else (1, 1)
    of = np.where(visits <= 1, 0, np.where(visits <= median, 1, np.where(visits <= high, 2, 3)))
    found = [_member("visits", name, of == number, visits) for number, name in enumerate(BY_VISITS)]
    names, sizes = np.unique(segments[segments >= 0], return_counts=True)
    for at in np.argsort(-sizes, kind="stable"):
        if sizes[at] >= LEAST_IN_SEGMENT:
            found.append(_member("segment", str(int(names[at])), segments == names[at], visits))
    return tuple(one for one in found if one.rows.any())


def _member(kind: str, name: str, rows: Bools, visits: Longs) -> Member:
    inside = visits[rows]
    return Member(kind, name, rows, int(inside.min(initial=np.iinfo(np.int64).max)), int(inside.max(initial=0)))
