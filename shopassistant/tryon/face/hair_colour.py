"""Which pixels of a head are hair, by colour alone; see `face.hair` for what that is good for and where it fails.

The work is cut into steps of about a millisecond, so that a mirror can spread them over its frames.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]
Found = TypeVar("Found")

# The face's outline, from the middle of the forehead over the wearer's left temple around.
OUTLINE = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150,
    136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
_CHEEKS = (
    50, 280, 205, 425, 101, 330, 4, 5, 195, 197, 36, 266, 187, 411, 142, 371, 126, 355, 129, 358, 203, 423, 199, 9,
)  # fmt: skip
# What a colour strays at least, in Lab; skin also gets much darker in the shade of hair, without changing its hue.
_STRAYS, _SKIN_STRAYS = (6.0, 2.5, 2.5), (15.0, 2.5, 2.5)
# The upper half of the outline, where hair grows.
_HAIRLINE = (356, 389, 251, 284, 332, 297, 338, 10, 109, 67, 103, 54, 21, 162, 127)
_BROWS_AND_EYES = (
    (70, 63, 105, 66, 107, 55, 193, 122, 196, 114, 121, 230, 229, 228, 31, 35, 143, 156),
    (300, 293, 334, 296, 336, 285, 417, 351, 419, 343, 350, 450, 449, 448, 261, 265, 372, 383),
)
# Hair differs so much from skin and background; what is as bright as skin may be a forehead, and must differ more.
_UNLIKE, _DARKER = 5.0, 14.0


def hair_share(small: Picture, at: Floats) -> Floats | None:
    """float32 (h, w), 0 to 1: how surely each pixel is hair; None where none was found.

    Args:
        small: uint8 (h, w, 3), BGR, a head. at: float32 (478, 2), landmarks, pixels of it.
    """
    return finished(hair_share_in_steps(small, at))


def finished(steps: Generator[None, None, Found]) -> Found:
    """What work in steps comes to."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Found = end.value
            return found


def hair_share_in_steps(small: Picture, at: Floats) -> Generator[None, None, Floats | None]:
    """`hair_share`, a step at a time."""
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (3, 3), 0), cv2.COLOR_BGR2LAB).astype(np.float32)
    lab[..., 0] *= 0.6  # light and shade matter less than hue
    middle = at[list(OUTLINE)].mean(axis=0)
    width = face_width(at)
    skin = _Colours.learnt(_under(lab, at[list(_CHEEKS)]), 1, _SKIN_STRAYS)
    yield
    behind = _Colours.learnt(_beside_head(lab, middle, width), 4)
    yield
    rim = at[list(_HAIRLINE)]
    way = (rim - middle) / np.maximum(np.linalg.norm(rim - middle, axis=1, keepdims=True), 1e-3)
    seeds = _under(lab, np.concatenate([rim + way * width * step for step in (0.05, 0.09, 0.13, 0.17)]))
    unlike = np.where(seeds[:, 0] < skin.middles[0, 0] - _DARKER, _UNLIKE, 2 * _UNLIKE)
    likely = (skin.distance(seeds) > unlike) & (behind.distance(seeds) > _UNLIKE)
    if likely.sum() < 8:
        return None
    hair = _Colours.learnt(seeds[likely], 3)
    yield
    flat = lab.reshape(-1, 3)
    away = hair.distance(flat)
    yield
    apart = np.minimum(skin.distance(flat), behind.distance(flat)) - away
    yield
    found = np.clip(0.5 + apart / 6, 0, 1).reshape(lab.shape[:2]).astype(np.float32)
    found *= _head_region(found.shape, at, middle, width)
    return np.asarray(_grown_from_hairline(found, rim + way * width * 0.08), np.float32)


