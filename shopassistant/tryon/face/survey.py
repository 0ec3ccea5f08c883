"""How many people are before the camera, asked now and then: one face is followed faster than several."""

import zipfile
from concurrent.futures import Executor, Future
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.model_files import model_file
from shopassistant.tryon.quiet import keep_quiet

_EVERY_MS = 700
_WIDTH = 320
_SURE = 0.6


@cache
def _detector_model() -> bytes:
    """The detector of whole faces that lies in the landmarker's bundle."""
    with zipfile.ZipFile(model_file("face_landmarker.task")) as bundle:
        return bundle.read("face_detector.tflite")


class Survey:
    """Counts faces; close it.

    Raises:
        EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``.
    """

    def __init__(self) -> None:
        from mediapipe.tasks.python.core.base_options import BaseOptions
        from mediapipe.tasks.python.vision import FaceDetector, FaceDetectorOptions

        keep_quiet()
        options = FaceDetectorOptions(
            base_options=BaseOptions(model_asset_buffer=_detector_model()), min_detection_confidence=_SURE
        )
        self._task: Any = FaceDetector.create_from_options(options)
        self._next_ms = _EVERY_MS
        self._count = 0
        self._asked: Future[int] | None = None

    def count(self, picture: NDArray[np.uint8], at_ms: int, helper: Executor | None = None) -> int:
        """How many faces there were when last asked.

        Args:
            picture: uint8 (h, w, 3), BGR.
            at_ms: of the picture.
            helper: counts in another thread, until the next picture.
        """
        self._hear()
        if at_ms >= self._next_ms:
            self._next_ms = at_ms + _EVERY_MS
            small = _small(picture)
            if helper is None:
                self._count = self._told(small)
            else:
                self._asked = helper.submit(self._told, small)
        return self._count

    def _hear(self) -> None:
        """Take in what was asked; waits for it."""
        if self._asked is not None:
            self._count, self._asked = self._asked.result(), None

    def _told(self, small: NDArray[np.uint8]) -> int:
        import mediapipe

        told = self._task.detect(mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=small))
        return len(told.detections)

    def forget(self) -> None:
        """Nothing of a picture is looked at any more."""
        self._hear()
        self._count = 0

    def close(self) -> None:
        """Give back what it holds; it can be called again."""
        self._hear()
        if self._task is not None:
            self._task.close()
            self._task = None


def _small(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """uint8 (h, w, 3), RGB."""
    height, width = picture.shape[:2]
    share = min(1.0, _WIDTH / width)
    small = cv2.resize(picture, (round(width * share), round(height * share)), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2RGB), np.uint8)
