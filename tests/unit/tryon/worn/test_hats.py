"""Hats sit on the skull in true size, cover what is above them, and hair that would be under them is gone."""

import cv2
import numpy as np
import pytest

from shopassistant.tryon.looks.body import band, head_circumference_mm
from shopassistant.tryon.looks.kinds import HAT_SHAPES, Hat
from shopassistant.tryon.looks.shapes.hats import edge_mm, hat_model, oval
from shopassistant.tryon.looks.underhat import HairLayer, UnderHat, drawn_on
from shopassistant.tryon.render.light import STUDIO
from tests.unit.tryon.worn.heads import CAMERA, SHADE, changed, found_in, head, photograph, shown

GREY = np.full((CAMERA.height, CAMERA.width, 3), 130, np.uint8)


@pytest.mark.parametrize("shape", HAT_SHAPES)
def test_every_hat_is_a_finite_solid_of_its_own_size(shape: str) -> None:
    hat = Hat(shape, circumference_mm=580, crown_mm=110, brim_mm=60)
    model = hat_model(hat, 580)
    assert np.isfinite(model.points).all()
    assert np.allclose(np.linalg.norm(model.normals, axis=1)[np.unique(model.triangles)], 1, atol=1e-2)
    at_edge = model.points[np.abs(model.points[:, 1] - edge_mm(hat)[1]) < 14]
    wide = at_edge[:, 0].max() - at_edge[:, 0].min()
    assert wide > 2 * oval(580)[0]
    assert len(model.triangles) < 12_000, "a mirror draws it sixty times a second"


@pytest.mark.parametrize("circumference", [540, 580, 620])
def test_the_oval_is_as_long_around_as_the_size_says(circumference: float) -> None:
    half_x, half_z = oval(circumference)
    angle = np.linspace(0, 2 * np.pi, 2000)
    line = np.column_stack([half_x * np.cos(angle), half_z * np.sin(angle)])
    assert np.linalg.norm(np.diff(line, axis=0), axis=1).sum() == pytest.approx(circumference, abs=0.5)


@pytest.mark.parametrize("brim", [40, 80])
def test_a_brim_is_as_wide_as_it_says(brim: float) -> None:
    face = head(place=(0, -60, -900))
    hat = Hat("brimmed", circumference_mm=570, brim_mm=brim)
    columns = np.nonzero(changed(GREY, shown(GREY, face, hat)))[1]
    seat = band(face, 570, oval(570)[1])
    wide_mm = (columns.max() - columns.min() + 1) * -seat.middle[2] / CAMERA.focal
    # 3.5 mm of felt on each side; what of the brim is nearer than its middle looks a little wider.
    assert wide_mm == pytest.approx(2 * (oval(570)[0] + brim + 3.5), rel=0.02)


def test_it_sits_above_the_brows_and_follows_the_head() -> None:
    for yaw, roll in ((0, 0), (30, 0), (0, 20), (-25, -10)):
        face = head(yaw, 0, roll)
        rows, columns = np.nonzero(changed(GREY, shown(GREY, face, Hat("bucket", crown_mm=90, brim_mm=0)), SHADE))
        brows, crown = face.landmarks.points[9], face.landmarks.points[10]
        up = (crown - brows) / np.linalg.norm(crown - brows)
        above = (np.column_stack([columns, rows]) - brows) @ up / np.linalg.norm(crown - brows)
        near = np.abs((np.column_stack([columns, rows]) - brows) @ np.array([-up[1], up[0]])) < 20
        assert 0.1 < above[near].min() < 1.1, (yaw, roll)
        assert above.max() > 2.0


def test_a_hat_that_is_surely_too_large_slides_down_and_a_small_one_sits_high() -> None:
    face = head()
    heights = [band(face, size, oval(size)[1]).middle[1] for size in (470, 568, 660)]
    assert heights[0] > heights[1] > heights[2]
    around, off_by = head_circumference_mm(face)
    assert 540 < around < 600
    assert 0 < off_by < 40
    nearly = band(face, around + 0.5 * off_by, 100).middle
    assert nearly == pytest.approx(band(face, around, 100).middle, abs=1e-6), "what is not sure is not shown"


def test_on_a_photograph_nothing_below_the_brows_changes_and_the_forehead_is_covered() -> None:
    picture = photograph()
    face = found_in(picture)
    made = shown(picture, face, Hat("beanie", crown_mm=190))
    there = changed(picture, made, SHADE)
    points = face.landmarks.points
    for landmark in (159, 386, 4, 13, 152):
        x, y = points[landmark].astype(int)
        assert not there[y - 2 : y + 2, x - 2 : x + 2].any()
    x, y = points[10].astype(int)
    assert changed(picture, made)[y - 6 : y + 2, x - 10 : x + 10].mean() > 0.95


def test_hair_above_a_hat_gives_way_to_the_background_and_hair_below_stays() -> None:
    face = head()
    points = face.landmarks.points
    wall = np.full((720, 1280, 3), (190, 170, 150), np.uint8)
    picture = wall.copy()
    middle = points.mean(axis=0)
    hair = (int(middle[0]), int(middle[1] - 60))
    cv2.ellipse(picture, hair, (185, 240), 0, 0, 360, (30, 40, 60), -1)
    cv2.fillConvexPoly(picture, cv2.convexHull(points[:468].astype(np.int32)), (130, 150, 205))
    before = picture.copy()
    right, left = points[127].astype(float), points[356].astype(float)
    HairLayer(points, 0, right, left, points[:468], UnderHat()).paint(picture, STUDIO)
    above, below = (slice(60, 180), slice(480, 800)), (slice(int(right[1]) + 60, int(right[1]) + 90), slice(475, 500))
    assert np.abs(picture[above].astype(int) - wall[above]).mean() < 6, "as if nobody's hair were there"
    assert np.abs(before[above].astype(int) - wall[above]).mean() > 30
    assert (picture[below] == before[below]).all()
    assert (
        picture[int(middle[1]) : int(middle[1]) + 40, 600:680] == before[int(middle[1]) : int(middle[1]) + 40, 600:680]
    ).all()


def test_what_is_drawn_on_continues_its_surroundings() -> None:
    x = np.tile(np.linspace(0, 200, 64, dtype=np.float32), (48, 1))
    picture = np.dstack([x, x, x])
    sure = np.ones((48, 64), np.float32)
    sure[12:36, 20:44] = 0
    filled = drawn_on(picture * sure[..., None], sure)
    assert (filled[sure > 0] == picture[sure > 0]).all()
    assert np.abs(filled - picture)[sure == 0].mean() < 18
