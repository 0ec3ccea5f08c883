"""A face that is followed: where MediaPipe itself follows it to, lost where there is none, forgotten when told."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.tryon.face.follow import Follower
from shopassistant.tryon.face.landmarks import FOLLOWED, Landmarker, Landmarks
from shopassistant.tryon.face.network import ACROSS, Network
from shopassistant.tryon.face.region import Region
from shopassistant.tryon.face.tracker import Tracker
from shopassistant.tryon.sources.frame import Frame
from tests.benchmarks.tryon_film import photograph_film

_EVERY_MS = 33


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    made = Tracker()
    yield made
    made.close()


def begun(tracker: Tracker, picture: NDArray[np.uint8]) -> Landmarks:
    with Landmarker(sure=FOLLOWED) as landmarker:
        (face,) = landmarker.find(picture)
    tracker.begin(face, 0)
    return face


def test_the_points_are_those_of_mediapipe_following_the_same_face(tracker: Tracker) -> None:
    film = photograph_film(120)
    still, moved = (
        compared(tracker, [film.picture(0)] * 12),
        compared(tracker, [film.picture(one) for one in range(30)]),
    )
    assert np.median([np.abs(ours.points - theirs.points).max() for ours, theirs in moved]) < 0.15
    # Of a tilted face in a wide picture MediaPipe's depth counts in another measure than its width.
    assert np.median([np.abs(ours.depth - theirs.depth).max() for ours, theirs in still]) < 1.0
    assert still[0][1].width > 150, "so that this is less than a hundredth of it"


def compared(tracker: Tracker, pictures: list[NDArray[np.uint8]]) -> list[tuple[Landmarks, Landmarks]]:
    """Ours and MediaPipe's, of all pictures but the first, from which both begin."""
    found = []
    with Landmarker(is_video=True, sure=FOLLOWED) as landmarker:
        for number, picture in enumerate(pictures):
            (theirs,) = landmarker.find(picture, 1 + number * _EVERY_MS)
            if number == 0:
                tracker.begin(theirs, 1)
                continue
            ours = tracker.follow(picture, 1 + number * _EVERY_MS)
            assert ours is not None
            found.append((ours, theirs))
    return found


def test_where_litert_is_not_made_mediapipe_follows_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("shopassistant.tryon.face.finder.is_there", lambda: False)
    caplog.set_level("INFO", "shopassistant.tryon.face.finder")
    theirs = followed()
    assert "MediaPipe itself follows" in caplog.text
    caplog.clear()
    monkeypatch.undo()
    assert np.abs(followed() - theirs).max() < 0.5
    assert not caplog.text


def followed() -> NDArray[np.float32]:
    """float32 (6, 478, 2): landmarks in each of six pictures."""
    film = photograph_film(120)
    with Follower() as follower:
        told = [follower.follow(Frame(film.picture(one), 1 + one * _EVERY_MS, one)) for one in range(6)]
        return np.array([seen.landmarks.points for (seen,) in told])


def test_a_face_that_leaves_is_lost_at_once_and_nobody_is_followed_then(tracker: Tracker) -> None:
    picture = photograph_film(2).picture(0)
    begun(tracker, picture)
    assert tracker.follow(picture, 40) is not None
    assert tracker.follow(np.full_like(picture, 90), 80) is None
    assert tracker.follow(picture, 120) is None, "who comes back is found anew"


def test_a_face_at_the_picture_s_edge_is_followed_out_of_it(tracker: Tracker) -> None:
    picture = photograph_film(2).picture(0)
    face = begun(tracker, picture)
    for number in range(1, 13):
        away = round(face.points[:, 0].min() * number / 12)
        there = tracker.follow(np.ascontiguousarray(np.roll(picture, -away, axis=1)), number * _EVERY_MS)
        assert there is not None
    assert there.points[:, 0].min() < 25
    assert np.abs(np.ptp(there.points, axis=0) / np.ptp(face.points, axis=0) - 1).max() < 0.1


def test_what_is_left_of_a_face_is_overwritten(tracker: Tracker) -> None:
    picture = photograph_film(2).picture(0)
    begun(tracker, picture)
    assert tracker.follow(picture, 40) is not None
    made = tracker._network._made
    empty = Network()
    empty.wipe()
    held = [one["index"] for one in (*made.get_input_details(), *made.get_output_details())]
    assert all((made.get_tensor(one) != empty._made.get_tensor(one)).any() for one in held)
    tracker.wipe()
    assert all(np.array_equal(made.get_tensor(one), empty._made.get_tensor(one)) for one in held)
    assert not made.get_tensor(held[0]).any()
    assert tracker.follow(picture, 80) is None
    empty.close()


def test_a_region_holds_the_face_upright_and_points_come_back_to_where_they_were() -> None:
    picture = photograph_film(2).picture(0)
    turn = cv2.getRotationMatrix2D((640, 360), 35, 1.0)
    turned = np.asarray(cv2.warpAffine(picture, turn, picture.shape[1::-1]), np.uint8)
    with Landmarker() as landmarker:
        (face,) = landmarker.find(turned)
    region = Region.around(face.points)
    with Landmarker() as landmarker:
        (upright,) = landmarker.find(np.ascontiguousarray(region.cut(turned)[..., ::-1]))
    across, down = upright.points[263] - upright.points[33]
    assert abs(np.degrees(np.arctan2(down, across))) < 4
    assert 0.6 < np.ptp(upright.points, axis=0).max() / ACROSS < 0.75
    back = region.back(np.column_stack([upright.points, upright.depth]))
    assert np.abs(back[:, :2] - face.points).mean() < 0.02 * face.width
