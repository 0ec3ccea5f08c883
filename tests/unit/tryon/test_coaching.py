"""A person is told what hinders, once it lasts, and one thing at a time."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.tryon.face.coaching import Coach, fault_of
from shopassistant.tryon.face.follow import Seen
from tests.unit.tryon.worn.heads import head

Picture = NDArray[np.uint8]


def lit(seen: Seen, shade: int = 140) -> Picture:
    """A picture as even as a wall."""
    return np.full((seen.camera.height, seen.camera.width, 3), shade, np.uint8)


@pytest.mark.parametrize(
    ("place", "yaw", "shade", "code"),
    [
        ((0, 0, -600), 0, 140, ""),
        ((0, 0, -600), 0, 20, "dark"),
        ((0, 0, -250), 0, 140, "close"),
        ((0, 0, -1500), 0, 140, "far"),
        ((370, 0, -600), 0, 140, "off"),
        ((0, 0, -600), 70, 140, "turn"),
    ],
)
def test_each_hindrance_has_its_advice(place: tuple[float, float, float], yaw: float, shade: int, code: str) -> None:
    seen = head(yaw=yaw, place=place)
    assert fault_of(lit(seen, shade), seen) == code


def test_hair_over_one_eye_is_seen() -> None:
    seen = head()
    picture = lit(seen)
    x, y = seen.landmarks.points[[70, 105, 133, 33, 145, 159]].T
    picture[int(y.min()) : int(y.max()) + 1, int(x.min()) : int(x.max()) + 1] = 30
    assert fault_of(picture, seen) == "hair"


def test_nothing_is_told_before_it_lasts_nor_taken_back_at_once() -> None:
    coach, seen = Coach(), head()
    dark, bright = lit(seen, 20), lit(seen)
    told = [coach.watch(dark, seen, at) for at in range(0, 800, 100)]
    assert told[:6] == [""] * 6
    assert told[-1] == "dark"
    later = [coach.watch(bright, seen, at) for at in range(800, 3000, 100)]
    assert later[5] == "dark"
    assert later[-1] == ""
    assert coach.watch(bright, None, 3000) == ""


def test_a_fast_turn_is_told_at_once() -> None:
    coach, ahead, aside = Coach(), head(), head(yaw=25)
    assert coach.watch(lit(ahead), ahead, 0) == ""
    assert coach.watch(lit(ahead), replace(aside, who=ahead.who), 100) == "turn"
