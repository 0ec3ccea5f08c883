"""The faces in each picture of a camera: one is followed fast, several as soon as a look around finds them."""

import logging
from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.landmarks import FOLLOWED, MOST_FACES, Landmarker, Landmarks
from shopassistant.tryon.face.network import is_there
from shopassistant.tryon.face.survey import Survey
from shopassistant.tryon.face.tracker import Tracker

_log = logging.getLogger(__name__)

# Alone for so long, a face is followed alone again.
_ALONE_MS = 2000


class Finder:
    """Chooses between following one face and several; close it.

    Raises:
        EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``.
    """

    def __init__(self) -> None:
        self._tracker = Tracker() if is_there() else None
        self._one = Landmarker(is_video=self._tracker is None, sure=FOLLOWED)
        if self._tracker is None:
            _log.info("LiteRT is not there: MediaPipe itself follows faces, which takes twice as long")
        self._survey = Survey()
        # Made at once, too: making it takes as long as two pictures, in the moment when somebody else comes in sight.
        self._several = Landmarker(is_video=True, most_faces=MOST_FACES, sure=FOLLOWED)
        self._crowd_ms: int | None = None  # when there were last several

    def find(self, picture: NDArray[np.uint8], at_ms: int, helper: Executor | None = None) -> tuple[Landmarks, ...]:
        """The faces, the largest first.

        Args:
            picture: uint8 (h, w, 3), BGR.
            at_ms: later than that of the picture before.
            helper: counts faces in another thread, which is heard a picture later.
        """
        if self._survey.count(picture, at_ms, helper) > 1:
            self._crowd_ms = at_ms
        if self._crowd_ms is None or at_ms - self._crowd_ms > _ALONE_MS:
            self._crowd_ms = None
            return self._alone(picture, at_ms)
        if self._tracker is not None:
            self._tracker.forget()
        faces = self._several.find(picture, at_ms)
        if len(faces) > 1:
            self._crowd_ms = at_ms
        return faces

    def forget(self) -> None:
        """Overwrite what is known of the last picture."""
        self._survey.forget()
        if self._tracker is not None:
            self._tracker.wipe()

    def close(self) -> None:
        """Give back what it holds; it can be called again."""
        if self._tracker is not None:
            self._tracker.close()
        self._one.close()
        self._several.close()
        self._survey.close()

    def _alone(self, picture: NDArray[np.uint8], at_ms: int) -> tuple[Landmarks, ...]:
        if self._tracker is None:
            return self._one.find(picture, at_ms)
        face = self._tracker.follow(picture, at_ms)
        if face is not None:
            return (face,)
        found = self._one.find(picture)
        if found:
            self._tracker.begin(found[0], at_ms)
        return found
