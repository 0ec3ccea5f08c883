"""OpenCV's own camera code before a driver that answers with the kernel's errors: pulled, taken, hung, denied."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).parent
COMPILER = shutil.which("cc")

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="V4L2 is Linux'"),
    pytest.mark.skipif(COMPILER is None, reason="no C compiler (cc) for the stand-in driver"),
]


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands in for the kernel's driver."""
    made = tmp_path_factory.mktemp("driver") / "v4l2.so"
    options = ["-O1", "-shared", "-fPIC", "-D_LARGEFILE64_SOURCE"]
    subprocess.run([str(COMPILER), *options, "-o", made, HERE / "v4l2.c", "-ldl"], check=True)
    return made


class Machine:
    """A computer with cameras."""

    def __init__(self, folder: Path, driver: Path) -> None:
        self.folder = folder
        self._environment = os.environ | {
            "FAKE_V4L2": str(folder),
            "LD_PRELOAD": str(driver),
            "OPENCV_LOG_LEVEL": "SILENT",
            "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "1",
        }

    def plug(self, number: int, name: str = "HD Pro Webcam", fault: str = "") -> None:
        aside = self.folder / "aside"
        aside.write_text(f"{name}\nusb-1\n{fault}")
        aside.rename(self.folder / f"video{number}")

    def unplug(self, number: int) -> None:
        (self.folder / f"video{number}").unlink()

    @contextmanager
    def process(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """A program on it, which ends when its input does."""
        with subprocess.Popen(
            [sys.executable, *arguments],
            env=self._environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            yield process
            if process.stdin is not None and not process.stdin.closed:
                process.stdin.close()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def ended(process: subprocess.Popen[str]) -> str:
    """End it; what it said last."""
    assert process.stdin is not None
    process.stdin.close()
    return line(process)


_ANOTHER_PROGRAM = """
import sys, cv2
camera = cv2.VideoCapture(0, cv2.CAP_V4L2)
print(camera.read()[0], flush=True)
sys.stdin.read()
"""


@pytest.mark.timeout(60)
def test_every_trouble_of_a_real_driver_is_told_apart_and_recovered_from(tmp_path: Path, driver: Path) -> None:
    machine = Machine(tmp_path, driver)
    child = ("-m", "tests.unit.tryon.sources.v4l2_child", str(tmp_path))
    machine.plug(1, fault="metadata")  # a webcam's second node takes no pictures
    with machine.process(*child) as process:
        assert line(process) == "opening||"
        assert line(process) == "none||", "a node without pictures is no camera"
        machine.plug(0, fault="denied")
        assert line(process) == "refused|Camera 1|"
        machine.plug(0, fault="depth")
        assert line(process) == "format|HD Pro Webcam|"
        machine.plug(0)
        assert line(process) == "live|HD Pro Webcam|"
        machine.unplug(0)
        assert line(process) == "lost|HD Pro Webcam|"
        machine.plug(2)
        assert line(process) == "live|HD Pro Webcam|", "under another number"
        machine.plug(2, fault="hangs")
        assert line(process) == "lost|HD Pro Webcam|", "no picture for some seconds"
        machine.plug(2)
        assert line(process) == "live|HD Pro Webcam|"
        assert ended(process) == "1280 x 720"
        assert process.wait(10) == 0


@pytest.mark.timeout(60)
def test_a_camera_another_process_streams_from_is_busy_until_it_lets_go(tmp_path: Path, driver: Path) -> None:
    machine = Machine(tmp_path, driver)
    machine.plug(0)
    with machine.process("-c", _ANOTHER_PROGRAM) as other:
        assert line(other) == "True"
        with machine.process("-m", "tests.unit.tryon.sources.v4l2_child", str(tmp_path)) as process:
            assert line(process) == "opening||"
            said = line(process)
            assert said.startswith("busy|HD Pro Webcam|python"), said
            assert ended(other) == ""
            assert other.wait(10) == 0
            assert line(process) == "live|HD Pro Webcam|"
            assert ended(process) == "1280 x 720"
