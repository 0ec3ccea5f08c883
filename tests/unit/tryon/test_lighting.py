"""What is worn is lit as the face is: from the same side, in the same colour, as brightly."""

import cv2
import matplotlib.cbook
import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.landmarks import Landmarker, Landmarks
from shopassistant.tryon.face.pose import Camera, find_pose
from shopassistant.tryon.render.light import Light
from shopassistant.tryon.render.lighting import LightSeer, light_of

Picture = NDArray[np.uint8]


@pytest.fixture(scope="module")
def portrait() -> Picture:
    picture = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert picture is not None
    return np.asarray(picture[:400], np.uint8)


@pytest.fixture(scope="module")
def face(portrait: Picture) -> Landmarks:
    with Landmarker() as landmarker:
        return landmarker.find(portrait)[0]


def seen(picture: Picture, face: Landmarks) -> Light:
    rotation = find_pose(face, Camera.usual(picture.shape[1], picture.shape[0])).rotation
    return light_of(picture, face.points, rotation)


@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_a_face_lit_from_one_side_tells_the_side(side: float) -> None:
    """A head of even skin, drawn as Lambert's law says."""
    points = canonical_face().points
    towards = np.array([side * 0.7, 0.3, 0.65])
    normals = points / np.linalg.norm(points, axis=1, keepdims=True)  # a ball is near enough to a face
    at = np.column_stack([300 + 2 * points[:, 0], 300 - 2 * points[:, 1]]).astype(np.float32)
    picture = np.zeros((600, 600, 3), np.uint8)
    for (x, y), bright in zip(at, 0.15 + 0.3 * np.maximum(normals @ towards, 0), strict=True):
        cv2.circle(picture, (int(x), int(y)), 14, [255 * bright**0.5] * 3, -1)
    light = light_of(picture, np.vstack([at, np.full((10, 2), 300, np.float32)]), np.eye(3))
    assert light.towards[0] * side > 0.3
    assert np.linalg.norm(light.towards) == pytest.approx(1, abs=1e-5)


def test_a_darker_picture_has_a_dimmer_light_of_the_same_direction(portrait: Picture, face: Landmarks) -> None:
    bright, dark = seen(portrait, face), seen((portrait * 0.6).astype(np.uint8), face)
    assert dark.level < 0.7 * bright.level
    assert bright.towards @ dark.towards > 0.99
    shade = np.linspace(0.4, 1.2, portrait.shape[1])[None, :, None]
    from_right = seen(np.clip(portrait * shade, 0, 255).astype(np.uint8), face)
    assert from_right.towards[0] > bright.towards[0] + 0.1


def test_the_light_of_a_film_follows_softly_and_is_forgotten_with_the_face(portrait: Picture, face: Landmarks) -> None:
    seer = LightSeer()
    first = seer.light(portrait, face.points, np.eye(3), 0)
    dark = (portrait * 0.5).astype(np.uint8)
    assert seer.light(dark, face.points, np.eye(3), 30) is first, "not in every frame"
    assert seer.light(dark, face.points, np.eye(3), 400) is first, "looked at, and told with the next picture"
    next_one = seer.light(dark, face.points, np.eye(3), 416)
    there = light_of(dark, face.points, np.eye(3)).level
    assert there < next_one.level < first.level, "on the way"
    seer.forget()
    assert seer.light(dark, face.points, np.eye(3), 430).level == pytest.approx(there)


def test_a_face_at_the_edge_of_the_picture_is_lit_somehow(portrait: Picture, face: Landmarks) -> None:
    moved = face.points - [face.points[:, 0].mean(), 0]
    light = light_of(portrait, moved.astype(np.float32), np.eye(3))
    assert np.isfinite(light.towards).all()
    assert 0 < light.level < 2


@pytest.mark.parametrize("away", [(-900, 0), (900, 0), (0, -900), (900, 900)])
def test_a_face_that_leaves_the_picture_is_no_error(portrait: Picture, face: Landmarks, away: tuple[int, int]) -> None:
    light = light_of(portrait, face.points + np.array(away, np.float32), np.eye(3))
    assert np.isfinite([*light.towards, *light.colour, light.level]).all()


def test_a_warm_room_makes_what_is_worn_warmer(portrait: Picture, face: Landmarks) -> None:
    warm = np.clip(portrait * np.array([0.75, 0.97, 1.1]), 0, 255).astype(np.uint8)
    before, after = seen(portrait, face).colour, seen(warm, face).colour
    assert after[0] / after[2] > 1.1 * before[0] / before[2]
    assert after.mean() == pytest.approx(1, abs=0.01), "brightness is the level's"
