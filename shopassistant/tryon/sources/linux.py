"""Cameras as Linux has them (V4L2): which there are, and why one cannot be used, told by the kernel's error numbers.

OpenCV only says that a camera did not open. Asking the kernel first tells busy from refused from gone.
"""

import errno
import fcntl
import os
import struct
from pathlib import Path

from shopassistant.tryon.sources.listing import CameraInfo
from shopassistant.tryon.sources.source import SourceState

# videodev2.h: VIDIOC_QUERYCAP over a struct of 104 bytes, VIDIOC_REQBUFS over one of 20.
_QUERYCAP, _QUERYCAP_BYTES = 0x80685600, 104
_REQBUFS = 0xC0145608
_CAN_CAPTURE, _TELLS_DEVICE_CAPS = 0x00000001, 0x80000000
_VIDEO_CAPTURE, _MEMORY_MMAP = 1, 1
_STATES = {
    errno.EACCES: "refused",
    errno.EPERM: "refused",
    errno.EBUSY: "busy",
    errno.ENOENT: "none",
    errno.ENODEV: "none",
    errno.ENXIO: "none",
}


class LinuxCameras:
    """What `Webcam` asks the system.

    Args:
        devices, processes, names: where the kernel shows them.
    """

    def __init__(
        self,
        devices: Path = Path("/dev"),
        processes: Path = Path("/proc"),
        names: Path = Path("/sys/class/video4linux"),
    ) -> None:
        self._devices, self._processes, self._names = devices, processes, names

    def list(self) -> tuple[CameraInfo, ...]:
        """Those that take pictures; a device's other nodes (its metadata, encoders) are left out."""
        numbers = sorted(
            int(path.name[5:]) for path in self._devices.glob("video*") if path.name[5:].isdecimal()
        )  # fmt: skip
        return tuple(found for number in numbers if (found := self._asked(number)) is not None)

    def is_there(self, camera: CameraInfo) -> bool:
        """Whether it is still plugged in."""
        return self._path(camera.index).exists()

    def trouble(self, camera: CameraInfo) -> SourceState | None:
        """Why it cannot be used now: ``busy``, ``refused``, ``none``; None where nothing speaks against it."""
        path = self._path(camera.index)
        try:
            device = os.open(path, os.O_RDWR | os.O_NONBLOCK)
            try:
                # Letting go of no buffers changes nothing, but is refused while another program has some.
                fcntl.ioctl(device, _REQBUFS, struct.pack("=5I", 0, _VIDEO_CAPTURE, _MEMORY_MMAP, 0, 0))
            finally:
                os.close(device)
        except OSError as error:
            state = _STATES.get(error.errno or 0)
            if state is None:
                return None
            return SourceState(state, camera.name, self._holder(path) if state == "busy" else "")
        return None

    def unopened(self, camera: CameraInfo) -> SourceState:
        """What to say of a camera that OpenCV could not open."""
        return self.trouble(camera) or SourceState("format", camera.name)

    def _path(self, number: int) -> Path:
        return self._devices / f"video{number}"

    def _asked(self, number: int) -> CameraInfo | None:
        try:
            device = os.open(self._path(number), os.O_RDWR | os.O_NONBLOCK)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EPERM, errno.EBUSY):
                return CameraInfo(number, self._named(number))  # it is there, and said to be out of reach when opened
            return None
        try:
            told = fcntl.ioctl(device, _QUERYCAP, bytes(_QUERYCAP_BYTES))
        except OSError:
            return None  # no camera
        finally:
            os.close(device)
        _driver, card, place, _version, every, own = struct.unpack_from("=16s32s32sIII", told)
        if not (own if every & _TELLS_DEVICE_CAPS else every) & _CAN_CAPTURE:
            return None
        return CameraInfo(number, _text(card) or self._named(number), _text(place))

    def _named(self, number: int) -> str:
        try:
            said = (self._names / f"video{number}" / "name").read_text("utf-8", errors="replace").strip()
        except OSError:
            said = ""
        return said or f"Camera {number + 1}"

    def _holder(self, path: Path) -> str:
        """The name of another program that has the device open; empty where we may not see it."""
        wanted, own = str(path), str(os.getpid())
        for process in self._processes.glob("[0-9]*"):
            try:
                if process.name != own and any(str(link.readlink()) == wanted for link in (process / "fd").iterdir()):
                    return (process / "comm").read_text("utf-8", errors="replace").strip()
            except OSError:
                continue  # ended meanwhile, or another user's
        return ""


def _text(raw: bytes) -> str:
    return raw.split(b"\0")[0].decode("utf-8", errors="replace").strip()
