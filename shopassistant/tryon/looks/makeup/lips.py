"""Lipstick: on the lips of the mesh and not into the mouth, with the lip's own wrinkles and light, matt to wet."""

from dataclasses import dataclass

import cv2
import numpy as np

from shopassistant.tryon.looks.kinds import Lipstick
from shopassistant.tryon.looks.makeup.tone import Crop, Floats, Picture, lab_of, lit, put_lab
from shopassistant.tryon.render.light import Light

# Landmarks along the lips from the wearer's right corner to the left one: outer edges, then those at the mouth.
UPPER, LOWER = (
    (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291),
    (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291),
)
UPPER_INNER, LOWER_INNER = (
    (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308),
    (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308),
)
# How far the surface turns away at the corners of the mouth, as a slope.
_ROUND = 0.75
_SHIFT = 4  # of OpenCV's fixed-point polygons: sixteenths of a pixel


@dataclass(frozen=True, slots=True, eq=False)
class LipLayer:
    """Lipstick on one face.

    Attributes:
        points: float32 (n >= 468, 2), landmarks in pixels.
        lipstick: what is put on.
    """

    points: Floats
    lipstick: Lipstick

    def paint(self, picture: Picture, light: Light) -> None:
        """Change the lips of `picture`, uint8 (h, w, 3) BGR, in place."""
        outer = self.points[[*UPPER, *LOWER]]
        width = float(np.linalg.norm(self.points[61] - self.points[291]))
        crop = Crop.around(outer, 0.08 * width + 2, picture.shape)
        if crop is None or width < 6:
            return
        lips = crop.within(self.points)
        upper, lower = _mask(lips, UPPER, UPPER_INNER, crop), _mask(lips, LOWER, LOWER_INNER, crop)
        mask = np.maximum(upper, lower)
        if mask.max() < 0.5:
            return
        here = picture[crop.part]
        lab = lab_of(here)
        lip = _not_mouth(lab, mask, lips, width)
        mask *= lip
        worn = _covered(lab, mask, lit(self.lipstick.colour, light), self.lipstick.coverage)
        if self.lipstick.gloss > 0.05:
            shine = np.maximum(_shine(upper, light, width), _shine(lower, light, width))
            worn[..., 0] += self.lipstick.gloss * (100 - worn[..., 0]) * _broken(shine, lab, mask)
        # Less at the very edge, as a lip has none.
        soft = cv2.GaussianBlur(mask, (0, 0), max(0.5, 0.012 * width)) * np.minimum(mask * 3, 1) * lip
        put_lab(here, lab + (worn - lab) * soft[..., None], soft)


def _mask(lips: Floats, outer: tuple[int, ...], inner: tuple[int, ...], crop: Crop) -> Floats:
    """float32 (h, w), 0 to 1: one lip."""
    line = np.vstack([_curve(lips[list(outer)]), _curve(lips[list(inner)])[::-1]])
    drawn = np.zeros((crop.height, crop.width), np.uint8)
    fixed = np.round(line * (1 << _SHIFT)).astype(np.int32)
    cv2.fillPoly(drawn, [fixed], 255, cv2.LINE_AA, _SHIFT)
    return np.asarray(drawn.astype(np.float32) / 255, np.float32)


def _curve(points: Floats, per_part: int = 5) -> Floats:
    """float32 (m, 2): a smooth line through the points (Catmull and Rom, 1974); corners stay at the ends."""
    before = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    p0, p1, p2, p3 = before[:-3, None], before[1:-2, None], before[2:-1, None], before[3:, None]
    t = np.linspace(0, 1, per_part, endpoint=False)[None, :, None]
    found = 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
    return np.vstack([found.reshape(-1, 2), points[-1:]]).astype(np.float32)


