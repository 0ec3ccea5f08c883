"""A camera may be pulled, taken, forbidden or broken: pictures come again by themselves, and what happened is said."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from shopassistant.core.messages import Catalogue
from shopassistant.tryon.sources import steady as steady_module
from shopassistant.tryon.sources.elsewhere import OtherCameras
from shopassistant.tryon.sources.listing import CameraInfo, chosen
from shopassistant.tryon.sources.source import STATES, SourceState
from shopassistant.tryon.sources.steady import SteadySource
from shopassistant.tryon.sources.webcam import Webcam
from tests.unit.tryon.sources.devices import Desk, Device, a_film


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Without the waits between two attempts."""
    monkeypatch.setattr(steady_module, "FIRST_WAIT_S", 0.0)
    (tmp_path / "dev").mkdir()
    return Desk(tmp_path / "dev", a_film(tmp_path / "film.avi"))


class Told(list[SourceState]):
    """The states that were told; `names` are theirs in order."""

    @property
    def names(self) -> list[str]:
        return [one.state for one in self]


def steadily(desk: Desk, told: Told, which: int | str | None = None) -> SteadySource:
    return SteadySource(Webcam(which, desk, desk.open), told.append)


def test_pictures_come_and_their_times_rise(desk: Desk) -> None:
    desk.plug(0, "Desk camera")
    told = Told()
    source = steadily(desk, told)
    frames = [source.read() for _ in range(30)]  # the film has twelve: a camera has no end
    source.close()
    assert told == [SourceState("opening"), SourceState("live", "Desk camera")]
    kept = [frame for frame in frames if frame is not None]
    assert [frame.number for frame in kept] == list(range(30))
    assert all(one.at_ms < two.at_ms for one, two in itertools.pairwise(kept))
    assert kept[0].picture.shape == (240, 320, 3)
    assert "8" not in repr(kept[0])


def test_a_pulled_camera_is_lost_and_found_again_under_another_number(desk: Desk) -> None:
    desk.plug(0, "Desk camera", "usb-1")
    desk.plug(1, "Other camera", "usb-2")
    told = Told()
    source = steadily(desk, told, 0)
    assert source.read() is not None
    desk.unplug(0)
    assert [source.read() for _ in range(5)] == [None] * 5
    assert told[-1] == SourceState("lost", "Desk camera")
    desk.plug(4, "Desk camera", "usb-3")
    last = source.read()
    source.close()
    assert told.names == ["opening", "live", "lost", "live"], "said once, however often it was tried"
    assert told[-1].name == "Desk camera", "not the other one that happens to be there"
    assert last is not None
    assert last.number == 1, "counted on"


def test_a_camera_another_program_has_is_said_with_its_name_and_comes_when_it_is_free(desk: Desk) -> None:
    desk.plug(0, "Desk camera")
    told = Told()
    source = steadily(desk, told)
    with desk.taken(0):
        assert [source.read() for _ in range(3)] == [None] * 3
        assert told[-1] == SourceState("busy", "Desk camera", "Video call")
        assert told[-1].code == "source.busy_by"
    assert source.read() is not None
    source.close()
    assert told.names == ["opening", "busy", "live"]
    with desk.taken(0):
        pass  # closing gave it back


def test_no_camera_yet_and_one_that_is_forbidden(desk: Desk) -> None:
    told = Told()
    source = steadily(desk, told, "logi")
    assert source.read() is None
    assert told[-1] == SourceState("none", "logi")
    desk.is_allowed = False
    desk.plug(2, "Logitech C920")
    assert source.read() is None
    assert told[-1] == SourceState("refused", "Logitech C920")
    desk.is_allowed = True
    assert source.read() is not None
    source.close()
    assert told.names == ["opening", "none", "refused", "live"]


