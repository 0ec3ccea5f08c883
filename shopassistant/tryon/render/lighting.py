"""Where the light on a face comes from, its colour and how bright it is, read from the skin itself.

A face is its own light probe: its shape is known, and its skin is of nearly one colour. The brightness of skin at
points whose normals are known is fitted by an even part and one that grows with the normal towards the light (the first
two orders of spherical harmonics: Ramamoorthi and Hanrahan, SIGGRAPH 2001), by least squares that weigh outliers (hair,
glasses already worn, shine) down (Huber, 1964). The colour is that of the eyes' whites, which differ between people far
less than skin does, drawn towards grey as they are few pixels; where they cannot be seen, the skin's own colour tells
a part.
"""

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.canonical import LEFT_IRIS, RIGHT_IRIS, canonical_face
from shopassistant.tryon.face.shrinking import shrunk
from shopassistant.tryon.forget import overwrite
from shopassistant.tryon.render.light import Light

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]

# A face is looked at in so many pixels across: what is finer is pores and noise.
_ACROSS = 96
# What average skin, and the white of an eye, throw back of full light; linear.
_SKIN, _WHITE = 0.30, 0.46
# Average skin's colour, linear RGB by its green. People's own tones differ by about as much as rooms' light does, so a
# face without visible whites tells less than half of the light's colour.
_SKIN_TONE = np.array([1.60, 1.0, 0.62], np.float32)
_LEAST_FACING = 0.25
_RIDGE = 1.0
_ROUNDS = 4
_AGAIN_MS, _EASE = 250, 0.35


def light_of(picture: Picture, face_points: Floats, rotation: NDArray[np.float64]) -> Light:
    """The light on a face.

    Args:
        picture: uint8 (h, w, 3), BGR. face_points: float32 (478, 2), its landmarks, pixels.
        rotation: float64 (3, 3), of the head, see `Pose`.
    """
    return _light_in(*_cut(picture, face_points), rotation)


def _light_in(crop: Picture, face_points: Floats, rotation: NDArray[np.float64]) -> Light:
    """The light on a face in a picture of that alone, with its landmarks in its pixels."""
    small, scale = _small(crop)
    at = np.asarray(face_points * scale, np.float32)
    skin = _skin()
    normals = _normals()[skin] @ rotation.T
    faces = normals[:, 2] > _LEAST_FACING
    seen = _sampled(small, at[skin[faces]])
    bright = seen @ np.array([0.07, 0.72, 0.21], np.float32)
    even, slope = _fitted(normals[faces], bright)
    whites = _whites(small, at)
    colour, level = _colour_and_level(whites, np.median(seen, axis=0), float(np.median(bright)))
    strength = float(np.linalg.norm(slope))
    towards = slope / max(strength, 1e-6)
    # A slope that hardly stands out from an even light tells no direction: then it comes from above and before.
    sure = min(strength / max(0.35 * even, 1e-6), 1.0)
    towards = sure * towards + (1 - sure) * _FROM_ABOVE
    towards[2] = max(towards[2], 0.45 * np.linalg.norm(towards[:2]))
    towards /= np.linalg.norm(towards)
    ambient = float(np.clip(even / (even + strength), 0.35, 0.85)) if even > 0 else 0.5
    return Light(towards.astype(np.float32), colour, ambient, level)


@dataclass
class LightSeer:
    """The light on one face through a film: looked at now and then, followed softly, and told a frame later."""

    _light: Light | None = field(default=None, init=False)
    _at_ms: int = field(default=0, init=False)
    _asked: tuple[Picture, Floats, NDArray[np.float64]] | None = field(default=None, init=False)

    def think(self) -> None:
        """Look at what the last frame showed, if it is time; `light` does it where nobody did."""
        if self._asked is None or self._light is None:
            return
        self._light = eased(self._light, _light_in(*self._asked), _EASE)
        self._forget_asked()

    def light(self, picture: Picture, face_points: Floats, rotation: NDArray[np.float64], at_ms: int) -> Light:
        """The light now; see `light_of`."""
        self.think()
        if self._light is None:
            self._light, self._at_ms = light_of(picture, face_points, rotation), at_ms
        elif not 0 <= at_ms - self._at_ms < _AGAIN_MS:
            crop, at = _cut(picture, face_points)
            self._asked, self._at_ms = (crop.copy(), at, rotation), at_ms  # made small when there is time
        return self._light

    def forget(self) -> None:
        """Another face comes: overwrite what is kept of this one."""
        self._light = None
        self._forget_asked()

    def _forget_asked(self) -> None:
        if self._asked is not None:
            for kept in self._asked[:2]:
                overwrite(kept)
        self._asked = None


def eased(before: Light, now: Light, share: float) -> Light:
    """`before`, moved by a share of the way towards `now`: light does not flicker with a fit's noise."""
    towards = before.towards + share * (now.towards - before.towards)
    return Light(
        (towards / np.linalg.norm(towards)).astype(np.float32),
        (before.colour + share * (now.colour - before.colour)).astype(np.float32),
        before.ambient + share * (now.ambient - before.ambient), before.level + share * (now.level - before.level),
    )  # fmt: skip


_FROM_ABOVE = np.array([0.0, 0.50, 0.87])


