"""Films and photographs as sources: with their own times, to their end or again, and with what is wrong with a file."""

import itertools
from pathlib import Path

import cv2
import numpy as np
import pytest

from shopassistant.tryon.sources.asked import source_of
from shopassistant.tryon.sources.source import SourceProblem
from shopassistant.tryon.sources.steady import SteadySource
from shopassistant.tryon.sources.still import MOST_PIXELS, StillImage
from shopassistant.tryon.sources.video import VideoFile
from shopassistant.tryon.sources.webcam import Webcam
from tests.unit.tryon.sources.devices import a_film


def test_a_film_runs_as_fast_as_it_was_taken(tmp_path: Path) -> None:
    now = [5.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    film = VideoFile(a_film(tmp_path / "film.avi", rate=25.0), clock=lambda: now[0], sleep=sleep)
    film.open()
    frames = [film.read() for _ in range(12)]
    film.close()
    gaps = [two.at_ms - one.at_ms for one, two in itertools.pairwise(frame for frame in frames if frame)]
    assert len(gaps) == 11
    assert all(39 <= gap <= 41 for gap in gaps)


def test_a_film_that_is_not_paced_has_its_own_times_and_may_begin_anew(tmp_path: Path) -> None:
    film = VideoFile(a_film(tmp_path / "film.avi"), is_paced=False, repeats=True)
    film.open()
    frames = [film.read() for _ in range(30)]
    film.close()
    times = [frame.at_ms for frame in frames if frame]
    assert len(times) == 30
    assert all(30 <= two - one <= 70 for one, two in itertools.pairwise(times))


def test_a_film_that_is_over_has_ended_and_stays_so(tmp_path: Path) -> None:
    told: list[str] = []
    source = SteadySource(
        VideoFile(a_film(tmp_path / "film.avi"), is_paced=False), lambda state: told.append(state.code)
    )
    seen = [source.read() for _ in range(15)]
    source.close()
    assert [frame is not None for frame in seen] == [True] * 12 + [False] * 3
    assert told == ["source.opening", "source.live", "source.ended"]


def test_a_buffer_that_fits_is_used_again(tmp_path: Path) -> None:
    film = VideoFile(a_film(tmp_path / "film.avi"), is_paced=False)
    film.open()
    first = film.read()
    assert first is not None
    second = film.read(first.picture)
    assert second is not None
    assert second.picture is first.picture
    other = film.read(np.empty((10, 10, 3), np.uint8))
    film.close()
    assert other is not None
    assert other.picture.shape == (240, 320, 3)


@pytest.mark.parametrize("kind", [VideoFile, StillImage])
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, kind: type[VideoFile | StillImage]) -> None:
    with pytest.raises(SourceProblem, match=r"source\.none"):
        kind(tmp_path / "nowhere").open()
    for content in (b"", b"no picture at all", b"RIFF\x00\x00\x00\x00AVI "):
        (tmp_path / "file").write_bytes(content)
        with pytest.raises(SourceProblem, match=r"source\.format"):
            kind(tmp_path / "file").open()


@pytest.mark.parametrize(("channels", "depth"), [(1, np.uint8), (4, np.uint8), (3, np.uint16)])
def test_a_photograph_of_any_kind_is_a_picture_and_is_overwritten_at_the_end(
    tmp_path: Path, channels: int, depth: type[np.generic]
) -> None:
    made = np.full((240, 320, channels), 200, depth)
    cv2.imwrite(str(tmp_path / "face.png"), made)
    still = StillImage(tmp_path / "face.png", sleep=lambda seconds: None)
    still.open()
    frame, again = still.read(), still.read()
    assert frame is not None
    assert again is not None
    assert frame.picture.shape == again.picture.shape == (240, 320, 3)
    assert frame.picture.dtype == np.uint8
    held = still._picture
    still.close()
    assert held is not None
    assert not held.any()
    assert still.read() is None


def test_a_large_photograph_is_made_smaller(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "large.jpg"), np.zeros((3000, 4000, 3), np.uint8))
    still = StillImage(tmp_path / "large.jpg")
    still.open()
    frame = still.read()
    still.close()
    assert frame is not None
    height, width = frame.picture.shape[:2]
    assert height * width <= MOST_PIXELS * 1.01
    assert abs(width / height - 4 / 3) < 0.01


def test_a_source_is_what_its_text_means(tmp_path: Path) -> None:
    assert isinstance(source_of("film.MP4"), VideoFile)
    assert isinstance(source_of("face.jpg"), StillImage)
    for text, name in (("", ""), ("0", ""), ("HD Pro Webcam", "HD Pro Webcam")):
        camera = source_of(text)
        assert isinstance(camera, Webcam)
        assert camera.name == name
