"""The stand-in for a webcam's driver, compiled, and the machine whose cameras it shows."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMPILER = shutil.which("cc")


def built(folder: Path) -> Path:
    """The driver, compiled into this folder; see ``v4l2.c``."""
    made = folder / "v4l2.so"
    options = ["-O1", "-shared", "-fPIC", "-D_LARGEFILE64_SOURCE"]
    subprocess.run([str(COMPILER), *options, "-o", made, Path(__file__).with_name("v4l2.c"), "-ldl"], check=True)
    return made


class Machine:
    """A computer with cameras.

    Args:
        folder: its /dev.
        driver: what `built` made; None where this process has it already.
    """

    def __init__(self, folder: Path, driver: Path | None = None) -> None:
        self.folder = folder
        self._times = 0
        self.environment = os.environ | {
            "FAKE_V4L2": str(folder),
            "LD_PRELOAD": str(driver or os.environ.get("LD_PRELOAD", "")),
            "OPENCV_LOG_LEVEL": "SILENT",
            "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "1",
        }

    def plug(self, number: int, name: str = "HD Pro Webcam", fault: str = "") -> None:
        """Plug a camera in, or change what is wrong with it."""
        aside = self.folder / "aside"
        aside.write_text(f"{name}\nusb-1\n{fault}\n{self._times}")
        aside.rename(self.folder / f"video{number}")

    def unplug(self, number: int) -> None:
        """Pull its cable."""
        (self.folder / f"video{number}").unlink()
        self._times += 1

    @contextmanager
    def process(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """A program on it, which ends when its input does."""
        with subprocess.Popen(
            [sys.executable, *arguments], env=self.environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            yield process
            if process.stdin is not None and not process.stdin.closed:
                process.stdin.close()


# A video call: streams from the camera it is given by number as soon as it can have it, until its input ends.
ANOTHER_PROGRAM = """
import sys, time, cv2
until = time.monotonic() + 30
while time.monotonic() < until:
    camera = cv2.VideoCapture(int(sys.argv[1]), cv2.CAP_V4L2)
    if camera.isOpened() and camera.read()[0]:
        print(True, flush=True)
        sys.stdin.read()
        break
    camera.release()
    time.sleep(0.005)
"""
