"""What landmarks say of a head from all sides counts, not only how it was first looked at."""

import numpy as np

from shopassistant.tryon.face.anchor import Anchor
from shopassistant.tryon.face.axes import rotation_of, vector_of
from shopassistant.tryon.face.turning import nearer

STRAIGHT = np.eye(3)


def test_a_skin_learnt_askew_is_righted_as_the_head_turns() -> None:
    anchor = Anchor()
    askew = rotation_of(np.radians([5.0, 0, 0]))  # the skin was learnt looking 5 degrees too far down
    for _ in range(60):  # from the front landmarks agree with what they said when it was learnt
        ahead = anchor.righted(askew, askew, STRAIGHT)
    assert np.allclose(ahead, askew)
    for yaw in (-30, 30, -35, 32):
        for _ in range(20):
            true = rotation_of(np.radians([0, yaw, 0.0]))
            aside = anchor.righted(true @ askew, true, STRAIGHT)
    off = np.degrees(np.linalg.norm(vector_of(aside.T @ true)))
    assert off < 2, "two sides out of three say otherwise"


def test_long_looks_count_no_more_than_short_ones() -> None:
    short, long = Anchor(), Anchor()
    askew, aside = rotation_of(np.radians([4.0, 0, 0])), rotation_of(np.radians([0, 30.0, 0]))
    for anchor, count in ((short, 15), (long, 1500)):
        for _ in range(count):
            anchor.righted(STRAIGHT, STRAIGHT, STRAIGHT)
        for _ in range(15):
            last = anchor.righted(aside @ askew, aside, STRAIGHT)
        assert np.degrees(np.linalg.norm(vector_of(last.T @ aside))) < 2.5


def test_a_nodding_face_is_nearer_than_it_is_drawn_and_a_straight_one_as_near() -> None:
    place = np.array([0.0, 0, -600])
    assert nearer(np.eye(3), place) == 1
    assert 0.97 < nearer(rotation_of(np.radians([30.0, 0, 0])), place) < 1
    wild = nearer(rotation_of(np.radians([120.0, 0, 0])), place)
    assert 0.9 < wild < 1, "a guess of landmarks does not fling a head about"
