"""A pair of glasses as the renderer wants it, kept for the next frame and the next face."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.build import Eyewear, build
from shopassistant.tryon.eyewear.solids import Solid, joined
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.render.light import FINISHES
from shopassistant.tryon.render.scene import Glass, Model, joined_models
from shopassistant.tryon.render.surface import Surface
from shopassistant.tryon.render.tone import linear

Floats = NDArray[np.float32]


@lru_cache(maxsize=64)
def eyewear_model(spec: EyewearSpec, ear_half_width_mm: float, ear_back_mm: float) -> Model:
    """The glasses of `spec` with temples spread for a head, see `build`."""
    return model_of(build(spec, ear_half_width_mm, ear_back_mm))


def model_of(eyewear: Eyewear) -> Model:
    """Solids and lenses in one."""
    spec = eyewear.spec
    whole = joined_models([_part(solid, spec) for solid in eyewear.solids])
    return Model(whole.points, whole.triangles, whole.normals, whole.surface, glass=_glass(eyewear.lenses, spec))


def _part(solid: Solid, spec: EyewearSpec) -> Model:
    colours = {
        "temple": spec.temple_colour, "tip": spec.tip_colour, "pad": (225, 215, 205), "edge": (215, 228, 222),
        "rivet": (205, 205, 208), "metal": spec.metal_colour,
    }  # fmt: skip
    colour = linear(colours.get(solid.kind, spec.colour))
    surface = Surface.even(len(solid.points), colour, FINISHES[solid.kind])
    return Model(solid.points, solid.triangles, solid.normals, surface, two_sided=solid.kind == "pad")


def _glass(lenses: Sequence[Solid], spec: EyewearSpec) -> Glass:
    if spec.rim == "full":
        lenses = [_into_groove(lens) for lens in lenses]
    points, triangles, normals = joined(lenses)
    share = np.clip(0.5 + points[:, 1:2] / spec.lens_height_mm, 0, 1).astype(np.float32)
    return Glass(
        points, triangles, normals, linear(spec.lens_colour), linear(spec.lens_colour_below), share, spec.mirror,
        linear(spec.mirror_colour), is_edge_seen=spec.rim != "full",
    )  # fmt: skip


def _into_groove(lens: Solid) -> Solid:
    """A lens goes a little into its rim, which covers its edge."""
    middle = (lens.points.max(axis=0) + lens.points.min(axis=0)) / 2
    reach = (lens.points.max(axis=0) - middle)[:2].mean()
    grown = middle + (lens.points - middle) * np.array([*[1 + _GROOVE_MM / reach] * 2, 1.0], np.float32)
    return replace(lens, points=grown.astype(np.float32))


_GROOVE_MM = 0.5
