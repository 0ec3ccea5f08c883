"""Hair that lies before what is worn: a fringe over a rim, hair over the ears that covers the temples.

No model was trained for this. Hair is told from skin and background by colour, learnt from each face anew: skin from
the cheeks and nose, background from beside and above the head, hair from just outside the face's outline, where it is
neither. It fails where hair, skin and background are of one colour (then nothing lies in front), and knows nothing of
single strands. A segmentation network could take the place of `face.hair_colour`.
"""

from collections.abc import Generator
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.hair_colour import face_width, finished, hair_share_in_steps
from shopassistant.tryon.face.shrinking import shrunk
from shopassistant.tryon.forget import overwrite
from shopassistant.tryon.render.scene import Patch

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]
Mask = NDArray[np.uint8]

# Between the brows and the eyes' lower lids, from outer corner to outer corner.
_BEFORE_EYES = (46, 53, 52, 65, 55, 285, 295, 282, 283, 276, 263, 374, 386, 362, 133, 159, 145, 33)
_ACROSS = 104
_LEAST_FACE_PX = 40
_AGAIN_MS = 450
# Hair that hangs before the eyes covers at least so much of what lies between brows and lower lids.
_LEAST_FRINGE = 0.2
_ANCHORS = (10, 152, 127, 356, 168, 4, 162, 389)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Masks:
    """Where hair lies in a picture; None where there is none.

    Attributes:
        fringe: before everything worn. beside: before what lies behind the front of a face: temples, not rims.
    """

    fringe: Patch | None
    beside: Patch | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Hair:
    """Where hair lies before what is worn, as it was in one picture.

    Attributes:
        share: uint8 (2, h, w), 0 to 255, small: of a fringe that hangs before the eyes, and of hair beside the face.
        anchors: float32 (k, 2), points of the face in its pixels.
        covers_ears: whether hair lies over the wearer's right and left ear.
    """

    share: Mask
    anchors: Floats
    covers_ears: tuple[bool, bool]

    def masks(self, face_points: Floats) -> Masks:
        """The same hair, moved along with the face since."""
        move = _similarity(self.anchors, face_points[list(_ANCHORS)])
        fringe, beside = (Patch(layer, move) if layer.any() else None for layer in self.share)
        return Masks(fringe, beside)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class HeadCrop:
    """A head, made small.

    Attributes:
        small: uint8 (h, w, 3), BGR. at: float32 (478, 2), the landmarks in its pixels. face_width: in them.
    """

    small: Picture
    at: Floats
    face_width: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Head:
    """A head's part of a picture.

    Attributes:
        part: uint8 (h, w, 3), BGR. points: float32 (478, 2), the landmarks in its pixels.
    """

    part: Picture
    points: Floats

    def small(self) -> HeadCrop:
        """The same, made small."""
        height, width = self.part.shape[:2]
        scale = _ACROSS / float(width)
        at = (self.points * scale).astype(np.float32)
        return HeadCrop(shrunk(self.part, (_ACROSS, max(int(height * scale), 8))), at, face_width(at))


@dataclass(repr=False)
class HairSeer:
    """Looks for hair now and then, a step in each frame so that none is late, and moves along with the face what was
    found."""

    _found: Hair | None = field(default=None, init=False)
    _at_ms: int | None = field(default=None, init=False)
    _work: Generator[None, None, Hair | None] | None = field(default=None, init=False)
    _kept: Picture | None = field(default=None, init=False)
    _has_thought: bool = field(default=False, init=False)

    def think(self) -> None:
        """Do the step of the next frame while that is still looked for; then `masks` does none."""
        self._has_thought = True
        if self._work is not None:
            self._step()

    def masks(self, picture: Picture, face_points: Floats, at_ms: int) -> Masks:
        """Where hair lies before what is worn; nowhere if the face is too small to tell.

        Args:
            picture: uint8 (h, w, 3), BGR. face_points: float32 (478, 2), pixels. at_ms: when it was taken.
        """
        has_thought, self._has_thought = self._has_thought, False
        if self._work is not None:
            if not has_thought:
                self._step()
        elif self._at_ms is None or not 0 <= at_ms - self._at_ms < _AGAIN_MS:
            is_first, self._at_ms = self._at_ms is None, at_ms
            self._look(picture, face_points)
            while is_first and self._work is not None:
                self._step()
        return Masks(None, None) if self._found is None else self._found.masks(face_points)

    def wipe(self) -> None:
        """Overwrite what was found of the last face."""
        if self._found is not None:
            overwrite(self._found.share)
            overwrite(self._found.anchors)
        if self._kept is not None:
            overwrite(self._kept)
        if self._work is not None:
            self._work.close()
        self._found = self._at_ms = self._work = self._kept = None

    def _look(self, picture: Picture, face_points: Floats) -> None:
        head = _head_in(picture, face_points)
        if head is None:
            self._found = None
        else:
            self._kept = head.part.copy()  # made small when there is time
            self._work = _made_small_and_looked(_Head(self._kept, head.points))

    def _step(self) -> None:
        assert self._work is not None  # noqa: S101  # callers look
        try:
            next(self._work)
        except StopIteration as end:
            self._found, self._work, self._kept = end.value, None, None


