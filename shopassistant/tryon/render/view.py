"""A window on the picture plane of a pinhole camera, and where points before the camera lie in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# So many pixels may be drawn finely; larger things are nearer, where steps at edges are small beside them.
_MOST_FINE = ((2.0, 340_000), (1.5, 480_000))


@dataclass(frozen=True, slots=True)
class View:
    """A window.

    Attributes:
        focal: in pixels of the whole picture.
        centre: where the optical axis meets the picture, pixels.
        left, top, width, height: of the window, pixels of the picture; width and height are even.
        fine: how many times finer it is drawn: 0.5, 1, 1.5 or 2.
    """

    focal: float
    centre: tuple[float, float]
    left: int
    top: int
    width: int
    height: int
    fine: float = 1.0

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of what is drawn."""
        return round(self.height * self.fine), round(self.width * self.fine)

    @property
    def part(self) -> tuple[slice, slice]:
        """Rows and columns of the picture."""
        return slice(self.top, self.top + self.height), slice(self.left, self.left + self.width)

    def rows_in(self, other: "View") -> tuple[slice, slice]:
        """Rows and columns of `other`, which holds it, at the picture's own fineness."""
        top, left = self.top - other.top, self.left - other.left
        return slice(top, top + self.height), slice(left, left + self.width)

    def drawn_in(self, other: "View") -> tuple[slice, slice]:
        """Rows and columns of the drawing of `other`, which holds it and is as fine."""
        top, left = round((self.top - other.top) * self.fine), round((self.left - other.left) * self.fine)
        height, width = self.size
        return slice(top, top + height), slice(left, left + width)

    def place(self, points: Floats) -> Floats:
        """float32 (n, 2): pixels of the drawing, of points before the camera, float32 (n, 3), millimetres: x right,
        y up, z towards the camera."""
        return (pixels(points, self.focal, self.centre) - (self.left, self.top)).astype(np.float32) * self.fine


def pixels(points: Floats, focal: float, centre: tuple[float, float]) -> Floats:
    """float32 (n, 2), each column in one piece: pixels of the picture, of points before the camera, float32 (n, 3)."""
    per_mm = focal / np.maximum(-points[:, 2], 1)
    found = np.empty((2, len(points)), np.float32)
    np.multiply(points[:, 0], per_mm, out=found[0])
    np.multiply(points[:, 1], -per_mm, out=found[1])
    found += np.array(centre, np.float32)[:, None]
    return found.T


Box = tuple[float, float, float, float]


def box(placed: Floats, triangles: NDArray[np.int32] | None = None) -> Box:
    """Least and greatest x and y of pixels, float32 (n, 2), or of those that are corners of triangles; an empty box
    (least beyond greatest) where there is none."""
    x, y = placed[:, 0], placed[:, 1]
    if triangles is not None:
        corners = triangles.ravel()
        x, y = x[corners], y[corners]
    return (float(x.min()), float(x.max()), float(y.min()), float(y.max())) if len(x) else (np.inf, -np.inf) * 2


def window(
    boxes: Sequence[Box], margin: int, shape: tuple[int, ...], focal: float, centre: tuple[float, float]
) -> View | None:
    """The least window around boxes of a picture of that shape; None where it would be empty."""
    low_x, high_x, low_y, high_y = np.array(boxes).T
    if low_x.min() > high_x.max():
        return None
    left, top = max(int(low_x.min()) - margin, 0), max(int(low_y.min()) - margin, 0)
    right, bottom = min(int(high_x.max()) + margin + 1, shape[1]), min(int(high_y.max()) + margin + 1, shape[0])
    width, height = (right - left) // 2 * 2, (bottom - top) // 2 * 2
    return View(focal, centre, left, top, width, height) if width >= 8 and height >= 8 else None


def within(view: View, whole: View, even: int = 2) -> View:
    """The window cut to what lies in `whole`, its width and height multiples of `even`."""
    left, top = max(view.left, whole.left), max(view.top, whole.top)
    right = min(view.left + view.width, whole.left + whole.width)
    bottom = min(view.top + view.height, whole.top + whole.height)
    return replace(view, left=left, top=top, width=(right - left) // even * even, height=(bottom - top) // even * even)


def part_around(view: View, found: Box) -> View | None:
    """The least part of a window around a box, whose pixels are the window's own however fine it is drawn; None where
    they do not meet."""
    low_x, high_x, low_y, high_y = found
    if low_x > high_x:
        return None
    left, right = _evenly(low_x - view.left, high_x - view.left, view.width)
    top, bottom = _evenly(low_y - view.top, high_y - view.top, view.height)
    if left >= right or top >= bottom:
        return None
    return replace(view, left=view.left + left, top=view.top + top, width=right - left, height=bottom - top)


def _evenly(low: float, high: float, most: int) -> tuple[int, int]:
    """Even numbers around an interval and a pixel beside it, within 0 and an even `most`."""
    return max(int(low) // 2 * 2 - 2, 0), min(int(high) // 2 * 2 + 4, most)


def fine_enough(view: View) -> float:
    """How fine a window is drawn, so that edges have no steps and large ones do not take too long."""
    for fine, most in _MOST_FINE:
        if view.width * view.height * fine * fine <= most:
            return fine
    return 1.0


def coarse(values: Floats, view: View) -> Floats:
    """float32 (h, w) or (h, w, 3) at the picture's own fineness, the mean of what was drawn finer; a new array."""
    if view.fine == 1:
        return values.copy()
    # Between two pixels' middles lies their mean, and this takes a fifth of the time that adding up areas does.
    return np.asarray(cv2.resize(values, (view.width, view.height), interpolation=cv2.INTER_LINEAR), np.float32)
