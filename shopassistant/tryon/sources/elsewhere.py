"""Cameras of systems that do not tell their names without a library of their own (Windows, macOS): by index alone."""

import sys

from shopassistant.tryon.sources.listing import CameraInfo
from shopassistant.tryon.sources.source import SourceState

# How many are offered where the system cannot be asked how many there are.
OFFERED = 4


class OtherCameras:
    """What `Webcam` asks the system."""

    def list(self) -> tuple[CameraInfo, ...]:
        """The first few by index; whether one is there shows when it is opened."""
        return tuple(CameraInfo(index, f"Camera {index + 1}") for index in range(OFFERED))

    def is_there(self, camera: CameraInfo) -> bool:
        """Unknown; a camera that gives no pictures any more is taken for lost after a while."""
        return True

    def trouble(self, camera: CameraInfo) -> SourceState | None:
        """Unknown before it is opened."""
        return None

    def unopened(self, camera: CameraInfo) -> SourceState:
        """macOS refuses a program its user did not allow; elsewhere another program has the camera, as a rule."""
        return SourceState("refused" if sys.platform == "darwin" else "busy", camera.name)
