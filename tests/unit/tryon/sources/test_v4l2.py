"""OpenCV's own camera code before a driver that answers with the kernel's errors: pulled, taken, hung, denied."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.tryon.sources.driver import ANOTHER_PROGRAM, COMPILER, Machine, built

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="V4L2 is Linux'"),
    pytest.mark.skipif(COMPILER is None, reason="no C compiler (cc) for the stand-in driver"),
]


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands in for the kernel's driver."""
    return built(tmp_path_factory.mktemp("driver"))


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def ended(process: subprocess.Popen[str]) -> str:
    """End it; what it said last."""
    assert process.stdin is not None
    process.stdin.close()
    return line(process)


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
        assert ended(process) == "1280 x 720 old", "with the time the driver tells"
        assert process.wait(10) == 0


@pytest.mark.timeout(60)
def test_a_camera_another_process_streams_from_is_busy_until_it_lets_go(tmp_path: Path, driver: Path) -> None:
    machine = Machine(tmp_path, driver)
    machine.plug(0)
    with machine.process("-c", ANOTHER_PROGRAM, "0") as other:
        assert line(other) == "True"
        with machine.process("-m", "tests.unit.tryon.sources.v4l2_child", str(tmp_path)) as process:
            assert line(process) == "opening||"
            said = line(process)
            assert said.startswith("busy|HD Pro Webcam|python"), said
            assert ended(other) == ""
            assert other.wait(10) == 0
            assert line(process) == "live|HD Pro Webcam|"
            assert ended(process) == "1280 x 720 old"
