"""Landmarks of the faces in a picture, by MediaPipe's Face Landmarker; nothing of a picture is kept."""

from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.model_files import model_file
from shopassistant.tryon.face.told import told_in_video
from shopassistant.tryon.quiet import keep_quiet

MOST_FACES = 4
LEAST_PIXELS = 8
# Followed, a face turned far aside is one still: less sure of it, it would be lost and found every other picture, and
# what is worn would blink. Alone in its picture, it must be surer.
FOLLOWED, ALONE = 0.15, 0.5


@dataclass(frozen=True, slots=True, repr=False)
class Landmarks:
    """One face.

    Attributes:
        points: float32 (478, 2), pixels; the last ten are the irises, the wearer's right first.
        depth: float32 (478,), away from the camera, pixels as the points, from the middle of the head on; rough.
        confidence: 0 to 1, that this is a face and these are its points.
    """

    points: NDArray[np.float32]
    depth: NDArray[np.float32] = field(default_factory=lambda: np.zeros(478, np.float32))
    confidence: float = 1.0

    @property
    def width(self) -> float:
        """Pixels from temple to temple."""
        return float(np.linalg.norm(self.points[234] - self.points[454]))


class Landmarker:
    """Finds faces; use it as a context, or close it: what MediaPipe holds is not freed by itself.

    Args:
        is_video: pictures follow each other, so that faces are followed instead of found anew.
        most_faces: looked for.
        sure: how sure it must be of a face, 0 to 1.

    Raises:
        EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``.
    """

    def __init__(self, *, is_video: bool = False, most_faces: int = 1, sure: float = ALONE) -> None:
        from mediapipe.tasks.python.core.base_options import BaseOptions
        from mediapipe.tasks.python.vision import FaceLandmarker, FaceLandmarkerOptions, RunningMode

        keep_quiet()
        self._is_video = is_video
        options = FaceLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(model_file("face_landmarker.task"))),
            running_mode=RunningMode.VIDEO if is_video else RunningMode.IMAGE,
            num_faces=min(most_faces, MOST_FACES),
            min_face_presence_confidence=sure,
            min_tracking_confidence=sure,
        )
        self._task: Any = FaceLandmarker.create_from_options(options)

    def find(self, picture: NDArray[np.uint8], at_ms: int = 0) -> tuple[Landmarks, ...]:
        """The faces in a picture, the largest first.

        Args:
            picture: uint8 (h, w, 3), BGR.
            at_ms: when it was taken; in a video later than the one before.
        """
        import mediapipe

        rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
        image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)
        if self._is_video:
            told = told_in_video(self._task, image, at_ms)
        else:
            told = [
                np.array([(point.x, point.y, point.z) for point in face], np.float32)
                for face in self._task.detect(image).face_landmarks
            ]
        height, width = picture.shape[:2]
        size = np.array([width, height, width], np.float32)
        # At its limit the model tells points that are no numbers, or all the same.
        sized = (one * size for one in told if np.isfinite(one).all())
        faces = [Landmarks(face[:, :2], face[:, 2]) for face in sized if np.ptp(face[:, 0]) >= LEAST_PIXELS]
        return tuple(sorted(faces, key=lambda face: -face.width))

    def close(self) -> None:
        """Give back what it holds; it can be called again."""
        if self._task is not None:
            self._task.close()
            self._task = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
