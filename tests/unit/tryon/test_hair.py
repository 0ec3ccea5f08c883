"""Hair lies before temples and rims where it does in the picture, and nowhere where there is none."""

import cv2
import matplotlib.cbook
import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.hair import HairSeer, hair_before
from shopassistant.tryon.face.hair_colour import OUTLINE
from shopassistant.tryon.face.hiding import beside_face
from shopassistant.tryon.face.landmarks import Landmarker, Landmarks
from shopassistant.tryon.render.renderer import Renderer
from shopassistant.tryon.render.scene import Patch, Scene
from shopassistant.tryon.wearing import GlassesWorn
from shopassistant.tryon.worn import Moment
from tests.unit.tryon.worn.heads import CAMERA, head

Picture = NDArray[np.uint8]
HAIR = (28, 44, 62)


@pytest.fixture(scope="module")
def portrait() -> Picture:
    picture = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert picture is not None
    return np.asarray(picture[:400], np.uint8)


@pytest.fixture(scope="module")
def face(portrait: Picture) -> Landmarks:
    with Landmarker() as landmarker:
        return landmarker.find(portrait)[0]


@pytest.fixture(scope="module")
def bob(portrait: Picture, face: Landmarks) -> Picture:
    """The same face under dark hair that covers the ears."""
    made = portrait.copy()
    made[:] = (205, 190, 170)
    outline = face.points[list(OUTLINE)]
    middle, width = outline.mean(axis=0), face.width
    hair = np.zeros(made.shape[:2], np.uint8)
    crown = (int(middle[0]), int(middle[1] - 0.15 * width))
    cv2.ellipse(hair, crown, (int(0.72 * width), int(0.95 * width)), 0, 0, 360, 255, -1)
    inside = np.zeros_like(hair)
    cv2.fillPoly(inside, [(middle + (outline - middle) * 0.96).astype(np.int32)], 255)
    made[hair > 0] = HAIR
    made[inside > 0] = portrait[inside > 0]
    grain = np.random.default_rng(0).normal(0, 3, made.shape)
    return np.clip(made + grain, 0, 255).astype(np.uint8)


def beside(face: Landmarks) -> tuple[int, int]:
    """Row and column a little outside of the face, where the wearer's right ear is."""
    x, y = face.points[234] + (face.points[234] - face.points[454]) * 0.06
    return int(y + 0.08 * face.width), int(x)


def test_hair_over_the_ears_is_seen_and_visible_ears_are_left_alone(
    bob: Picture, portrait: Picture, face: Landmarks
) -> None:
    found = hair_before(bob, face.points)
    assert found is not None
    assert found.covers_ears == (True, True)
    masks = found.masks(face.points)
    assert masks.beside is not None
    seen = masks.beside.over(0, 0, bob.shape[1], bob.shape[0])
    assert seen[beside(face)] > 200
    nose = face.points[4].astype(int)
    assert seen[nose[1], nose[0]] == 0
    cap = hair_before(portrait, face.points)
    assert cap is None or not any(cap.covers_ears), "her ears are in sight"


@pytest.mark.parametrize("yaw", [-35.0, 35.0])
def test_temples_vanish_under_hair_and_rims_do_not(yaw: float) -> None:
    seen = head(yaw)
    spec = EyewearSpec(colour=(250, 30, 30), temple_colour=(30, 250, 30))
    drawable = GlassesWorn(spec).drawn(Moment(seen, CAMERA, 0))
    blank = np.full((CAMERA.height, CAMERA.width, 3), 120, np.uint8)
    everywhere = Patch(np.full((4, 4), 255, np.uint8), np.array([[400.0, 0, 0], [0, 400.0, 0]]))
    counts = []
    for hair in (None, everywhere):
        scene = Scene((drawable,), None, beside=beside_face(seen.pose, hair))
        made = Renderer().draw(blank, scene, CAMERA).astype(int)
        counts.append([(made[..., a] - made[..., b] > 60).sum() for a, b in ((1, 2), (2, 1))])
    (green, red), (green_under, red_under) = counts
    assert green > 400
    assert green_under < 0.25 * green, "only where they leave the front"
    assert red_under > 0.97 * red, "the front lies before the hair"


def test_hair_moves_along_with_the_face_between_looks_and_is_overwritten(bob: Picture, face: Landmarks) -> None:
    seer = HairSeer()
    first = seer.masks(bob, face.points, 0).beside
    moved = seer.masks(bob, face.points + np.array([12, -5], np.float32), 100).beside
    assert first is not None
    assert moved is not None
    before, after = first.over(0, 0, 400, 400), moved.over(12, -5, 400, 400)
    assert before.any()
    assert np.abs(before.astype(int) - after).mean() < 1
    kept = seer._found
    seer.wipe()
    assert kept is not None
    assert not kept.share.any()
    assert not kept.anchors.any()


def test_a_new_look_is_spread_over_frames_and_taken_when_it_is_done(bob: Picture, face: Landmarks) -> None:
    seer = HairSeer()
    assert seer.masks(bob, face.points, 0).beside is not None
    bald = np.full_like(bob, 120)
    shown = [seer.masks(bald, face.points, at_ms).beside is not None for at_ms in range(500, 900, 16)]
    assert shown[0], "not yet"
    assert not shown[-1], "but soon"
    assert shown == sorted(shown, reverse=True)


def test_a_tiny_face_has_no_hair_to_tell(portrait: Picture, face: Landmarks) -> None:
    assert hair_before(portrait, face.points * np.float32(0.1)) is None
