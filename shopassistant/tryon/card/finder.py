"""A card in one picture of somebody who holds it to their face."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.card.edges import Edges, edges_near, goes_on, is_square
from shopassistant.tryon.card.lines import lines_in
from shopassistant.tryon.card.outline import outlines
from shopassistant.tryon.card.plane import Plane, plane_of
from shopassistant.tryon.card.size import WIDTH_MM
from shopassistant.tryon.face.axes import Matrix
from shopassistant.tryon.face.follow import Seen

# Lines are looked for in a picture in which a card is so wide, and count from this share of that on.
_ROUGH, _LEAST_PIECE = 150, 0.07
# How far beside a face a card may reach, in its own widths.
_BESIDE, _ABOVE = 0.9, 0.6
# What is found roughly, and what was found in the picture before, may be off by this share of its width.
_ROUGHLY, _MOVED = 0.022, 0.05
# A card that a picture did not show is looked for where it was on the face, for so many pictures.
_MOST_MISSED, _EYES = 8, (33, 133, 362, 263, 168, 6)
# Corners farther from where a card has them: it is something else.
_MOST_OFF = 0.0025
# Of several frames within each other the outer one is the card's, if this share of the best one's edge is seen.
_OUTER = 0.6


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """What a picture shows of a card's size and shape.

    Attributes:
        edges, plane: where it is.
        is_part: its edges go on beyond its corners: it is a part of something larger, and no card.
    """

    edges: Edges
    plane: Plane
    is_part: bool


class CardFinder:
    """Finds the card in pictures that follow each other."""

    def __init__(self) -> None:
        self._before: tuple[Matrix, Matrix] | None = None  # its corners, and the face's points it moves with
        self._looks = self._missed = 0

    def find(self, picture: NDArray[np.uint8], seen: Seen) -> Found | None:
        """A card, or where none is seen the part of something larger that looks like one; None where neither is.

        Args:
            picture: uint8 (h, w, 3), BGR.
            seen: whoever holds it.
        """
        width = seen.camera.focal * WIDTH_MM / -float(seen.pose.place[2])
        found = self._near_before(picture, seen, width)
        if found is None or found.is_part:
            found = self._anew(picture, seen, width) or found
        if found is not None and not found.is_part:
            self._before, self._missed = (found.edges.corners, _marks(seen)), 0
        elif self._missed >= _MOST_MISSED:
            self._before = None
        self._missed += 1
        return found

    def _near_before(self, picture: NDArray[np.uint8], seen: Seen, width: float) -> Found | None:
        if self._before is None:
            return None
        corners, marks = self._before
        way, _used = cv2.estimateAffinePartial2D(marks, _marks(seen), method=cv2.LMEDS)
        if way is None:
            return None
        moved = np.asarray(corners @ way[:, :2].T + way[:, 2], np.float64)
        return _read(picture, moved, seen, max(3.0, _MOVED * width))

    def _anew(self, picture: NDArray[np.uint8], seen: Seen, width: float) -> Found | None:
        window, share = _around(picture, seen, width)
        left, top, right, bottom = window
        small = cv2.resize(picture[top:bottom, left:right], None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        self._looks += 1
        lines = lines_in(_shades(np.asarray(small, np.uint8), self._looks), _LEAST_PIECE * _ROUGH)
        found = []
        for corners in outlines(lines, width * share):
            whole = (corners + 0.5) / share - 0.5 + (left, top)
            read = _read(picture, whole, seen, max(2.5, _ROUGHLY * width))
            if read is not None:
                found.append(read)
        found = [one for one in found if not one.is_part] or found
        if not found:
            return None
        best = max(float(one.edges.seen.mean()) for one in found)
        outer = [one for one in found if one.edges.seen.mean() >= _OUTER * best]
        return max(outer, key=lambda one: cv2.contourArea(one.edges.corners.astype(np.float32)))


def _read(picture: NDArray[np.uint8], corners: Matrix, seen: Seen, reach: float) -> Found | None:
    """A closer look, twice: the second one from nearer."""
    edges = edges_near(picture, corners, reach)
    edges = None if edges is None else edges_near(picture, edges.corners, min(reach, 2.5))
    if edges is None:
        return None
    plane = plane_of(edges.corners, seen.camera, seen.pose.rotation[:, 2])
    if plane is None:
        return None
    width = seen.camera.focal * WIDTH_MM / -float(plane.place[2])
    if plane.off > max(0.4, _MOST_OFF * width):
        return None
    is_part = goes_on(picture, edges.corners)
    if not is_part and is_square(picture, edges.corners):
        return None
    return Found(edges, plane, is_part)


def _marks(seen: Seen) -> Matrix:
    """float64 (n, 2): pixels of points that a card at the forehead moves with."""
    return seen.landmarks.points[list(_EYES)].astype(np.float64)


def _around(picture: NDArray[np.uint8], seen: Seen, width: float) -> tuple[tuple[int, int, int, int], float]:
    """Where a card may be: left, above, right, below; and how much smaller it is looked at."""
    low, high = seen.landmarks.points.min(axis=0), seen.landmarks.points.max(axis=0)
    room = width * np.array([_BESIDE, _ABOVE])
    height_, width_ = picture.shape[:2]
    left, top = np.clip(low - room, 0, (width_ - 2, height_ - 2)).astype(int)
    right, bottom = np.clip(high + room, (left + 2, top + 2), (width_, height_)).astype(int)
    return (int(left), int(top), int(right), int(bottom)), min(1.0, _ROUGH / width)


def _shades(picture: NDArray[np.uint8], look: int) -> NDArray[np.uint8]:
    """Brightness, or by turns redness: a card may be as bright as the skin behind it."""
    if look % 3:
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    red = cv2.cvtColor(picture, cv2.COLOR_BGR2YCrCb)[..., 1].astype(np.int16)
    return np.clip((red - 128) * 3 + 100, 0, 255).astype(np.uint8)
