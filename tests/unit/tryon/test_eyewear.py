"""Glasses are what their millimetres say, whatever their style."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from shopassistant.core.errors import UserError
from shopassistant.tryon.eyewear.build import build
from shopassistant.tryon.eyewear.outline import lens_outline
from shopassistant.tryon.eyewear.solids import Solid
from shopassistant.tryon.eyewear.spec import MATERIALS, RIMS, SHAPES, EyewearSpec, coloured, spec_of


@pytest.mark.parametrize("shape", SHAPES)
def test_a_lens_fills_its_box_in_every_shape(shape: str) -> None:
    line = lens_outline(EyewearSpec(shape=shape, lens_width_mm=52, lens_height_mm=38))
    assert np.allclose(line.max(axis=0) - line.min(axis=0), (52, 38), atol=0.4)
    step = np.linalg.norm(np.roll(line, -1, axis=0) - line, axis=1)
    assert step.max() < 1.3 * step.min()


@pytest.mark.parametrize("shape", SHAPES)
def test_the_lenses_are_a_bridge_apart_and_the_hinges_as_wide_as_the_frame(shape: str) -> None:
    made = build(EyewearSpec(shape=shape, bridge_mm=17, lens_width_mm=50, frame_width_mm=141))
    right, left = (lens.points[:, 0] for lens in made.lenses)
    assert left.min() - right.max() == pytest.approx(17, abs=0.4)
    assert made.hinge[1, 0] - made.hinge[0, 0] == pytest.approx(141, abs=0.1)


@pytest.mark.parametrize(("rim", "material"), list(product(RIMS, MATERIALS)))
def test_every_solid_is_closed_and_finite_and_the_two_sides_mirror_each_other(rim: str, material: str) -> None:
    made = build(EyewearSpec(rim=rim, material=material))
    for solid in made.solids:
        assert np.isfinite(solid.points).all()
        assert np.allclose(np.linalg.norm(solid.normals, axis=1), 1, atol=1e-3)
        if solid.kind != "pad":
            assert set(edges(solid).values()) == {2}, solid.kind
    whole = np.concatenate([solid.points for solid in made.solids])
    assert whole[:, 0].max() == pytest.approx(-whole[:, 0].min(), abs=0.01)


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
