"""Earrings hang at the lobes in true size, swing as things do, and the far one is behind the head."""

import numpy as np
import pytest

from shopassistant.tryon.looks.body import lobes
from shopassistant.tryon.looks.kinds import Earrings
from shopassistant.tryon.looks.swing import GRAVITY, Pendulum
from shopassistant.tryon.worn import Moment
from tests.unit.tryon.worn.heads import CAMERA, changed, found_in, head, photograph, seen_at, shown

GREY = np.full((CAMERA.height, CAMERA.width, 3), 130, np.uint8)
HOOP = Earrings("hoop", diameter_mm=40, thickness_mm=2)
DOWN = np.array([0.0, -1.0, 0.0])


@pytest.mark.parametrize("scale", [0.9, 1.1])
def test_a_hoop_is_as_tall_as_it_says_whatever_the_head(scale: float) -> None:
    face = head(scale=scale, place=(0, 0, -600))
    made = shown(GREY, face, HOOP)
    there = changed(GREY, made) & (np.abs(made.astype(int) - GREY).max(axis=2) > 20)  # not its shadow
    hole = seen_at(np.array([lobes(face)[1].hole]))[0]
    rows, columns = np.nonzero(there[:, 640:])
    depth = -lobes(face)[1].hole[2]
    tall_mm = (rows.max() - rows.min() + 1) * depth / CAMERA.focal
    assert tall_mm == pytest.approx(40, abs=1.5), "millimetres"
    assert abs(columns.mean() + 640 - hole[0]) < 12


def test_turned_away_the_far_earring_is_hidden_and_the_near_one_is_not() -> None:
    face = head(yaw=40)
    right, left = (seen_at(np.array([lobe.hole]))[0] for lobe in lobes(face))
    columns = np.nonzero(changed(GREY, shown(GREY, face, Earrings("stud", 8))))[1]
    near, far = (right, left) if lobes(face)[0].hole[2] > lobes(face)[1].hole[2] else (left, right)
    assert (np.abs(columns - near[0]) < 20).any()
    assert not (np.abs(columns - far[0]) < 20).any()


def test_on_a_photograph_only_the_places_of_earrings_change() -> None:
    picture = photograph()
    face = found_in(picture)
    there = changed(picture, shown(picture, face, Earrings("drop", diameter_mm=10, drop_mm=35)))
    assert 0.0005 < there.mean() < 0.02
    rows, columns = np.nonzero(there)
    eyes, chin = face.landmarks.points[159, 1], face.landmarks.points[152, 1]
    assert eyes < rows.min() < rows.max() < chin + 60
    inner = (columns > face.landmarks.points[61, 0]) & (columns < face.landmarks.points[291, 0])
    assert not inner.any(), "nothing on the face itself"


def test_it_swings_with_the_period_of_its_length_and_comes_to_rest() -> None:
    length = 40.0
    pendulum = Pendulum(length)
    times = np.arange(0, 3000, 10)
    # The head makes one quick step aside, then stands still.
    side = [pendulum.swing(np.array([0.0 if t < 100 else 6.0, 0, -600]), int(t))[0] for t in times]
    after = np.array(side[12:])
    crossings = times[12:][1:][np.diff(np.sign(after)) != 0][:6]
    period = 2 * np.diff(crossings).mean() / 1000
    assert period == pytest.approx(2 * np.pi * np.sqrt(length / GRAVITY), rel=0.06)
    assert np.abs(after[:20]).max() > 0.1
    assert np.abs(after[-30:]).max() < 0.01, "three seconds later it hangs still"


@pytest.mark.parametrize("frames", [15, 30, 60])
def test_it_swings_alike_at_every_frame_rate_and_never_gains_by_itself(frames: int) -> None:
    pendulum = Pendulum(30.0)
    shook = [
        pendulum.swing(np.array([12 * np.sin(2 * np.pi * 2.5 * i / frames), 0, -600]), round(i * 1000 / frames))[0]
        for i in range(2 * frames)
    ]
    still = [pendulum.swing(np.array([0.0, 0, -600]), 2000 + round(i * 1000 / frames))[0] for i in range(1, 2 * frames)]
    assert 0.15 < np.abs(shook).max() < 0.95
    half = len(still) // 2
    assert np.abs(still[half:]).max() < 0.25 * np.abs(still[:half]).max() + 1e-3
    assert np.isfinite(shook).all()


def test_a_head_found_anew_does_not_fling_its_earrings() -> None:
    pendulum = Pendulum(30.0)
    pendulum.swing(np.array([0.0, 0, -600]), 0)
    assert pendulum.swing(np.array([300.0, 50, -500]), 33) == pytest.approx(DOWN)
    pendulum.swing(np.array([310.0, 50, -500]), 66)
    assert pendulum.swing(np.array([330.0, 50, -500]), 2000) == pytest.approx(DOWN)


def test_it_does_not_swing_through_the_cheek() -> None:
    pendulum, outward = Pendulum(30.0), np.array([1.0, 0.0, 0.0])
    lean = [pendulum.swing(np.array([40 * np.sin(i / 3), 0, -600]), i * 33, outward) @ outward for i in range(200)]
    assert min(lean) >= -0.2501
    assert max(lean) > 0.3, "away from it it may"


def test_hanging_earrings_stay_upright_when_the_head_is_tilted() -> None:
    worn = HOOP.put_on()
    face = head(roll=20)
    placed = worn.drawn(Moment(face, face.camera, 0)).placed
    assert [one.worn.rotation[:, 1] == pytest.approx([0, 1, 0], abs=0.3) for one in placed] == [True, True]
    stud = Earrings("stud").put_on().drawn(Moment(face, face.camera, 0)).placed[0]
    assert stud.worn.rotation[:, 1] == pytest.approx(face.pose.rotation[:, 1], abs=0.1), "a stud turns with the ear"