def hair_before(picture: Picture, face_points: Floats) -> Hair | None:
    """Hair that lies before what is worn; None where there is none, or the face is too small to tell."""
    crop = head_crop(picture, face_points)
    return None if crop is None else finished(_looked(crop))


def _made_small_and_looked(head: _Head) -> Generator[None, None, Hair | None]:
    crop = head.small()
    overwrite(head.part)
    try:
        yield
        return (yield from _looked(crop))
    finally:
        overwrite(crop.small)


def _looked(crop: HeadCrop) -> Generator[None, None, Hair | None]:
    share = yield from hair_share_in_steps(crop.small, crop.at)
    if share is None:
        return None
    yield
    at = crop.at
    ears = _covered_ears(share, at, crop.face_width)
    eyes = _before_eyes(share.shape, at)
    fringe = share * eyes
    if fringe.sum() < _LEAST_FRINGE * eyes.sum():  # a brow, or a shadow at the far side of a turned face
        fringe = np.zeros_like(share)
    # Temples are in sight up to where hair surely begins.
    sure = np.clip((share - 0.55) / 0.35, 0, 1)
    layers = np.stack([fringe, sure * _over_ears(share.shape, at, ears)])
    if layers.max() < 0.5:
        return None
    return Hair((layers * 255).astype(np.uint8), at[list(_ANCHORS)].astype(np.float32), ears)


def head_crop(picture: Picture, points: Floats) -> HeadCrop | None:
    """The head of a picture; None where the face is too small to tell anything."""
    head = _head_in(picture, points)
    return None if head is None else head.small()


def _head_in(picture: Picture, points: Floats) -> _Head | None:
    """The part of the picture it is in, which is shared with that."""
    low, high = points.min(axis=0), points.max(axis=0)
    wide, tall = high - low
    if wide < _LEAST_FACE_PX:
        return None
    wide = max(float(wide), 0.8 * float(tall))
    # The background must be in sight beside all of the head, and a turned one reaches further to the side it shows.
    aside = float(((points[234] + points[454]) / 2 - points[4])[0])
    margin = np.array([0.55 * wide, 0.75 * tall]), np.array([0.55 * wide, 0.35 * tall])
    margin[0][0] += max(-1.3 * aside, 0)
    margin[1][0] += max(1.3 * aside, 0)
    left, top = np.maximum((low - margin[0]).astype(int), 0)
    right, bottom = np.minimum((high + margin[1]).astype(int), picture.shape[1::-1])
    if right - left < 8 or bottom - top < 8:
        return None
    return _Head(picture[top:bottom, left:right], points - np.array([left, top], np.float32))


def _similarity(before: Floats, after: Floats) -> NDArray[np.float64]:
    """float64 (2, 3): turn, size and shift that take points best to others, by least squares."""
    a, b = (part[:, 0] + 1j * part[:, 1] for part in (before.astype(np.float64), after.astype(np.float64)))
    middle_a, middle_b = a.mean(), b.mean()
    turn = (np.conj(a - middle_a) @ (b - middle_b)) / max(float((np.abs(a - middle_a) ** 2).sum()), 1e-9)
    shift = middle_b - turn * middle_a
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])


def _covered_ears(share: Floats, at: Floats, width: float) -> tuple[bool, bool]:
    """Whether hair lies where the ears are: beside the outline, from the eyes down to the upper lip."""
    found = []
    down = (at[2] - at[168]) / max(float(np.linalg.norm(at[2] - at[168])), 1e-3)
    for rim, inner in ((234, 454), (454, 234)):
        out = at[rim] - at[inner]
        out = out / max(float(np.linalg.norm(out)), 1e-3)
        # On the side that a head shows as it turns away, the ear lies further out.
        turned = max(float(np.linalg.norm(at[rim] - at[4]) - np.linalg.norm(at[inner] - at[4])) / width, 0.0)
        beyond = (0.02 + 0.12 * turned, 0.05 + 0.20 * turned, 0.08 + 0.28 * turned)
        spots = np.array([at[rim] + width * (a * out + b * down) for a in beyond for b in (0.02, 0.1, 0.18)])
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
