"""Hair that lies before what is worn: a fringe over a rim, hair over the ears that covers the temples.

No model was trained for this. Hair is told from skin and background by colour, learnt from each face anew: skin from
the cheeks and nose, background from beside and above the head, hair from just outside the face's outline, where it is
neither. It fails where hair, skin and background are of one colour (then nothing lies in front), and knows nothing of
single strands. A segmentation network could take the place of `hair_share`.
"""

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]
Mask = NDArray[np.uint8]

# The face's outline, from the middle of the forehead over the wearer's left temple around.
OUTLINE = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150,
    136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
_CHEEKS = (
    50,
    280,
    205,
    425,
    101,
    330,
    4,
    5,
    195,
    197,
    36,
    266,
    187,
    411,
    142,
    371,
    126,
    355,
    129,
    358,
    203,
    423,
    199,
    9,
)
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
# Between the brows and the eyes' lower lids, from outer corner to outer corner.
_BEFORE_EYES = (46, 53, 52, 65, 55, 285, 295, 282, 283, 276, 263, 374, 386, 362, 133, 159, 145, 33)
_ACROSS = 104
_LEAST_FACE_PX = 40
_AGAIN_MS = 450
_ANCHORS = (10, 152, 127, 356, 168, 4, 162, 389)


@dataclass(frozen=True, slots=True, eq=False)
class Masks:
    """uint8 (h, w) of the picture, 255 where hair is; None where there is none.

    Attributes:
        fringe: before everything worn. beside: before what lies behind the front of a face: temples, not rims.
    """

    fringe: Mask | None
    beside: Mask | None


@dataclass(frozen=True, slots=True, eq=False)
class Hair:
    """Where hair lies before what is worn, as it was in one picture.

    Attributes:
        share: uint8 (h, w, 2), 0 to 255, small: of a fringe that hangs before the eyes, and of hair beside the face.
        anchors: float32 (k, 2), points of the face in its pixels.
        covers_ears: whether hair lies over the wearer's right and left ear.
    """

    share: Mask
    anchors: Floats
    covers_ears: tuple[bool, bool]

    def masks(self, face_points: Floats, height: int, width: int) -> Masks:
        """The same hair, moved along with the face since."""
        moved, _ = cv2.estimateAffinePartial2D(self.anchors, face_points[list(_ANCHORS)], method=cv2.LMEDS)
        found = np.zeros((2, height, width), np.uint8)
        if moved is None:
            return Masks(None, None)
        rows, columns = self.share.shape[:2]
        placed = np.array([[0, 0], [columns, 0], [0, rows], [columns, rows]]) @ moved[:, :2].T + moved[:, 2]
        left, top = np.clip(np.floor(placed.min(axis=0)), 0, (width, height)).astype(int)
        right, bottom = np.clip(np.ceil(placed.max(axis=0)), 0, (width, height)).astype(int)
        if right <= left or bottom <= top:
            return Masks(None, None)
        shifted, size = moved - np.array([[0, 0, left], [0, 0, top]]), (int(right - left), int(bottom - top))
        for place in (0, 1):
            layer = np.ascontiguousarray(self.share[..., place])
            if layer.any():
                found[place, top:bottom, left:right] = cv2.warpAffine(layer, shifted, size, flags=cv2.INTER_LINEAR)
        fringe, beside = (layer if layer.any() else None for layer in self.share.transpose(2, 0, 1))
        return Masks(None if fringe is None else found[0], None if beside is None else found[1])


@dataclass
class HairSeer:
    """Looks for hair now and then, and moves along with the face what was found."""

    _found: Hair | None = field(default=None, init=False)
    _at_ms: int = field(default=-_AGAIN_MS, init=False)

    def masks(self, picture: Picture, face_points: Floats, at_ms: int) -> Masks:
        """Where hair lies before what is worn; nowhere if the face is too small to tell.

        Args:
            picture: uint8 (h, w, 3), BGR. face_points: float32 (478, 2), pixels. at_ms: when it was taken.
        """
        if self._at_ms > at_ms or at_ms - self._at_ms >= _AGAIN_MS:
            self._found, self._at_ms = hair_before(picture, face_points), at_ms
        return Masks(None, None) if self._found is None else self._found.masks(face_points, *picture.shape[:2])

    def wipe(self) -> None:
        """Overwrite what was found of the last face."""
        if self._found is not None:
            self._found.share[:] = 0
            self._found.anchors[:] = 0
        self._found, self._at_ms = None, -_AGAIN_MS


def hair_before(picture: Picture, face_points: Floats) -> Hair | None:
    """Hair that lies before what is worn; None where there is none, or the face is too small to tell."""
    crop = _cropped(picture, face_points)
    if crop is None:
        return None
    small, at, width = crop
    share = hair_share(small, at)
    if share is None:
        return None
    ears = _covered_ears(share, at, width)
    layers = np.dstack([share * _before_eyes(share.shape, at), share * _over_ears(share.shape, at, ears)])
    if layers.max() < 0.5:
        return None
    return Hair((layers * 255).astype(np.uint8), at[list(_ANCHORS)].astype(np.float32), ears)


