"""Make-up is on the lips and cheeks and nowhere else, keeps what skin looks like, and no tooth is painted."""

import cv2
import numpy as np
import pytest

from shopassistant.tryon.face.follow import Seen
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.looks.kinds import Blush, Lipstick
from shopassistant.tryon.looks.makeup.lips import LOWER, LOWER_INNER, UPPER, UPPER_INNER, LipLayer
from shopassistant.tryon.looks.makeup.tone import lab_of, lit
from shopassistant.tryon.render.light import STUDIO
from tests.unit.tryon.worn.heads import CAMERA, Picture, changed, found_in, head, photograph, shown


@pytest.fixture(scope="module")
def portrait() -> Picture:
    return photograph()


@pytest.fixture(scope="module")
def face(portrait: Picture) -> Seen:
    return found_in(portrait)


def grown(area: np.ndarray, by: int) -> np.ndarray:
    return np.asarray(cv2.dilate(area.astype(np.uint8), np.ones((2 * by + 1, 2 * by + 1), np.uint8)) > 0)


def lip_area(points: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Pixels on the lips, the open mouth left out: between their landmarks, without the curve the layer draws."""
    drawn = np.zeros(shape[:2], np.uint8)
    for outer, inner in ((UPPER, UPPER_INNER), (LOWER, LOWER_INNER)):
        line = np.vstack([points[list(outer)], points[list(inner)][::-1]])
        cv2.fillPoly(drawn, [np.round(line * 16).astype(np.int32)], 1, cv2.LINE_8, 4)
    return drawn > 0


def test_only_lips_change_and_nearly_all_of_them(portrait: Picture, face: Seen) -> None:
    before = portrait.copy()
    after = shown(portrait, face, Lipstick())
    assert (portrait == before).all()
    lips = lip_area(face.landmarks.points, portrait.shape)
    there = changed(before, after)
    assert not (there & ~grown(lips, 2)).any()
    inside = ~grown(~lips, 1)
    assert there[inside].mean() > 0.97


@pytest.mark.parametrize("colour", [(179, 32, 44), (60, 10, 30), (225, 140, 120)])
def test_lips_take_the_colour_as_far_as_it_covers_and_keep_their_lines(
    portrait: Picture, face: Seen, colour: tuple[int, int, int]
) -> None:
    lips = ~grown(~lip_area(face.landmarks.points, portrait.shape), 2)
    before = lab_of(portrait)[lips]
    target = lit(colour, STUDIO)
    far = []
    for coverage in (0.0, 0.5, 0.95):
        after = lab_of(shown(portrait, face, Lipstick(colour, coverage, 0.0)))[lips]
        far.append(float(np.linalg.norm(np.median(after, axis=0) - target)))
        assert np.corrcoef(before[:, 0], after[:, 0])[0, 1] > 0.9, "light and lines of the lip are still there"
    assert far[2] < 6, "nearly the colour itself (Lab distance)"
    assert far[2] < far[1] < far[0]


def test_gloss_adds_light_and_matt_adds_none(portrait: Picture, face: Seen) -> None:
    lips = lip_area(face.landmarks.points, portrait.shape)
    matt, wet = (lab_of(shown(portrait, face, Lipstick(gloss=gloss)))[lips][:, 0] for gloss in (0.0, 1.0))
    assert np.percentile(wet - matt, 98) > 10
    assert np.median(np.abs(wet - matt)) < 8, "a highlight, not another colour"


def test_no_lipstick_on_teeth_though_the_landmarks_are_off_by_two_pixels() -> None:
    face = head(place=(0, 40, -350))
    points = face.landmarks.points.copy()
    points[[*LOWER[1:-1], *LOWER_INNER[1:-1]]] += np.array([0, 26], np.float32)  # the mouth is open
    picture = np.full((720, 1280, 3), (120, 150, 205), np.uint8)
    lips = lip_area(points, picture.shape)
    picture[grown(lips, 1)] = (95, 95, 190)
    mouth = points[[*UPPER_INNER, *LOWER_INNER[::-1]]]
    # The teeth begin two pixels farther out than the landmarks say.
    middle = mouth.mean(axis=0)
    wider = middle + (mouth - middle) * (1 + 2 / np.abs(mouth - middle).max(axis=0)[1])
    cv2.fillPoly(picture, [np.round(wider).astype(np.int32)], (225, 232, 235))
    before = picture.copy()
    LipLayer(points, Lipstick((160, 20, 40), 0.9, 0.0)).paint(picture, STUDIO)
    teeth = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(teeth, [np.round(wider).astype(np.int32)], 1)
    off = np.abs(picture.astype(int) - before).max(axis=2)
    assert np.percentile(off[~grown(teeth == 0, 1)], 99) < 30
    assert off[lips & ~grown(teeth > 0, 3)].mean() > 40


def test_blush_is_on_both_cheeks_soft_and_away_from_eyes_and_mouth(portrait: Picture, face: Seen) -> None:
    after = shown(portrait, face, Blush((220, 60, 80), 0.6))
    there = changed(portrait, after)
    points = face.landmarks.points
    for cheek in (50, 280):
        x, y = points[cheek].astype(int)
        assert there[y - 3 : y + 3, x - 3 : x + 3].mean() > 0.8
    for elsewhere in (1, 13, 152, 9, 159, 386):
        x, y = points[elsewhere].astype(int)
        assert not there[y - 2 : y + 2, x - 2 : x + 2].any()
    left, right, top, bottom = points[234, 0], points[454, 0], points[9, 1], points[152, 1]
    rows, columns = np.nonzero(there)
    assert left - 4 < columns.min() < columns.max() < right + 4
    assert top < rows.min() < rows.max() < bottom
    step = np.abs(np.diff(lab_of(after)[..., 1] - lab_of(portrait)[..., 1], axis=1))
    assert np.percentile(step[there[:, 1:]], 99) < 2.5, "no edge anywhere"


def test_turned_away_the_far_cheek_gets_no_blush() -> None:
    face = head(yaw=55)
    grey = np.full((CAMERA.height, CAMERA.width, 3), 130, np.uint8)
    columns = np.nonzero(changed(grey, shown(grey, face, Blush((220, 60, 80), 0.6))))[1]
    straight = head()
    both = np.nonzero(changed(grey, shown(grey, straight, Blush((220, 60, 80), 0.6))))[1]
    assert len(columns) < 0.62 * len(both)


def test_a_mouth_outside_of_the_picture_is_not_painted() -> None:
    grey = np.full((720, 1280, 3), 130, np.uint8)
    face = head(place=(900, 0, -600))
    assert not changed(grey, shown(grey, face, Lipstick(), Blush())).any()
    gone = Landmarks(np.full((478, 2), np.nan, np.float32))
    LipLayer(gone.points, Lipstick()).paint(grey, STUDIO)
    assert (grey == 130).all()
