"""How many people are before the camera, asked now and then: one face is followed faster than several."""

import zipfile
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

    def count(self, picture: NDArray[np.uint8], at_ms: int) -> int:
        """How many faces there were when last asked.

        Args:
            picture: uint8 (h, w, 3), BGR.
            at_ms: of the picture.
        """
        if at_ms >= self._next_ms:
            self._next_ms = at_ms + _EVERY_MS
            self._count = self._asked(picture)
        return self._count

    def _asked(self, picture: NDArray[np.uint8]) -> int:
        import mediapipe

        height, width = picture.shape[:2]
        share = min(1.0, _WIDTH / width)
        small = cv2.resize(picture, (round(width * share), round(height * share)), interpolation=cv2.INTER_LINEAR)
        rgb = cv2.cvtColor(small, cv2.COLOR_BGR2RGB)
        told = self._task.detect(mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb))
        return len(told.detections)

    def close(self) -> None:
        """Give back what it holds; it can be called again."""
        if self._task is not None:
            self._task.close()
            self._task = None
