"""Triangles into a crop of the picture with OpenCV's software rasteriser, anti-aliased by drawing larger."""

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

NEAR, FAR = 50.0, 4000.0


@dataclass(frozen=True, slots=True)
class View:
    """A window on the picture plane of a pinhole camera.

    Attributes:
        focal: in pixels of the whole picture.
        centre: where the optical axis meets the picture, pixels.
        left, top, width, height: of the window, pixels of the picture.
        fine: how many times finer it is drawn.
    """

    focal: float
    centre: tuple[float, float]
    left: int
    top: int
    width: int
    height: int
    fine: int = 2

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of what is drawn."""
        return self.height * self.fine, self.width * self.fine

    def place(self, points: Floats) -> Floats:
        """float32 (n, 2): pixels of the drawing, of points in front of the camera, float32 (n, 3), see `Canvas`."""
        depth = -points[:, 2]
        x = self.centre[0] + self.focal * points[:, 0] / depth - self.left
        y = self.centre[1] - self.focal * points[:, 1] / depth - self.top
        return np.column_stack([x, y]).astype(np.float32) * self.fine


@dataclass
class Canvas:
    """Colour and depth of a `View`. Points are in millimetres before the camera: x right, y up, z towards the camera.

    Attributes:
        colour: float32 (h, w, 3), 0 to 1. depth: float32 (h, w), millimetres from the camera.
    """

    view: View
    colour: Floats = field(init=False)
    depth: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.colour = np.zeros((*self.view.size, 3), np.float32)
        self.depth = np.full(self.view.size, FAR, np.float32)

    def draw(self, points: Floats, triangles: Ints, colours: Floats) -> None:
        """Draw what is nearer than what is there.

        Args:
            points: float32 (n, 3). triangles: int32 (m, 3). colours: float32 (n, 3).
        """
        moved, fov = _as_centred(points, self.view)
        cv2.triangleRasterize(
            moved[None], triangles[None], np.ascontiguousarray(colours, np.float32)[None], self.colour, self.depth,
            _EYE, fov, NEAR, FAR, _settings(),
        )  # fmt: skip

    def hide(self, points: Floats, triangles: Ints) -> None:
        """Put something into the depth that is not seen itself: a face."""
        moved, fov = _as_centred(points, self.view)
        cv2.triangleRasterizeDepth(moved[None], triangles[None], self.depth, _EYE, fov, NEAR, FAR, _settings())


_EYE = np.eye(4, dtype=np.float32)


def _settings() -> "cv2.TriangleRasterizeSettings":
    made = cv2.TriangleRasterizeSettings()
    made.setShadingType(cv2.RASTERIZE_SHADING_SHADED)
    made.setCullingMode(cv2.RASTERIZE_CULLING_NONE)
    return made


def _as_centred(points: Floats, view: View) -> tuple[Floats, float]:
    """The rasteriser knows only cameras that look at the middle of what they draw: points sheared so that the window's
    middle lies on the axis, and the angle its height covers."""
    middle_x = view.left + view.width / 2 - view.centre[0]
    middle_y = view.centre[1] - (view.top + view.height / 2)
    moved = np.array(points, np.float32)
    moved[:, 0] += moved[:, 2] * (middle_x / view.focal)
    moved[:, 1] += moved[:, 2] * (middle_y / view.focal)
    return moved, float(2 * np.arctan(view.height / 2 / view.focal))
