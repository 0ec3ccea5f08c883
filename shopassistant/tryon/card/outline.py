"""Where four lines of a picture may be the edge of a card: what is about as large and about as long for its height."""

from collections.abc import Iterator, Sequence

import numpy as np

from shopassistant.tryon.card.lines import Line
from shopassistant.tryon.card.size import HEIGHT_MM, WIDTH_MM
from shopassistant.tryon.face.axes import Matrix

# How much smaller (tilted, or on a larger head than it was taken for) or larger it may look than expected.
_LEAST, _MOST = 0.74, 1.36
# Opposite edges may differ by so many degrees, neighbours from a right angle; a card farther aslant measures nothing.
_PARALLEL_DEGREES, _RIGHT_DEGREES = 10.0, 14.0
# How long for its height it may look: tilted by a quarter of a right angle it is some tenth off.
_LEAST_ASPECT, _MOST_ASPECT = 1.36, 1.84
# Share of each edge that is seen before a closer look.
_LEAST_SEEN = 0.22
# Both sides of a printed line make lines: outlines nearer to each other than this share of the width are one.
_MOST_TOLD, _SAME = 12, 0.022


def outlines(lines: Sequence[Line], width: float) -> list[Matrix]:
    """Corners of what may be a card, each float64 (4, 2), clockwise from above left, long edges first; the likeliest
    first.

    Args:
        width: how wide the card is about, pixels.
    """
    height = width * HEIGHT_MM / WIDTH_MM
    long_ = list(_pairs(lines, height, _LEAST_SEEN * width))
    short = list(_pairs(lines, width, _LEAST_SEEN * height))
    found: list[tuple[float, Matrix]] = []
    least = np.sin(np.radians(_RIGHT_DEGREES))
    for one, other in long_:
        for left, right in short:
            if abs(float(one.along @ left.along)) > least or abs(float(other.along @ right.along)) > least:
                continue
            edges = _ordered((one, other), (left, right))
            corners = corners_of(edges)
            if corners is not None and _is_like(corners):
                seen = _seen(edges, corners)
                if seen.min() >= _LEAST_SEEN:
                    found.append((float(seen.mean()) * float(np.sqrt(_area(corners))), corners))
    found.sort(key=lambda pair: -pair[0])
    kept: list[Matrix] = []
    for _score, corners in found:
        if len(kept) < _MOST_TOLD and all(np.abs(corners - one).max() > _SAME * width for one in kept):
            kept.append(corners)
    return kept


def _pairs(lines: Sequence[Line], apart: float, least_seen: float) -> Iterator[tuple[Line, Line]]:
    """Lines that could be opposite edges, so far apart."""
    least = np.cos(np.radians(_PARALLEL_DEGREES))
    long_enough = [line for line in lines if line.seen >= least_seen]
    for place, one in enumerate(long_enough):
        for other in long_enough[place + 1 :]:
            if abs(float(one.along @ other.along)) < least:
                continue
            between = abs(float((other.middle - one.middle) @ np.array([-one.along[1], one.along[0]])))
            if _LEAST * apart <= between <= _MOST * apart:
                yield one, other


def _ordered(long_: tuple[Line, Line], short: tuple[Line, Line]) -> tuple[Line, Line, Line, Line]:
    """The edges clockwise from a long one on: the upper one, or the right one of an upright card."""
    across = int(abs(long_[0].along[1]) > abs(long_[0].along[0]))  # 1 where it stands upright
    one, other = sorted(long_, key=lambda line: line.middle[1 - across], reverse=bool(across))
    before, after = sorted(short, key=lambda line: line.middle[across])
    return one, after, other, before


def corners_of(edges: tuple[Line, Line, Line, Line]) -> Matrix | None:
    """float64 (4, 2): where edges that follow each other meet, from the beginning of the first on."""
    met = [meeting(edges[at - 1], edges[at]) for at in range(4)]
    return None if any(corner is None for corner in met) else np.array(met)


def meeting(one: Line, other: Line) -> Matrix | None:
    """float64 (2,): where two lines cross; None where they are parallel."""
    ways = np.column_stack([one.along, -other.along])
    if abs(np.linalg.det(ways)) < 1e-3:
        return None
    return np.asarray(one.middle + one.along * np.linalg.solve(ways, other.middle - one.middle)[0])


def _is_like(corners: Matrix) -> bool:
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    if sides.min() < 8 or not 0.85 < sides[0] / sides[2] < 1.18 or not 0.85 < sides[1] / sides[3] < 1.18:
        return False
    return bool(_LEAST_ASPECT < (sides[0] + sides[2]) / (sides[1] + sides[3]) < _MOST_ASPECT)


def _seen(edges: tuple[Line, Line, Line, Line], corners: Matrix) -> Matrix:
    """float64 (4,): which share of each edge its line is seen on."""
    shares = []
    for line, start, end in zip(edges, corners, np.roll(corners, -1, axis=0), strict=True):
        low, high = sorted((float((start - line.middle) @ line.along), float((end - line.middle) @ line.along)))
        inside = np.clip(line.pieces, low, high)
        shares.append(min(float((inside[:, 1] - inside[:, 0]).sum()) / max(high - low, 1.0), 1.0))
    return np.array(shares)


def _area(corners: Matrix) -> float:
    x, y = corners.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2
