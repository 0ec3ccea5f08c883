"""The four edges of a card to a fraction of a pixel: fingers, print and rounded corners left out."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.card.lines import Line
from shopassistant.tryon.card.outline import corners_of
from shopassistant.tryon.card.size import WIDTH_MM
from shopassistant.tryon.face.axes import Matrix

# Corners are rounded, and thumbs lie on them: an edge is looked for between these shares of it.
_FROM, _TO = 0.10, 0.90
_POINTS = 48
# Steps across an edge, pixels; shades by which it must differ within two pixels; how near to a straight line it runs.
_STEP, _LEAST_RISE, _NEAR = 0.5, 9.0, 0.7
# So much of each edge must be seen: of fewer points a line is a guess.
LEAST_SEEN = 0.3
# Beyond its corners, by these shares of an edge, there is nothing of a card: where so much of it goes on straight, at
# two ends, or nearly all of it at one, the outline was a part of something larger.
_BEYOND, _GOES_ON, _MOST_ENDS, _SURELY = (0.05, 0.22), 0.65, 1, 0.9
# Where a card's corner is rounded, millimetres from where its edges would meet, and where its edge is straight again;
# pixels a millimetre from which on that can be told, and the share of straight ones that makes a square corner.
_AT_CORNER_MM, _BESIDE_MM = (0.3, 1.2), (5.0, 11.0)
_FINE_ENOUGH, _SQUARE = 1.4, 0.5


@dataclass(frozen=True, slots=True, repr=False)
class Edges:
    """Attributes:
    corners: float64 (4, 2), pixels: where the edges would meet without their rounding.
    seen: float64 (4,): share of each edge that was seen.
    off: root mean square of what was seen from its line, pixels.
    """

    corners: Matrix
    seen: Matrix
    off: float


def edges_near(picture: NDArray[np.uint8], corners: Matrix, reach: float) -> Edges | None:
    """The edges near a rough outline; None where they are not there.

    Args:
        picture: uint8 (h, w, 3), BGR.
        corners: float64 (4, 2), clockwise.
        reach: pixels, how far off the outline may be.
    """
    lines, shares, squares = [], [], []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        points = _crossed(picture, start, end, reach)
        line, share, off = _line_through(points)
        if line is None or share < LEAST_SEEN:
            return None
        lines.append(line)
        shares.append(share)
        squares.append(off)
    met = corners_of((lines[0], lines[1], lines[2], lines[3]))
    return None if met is None else Edges(met, np.array(shares), float(np.sqrt(np.mean(squares))))


def _crossed(
    picture: NDArray[np.uint8], start: Matrix, end: Matrix, reach: float, between: tuple[float, float] = (_FROM, _TO)
) -> Matrix:
    """float64 (n, 2): where the picture changes most across an edge, for each of some places along it; nan where it
    does not."""
    across = end - start
    out = np.array([across[1], -across[0]]) / max(float(np.linalg.norm(across)), 1e-9)
    along = start + np.linspace(*between, _POINTS)[:, None] * across
    steps = np.arange(-reach, reach + _STEP / 2, _STEP)
    at = (along[:, None] + steps[:, None] * out).astype(np.float32)
    shades = cv2.remap(picture, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    wide = round(1 / _STEP)
    rise = np.abs(shades[:, 2 * wide :].astype(np.float32) - shades[:, : -2 * wide]).max(axis=2)
    best = rise.argmax(axis=1)
    rows = np.arange(_POINTS)
    before, here, after = (rise[rows, np.clip(best + by, 0, rise.shape[1] - 1)] for by in (-1, 0, 1))
    bend = before - 2 * here + after
    finer = np.where(bend < -1e-6, 0.5 * (before - after) / np.minimum(bend, -1e-6), 0.0)
    offset = steps[wide] + (best + np.clip(finer, -1, 1)) * _STEP
    points = along + offset[:, None] * out
    points[here < _LEAST_RISE] = np.nan
    return np.asarray(points, np.float64)


def goes_on(picture: NDArray[np.uint8], corners: Matrix) -> bool:
    """Whether edges go on beyond their corners, as those of a part of something larger do.

    Args:
        picture: uint8 (h, w, 3), BGR.
        corners: float64 (4, 2), exact.
    """
    shares = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        way = (end - start) / np.linalg.norm(end - start)
        normal = np.array([-way[1], way[0]])
        for one, other in ((start, end), (end, start)):
            points = _crossed(picture, one, other, 2.5, (-_BEYOND[1], -_BEYOND[0]))
            near = np.abs((points - one) @ normal) < _NEAR  # not a number is not near
            shares.append(float(near.mean()))
    return max(shares) > _SURELY or sum(share > _GOES_ON for share in shares) > _MOST_ENDS


def is_square(picture: NDArray[np.uint8], corners: Matrix) -> bool:
    """Whether its corners are not rounded as a card's are: a print's frame, a photograph, a folded note. False where
    that cannot be seen.

    Args:
        picture: uint8 (h, w, 3), BGR.
        corners: float64 (4, 2), exact.
    """
    millimetre = float(np.linalg.norm(corners[1] - corners[0])) / WIDTH_MM
    if millimetre < _FINE_ENOUGH:
        return False
    square, known = 0.0, 0
    for at, corner in enumerate(corners):
        ends = [_straight(picture, corner, other, millimetre) for other in (corners[at - 1], corners[(at + 1) % 4])]
        if min(before for before, _here in ends) > _GOES_ON:  # no thumb lies on it
            known += 1
            square += max(here for _before, here in ends)
    return known >= 2 and square / known > _SQUARE


def _straight(picture: NDArray[np.uint8], corner: Matrix, other: Matrix, millimetre: float) -> tuple[float, float]:
    """How much of an edge is straight some way from a corner, and at the corner itself."""
    long = float(np.linalg.norm(other - corner))
    way = (other - corner) / long
    normal = np.array([-way[1], way[0]])
    shares = []
    for low, high in (_BESIDE_MM, _AT_CORNER_MM):
        points = _crossed(picture, corner, other, 2.5, (low * millimetre / long, high * millimetre / long))
        shares.append(float((np.abs((points - corner) @ normal) < _NEAR).mean()))
    return shares[0], shares[1]


def _line_through(points: Matrix) -> tuple[Line | None, float, float]:
    """The line most of the points lie on, the share that does, and their mean square from it."""
    there = points[np.isfinite(points).all(axis=1)]
    if len(there) < 8:
        return None, 0.0, 0.0
    # Every pair of some is tried (no chance in it: the same picture tells the same), the one most agree with is taken.
    some = there[:: max(1, len(there) // 16)]
    first, second = np.triu_indices(len(some), 2)
    ways = some[second] - some[first]
    lengths = np.linalg.norm(ways, axis=1)
    usable = lengths > 3
    if not usable.any():
        return None, 0.0, 0.0
    ways, starts = ways[usable] / lengths[usable, None], some[first][usable]
    normals = np.column_stack([-ways[:, 1], ways[:, 0]])
    away = np.abs(np.einsum("kd,nkd->nk", normals, there[:, None] - starts))
    near = away < _NEAR
    mine = near[:, near.sum(axis=0).argmax()]
    for _ in range(2):
        line, square = _fitted(there[mine])
        mine = np.abs((there - line.middle) @ np.array([-line.along[1], line.along[0]])) < _NEAR
        if mine.sum() < 6:
            return None, 0.0, 0.0
    return line, float(mine.sum()) / len(points), square


def _fitted(points: Matrix) -> tuple[Line, float]:
    middle = points.mean(axis=0)
    _u, spread, ways = np.linalg.svd(points - middle, full_matrices=False)
    return Line(middle, ways[0], np.zeros((1, 2))), float(spread[1] ** 2) / len(points)