@pytest.mark.parametrize("size", [(96, 96), (64, 240)])
def test_pictures_too_small_for_a_face_are_a_wrong_format(desk: Desk, tmp_path: Path, size: tuple[int, int]) -> None:
    desk.film = a_film(tmp_path / "small.avi", size=size)
    desk.plug(0, "Sensor")
    told = Told()
    source = steadily(desk, told)
    assert source.read() is None
    assert told[-1].code == "source.format_by"
    assert told[-1].by == f"{size[0]} x {size[1]} x 3, uint8"
    desk.film = a_film(tmp_path / "good.avi")
    assert source.read() is not None
    source.close()


def test_a_device_opencv_cannot_open_is_a_wrong_format(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "film.avi").write_bytes(b"no film")
    desk.plug(0, "Sensor")
    told = Told()
    source = steadily(desk, told)
    assert source.read() is None
    source.close()
    assert told.names == ["opening", "format"]


def test_a_camera_that_falls_silent_is_lost_after_a_while_and_not_for_one_missed_picture(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.plug(0, "Desk camera")
    now = [0.0]
    told = Told()
    camera = Webcam(0, desk, desk.open)
    source = SteadySource(camera, told.append, clock=lambda: now[0])
    assert source.read() is not None
    with monkeypatch.context() as patch:
        patch.setattr(camera._capture, "read", lambda image=None: (False, np.empty(0, np.uint8)))
        assert source.read() is None
    assert source.read() is not None
    assert told.names == ["opening", "live"]
    monkeypatch.setattr(camera._capture, "read", lambda image=None: (False, np.empty(0, np.uint8)))
    assert source.read() is None
    now[0] += steady_module.SILENT_S
    assert source.read() is None
    assert told.names[-1] == "lost"
    assert source.read() is not None, "opened anew"
    source.close()


def test_attempts_get_rarer_and_stopping_ends_a_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steady_module, "FIRST_WAIT_S", 0.2)
    told = Told()
    source = steadily(desk, told)
    waited: list[float] = []
    monkeypatch.setattr(source._stopped, "wait", waited.append)
    for _ in range(7):
        source.read()
    assert waited == [0.2, 0.4, 0.8, 1.6, 2.0, 2.0, 2.0]
    source.stop()
    assert source.read() is None
    assert len(waited) == 7


def test_cameras_are_chosen_by_index_by_name_by_a_part_of_it_or_the_first() -> None:
    there = (
        CameraInfo(0, "Integrated"),
        CameraInfo(2, "HD Pro Webcam", "usb-1"),
        CameraInfo(3, "HD Pro Webcam", "usb-2"),
    )
    assert chosen(there, None) == there[0]
    assert chosen(there, 3) == there[2]
    assert chosen(there, 1) is None
    assert chosen(there, "hd pro webcam") == there[1]
    assert chosen(there, "integ") == there[0]
    assert chosen(there, "Razer") is None
    assert chosen(there, None, before=there[2]) == there[2], "the one of two that was used"
    assert chosen((), None) is None


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_said_in_a_sentence(language: str, state: str) -> None:
    catalogue = Catalogue(language)
    for told in (SourceState(state, "Desk camera"), SourceState(state, "Desk camera", "Video call")):
        if told.by and state not in ("busy", "format"):
            continue
        said = catalogue.say(told.code, told.values)
        assert said.endswith(".")
        assert told.by in said


def test_where_a_system_tells_no_names_cameras_go_by_number(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []

    def device(index: int) -> Device:
        opened.append(index)
        return desk.open(index)

    desk.plug(1, "whatever")
    for asked in (1, "camera 2"):
        source = SteadySource(Webcam(asked, OtherCameras(), device), lambda state: None)
        assert source.read() is not None
        source.close()
    assert opened == [1, 1]
    (desk.film).write_bytes(b"another program has it")
    for platform, state in (("win32", "busy"), ("darwin", "refused")):
        monkeypatch.setattr("shopassistant.tryon.sources.elsewhere.sys.platform", platform)
        told = Told()
        source = SteadySource(Webcam(1, OtherCameras(), device), told.append)
        assert source.read() is None
        source.close()
        assert told[-1] == SourceState(state, "Camera 2")