def _not_mouth(lab: Floats, mask: Floats, lips: Floats, width: float) -> Floats:
    """float32 (h, w): near the mouth's edge, less where teeth or the dark behind them are: landmarks are a pixel or two
    off there, and nothing looks less like lipstick than some on a tooth."""
    line = np.vstack([lips[list(UPPER_INNER)], lips[list(LOWER_INNER)][::-1]])
    edge = np.zeros(mask.shape, np.uint8)
    cv2.polylines(edge, [np.round(line * 16).astype(np.int32)], True, 255, max(2, round(0.05 * width)), 8, _SHIFT)
    lip = mask > 0.9
    if lip.sum() < 20:
        return np.ones_like(mask)
    light, red = np.median(lab[lip][:, 0]), np.median(lab[lip][:, 1])
    if red < 8:  # a picture without colour tells lips and teeth apart by nothing
        return np.ones_like(mask)
    is_red = np.clip((lab[..., 1] - 0.35 * red) / (0.25 * red), 0, 1)
    is_light = np.clip((lab[..., 0] - 0.40 * light) / (0.20 * light), 0, 1)
    open_mm = np.linalg.norm(lips[13] - lips[14]) / width
    near = edge.astype(np.float32) / 255 * np.clip((open_mm - 0.03) / 0.05, 0, 1)
    return np.asarray(1 - near * (1 - is_red * is_light), np.float32)


def _covered(lab: Floats, mask: Floats, target: Floats, coverage: float) -> Floats:
    """The lips' Lab under the colour: its lightness and hue, their structure, scaled as darker things have less."""
    lip = mask > 0.7
    middle = np.median(lab[lip], axis=0) if lip.any() else np.median(lab.reshape(-1, 3), axis=0)
    goal = middle + coverage * (target - middle)
    found = goal + (lab - middle) * np.array([1.0, 1 - 0.6 * coverage, 1 - 0.6 * coverage], np.float32)
    ratio = np.clip(lab[..., 0] / max(float(middle[0]), 8.0), 0.2, 2.2)
    found[..., 0] = goal[0] * ratio**0.9
    found[..., 0] = np.clip(found[..., 0], 0, 98)
    return np.asarray(found, np.float32)


def _shine(lip: Floats, light: Light, width: float) -> Floats:
    """float32 (h, w), 0 to 1: where a moist lip mirrors the light: it bulges between its edges."""
    inside = (lip > 0.5).astype(np.uint8)
    far = cv2.distanceTransform(inside, cv2.DIST_L2, 3)
    most = float(far.max())
    if most < 1.5:
        return np.zeros_like(lip)
    bulge = cv2.GaussianBlur(np.sqrt(np.clip(1 - (1 - far / most) ** 2, 0, 1)), (0, 0), max(0.6, most * 0.25)) * most
    across, down = (cv2.Sobel(bulge, cv2.CV_32F, dx, dy, ksize=3, scale=0.125) for dx, dy in ((1, 0), (0, 1)))
    half = np.asarray(light.towards, np.float32) + np.array([0, 0, 1], np.float32)
    half /= np.linalg.norm(half)
    # A mouth is round from corner to corner, too.
    columns = np.flatnonzero(inside.any(axis=0))
    round_ = np.linspace(-1, 1, len(columns), dtype=np.float32) * _ROUND
    across[:, columns[0] : columns[-1] + 1] -= np.interp(np.arange(columns[0], columns[-1] + 1), columns, round_)
    facing = (-across * half[0] + down * half[1] + half[2]) / np.sqrt(across**2 + down**2 + 1)
    return np.asarray(np.clip(facing, 0, 1) ** 34 * inside, np.float32)


def _broken(shine: Floats, lab: Floats, mask: Floats) -> Floats:
    """The same as lips break it up: along their fine lines, and stronger where they shine already."""
    fine = lab[..., 0] - cv2.GaussianBlur(lab[..., 0], (0, 0), 3.0)
    lip = mask > 0.7
    spread = float(fine[lip].std()) if lip.any() else 1.0
    rough = np.clip(0.62 + 0.38 * fine / max(spread, 0.6), 0, 1.4)
    return np.asarray(np.clip(0.62 * shine * rough, 0, 0.85), np.float32)
