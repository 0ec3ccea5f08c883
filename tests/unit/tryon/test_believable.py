"""What gives a rendering away: black holes, reflections over rims, temples that shine through, light from nowhere."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.portrait import eyewear_portrait
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.looks.kinds import Glasses
from shopassistant.tryon.render.light import STUDIO, Light
from shopassistant.tryon.render.renderer import Renderer
from shopassistant.tryon.render.scene import Drawable, Scene
from shopassistant.tryon.wearing import GlassesWorn
from shopassistant.tryon.worn import Moment
from tests.unit.tryon.worn import heads
from tests.unit.tryon.worn.heads import CAMERA, head

Picture = NDArray[np.uint8]
TONE = 150


def shown(spec: EyewearSpec, yaw: float = 0.0, light: Light = STUDIO) -> Picture:
    """Glasses before an even grey, on nobody."""
    drawable: Drawable = GlassesWorn(spec).drawn(Moment(head(yaw), CAMERA, 0))
    blank = np.full((CAMERA.height, CAMERA.width, 3), TONE, np.uint8)
    return Renderer().draw(blank, Scene((drawable,), None, light), CAMERA)


@pytest.mark.parametrize("yaw", [-40.0, 0.0, 40.0])
@pytest.mark.parametrize("material", ["acetate", "metal", "wood"])
def test_light_frames_have_no_black_spots_whatever_the_side(material: str, yaw: float) -> None:
    made = shown(EyewearSpec(material=material, colour=(170, 160, 150), temple_colour=(170, 160, 150)), yaw)
    assert made.max(axis=2).min() > 25


def test_a_mirrored_lens_does_not_shine_over_its_rim() -> None:
    matte = {"colour": (20, 20, 20), "temple_colour": (20, 20, 20), "finish": "matte"}
    plain, mirrored = (shown(EyewearSpec(mirror=mirror, **matte)) for mirror in (0.0, 0.9))
    rim = plain.max(axis=2) < 60
    assert rim.sum() > 2000
    assert np.abs(mirrored.astype(int) - plain)[rim].max() < 40
    assert (mirrored.astype(int) - plain).max() > 60, "the lens does shine"


def test_light_from_the_left_makes_the_left_side_of_a_rim_brighter() -> None:
    spec = EyewearSpec(shape="round", finish="matte", colour=(150, 140, 130))
    made = []
    for side in (-0.8, 0.8):
        light = Light(np.array([side, 0.1, 0.59], np.float32), np.ones(3, np.float32), 0.3)
        made.append(shown(spec, 0.0, light).astype(int))
    row = slice(CAMERA.height // 2 - 140, CAMERA.height // 2 + 60)
    differs = (made[0] - made[1])[row].sum(axis=(0, 2))
    assert np.abs(differs).max() > 100, "the light's side is seen"


def test_a_crystal_frame_lets_the_face_through_and_acetate_does_not() -> None:
    solid, clear = (
        shown(EyewearSpec(pattern=pattern, colour=(20, 20, 20))).astype(int) for pattern in ("plain", "crystal")
    )
    dark = (solid.max(axis=2) < 90) & (np.arange(CAMERA.height)[:, None] < CAMERA.height)
    assert dark.sum() > 1500
    assert clear[dark].mean() > solid[dark].mean() + 25


def test_glasses_by_themselves_are_whole_in_their_picture_with_nothing_around() -> None:
    for spec in (EyewearSpec(), EyewearSpec(shape="aviator", material="metal", lens_width_mm=58, lens_height_mm=50)):
        picture = eyewear_portrait(spec, 240, 160)
        alpha = picture[..., 3]
        rows, columns = np.nonzero(alpha > 128)
        assert columns.min() > 2
        assert columns.max() < 237
        assert np.ptp(columns) > 200, "as large as fits"
        assert np.ptp(rows) > 60
        assert alpha[0].max() == 0
        assert 0 < alpha[80, 170] < 128, "one sees through a clear lens"


def test_tinted_glass_by_itself_keeps_its_colour_before_light_paper() -> None:
    brown = EyewearSpec(lens_colour=(150, 100, 60), lens_colour_below=(150, 100, 60))
    red, _, blue, alpha = eyewear_portrait(brown, 240, 160)[85, 170].astype(int)
    assert alpha > 100
    assert red > blue + 30


@pytest.mark.parametrize("yaw", [-20.0, 40.0])
def test_a_thin_rim_is_not_speckled_by_its_own_dark_lens(yaw: float) -> None:
    """Its lower part, where nothing lies behind a lens: no pixel is dark that is not with clear lenses, too."""
    face = head(yaw, -5, 4, place=(0, 0, -420))
    skin = np.full((CAMERA.height, CAMERA.width, 3), (150, 170, 205), np.uint8)
    colour = (212, 175, 55)
    gold = EyewearSpec(54, 42, shape="rectangle", material="metal", colour=colour, temple_colour=colour)
    sun = replace(gold, lens_colour=(70, 60, 40), lens_colour_below=(70, 60, 40), mirror=0.3)
    clear, dark = (heads.shown(skin, face, Glasses(spec)) for spec in (gold, sun))
    hue, strong, _bright = np.moveaxis(cv2.cvtColor(clear, cv2.COLOR_BGR2HSV), 2, 0)
    rim = (strong > 130) & (hue > 18) & (hue < 32)
    rows = np.flatnonzero(rim.any(axis=1))
    rim[: rows[-1] - (rows[-1] - rows[0]) // 5] = False
    assert rim.sum() > 400
    assert not (specks(dark) & ~specks(clear) & rim).any()


def specks(picture: Picture) -> NDArray[np.bool_]:
    """Pixels much darker than those beside them."""
    light = picture.astype(int).sum(axis=2)
    beside = np.median([np.roll(light, by, axis=1) for by in (-3, -2, -1, 1, 2, 3)], axis=0)
    return np.asarray(beside - light > 100)
