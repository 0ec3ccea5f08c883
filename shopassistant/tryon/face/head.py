"""One head before the camera, known better from picture to picture: its shape, its size, its skin, and its pose."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.anchor import Anchor
from shopassistant.tryon.face.axes import Matrix, Vector, towards, vector_of
from shopassistant.tryon.face.irises import seen_irises
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.face.measures import Measures, inwards, measured
from shopassistant.tryon.face.perspective import placed, rays_of
from shopassistant.tryon.face.pose import Camera, Pose
from shopassistant.tryon.face.scale import Scale, ScaleTeller
from shopassistant.tryon.face.shape import Shape
from shopassistant.tryon.face.skin import Skin
from shopassistant.tryon.face.smoothing import PoseSmoother
from shopassistant.tryon.face.turning import mended, nearer

# Root mean square between landmarks and the shape in its pose, as a share of the face's width: usual, and no face.
_USUAL_OFF, _NO_FACE_OFF = 0.035, 0.10
# Turned farther, irises are not looked for in the picture.
_EYES_NOD, _EYES_ASIDE = np.radians(35.0), np.radians(20.0)
# Turned farther from the line of sight than this, landmarks are guesses.
_SURE_DEGREES, _LOST_DEGREES = 60.0, 85.0
# Known from so many frontal pictures, a face is not learnt from one that something is held to.
_KNOWN_COUNTS = 6.0


class Head:
    """What is known of one person while they are before the camera; `wipe` overwrites it.

    Args:
        iris_mm: true width of the irises, where it is known.

    Attributes:
        is_covered: something is held to the face: landmarks below it are guesses that nothing is learnt from.
    """

    def __init__(self, iris_mm: float | None = None) -> None:
        self.is_covered = False
        self.shape, self.scale = Shape(), ScaleTeller(iris_mm)
        self._skin, self._anchor, self._smoother = Skin(), Anchor(), PoseSmoother()
        self._distance_mm = 600.0
        self._before: tuple[Matrix, Vector] | None = None

    def look(
        self, picture: NDArray[np.uint8], face: Landmarks, camera: Camera, seconds: float
    ) -> tuple[Pose, Pose, float] | None:
        """The pose in a picture, smoothed and as found, and how sure it is, 0 to 1; None where it cannot be a head.

        Args:
            picture: uint8 (h, w, 3), BGR.
            seconds: since the picture before.
        """
        rays = rays_of(face.points[:468], camera.matrix)
        if self.shape.counts == 0:  # so that the first pose is not the average face's
            first = placed(self.shape.points, rays)
            if first is None:
                return None
            self.shape.learn(face, camera, mended(*first, 0.0)[2])
        shape = self.shape.points
        self._before = placed(shape, rays, self._before)
        if self._before is None:
            return None
        rotation, place = self._before
        confidence = _confidence(shape, rays, rotation, place, face, camera)
        rotation, place, turned = mended(rotation, place, self.shape.own)
        confidence *= min(max((_LOST_DEGREES - turned) / (_LOST_DEGREES - _SURE_DEGREES), 0.0), 1.0)
        is_plain = confidence > 0.5 and not (self.is_covered and self.shape.counts >= _KNOWN_COUNTS)
        if is_plain:
            self.shape.learn(face, camera, turned)
            told = rotation
            rotation, place = self._skin.settle(picture, face, camera, self.shape, (rotation, place), turned)
            rotation = self._anchor.righted(rotation, told, towards(place))
        place = place * nearer(rotation, place)
        nod, aside, _roll = vector_of(towards(place).T @ rotation)
        if is_plain:
            is_frontal = abs(nod) < _EYES_NOD and abs(aside) < _EYES_ASIDE
            eyes = seen_irises(picture, face) if is_frontal and self.scale.is_curious else None
            before = shape @ rotation.T + place
            self.scale.look(eyes or face, camera, before, (nod, aside), is_edge=eyes is not None)
        place = place * self.scale.nearer(nod)
        size = self.told()
        self._distance_mm = -float(place[2]) * size.value
        pose = Pose(rotation, place * size.value, size.value, size.spread)
        return self._smoother.smooth(pose, seconds), pose, confidence

    def told(self) -> Scale:
        """How large the head is."""
        return self.scale.tell(self.scale.pupils)

    def measures(self, pose: Pose) -> Measures:
        """What matters to a frame."""
        return measured(self.shape, self.scale.pupils, self.told(), -float(pose.place[2]))

    def type_pupil_distance(self, far_mm: float) -> None:
        """A pupil distance for looking into the distance, measured elsewhere."""
        self.scale.type_pupil_distance(far_mm / inwards(self._distance_mm))

    def show_card(self, near_mm: float, spread: float) -> None:
        """A pupil distance by a card that was held to the face, for looking at the camera; its standard error as a
        share."""
        self.scale.show_card(near_mm, spread)

    def lost(self) -> None:
        """Out of sight: what comes next does not follow from what was."""
        self._before = None
        self._smoother = PoseSmoother()

    def wipe(self) -> None:
        """Overwrite what is known of the person."""
        self._skin.wipe()
        self.shape.wipe()
        self.scale = ScaleTeller()
        self.lost()


def _confidence(shape: Matrix, rays: Matrix, rotation: Matrix, place: Vector, face: Landmarks, camera: Camera) -> float:
    some = slice(None, None, 6)
    before = shape[some] @ rotation.T + place
    if before[:, 2].max() > -1:
        return 0.0
    off = before[:, :2] / -before[:, 2:] - rays[some]
    share = float(np.sqrt((off * off).sum() / len(off))) * camera.focal / max(face.width, _size(face), 1.0)
    points = face.points[some]
    x, y = points[:, 0], points[:, 1]
    inside = np.count_nonzero((x >= 0) & (y >= 0) & (x <= camera.width) & (y <= camera.height)) / len(points)
    fits = (_NO_FACE_OFF - share) / (_NO_FACE_OFF - _USUAL_OFF)
    return face.confidence * min(max(fits, 0.0), 1.0) * min(max((inside - 0.3) / 0.4, 0.0), 1.0)


def _size(face: Landmarks) -> float:
    return float(np.linalg.norm(face.points[10] - face.points[152])) * 0.8
