"""A pair of glasses as the renderer wants it, kept for the next frame and the next face."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.build import LENS_RINGS, Eyewear, build
from shopassistant.tryon.eyewear.patterns import fading, grained, noise, patterned
from shopassistant.tryon.eyewear.solids import Solid, joined
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.render.materials import FINISHES
from shopassistant.tryon.render.scene import Glass, Model, joined_models
from shopassistant.tryon.render.surface import Finish, Surface
from shopassistant.tryon.render.tone import linear

Floats = NDArray[np.float32]

_SHEETS = ("pad", "rivet")
# What is clear lets through most on its faces; its edges gather light.
_CLEAR_FACE, _CLEAR_EDGE = 0.42, 0.78


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
    return Model(solid.points, solid.triangles, solid.normals, surface_of(solid, spec), two_sided=solid.kind in _SHEETS)


def surface_of(solid: Solid, spec: EyewearSpec) -> Surface:
    """What a part of glasses is made of, at each of its points."""
    count = len(solid.points)
    if solid.kind == "pad":
        return Surface.even(count, linear((226, 220, 214)), FINISHES["pad"], 0.55)
    if solid.kind == "edge":
        return _lens_edge(solid)
    if solid.kind == "rivet":
        return Surface.even(
            count, linear(spec.metal_colour if spec.rim == "rimless" else (205, 205, 208)), _metal(spec)
        )
    if solid.kind == "metal":
        return Surface.even(count, linear(spec.metal_colour), _metal(spec))
    if solid.kind == "tip":
        return Surface.even(count, linear(spec.tip_colour), FINISHES["polished"])
    return _plate(solid, spec)


def _metal(spec: EyewearSpec) -> Finish:
    return FINISHES[{"brushed": "brushed", "matte": "matte metal"}.get(spec.finish, "metal")]


def _lens_edge(solid: Solid) -> Surface:
    """A polished edge: clear, and bright only where it catches light, most of all above and below."""
    even = Surface.even(len(solid.points), linear((196, 210, 204)), FINISHES["edge"])
    catches = noise(solid.points * 0.09, 21)[:, None]
    clear = 0.10 + 0.50 * catches**2 * (0.35 + 0.65 * np.abs(solid.normals[:, 1:2]))
    return Surface(even.colour, even.gloss, even.sharp, even.metal, even.sky, clear.astype(np.float32))


def _plate(solid: Solid, spec: EyewearSpec) -> Surface:
    """The frame's own material: plain, patterned, grained, or clear in whole or below."""
    count, told = len(solid.points), spec.temple_colour if solid.kind == "temple" else spec.colour
    finish = FINISHES[{"brushed": "satin", "matte": "matte"}.get(spec.finish, "polished")]
    if spec.material == "wood":
        return Surface.even(count, grained(solid.points, told), FINISHES["wood"])
    colours = patterned(solid.points, spec.pattern, told)
    if spec.pattern not in ("crystal", "fade"):
        return Surface.even(count, colours, finish)
    edge = 1 - np.abs(solid.normals[:, 2:3] if solid.kind == "front" else solid.normals[:, :1])
    clear = _CLEAR_FACE + (_CLEAR_EDGE - _CLEAR_FACE) * edge
    even = Surface.even(count, colours, FINISHES["clear"])
    if spec.pattern == "fade" and solid.kind == "front":
        share = fading(solid.points, spec.lens_height_mm)
        clear = share + (1 - share) * clear
        pale = np.float32(0.55)
        colours = (colours * share + (pale + 0.45 * colours) * (1 - share)).astype(np.float32)
    elif spec.pattern == "fade":
        return Surface.even(count, colours, finish)
    return Surface(colours, even.gloss, even.sharp, even.metal, even.sky, clear.astype(np.float32))


def _glass(lenses: Sequence[Solid], spec: EyewearSpec) -> Glass:
    points, triangles, normals = joined(lenses)
    # A gradient stays dark to the middle and clears below it.
    share = np.clip(0.62 + 1.15 * points[:, 1:2] / spec.lens_height_mm, 0, 1).astype(np.float32)
    return Glass(
        points, triangles, normals, linear(spec.lens_colour), linear(spec.lens_colour_below), share, spec.mirror,
        linear(spec.mirror_colour), _outlines(lenses),
    )  # fmt: skip


def _outlines(lenses: Sequence[Solid]) -> tuple[NDArray[np.int32], ...]:
    """Where among the points of all the edges of each are: a lens is made of rings, the outermost first."""
    starts = np.cumsum([0, *(len(lens.points) for lens in lenses)])
    counts = [(len(lens.points) - 1) // LENS_RINGS for lens in lenses]
    return tuple(np.arange(start, start + n, dtype=np.int32) for start, n in zip(starts, counts, strict=False))
