"""MediaPipe's landmark network, run by LiteRT on two threads: MediaPipe itself runs it on one, in twice the time.

It is the same network out of the same bundle, and its points are the same (a test holds both equal).
"""

import os
import zipfile
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.model_files import model_file

# Pixels across of the picture it looks at.
ACROSS = 256
# A second one takes 44 % off its time; more have not been measured.
_MOST_THREADS = 2


def is_there() -> bool:
    """Whether LiteRT is made for this system; it is installed wherever it is."""
    return find_spec("ai_edge_litert") is not None


@cache
def _model() -> bytes:
    with zipfile.ZipFile(model_file("face_landmarker.task")) as bundle:
        return bundle.read("face_landmarks_detector.tflite")


class Network:
    """Tells the landmarks of the one face in a small picture; close it. It needs no network of computers.

    Raises:
        EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``.
    """

    def __init__(self) -> None:
        from ai_edge_litert.interpreter import Interpreter

        made = Interpreter(model_content=_model(), num_threads=min(os.cpu_count() or 1, _MOST_THREADS))
        made.allocate_tensors()
        self._points, self._face = (one["index"] for one in made.get_output_details()[:2])
        self._input = made.get_input_details()[0]["index"]
        self._made: Any = made

    def told(self, small: NDArray[np.uint8]) -> tuple[NDArray[np.float32], float]:
        """float32 (478, 3): x, y and depth in pixels of the small picture; and how sure it is that this is a face, 0 to
        1.

        Args:
            small: uint8 (256, 256, 3), RGB.
        """
        np.multiply(small, np.float32(1 / 255), out=self._made.tensor(self._input)()[0])
        self._made.invoke()
        points = self._made.get_tensor(self._points).reshape(-1, 3)
        odds = float(self._made.get_tensor(self._face).ravel()[0])
        return points, float(1 / (1 + np.exp(-odds)))

    def wipe(self) -> None:
        """Overwrite what it holds of the last picture: all between its layers, too, as that follows from a picture."""
        if self._made is not None:
            self.told(np.zeros((ACROSS, ACROSS, 3), np.uint8))

    def close(self) -> None:
        """Give back what it holds, overwritten; it can be called again."""
        self.wipe()
        self._made = None
