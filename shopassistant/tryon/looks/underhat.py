"""Hair that a hat would press down is taken out of the picture, the background drawn on in its place."""

from collections.abc import Generator
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.hair_colour import OUTLINE, finished, hair_share_in_steps
from shopassistant.tryon.face.shrinking import shrunk
from shopassistant.tryon.looks.makeup.tone import Crop
from shopassistant.tryon.render.light import Light

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]

_ACROSS = 112
_AGAIN_MS = 450
_LEAST_FACE_PX = 40
_ANCHORS = (10, 152, 127, 356, 168, 4, 162, 389)
# Strands that the mask misses, pixels of the small picture; and over how much hair ends below the hat.
_STRANDS, _SOFT, _WIDENS = 9, 2.5, 0.8
_LEAST = 0.01


@dataclass
class UnderHat:
    """What is known of one person's hair; it is looked for now and then and moves with the face in between."""

    _found: tuple[Floats | None, Floats] | None = field(default=None, init=False)  # with the face's anchors then
    _looking: tuple[Generator[None, None, Floats | None], Floats] | None = field(default=None, init=False)
    _at_ms: int = field(default=0, init=False)

    def share(self, small: Picture, at: Floats, at_ms: int) -> Floats | None:
        """float32 (h, w), 0 to 1, of `small`: how surely each pixel is hair; None where none was found."""
        anchors = at[list(_ANCHORS)].copy()
        if self._found is None:
            self._found, self._at_ms = (finished(hair_share_in_steps(small, at)), anchors), at_ms
        elif self._looking is not None:
            self._step()
        elif not 0 <= at_ms - self._at_ms < _AGAIN_MS:
            self._looking, self._at_ms = (hair_share_in_steps(small.copy(), at.copy()), anchors), at_ms
        share, then = self._found
        if share is None:
            return None
        moved, _ = cv2.estimateAffinePartial2D(then, anchors, method=cv2.LMEDS)
        if moved is None:
            return None
        return np.asarray(cv2.warpAffine(share, moved, small.shape[1::-1]), np.float32)

    def _step(self) -> None:
        """A millisecond of looking anew; what was found counts until that is done."""
        if self._looking is None:
            return
        steps, anchors = self._looking
        try:
            next(steps)
        except StopIteration as end:
            self._found, self._looking = (end.value, anchors), None


@dataclass(frozen=True, slots=True, eq=False)
class HairLayer:
    """Takes the hair above a hat's edge out of one frame.

    Attributes:
        points: float32 (478, 2), landmarks in pixels. at_ms: when.
        right, left: float64 (2,), the ends of the hat's edge, pixels.
        skull: float32 (k, 2), points of the bare head's outline, pixels; inside of it is no background.
        known: of this person's hair.
    """

    points: Floats
    at_ms: int
    right: NDArray[np.float64]
    left: NDArray[np.float64]
    skull: Floats
    known: UnderHat

    def paint(self, picture: Picture, light: Light) -> None:
        """Change `picture`, uint8 (h, w, 3) BGR, in place."""
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        wide, tall = high - low
        room = np.array([[0.7 * wide, 0.85 * tall], [0.7 * wide, 0.2 * tall]], np.float32)
        around = np.stack([low - room[0], high + room[1]])
        crop = Crop.around(around, 0, picture.shape) if wide >= _LEAST_FACE_PX else None
        if crop is None or crop.width < 16 or crop.height < 16:
            return
        scale = _ACROSS / crop.width
        here = picture[crop.part]
        size = (_ACROSS, max(round(crop.height * scale), 8))
        small = shrunk(here, size)
        at = np.asarray(crop.within(self.points) * scale, np.float32)
        share = self.known.share(small, at, self.at_ms)
        if share is None:
            return
        above = self._above(crop, scale, small.shape)
        wisps = cv2.dilate(share, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_STRANDS, _STRANDS)))
        inside = np.zeros(small.shape[:2], np.uint8)
        skull = np.asarray(crop.within(self.skull) * scale, np.float32)
        cv2.fillConvexPoly(inside, cv2.convexHull(np.concatenate([at[list(OUTLINE)], skull]).astype(np.int32)), 1)
        inside = np.asarray(cv2.dilate(inside, np.ones((5, 3), np.uint8)), np.uint8)
        taken = cv2.GaussianBlur(wisps * above * (inside == 0), (0, 0), 0.7)
        if taken.max() < 0.5:
            return
        near = cv2.dilate(np.maximum(wisps, inside.astype(np.float32)), np.ones((3, 3), np.uint8))
        sure = ((near < 0.1) & (above > 0.5)).astype(np.float32)
        if sure.sum() < 0.02 * sure.size:  # nothing of the background is in sight
            return
        _put(here, drawn_on(small.astype(np.float32), sure), np.asarray(taken, np.float32))

    def _above(self, crop: Crop, scale: float, shape: tuple[int, ...]) -> Floats:
        """float32 (h, w) of the small picture: 1 above the hat's edge, 0 below."""
        ends = crop.within(np.stack([self.right, self.left]).astype(np.float32)) * scale
        half = max(float(np.linalg.norm(ends[1] - ends[0])) / 2, 1e-6)
        along, middle = (ends[1] - ends[0]) / (2 * half), ends.mean(axis=0)
        x, y = np.meshgrid(np.arange(shape[1], dtype=np.float32), np.arange(shape[0], dtype=np.float32))
        x, y = x - middle[0], y - middle[1]
        up = x * along[1] - y * along[0]
        # Just below a hat hair is still pressed to the head; it widens downward.
        beside = np.maximum(np.abs(x * along[0] + y * along[1]) - half, 0)
        return np.asarray(np.clip(0.5 + (up + _WIDENS * beside) / _SOFT, 0, 1), np.float32)