def hair_share(small: Picture, at: Floats) -> Floats | None:
    """float32 (h, w), 0 to 1: how surely each pixel is hair; None where none was found.

    Args:
        small: uint8 (h, w, 3), BGR, a head. at: float32 (478, 2), landmarks, pixels of it.
    """
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (3, 3), 0), cv2.COLOR_BGR2LAB).astype(np.float32)
    lab[..., 0] *= 0.6  # light and shade matter less than hue
    middle = at[list(OUTLINE)].mean(axis=0)
    width = float(np.linalg.norm(at[234] - at[454]))
    skin = _Colours.learnt(_under(lab, at[list(_CHEEKS)]), 1, _SKIN_STRAYS)
    behind = _Colours.learnt(_beside_head(lab, at, middle, width), 4)
    rim = at[list(_HAIRLINE)]
    way = (rim - middle) / np.maximum(np.linalg.norm(rim - middle, axis=1, keepdims=True), 1e-3)
    seeds = _under(lab, np.concatenate([rim + way * width * step for step in (0.05, 0.09, 0.13, 0.17)]))
    unlike = np.where(seeds[:, 0] < skin.middles[0, 0] - _DARKER, _UNLIKE, 2 * _UNLIKE)
    likely = (skin.distance(seeds) > unlike) & (behind.distance(seeds) > _UNLIKE)
    if likely.sum() < 8:
        return None
    hair = _Colours.learnt(seeds[likely], 3)
    flat = lab.reshape(-1, 3)
    apart = np.minimum(skin.distance(flat), behind.distance(flat)) - hair.distance(flat)
    found = np.clip(0.5 + apart / 6, 0, 1).reshape(lab.shape[:2]).astype(np.float32)
    found *= _head_region(found.shape, at, middle, width)
    return np.asarray(_grown_from_hairline(found, rim + way * width * 0.08), np.float32)


@dataclass(frozen=True, slots=True)
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
        """float32 (n,): to the nearest of them, in its own spreads, squared and even at the far end."""
        found = np.full(len(colours), np.inf, np.float32)
        for middle, spread in zip(self.middles, self.spreads, strict=True):
            off = (colours - middle) / spread
            np.minimum(found, np.einsum("ij,ij->i", off, off), out=found)
        return np.asarray(np.sqrt(found) * 1.6, np.float32)


def _cropped(picture: Picture, points: Floats) -> tuple[Picture, Floats, float] | None:
    """The head, small; the landmarks in its pixels; the width of the face in them."""
    low, high = points.min(axis=0), points.max(axis=0)
    wide, tall = high - low
    if wide < _LEAST_FACE_PX:
        return None
    left, top = np.maximum((low - np.array([0.55 * wide, 0.75 * tall])).astype(int), 0)
    right, bottom = np.minimum((high + np.array([0.55 * wide, 0.35 * tall])).astype(int), picture.shape[1::-1])
    if right - left < 8 or bottom - top < 8:
        return None
    scale = _ACROSS / float(right - left)
    size = (_ACROSS, max(int((bottom - top) * scale), 8))
    small = cv2.resize(picture[top:bottom, left:right], size, interpolation=cv2.INTER_AREA)
    at = ((points - [left, top]) * scale).astype(np.float32)
    return np.asarray(small, np.uint8), at, float(wide * scale)


def _under(lab: Floats, at: Floats) -> Floats:
    """float32 (n, 3): colours under points inside the picture."""
    x, y = np.round(at).astype(int).T
    inside = (x >= 0) & (y >= 0) & (x < lab.shape[1]) & (y < lab.shape[0])
    return lab[y[inside], x[inside]] if inside.sum() >= 4 else lab[::8, ::8].reshape(-1, 3)


def _beside_head(lab: Floats, at: Floats, middle: Floats, width: float) -> Floats:
    """Colours from what is surely not the head: the crop's edges at its sides and above."""
    rows = max(int(middle[1] + 0.3 * width), 4)
    edge = 3
    parts = [lab[:rows:2, :edge], lab[:rows:2, -edge:], lab[:edge, ::2]]
    return np.concatenate([part.reshape(-1, 3) for part in parts])


def _head_region(shape: tuple[int, ...], at: Floats, middle: Floats, width: float) -> Floats:
    """Where hair can be: around the head, and on the face only above the eyes."""
    region = np.zeros(shape, np.uint8)
    crown = middle - np.array([0, 0.28 * width])
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


def _covered_ears(share: Floats, at: Floats, width: float) -> tuple[bool, bool]:
    """Whether hair lies where the ears are: beside the outline, from the eyes down to the upper lip."""
    found = []
    down = (at[2] - at[168]) / max(float(np.linalg.norm(at[2] - at[168])), 1e-3)
    for rim, inner in ((234, 454), (454, 234)):
        out = at[rim] - at[inner]
        out = out / max(float(np.linalg.norm(out)), 1e-3)
        spots = np.array(
            [at[rim] + width * (a * out + b * down) for a in (0.02, 0.05, 0.08) for b in (0.02, 0.1, 0.18)]
        )
        x, y = np.round(spots).astype(int).T
        inside = (x >= 0) & (y >= 0) & (x < share.shape[1]) & (y < share.shape[0])
        found.append(bool(inside.any() and (share[y[inside], x[inside]] > 0.5).mean() > 0.55))
    return found[0], found[1]


def _before_eyes(shape: tuple[int, ...], at: Floats) -> Floats:
    """Below the brows, between the eyes' outer corners: a fringe so long hangs over rims; a shorter one lies behind."""
    eyes = np.zeros(shape, np.uint8)
    cv2.fillPoly(eyes, [at[list(_BEFORE_EYES)].astype(np.int32)], 255)
    return np.asarray(cv2.GaussianBlur(eyes.astype(np.float32) / 255, (3, 3), 0), np.float32)


def _over_ears(shape: tuple[int, ...], at: Floats, ears: tuple[bool, bool]) -> Floats:
    """Hair beside the face where it covers the ear; where it does not, temples go over it."""
    first, second = ears if at[234, 0] < at[454, 0] else ears[::-1]
    beside = np.where(np.arange(shape[1])[None] < float(at[168, 0]), float(first), float(second))
    return np.broadcast_to(beside, shape).astype(np.float32)
