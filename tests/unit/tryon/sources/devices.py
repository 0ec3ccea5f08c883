"""Cameras for tests: real films read by OpenCV, behind the faults that an operating system produces."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.sources.listing import CameraInfo
from shopassistant.tryon.sources.source import SourceState

WIDTH, HEIGHT = 320, 240


def a_film(path: Path, frames: int = 12, size: tuple[int, int] = (WIDTH, HEIGHT), rate: float = 30.0) -> Path:
    """A film whose pictures get brighter by 16 from one to the next, motion JPEG as webcams send it."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), rate, size)
    assert writer.isOpened()
    for number in range(frames):
        writer.write(np.full((size[1], size[0], 3), 8 + 16 * (number % 15), np.uint8))
    writer.release()
    return path


class Desk:
    """A place where cameras are plugged in: a file per camera is the device, a lock on it is what having it means.

    Every other process can take a camera, too: by `fcntl.flock` on its file.
    """

    def __init__(self, folder: Path, film: Path) -> None:
        self.folder, self.film = folder, film
        self.is_allowed = True
        self.opened = 0

    def plug(self, index: int, name: str, place: str = "usb-1") -> None:
        """Plug a camera in, or in again."""
        (self.folder / f"video{index}").write_text(f"{name}\n{place}")

    def unplug(self, index: int) -> None:
        """Pull its cable."""
        (self.folder / f"video{index}").unlink()

    @contextmanager
    def taken(self, index: int) -> Iterator[None]:
        """Another program has it."""
        other = os.open(self.folder / f"video{index}", os.O_RDWR)
        fcntl.flock(other, fcntl.LOCK_EX)
        try:
            yield
        finally:
            os.close(other)

    # What a webcam asks the system.

    def list(self) -> tuple[CameraInfo, ...]:
        found = []
        for path in sorted(self.folder.glob("video*")):
            name, place = path.read_text().split("\n")
            found.append(CameraInfo(int(path.name[5:]), name, place))
        return tuple(found)

    def is_there(self, camera: CameraInfo) -> bool:
        return (self.folder / f"video{camera.index}").exists()

    def trouble(self, camera: CameraInfo) -> SourceState | None:
        if not self.is_allowed:
            return SourceState("refused", camera.name)
        device = os.open(self.folder / f"video{camera.index}", os.O_RDWR)
        try:
            fcntl.flock(device, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return SourceState("busy", camera.name, "Video call")
        finally:
            os.close(device)
        return None

    def unopened(self, camera: CameraInfo) -> SourceState:
        return SourceState("format", camera.name)

    def open(self, index: int) -> "Device":
        """In place of OpenCV's capture of a device."""
        self.opened += 1
        return Device(self, index)


class Device:
    """OpenCV reading the film as if it were the camera, until the cable is pulled."""

    def __init__(self, desk: Desk, index: int) -> None:
        self._film = cv2.VideoCapture(str(desk.film), cv2.CAP_FFMPEG)
        self._path = desk.folder / f"video{index}"
        self._lock = os.open(self._path, os.O_RDWR)
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def isOpened(self) -> bool:  # noqa: N802  OpenCV's own name
        return self._film.isOpened()

    def read(self, image: NDArray[np.uint8] | None = None) -> tuple[bool, NDArray[np.uint8] | None]:
        if not self._path.exists():
            return False, None
        is_read, picture = self._film.read(image)
        if not is_read:  # a camera has no end
            self._film.set(cv2.CAP_PROP_POS_FRAMES, 0)
            is_read, picture = self._film.read(image)
        return is_read, picture

    def get(self, what: int) -> float:
        return self._film.get(what)

    def release(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1
        self._film.release()
