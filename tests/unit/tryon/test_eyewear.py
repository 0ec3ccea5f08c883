"""Glasses are what their millimetres say, whatever their style."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from shopassistant.core.errors import UserError
from shopassistant.tryon.eyewear.build import build
from shopassistant.tryon.eyewear.model import eyewear_model, surface_of
from shopassistant.tryon.eyewear.outline import lens_outline
from shopassistant.tryon.eyewear.solids import Solid
from shopassistant.tryon.eyewear.spec import BRIDGES, MATERIALS, PATTERNS, RIMS, SHAPES, EyewearSpec, coloured, spec_of


@pytest.mark.parametrize("shape", SHAPES)
def test_a_lens_fills_its_box_in_every_shape(shape: str) -> None:
    line = lens_outline(EyewearSpec(shape=shape, lens_width_mm=52, lens_height_mm=38))
    assert np.allclose(line.max(axis=0) - line.min(axis=0), (52, 38), atol=0.4)
    step = np.linalg.norm(np.roll(line, -1, axis=0) - line, axis=1)
    assert step.max() < 1.3 * step.min()


@pytest.mark.parametrize("shape", SHAPES)
def test_the_lenses_are_a_bridge_apart_and_the_hinges_as_wide_as_the_frame(shape: str) -> None:
    made = build(EyewearSpec(shape=shape, rim="rimless", bridge_mm=17, lens_width_mm=50, frame_width_mm=141))
    right, left = (lens.points[:, 0] for lens in made.lenses)
    assert left.min() - right.max() == pytest.approx(17, abs=0.4)
    assert made.hinge[1, 0] - made.hinge[0, 0] == pytest.approx(141, abs=0.1)


@pytest.mark.parametrize(("rim", "material"), list(product(RIMS, MATERIALS)))
def test_every_solid_is_closed_and_finite_and_the_two_sides_mirror_each_other(rim: str, material: str) -> None:
    made = build(EyewearSpec(rim=rim, material=material))
    for solid in made.solids:
        assert np.isfinite(solid.points).all()
        assert np.allclose(np.linalg.norm(solid.normals, axis=1), 1, atol=1e-3)
        if solid.kind not in ("pad", "rivet"):
            assert set(edges(solid).values()) == {2}, solid.kind
            assert set(directed(solid).values()) == {1}, "neighbours agree which way is out"
            assert volume(solid) > 0, f"{solid.kind}: triangles are counter-clockwise seen from outside"
    whole = np.concatenate([solid.points for solid in made.solids])
    assert whole[:, 0].max() == pytest.approx(-whole[:, 0].min(), abs=0.01)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("bridge", BRIDGES)
def test_a_front_cut_from_a_plate_is_one_piece_that_leaves_room_for_the_nose(shape: str, bridge: str) -> None:
    made = build(EyewearSpec(shape=shape, bridge=bridge, bridge_mm=19, frame_width_mm=142))
    front = np.concatenate([solid.points for solid in made.solids if solid.kind == "front"])
    if shape != "browline":
        assert np.abs(front[:, 0]).min() < 1, "the halves meet in the middle"
    low = front[(front[:, 1] < -6) & (front[:, 2] > -8)]
    assert np.abs(low[:, 0]).min() > 4, "no acetate where the nose is"


def volume(solid: Solid) -> float:
    """Six times the volume, negative where the triangles are the wrong way round."""
    a, b, c = (solid.points[solid.triangles[:, corner]].astype(float) for corner in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c)))


def directed(solid: Solid) -> Counter[tuple[int, int]]:
    """How many triangles go along each edge in each direction."""
    return Counter(pair for a, b, c in solid.triangles.tolist() for pair in ((a, b), (b, c), (c, a)))


def edges(solid: Solid) -> Counter[tuple[int, int]]:
    """How many triangles share each edge."""
    corners = solid.triangles.tolist()
    return Counter(tuple(sorted(pair)) for a, b, c in corners for pair in ((a, b), (b, c), (c, a)))


def test_temples_are_as_long_as_said_and_clear_the_head() -> None:
    made = build(EyewearSpec(temple_mm=140), ear_half_width_mm=80, ear_back_mm=95)
    temple = made.solids[-1].points
    assert temple[:, 0].max() > 80
    reach = made.hinge[1, 2] - temple[:, 2].min()
    assert 100 < reach < 140, "the end bends down behind the ear"


def test_a_product_says_what_it_is_and_nonsense_is_refused() -> None:
    spec = spec_of({"lens_width_mm": "49", "bridge_mm": 20, "style": "round", "material": "Titanium", "rim": "half"})
    assert (spec.lens_width_mm, spec.shape, spec.material, spec.rim) == (49, "round", "titanium", "half")
    assert spec.frame_width_mm == 2 * 49 + 20 + 10
    assert coloured(spec, "#102030", is_sun=True).colour == (16, 32, 48)
    for attributes, code in (
        ({}, "tryon.no_eyewear"),
        ({"lens_width_mm": 500}, "tryon.measure"),
        ({"lens_width_mm": "wide"}, "tryon.measure"),
        ({"lens_width_mm": 60, "frame_width_mm": 100}, "tryon.too_narrow"),
    ):
        with pytest.raises(UserError) as refused:
            spec_of(attributes)
        assert refused.value.code == code


def test_lenses_are_as_dark_as_their_category_and_clear_below_where_they_are_graded() -> None:
    dark = spec_of({"lens_width_mm": 52, "tint": "brown", "lens_category": 3, "gradient": "yes", "mirror": "blue"})
    passes = ((np.array(dark.lens_colour) / 255) ** 2) @ (0.21, 0.72, 0.07)
    assert passes == pytest.approx(0.13, abs=0.01)
    assert dark.lens_colour[0] > dark.lens_colour[2], "brown"
    assert min(dark.lens_colour_below) > 1.5 * min(dark.lens_colour)
    assert dark.mirror > 0.3
    assert dark.mirror_colour[2] > dark.mirror_colour[0]
    assert coloured(dark, "#000000", is_sun=True).lens_colour == dark.lens_colour, "what was told stays"
    assert max(coloured(EyewearSpec(), "#000000", is_sun=True).lens_colour) < 120
    plain = spec_of({"lens_width_mm": 52, "material": "Stainless steel", "pattern": "Havana", "rim": "semi-rimless"})
    assert (plain.material, plain.pattern, plain.rim, plain.mirror) == ("metal", "tortoise", "half", 0)
    assert spec_of({"lens_width_mm": 52, "tint": "#zzzzzz", "lens_category": 9}).lens_colour == plain.lens_colour


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_covers_front_and_temples_with_colours_that_can_be(pattern: str) -> None:
    spec = EyewearSpec(pattern=pattern, colour=(90, 50, 20), temple_colour=(90, 50, 20))
    model = eyewear_model(spec, 72.0, 98.0)
    assert model.surface.colour.min() >= 0
    assert model.surface.colour.max() <= 1
    front = np.concatenate([surface_of(one, spec).colour for one in build(spec).solids if one.kind == "front"])
    varied = front.std(axis=0).max()
    assert (varied > 0.01) == (pattern in ("tortoise", "horn", "fade"))
    clear = model.surface.opacity is not None and (model.surface.opacity < 0.9).mean() > 0.1
    assert clear == (pattern in ("crystal", "fade"))
