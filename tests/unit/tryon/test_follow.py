"""Faces followed through pictures: the same person stays the same, a still one is drawn still, none without a face."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import matplotlib.cbook
import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.follow import Follower, Seen
from shopassistant.tryon.face.pose import Camera, Pose
from shopassistant.tryon.face.smoothing import PoseSmoother


@dataclass(frozen=True)
class Shot:
    picture: NDArray[np.uint8]
    at_ms: int


@pytest.fixture(scope="module")
def portrait() -> NDArray[np.uint8]:
    picture = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert picture is not None
    return np.asarray(picture, np.uint8)


@pytest.fixture
def follower() -> Iterator[Follower]:
    with Follower() as one:
        yield one


def moved(picture: NDArray[np.uint8], by: int) -> NDArray[np.uint8]:
    return np.roll(picture, by, axis=1)


def test_a_person_keeps_their_number_and_gets_it_back_after_a_short_absence(
    follower: Follower, portrait: NDArray[np.uint8]
) -> None:
    told: list[tuple[Seen, ...]] = []
    blank = np.full_like(portrait, 128)
    shown = [moved(portrait, 0), moved(portrait, 4), blank, blank, moved(portrait, 10)]
    for place, picture in enumerate(shown):
        told.append(follower.follow(Shot(picture, place * 33)))
    assert [len(seen) for seen in told] == [1, 1, 0, 0, 1]
    assert {seen[0].who for seen in told if seen} == {told[0][0].who}
    assert [seen[0].is_new for seen in told if seen] == [True, False, False]
    placed = told[0][0].pose.points(told[0][0].face)
    assert placed.shape == (468, 3)
    assert (placed[:, 2] < 0).all(), "before the camera"


def test_who_turned_away_while_walking_aside_is_still_the_same(follower: Follower, portrait: NDArray[np.uint8]) -> None:
    def at(left: int) -> NDArray[np.uint8]:
        wide = np.full((600, 1040, 3), 128, np.uint8)
        wide[:, left : left + 512] = portrait
        return wide

    (first,) = follower.follow(Shot(at(0), 0))
    for place in range(20):
        assert not follower.follow(Shot(np.full((600, 1040, 3), 128, np.uint8), 40 + place * 50))
    (back,) = follower.follow(Shot(at(500), 1100))
    assert back.who == first.who
    follower.follow(Shot(np.full((600, 1040, 3), 128, np.uint8), 1140))
    (later,) = follower.follow(Shot(at(0), 9000))
    assert later.who != first.who, "after seconds nobody says so"


def test_of_several_faces_the_nearest_wears_until_another_comes_clearly_nearer(
    follower: Follower, portrait: NDArray[np.uint8]
) -> None:
    def beside(left: float, right: float) -> NDArray[np.uint8]:
        both = np.full((620, 1040, 3), 128, np.uint8)
        for at, share in ((0, left), (520, right)):
            small = cv2.resize(portrait, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
            both[: small.shape[0], at : at + small.shape[1]] = small
        return both

    alone = np.full((620, 1040, 3), 128, np.uint8)
    alone[:600, :512] = portrait
    (first,) = follower.follow(Shot(alone, 0))
    told = [follower.follow(Shot(beside(0.95, 0.8), 1000 + at * 40)) for at in range(4)]
    assert [len(seen) for seen in told] == [2] * 4
    assert {seen[0].who for seen in told} == {first.who}
    other = told[-1][1]
    assert other.landmarks.points[:, 0].min() > 520
    assert follower.at(*other.landmarks.points[1]) == other.who
    assert follower.at(1030, 610) is None
    for at, share in enumerate(np.linspace(0.8, 0.5, 8)):
        told.append(follower.follow(Shot(beside(float(share), 1.0), 1200 + at * 40)))
    assert told[-1][0].who == other.who


def test_whoever_helps_counts_faces_until_the_next_picture(follower: Follower, portrait: NDArray[np.uint8]) -> None:
    alone, both = (np.full((620, 1040, 3), 128, np.uint8) for _ in range(2))
    alone[:600, :512] = both[:600, :512] = portrait
    both[:480, 520:930] = cv2.resize(portrait, (410, 480), interpolation=cv2.INTER_AREA)
    with ThreadPoolExecutor(1) as helper:
        told = [follower.follow(Shot(alone if at < 1000 else both, at), helper) for at in (0, 1000, 1040, 1080)]
        assert [len(seen) for seen in told] == [1, 1, 2, 2]
        follower.follow(Shot(both, 3000), helper)
        follower.forget()  # waits for what is still looked at
        assert helper.submit(lambda: True).result(1)


def test_a_typed_pupil_distance_holds_for_the_visit_and_nonsense_is_refused(
    follower: Follower, portrait: NDArray[np.uint8]
) -> None:
    (first,) = follower.follow(Shot(portrait, 0))
    follower.told(70)
    (typed,) = follower.follow(Shot(portrait, 40))
    follower.follow(Shot(np.full_like(portrait, 128), 60_000))
    (back,) = follower.follow(Shot(portrait, 60_040))
    follower.forget()
    (other,) = follower.follow(Shot(portrait, 60_080))
    told = [seen.measures.far_pupil_distance.value for seen in (first, typed, back, other) if seen.measures]
    assert told[1] == pytest.approx(70, abs=1.5)
    assert told[2] == pytest.approx(70, abs=1.5)
    assert min(abs(told[0] - 70), abs(told[3] - 70)) > 3
    with pytest.raises(UserError, match=r"tryon\.measure"):
        follower.told(7)


def test_after_a_visit_nobody_is_known(follower: Follower, portrait: NDArray[np.uint8]) -> None:
    (first,) = follower.follow(Shot(portrait, 0))
    follower.forget()
    (second,) = follower.follow(Shot(portrait, 33))
    assert second.is_new
    assert second.who != first.who
    assert not first.landmarks.points.any(), "what was kept is overwritten"


def test_smoothing_stills_noise_and_follows_a_turn() -> None:
    rng = np.random.default_rng(1)
    smoother = PoseSmoother()
    still = [smoother.smooth(noisy(rng, 0.0), 1 / 30) for _ in range(150)][30:]
    wander = np.array([seen(pose) for pose in still])
    raw = np.array([seen(noisy(rng, 0.0)) for _ in range(120)])
    assert wander.std(axis=0).max() < 0.5 * raw.std(axis=0).max()
    turning = [smoother.smooth(noisy(rng, yaw), 1 / 30).angles[0] for yaw in np.linspace(0, 40, 30)]
    assert turning[-1] > 34, "a turn of 40 degrees a second lags by less than 0.15 s"


def noisy(rng: np.random.Generator, yaw: float) -> Pose:
    around = np.radians([0, yaw, 0]) + rng.normal(0, np.radians(0.5), 3)
    return Pose(
        np.asarray(cv2.Rodrigues(around)[0]), np.array([0, 0, -600.0]) + rng.normal(0, [0.3, 0.3, 4]), 1.0, 0.03
    )


def seen(pose: Pose) -> NDArray[np.float64]:
    camera = Camera(1280, 720, 1000.0)
    placed = pose.points(canonical_face().points[[33, 168, 263]]).astype(np.float64)
    return np.asarray((placed[:, :2] / -placed[:, 2:] * camera.focal).ravel())
