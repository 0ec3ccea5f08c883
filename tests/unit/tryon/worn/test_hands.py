"""Rings and watches sit on a hand in true size; the hand is found, measured, and hides what is behind it."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from shopassistant.tryon.hands.finder import HandFinder, Still
from shopassistant.tryon.hands.joints import FINGERS, THICK_MM, WRIST_MM, Hand, hand_scale, is_right_hand, placed
from shopassistant.tryon.looks.kinds import RING_SHAPES, WATCH_SHAPES, Ring, Watch, Wearable
from shopassistant.tryon.looks.shapes.hand import ring_model, watch_model
from shopassistant.tryon.render.light import STUDIO
from shopassistant.tryon.render.renderer import Renderer
from shopassistant.tryon.render.scene import Scene
from shopassistant.tryon.worn import Moment
from tests.unit.tryon.worn.hands import CAMERA, OPEN, hand, picture_of
from tests.unit.tryon.worn.heads import Picture, changed, photograph

GREY = np.full((CAMERA.height, CAMERA.width, 3), 130, np.uint8)


@pytest.fixture(scope="module")
def finder() -> Iterator[HandFinder]:
    with HandFinder() as made:
        yield made


def shown(picture: Picture, worn: Wearable, *hands: Hand) -> Picture:
    drawable = worn.put_on().drawn(Moment(None, CAMERA, 0, hands))
    return Renderer().draw(picture, Scene((drawable,), None, STUDIO), CAMERA)


@pytest.mark.parametrize("is_right", [True, False])
def test_a_hand_is_found_placed_and_measured(finder: HandFinder, is_right: bool) -> None:
    truth = hand(is_right=is_right)
    (found,) = finder.find(picture_of(truth), CAMERA)
    assert found.is_right == is_right
    assert np.linalg.norm(found.points - truth.points, axis=1).mean() < 12, "pixels"
    assert found.joints[9, 2] == pytest.approx(truth.joints[9, 2], rel=0.10)
    assert found.back[2] > 0.6, "its back is towards the camera"
    assert found.arm[1] < -0.8
    for finger in ("index", "middle", "ring", "little"):
        assert found.fingers[finger].half_mm == pytest.approx(THICK_MM[finger], abs=1.5), finger
    assert found.wrist.half_mm == pytest.approx(WRIST_MM, rel=0.12)


def test_thick_fingers_are_seen_to_be_thick(finder: HandFinder) -> None:
    slim, thick = (finder.find(picture_of(hand(), by), CAMERA)[0].fingers["index"] for by in (0.9, 1.25))
    assert slim.is_seen
    assert thick.is_seen
    assert thick.half_mm / slim.half_mm == pytest.approx(1.25 / 0.9, rel=0.12)


def test_a_portrait_has_no_hands(finder: HandFinder) -> None:
    assert finder.find(photograph(), CAMERA) == ()
    assert not changed(GREY, shown(GREY, Ring())).any(), "and nothing is drawn without one"


def test_joints_are_placed_where_they_are_when_the_shape_is_known() -> None:
    truth = hand((120, -40, -600))
    middle = OPEN - OPEN.mean(axis=0)
    assert placed(truth.points, middle, CAMERA) == pytest.approx(truth.joints, abs=0.05)


def test_a_bent_finger_tells_the_palm_from_the_back() -> None:
    for is_right in (True, False):
        joints = hand(is_right=is_right).joints.copy()
        assert is_right_hand(joints, is_right) == is_right
        for finger in ("index", "middle", "ring", "little"):
            joints[FINGERS[finger][3]] = joints[FINGERS[finger][0]] + np.array([0, 15.0, -40.0])
        assert is_right_hand(joints, not is_right) == is_right, "whatever the network says"


def test_a_face_in_sight_tells_a_little_of_the_hand() -> None:
    (alone, unsure), (large, surer) = hand_scale(None), hand_scale(1.1)
    assert alone == 1.0 < large < 1.1
    assert surer < unsure


@pytest.mark.parametrize("scale", [0.9, 1.1])
def test_a_band_has_its_true_width_and_sits_between_knuckle_and_joint(scale: float) -> None:
    wearer = hand(scale=scale)
    ring = Ring(band_mm=8, inner_mm=2 * 8.7 * scale, thickness_mm=1.5, colour=(230, 30, 30))
    picture = shown(GREY, ring, wearer).astype(int)
    rows, columns = np.nonzero(picture[..., 2] - picture[..., 1] > 20)  # its shadow is not red
    knuckle, joint = wearer.points[13], wearer.points[14]
    assert joint[1] < rows.min() < rows.max() < knuckle[1]
    middle = np.abs(columns - columns.mean()) < 3
    tall_mm = (rows[middle].max() - rows[middle].min() + 1) * 450 / CAMERA.focal
    assert tall_mm == pytest.approx(8, abs=1.2), "millimetres"
    wide_mm = (columns.max() - columns.min() + 1) * 450 / CAMERA.focal
    assert wide_mm == pytest.approx(2 * (8.7 * scale + 1.5), abs=1.5)


def test_a_stone_is_on_the_back_of_the_hand_and_out_of_sight_from_the_palm() -> None:
    ring = Ring("solitaire", inner_mm=17.4, band_mm=2, stone_mm=8, stone_colour=(20, 60, 220))

    def blue(wearer: Hand) -> float:
        picture = shown(picture_of(wearer), ring, wearer).astype(int)
        return float((picture[..., 0] - picture[..., 2] > 40).sum())

    back = hand()
    palm = replace(back, is_right=False)  # the same joints are a left hand's palm
    assert blue(back) > 60
    assert blue(palm) < 0.2 * blue(back)


@pytest.mark.parametrize("size", [10.0, 30.0])
def test_a_ring_of_another_size_neither_cuts_the_finger_nor_floats(size: float) -> None:
    wearer = hand()
    picture = shown(GREY, Ring(inner_mm=size, colour=(230, 30, 30)), wearer).astype(int)
    columns = np.nonzero(picture[..., 2] - picture[..., 1] > 20)[1]
    inner_mm = (columns.max() - columns.min() + 1) * 450 / CAMERA.focal - 2 * Ring().thickness_mm
    assert 2 * 8.7 - 1.0 < inner_mm < 2 * 8.7 * 1.10 + 1.5


@pytest.mark.parametrize("is_right", [True, False])
def test_a_watch_has_its_true_width_on_the_wrist_and_its_crown_is_where_it_belongs(is_right: bool) -> None:
    wearer = hand(is_right=is_right)
    with_crown = Watch("round", case_mm=40, thickness_mm=9, colour=(230, 30, 30), strap_mm=4)
    picture = shown(GREY, with_crown, wearer).astype(int)
    red = (picture[..., 2] - picture[..., 1]) > 25
    rows, columns = np.nonzero(red)
    depth = 450 - 28.5 * 0.7 - 4.5
    assert (columns.max() - columns.min() + 1) * depth / CAMERA.focal == pytest.approx(40, abs=2), "millimetres"
    assert rows.min() > wearer.points[0, 1], "behind the wrist's joint"
    # Three o'clock: towards the left hand's fingers, towards the right arm's elbow.
    centre = (columns.max() + columns.min()) / 2
    narrow = np.array([red[row].sum() < 14 for row in range(rows.min(), rows.max() + 1)])
    tip = rows.min() if narrow[:3].all() else rows.max()
    assert (tip == rows.max()) == is_right
    assert abs(np.nonzero(red[tip])[0].mean() - centre) < 6


@pytest.mark.parametrize("shape", WATCH_SHAPES)
def test_every_watch_is_finite(shape: str) -> None:
    model = watch_model(Watch(shape), (28.5, 20.0), True)
    assert np.isfinite(model.points).all()
    assert len(model.triangles) < 8000


@pytest.mark.parametrize("shape", RING_SHAPES)
def test_every_ring_is_finite(shape: str) -> None:
    model = ring_model(Ring(shape, stone_mm=6), 17.0)
    assert np.isfinite(model.points).all()
    assert np.hypot(model.points[:, 0], model.points[:, 2]).min() > 8.4


def test_a_hand_that_is_held_still_trembles_less_and_one_that_moves_lags_little() -> None:
    rng = np.random.default_rng(1)
    truth, still = hand(), Still()
    noisy = [(truth.points + rng.normal(0, 1.5, (21, 2))).astype(np.float32) for _ in range(90)]
    smooth = [still.smooth(points, truth.joints, 1 / 30, CAMERA.width)[0].copy() for points in noisy]
    assert np.std(smooth[30:], axis=0).mean() < 0.6 * np.std(noisy, axis=0).mean()
    moving = [truth.points + np.array([12.0 * place, 0], np.float32) for place in range(30)]  # 360 pixels a second
    followed = [still.smooth(points.astype(np.float32), truth.joints, 1 / 30, CAMERA.width)[0] for points in moving]
    assert (moving[-1] - followed[-1])[:, 0].mean() < 12, "less than one frame behind"


def test_a_film_of_a_hand_is_forgotten_at_the_end_of_the_visit() -> None:
    picture = picture_of(hand())
    with HandFinder(is_video=True) as film:
        seen = [film.find(picture, CAMERA, at_ms=40 * place)[0].points for place in range(3)]
        assert seen[-1].any()
        film.forget()
        assert not seen[-1].any(), "what was known of the hand is overwritten"
        assert film.find(picture, CAMERA, at_ms=200), "and the next visitor's is found"