def _put(here: Picture, filled: Floats, taken: Floats) -> None:
    """Blend what was drawn on, small, into the crop: only where something is taken out, on each side by itself."""
    scale = taken.shape[1] / here.shape[1]
    small = np.clip(filled + 0.5, 0, 255).astype(np.uint8)
    half = taken.shape[1] // 2
    for first, last in ((0, half), (half, taken.shape[1])):
        rows, columns = np.nonzero(taken[:, first:last] > _LEAST)
        if not len(rows):
            continue
        left, right = np.clip(np.array([columns.min() + first - 1, columns.max() + first + 2]), first, last)
        spot = np.array([[left, max(rows.min() - 1, 0)], [right, rows.max() + 2]]) / scale
        (x0, y0), (x1, y1) = np.round(spot).astype(int)
        part = here[y0 : min(y1, here.shape[0]), x0 : min(x1, here.shape[1])]
        if not part.size:
            continue
        # Pixels lie in the middles of their squares, in the small picture as in the large one.
        back = np.array([[scale, 0, (x0 + 0.5) * scale - 0.5], [0, scale, (y0 + 0.5) * scale - 0.5]])
        size, how = (part.shape[1], part.shape[0]), cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        share = cv2.warpAffine(taken, back, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
        large = cv2.warpAffine(small, back, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
        part[:] = cv2.blendLinear(np.ascontiguousarray(part), large, 1 - share, share)


def drawn_on(picture: Floats, sure: Floats) -> Floats:
    """float32 (h, w, 3): what is sure, and between it what lies nearest around, ever more smoothly the farther it is
    (push and pull: Gortler and others, SIGGRAPH 1996, section 4).

    Args:
        picture: float32 (h, w, 3). sure: float32 (h, w), 0 or 1.
    """
    if min(sure.shape) <= 2:
        weight = max(float(sure.sum()), 1e-6)
        mean = (picture * sure[..., None]).sum(axis=(0, 1)) / weight
        return np.where(sure[..., None] > 0, picture, mean).astype(np.float32)
    size = (max(sure.shape[1] // 2, 1), max(sure.shape[0] // 2, 1))
    weighed = cv2.resize(picture * sure[..., None], size, interpolation=cv2.INTER_AREA)
    share = cv2.resize(sure, size, interpolation=cv2.INTER_AREA)
    mean = weighed / np.maximum(share, 1e-6)[..., None]
    below = drawn_on(np.asarray(mean, np.float32), np.asarray((share > 1e-3).astype(np.float32)))
    up = cv2.GaussianBlur(cv2.resize(below, sure.shape[::-1], interpolation=cv2.INTER_LINEAR), (3, 3), 0)
    return np.asarray(picture * sure[..., None] + up * (1 - sure[..., None]), np.float32)