@dataclass(frozen=True, slots=True, repr=False)
class _Colours:
    """A few colours that something has, each with how far it strays."""

    middles: Floats
    spreads: Floats

    @classmethod
    def learnt(cls, samples: Floats, count: int, least: tuple[float, float, float] = _STRAYS) -> "_Colours":
        samples = np.ascontiguousarray(samples, np.float32)
        count = max(min(count, len(samples) // 6), 1)
        stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 8, 1.0)
        cv2.setRNGSeed(7)
        _, labels, middles = cv2.kmeans(samples, count, None, stop, 1, cv2.KMEANS_PP_CENTERS)  # type: ignore[call-overload]
        spreads = [
            np.maximum(np.abs(samples[labels[:, 0] == one] - middles[one]).mean(axis=0) * 1.25, least)
            for one in range(count)
        ]
        return cls(np.asarray(middles, np.float32), np.array(spreads, np.float32))

    def distance(self, colours: Floats) -> Floats:
        """float32 (n,): of colours, float32 (n, 3), to the nearest of them, in its own spreads."""
        planes = np.ascontiguousarray(colours.T)
        found = np.full(len(colours), np.inf, np.float32)
        for middle, spread in zip(self.middles, self.spreads, strict=True):
            far = np.zeros_like(found)
            for plane, place, wide in zip(planes, middle, spread, strict=True):
                off = (plane - place) * np.float32(1 / wide)
                far += off * off
            np.minimum(found, far, out=found)
        return np.asarray(np.sqrt(found) * 1.6, np.float32)


def _under(lab: Floats, at: Floats) -> Floats:
    """float32 (n, 3): colours under points inside the picture."""
    x, y = np.round(at).astype(int).T
    inside = (x >= 0) & (y >= 0) & (x < lab.shape[1]) & (y < lab.shape[0])
    return lab[y[inside], x[inside]] if inside.sum() >= 4 else lab[::8, ::8].reshape(-1, 3)


def _beside_head(lab: Floats, middle: Floats, width: float) -> Floats:
    """Colours from what is surely not the head: the crop's edges at its sides and above."""
    rows = max(int(middle[1] + 0.3 * width), 4)
    edge = 3
    parts = [lab[:rows:2, :edge], lab[:rows:2, -edge:], lab[:edge, ::2]]
    return np.concatenate([part.reshape(-1, 3) for part in parts])


def face_width(at: Floats) -> float:
    """Pixels from temple to temple of the same face if it looked into the camera: a turned one is as tall as ever."""
    across, tall = (float(np.linalg.norm(at[a] - at[b])) for a, b in ((234, 454), (10, 152)))
    return max(across, 0.8 * tall)


def _head_region(shape: tuple[int, ...], at: Floats, middle: Floats, width: float) -> Floats:
    """Where hair can be: around the head, and on the face only above the eyes."""
    region = np.zeros(shape, np.uint8)
    # The skull lies behind the face: to the side that a head shows as it turns away.
    aside = 0.8 * ((at[234] + at[454]) / 2 - at[4])[0]
    crown = middle + np.array([aside, -0.28 * width])
    cv2.ellipse(region, _whole(crown), _whole((0.92 * width, 1.25 * width)), 0, 0, 360, 255, -1)
    below = np.array([at[index] for index in (454, *OUTLINE[8:29], 234)]).astype(np.int32)
    cv2.fillPoly(region, [below], 0)
    for part in _BROWS_AND_EYES:
        cv2.fillPoly(region, [cv2.convexHull(at[list(part)].astype(np.int32))], 0)
    return np.asarray(region, np.float32) / np.float32(255)


def _whole(pair: NDArray[np.floating] | tuple[float, float]) -> tuple[int, int]:
    return int(pair[0]), int(pair[1])


def _grown_from_hairline(found: Floats, seeds: Floats) -> Floats:
    """Only what hangs together with the hair line is hair; its border is soft."""
    sure = (found > 0.5).astype(np.uint8)
    opened = cv2.morphologyEx(sure, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    count, labels = cv2.connectedComponents(opened)
    x, y = np.round(seeds).astype(int).T
    inside = (x >= 0) & (y >= 0) & (x < found.shape[1]) & (y < found.shape[0])
    kept = np.zeros(count, np.uint8)
    kept[labels[y[inside], x[inside]]] = 1
    kept[0] = 0
    mask = cv2.morphologyEx(kept[labels], cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7)))
    return np.asarray(cv2.GaussianBlur(mask.astype(np.float32), (3, 3), 0), np.float32)
