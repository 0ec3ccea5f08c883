"""The faces in each picture of a camera: one is followed fast, several as soon as a look around finds them."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.landmarks import MOST_FACES, Landmarker, Landmarks
from shopassistant.tryon.face.survey import Survey

# Alone for so long, a face is followed alone again.
_ALONE_MS = 2000


class Finder:
    """Chooses between following one face and several; close it.

    Raises:
        EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``.
    """

    def __init__(self) -> None:
        self._one = Landmarker(is_video=True)
        self._survey = Survey()
        # Made at once, too: making it takes as long as two pictures, in the moment when somebody else comes in sight.
        self._several = Landmarker(is_video=True, most_faces=MOST_FACES)
        self._crowd_ms: int | None = None  # when there were last several

    def find(self, picture: NDArray[np.uint8], at_ms: int) -> tuple[Landmarks, ...]:
        """The faces, the largest first.

        Args:
            picture: uint8 (h, w, 3), BGR.
            at_ms: later than that of the picture before.
        """
        if self._survey.count(picture, at_ms) > 1:
            self._crowd_ms = at_ms
        if self._crowd_ms is None or at_ms - self._crowd_ms > _ALONE_MS:
            self._crowd_ms = None
            return self._one.find(picture, at_ms)
        faces = self._several.find(picture, at_ms)
        if len(faces) > 1:
            self._crowd_ms = at_ms
        return faces

    def close(self) -> None:
        """Give back what it holds; it can be called again."""
        self._one.close()
        self._several.close()
        self._survey.close()
