"""A visit is remembered in one place, for as long as it lasts: replay, kept looks, measures; then nothing is left."""

import threading

import numpy as np
import pytest

from shopassistant.tryon.visit import MOST_SNAPSHOTS, REPLAY_WIDTH, Visit, VisitSummary


def a_picture(shade: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.full((720, 1280, 3), shade, np.uint8)


def test_the_replay_turns_with_the_head_and_each_turn_shows_the_newest() -> None:
    visit = Visit(0.0)
    for shade, yaw in ((10, 0.0), (20, 21.0), (30, -35.0), (40, 0.7), (50, 80.0)):
        visit.saw(a_picture(shade), yaw, "round")
    shown = [(one.yaw, int(one.picture[0, 0, 0])) for one in visit.replay()]
    assert shown == [(-35.0, 30), (0.7, 40), (21.0, 20)]
    assert visit.replay()[0].picture.shape == (360, REPLAY_WIDTH, 3)


def test_another_look_begins_the_replay_anew_and_looking_at_it_pauses_it() -> None:
    visit = Visit(0.0)
    visit.saw(a_picture(10), 0.0, "round")
    held = visit.replay()[0].picture
    visit.record(False)
    visit.saw(a_picture(20), 0.0, "round")
    assert held[0, 0, 0] == 10
    visit.record(True)
    visit.saw(a_picture(30), 12.0, "square")
    assert [one.yaw for one in visit.replay()] == [12.0]
    assert not held.any(), "overwritten with the look it showed"


def test_four_looks_are_compared_and_a_fifth_takes_the_first_ones_place() -> None:
    visit = Visit(0.0)
    first = visit.keep(a_picture(1), "look 0")
    assert first is not None
    for number in range(1, MOST_SNAPSHOTS + 1):
        visit.keep(a_picture(number + 1), f"look {number}")
    assert [one.look for one in visit.snapshots] == ["look 1", "look 2", "look 3", "look 4"]
    assert not first.picture.any()
    visit.drop(visit.snapshots[1])
    assert [one.look for one in visit.snapshots] == ["look 1", "look 3", "look 4"]


def test_what_is_written_down_is_how_long_and_how_many() -> None:
    visit = Visit(100.0)
    for look in ("round", "square", "round"):
        visit.saw(a_picture(1), 0.0, look)
    assert visit.summary(190.4) == VisitSummary(seconds=90, looks=2)


def test_at_its_end_everything_is_overwritten_and_nothing_comes_after() -> None:
    visit = Visit(0.0)
    face = np.ones((468, 3))
    visit.saw(a_picture(9), 4.0, "round")
    kept = visit.keep(a_picture(9), "round")
    visit.measured("pupil_distance", 63.2)
    visit.measured("face", face)
    copied = visit.measures["face"]
    turned = visit.replay()[0].picture
    assert kept is not None
    visit.wipe()
    visit.wipe()
    assert not turned.any()
    assert not kept.picture.any()
    assert not copied.any()
    assert face.all(), "whose own array it is wipes it"
    assert visit.is_over
    visit.saw(a_picture(9), 4.0, "round")
    visit.measured("pupil_distance", 63.2)
    visit.record(True)
    assert visit.keep(a_picture(9), "round") is None
    assert visit.replay() == visit.snapshots == ()
    assert visit.measures == {}


@pytest.mark.parametrize("_round", range(3))
def test_wiping_while_pictures_still_come_leaves_none(_round: int) -> None:
    visit = Visit(0.0)
    seen = threading.Event()

    def mirror() -> None:
        for number in range(200):
            visit.saw(a_picture(9), number % 90 - 45.0, number // 50)
            seen.set()

    thread = threading.Thread(target=mirror)
    thread.start()
    assert seen.wait(10)
    visit.wipe()
    thread.join(10)
    assert visit.replay() == ()
    assert visit._owned == []
