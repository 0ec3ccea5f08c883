"""Blush: a soft patch over each cheekbone of the mesh, turned and hidden with it."""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.looks.kinds import Blush, Colour
from shopassistant.tryon.looks.makeup.tone import Crop, Floats, Picture, lab_of, lit, put_lab
from shopassistant.tryon.render.light import Light
from shopassistant.tryon.render.tone import linear

# The patch on the average face, wearer's left: its middle, the way it runs (up to the temple), and how far it reaches
# along and across, millimetres (standard deviations).
_MIDDLE, _RUN, _REACH = np.array([51.0, 0.0, 31.0]), np.array([0.72, 0.45, -0.53]), (15.0, 8.5)
_LEAST = 0.03
# The face's outline, against which nothing is painted.
_OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150,
    136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip


@cache
def _patch() -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """int32 (m, 3): triangles of the cheeks; float32 (m, 4): how much colour each quarter of them takes."""
    model = canonical_face()
    corners = model.points[model.triangles]
    inner = np.einsum("pck,mkx->mpcx", _parts(), corners).mean(axis=2)
    inner[..., 0] = np.abs(inner[..., 0])
    run = _RUN / np.linalg.norm(_RUN)
    off = inner - _MIDDLE
    along = off @ run
    across = np.linalg.norm(off - along[..., None] * run, axis=-1)
    weight = np.exp(-0.5 * ((along / _REACH[0]) ** 2 + (across / _REACH[1]) ** 2))
    kept = weight.max(axis=1) > _LEAST
    return model.triangles[kept], weight[kept].astype(np.float32)


@cache
def _parts() -> NDArray[np.float64]:
    """float64 (4, 3, 3): corners of a triangle's quarters, as shares of its own corners."""
    a, b, c = np.eye(3)
    ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
    return np.stack([np.stack(one) for one in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])


@dataclass(frozen=True, slots=True, eq=False)
class CheekLayer:
    """Blush on one face.

    Attributes:
        points: float32 (n >= 468, 2), landmarks in pixels.
        blush: what is put on.
    """

    points: Floats
    blush: Blush

    def paint(self, picture: Picture, light: Light) -> None:
        """Change the cheeks of `picture`, uint8 (h, w, 3) BGR, in place."""
        triangles, weights = _patch()
        corners = self.points[triangles]
        (ax, ay), (bx, by) = (corners[:, 1] - corners[:, 0]).T, (corners[:, 2] - corners[:, 0]).T
        seen = ax * by - ay * bx < 0  # rows go down: counter-clockwise from outside has a negative area
        width = float(np.linalg.norm(self.points[234] - self.points[454]))
        if width < 12:
            return
        right = self.points[triangles].mean(axis=1)[:, 0] < self.points[6, 0]
        for side in (right, ~right):
            chosen = seen & side
            if chosen.any():
                self._one(picture, light, corners[chosen], weights[chosen], width)

    def _one(self, picture: Picture, light: Light, corners: Floats, weights: Floats, width: float) -> None:
        crop = Crop.around(corners.reshape(-1, 2), 0.06 * width, picture.shape)
        if crop is None:
            return
        parts = np.einsum("pck,mkx->mpcx", _parts(), crop.within(corners))
        mask = np.zeros((crop.height, crop.width), np.uint8)
        fixed = np.round(parts.reshape(-1, 3, 2) * 16).astype(np.int32)
        levels = np.round(weights.reshape(-1) * 255).astype(int)
        for triangle, level in zip(fixed, levels.tolist(), strict=True):
            if level > 2:
                cv2.fillConvexPoly(mask, triangle, level, cv2.LINE_8, 4)
        patch = cv2.GaussianBlur(mask.astype(np.float32) / 255, (0, 0), 0.022 * width)
        oval = _inside(crop.within(self.points[list(_OVAL)]), mask.shape, width)
        soft = np.asarray(patch * oval, np.float32)
        if soft.max() < _LEAST:
            return
        here = picture[crop.part]
        lab = lab_of(here)
        share = (soft * self.blush.coverage)[..., None] * np.array([0.45, 1.0, 1.0], np.float32)
        target = (lit(self.blush.colour, light) + _on_skin(here, soft, self.blush.colour)) / 2
        put_lab(here, lab + (target - lab) * share, soft)


def _inside(outline: Floats, shape: tuple[int, ...], width: float) -> Floats:
    """float32 (h, w): 1 on the face, falling to 0 at its outline."""
    drawn = np.zeros(shape, np.float32)
    cv2.fillPoly(drawn, [np.round(outline * 16).astype(np.int32)], 1.0, cv2.LINE_8, 4)
    soft = cv2.blur(drawn, (2 * int(0.02 * width) + 3,) * 2, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(np.clip(2 * soft - 1, 0, 1), np.float32)


# Light that skin throws back, linear RGB (the middle of what people have).
_SKIN = linear((198, 150, 124))


def _on_skin(here: Picture, soft: Floats, colour: Colour) -> Floats:
    """float32 (3,): Lab of the colour as this skin's own brightness and tone tell, whatever the light: what it throws
    back against usual skin. A powder lets skin through, so that the pigment alone is only half of how it looks."""
    cheek = ((here[soft > 0.5 * float(soft.max())].astype(np.float32) / 255) ** 2).mean(axis=0)[::-1]
    shown = np.sqrt(np.clip(cheek * (linear(colour) / _SKIN), 0, 1))
    return np.asarray(lab_of(np.asarray(shown[None, None, ::-1] * 255 + 0.5, np.uint8))[0, 0], np.float32)