def _cut(picture: Picture, face_points: Floats) -> tuple[Picture, Floats]:
    """The face's part of a picture, which it shares, and the landmarks in its pixels."""
    points, extent = face_points[:468], np.array(picture.shape[1::-1])
    # A face may be out of the picture altogether; then its edge is what there is.
    low = np.clip(np.floor(points.min(axis=0)), 0, extent - 2).astype(int)
    high = np.clip(np.ceil(points.max(axis=0)) + 1, low + 2, extent).astype(int)
    crop = picture[low[1] : high[1], low[0] : high[0]]
    return crop, np.asarray(face_points - low.astype(np.float32), np.float32)


def _small(crop: Picture) -> tuple[Floats, float]:
    """A picture small and linear, and the pixels of that per pixel."""
    scale = min(_ACROSS / max(crop.shape[1], 1), 1.0)
    size = (max(round(crop.shape[1] * scale), 2), max(round(crop.shape[0] * scale), 2))
    small = shrunk(crop, size).astype(np.float32) / 255
    return np.asarray(small * small, np.float32), float(scale)


def _sampled(small: Floats, at: Floats) -> Floats:
    """float32 (n, 3), BGR, of the pixels under points; those outside take the nearest."""
    x = np.clip(at[:, 0], 0, small.shape[1] - 1).astype(int)
    y = np.clip(at[:, 1], 0, small.shape[0] - 1).astype(int)
    return np.asarray(small[y, x], np.float32)


def _fitted(normals: NDArray[np.float64], bright: Floats) -> tuple[float, NDArray[np.float64]]:
    """The even part, and how much brighter skin is for each unit of its normal."""
    if len(bright) < 12:
        return 1.0, np.zeros(3)
    made = np.column_stack([np.ones(len(normals)), normals])
    ridge = np.diag([0.0, _RIDGE, _RIDGE, 2 * _RIDGE])
    weight = np.ones(len(bright))
    found: NDArray[np.float64] = np.zeros(4)
    for _ in range(_ROUNDS):
        square, right = made.T @ (made * weight[:, None]) + ridge, made.T @ (weight * bright)
        found = np.asarray(np.linalg.solve(square, right), np.float64)
        off = np.abs(bright - made @ found)
        usual = 1.4826 * np.median(off) + 1e-6
        weight = np.minimum(1, 1.345 * usual / np.maximum(off, 1e-9))
    return float(max(found[0], 0.0)), found[1:]


def _whites(small: Floats, at: Floats) -> Floats:
    """float32 (k, 3), BGR: between iris and corner of each eye the brightest pixel, where an eye is large enough."""
    found = []
    for iris, corners in ((RIGHT_IRIS, (33, 133)), (LEFT_IRIS, (362, 263))):
        radius = float(np.linalg.norm(at[iris + 1] - at[iris + 3])) / 2
        for corner in corners:
            way = at[corner] - at[iris]
            gap = float(np.linalg.norm(way)) - radius
            if gap < 1.5:
                continue
            shares = (radius + gap * np.array([0.3, 0.45, 0.6])) / (radius + gap)
            spots = _sampled(small, at[iris] + shares[:, None] * way)
            found.append(spots[spots.sum(axis=1).argmax()])
    return np.array(found, np.float32).reshape(-1, 3)


def _colour_and_level(whites: Floats, tone: Floats, skin: float) -> tuple[Floats, float]:
    """Colour (RGB, about 1) and level; `tone` is the skin's median, BGR, and `skin` how bright that is."""
    level = skin / _SKIN
    seen = tone[::-1] / max(float(tone[1]), 1e-4)
    colour = np.clip(seen / _SKIN_TONE, 0.6, 1.7) ** 0.4
    if len(whites) >= 2:
        white = np.median(whites, axis=0)
        bright = float(white.mean())
        if bright > 1.05 * skin:  # lids and shade are no whites
            level = 0.35 * level + 0.65 * bright / _WHITE
            colour = np.clip(white[::-1] / max(bright, 1e-6), 0.6, 1.5) ** 0.5
    colour = colour / colour.mean()
    return np.asarray(colour, np.float32), float(np.clip(level, 0.35, 1.25))


@cache
def _normals() -> NDArray[np.float64]:
    """Of the average face, out of it."""
    face = canonical_face()
    a, b, c = (face.points[face.triangles[:, corner]] for corner in range(3))
    flat = np.cross(b - a, c - a)
    found = np.zeros_like(face.points)
    for corner in range(3):
        np.add.at(found, face.triangles[:, corner], flat)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    # The model's triangles all go the same way round; the tip of the nose tells which.
    return found if found[4, 2] > 0 else -found


@cache
def _skin() -> NDArray[np.intp]:
    """Points on bare skin: cheeks, nose, chin the middle of the forehead; not eyes, brows, lips or the hair line."""
    points = canonical_face().points
    x, y = np.abs(points[:, 0]), points[:, 1]
    eyes = (y > 12) & (y < 52) & (x > 8)
    lips = (y < -22) & (y > -56) & (x < 32)
    rim = (x > 62) | (y > 74) | (y < -78)
    return np.flatnonzero(~(eyes | lips | rim))
