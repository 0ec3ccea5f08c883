"""Fronts of wire (metal, titanium) and what holds lenses without rims: eye wires, bridges, mounts, screws, pads."""

import numpy as np

from shopassistant.tryon.eyewear.shaping import bent, bridge_height, end_height, frame_along, rim_at, step
from shopassistant.tryon.eyewear.solids import Floats, Solid, rounded, sheet, sweep, wire
from shopassistant.tryon.eyewear.spec import EyewearSpec

_BRIDGE_MM = 1.9


def eye_wire(spec: EyewearSpec, outline: Floats, side: float, *, lower_only: bool = False) -> Solid:
    """The rim around one lens; of a half rim, the upper part runs out into the nylon thread below."""
    path, height = _around(spec, outline, side)
    across, out = frame_along(path)
    thick = np.ones_like(height)
    wide, deep = (spec.rim_mm, spec.depth_mm) if spec.is_metal else (1.3, 1.6)
    if spec.rim == "half":
        thick = 0.32 + 0.68 * step(height + 0.05, 16)
    if lower_only:
        thick = 0.4 + 0.6 * step(-height + 0.3, 12)
    sections = rounded(wide, deep, 0.8, 8)[None] * thick[:, None, None]
    shift = across * (wide * thick / 2)[:, None] + out * (spec.depth_mm / 2)
    return sweep(path + shift, across, out, sections.astype(np.float32), "metal", closed=True)


def nylon_thread(spec: EyewearSpec, outline: Floats, side: float) -> Solid:
    """What holds a half-rimmed lens from below; also the edge of a lens without rim, which catches the light."""
    path, _ = _around(spec, outline, side)
    across, out = frame_along(path)
    section = rounded(0.7, 1.9, 0.4, 6)
    shift = out * (spec.depth_mm * 0.45) - across * 0.2
    return sweep(path + shift, across, out, section, "edge", closed=True)


def _around(spec: EyewearSpec, outline: Floats, side: float) -> tuple[Floats, Floats]:
    flat = np.column_stack([side * (outline[:, 0] + spec.centre_mm), outline[:, 1]])
    flat = flat[::-1] if side < 0 else flat
    return bent(flat), np.asarray(flat[:, 1] / (spec.lens_height_mm / 2), np.float32)


def bridges(spec: EyewearSpec, outline: Floats) -> list[Solid]:
    """A bowed wire, and a bar above it where there are two."""
    if spec.bridge_style != "double":
        return [_bow(spec, outline, bridge_height(spec), 3.2, 2.2)]
    low = spec.lens_height_mm * 0.14
    top = spec.lens_height_mm * 0.44
    return [_bow(spec, outline, low, 2.6, 2.0), _bow(spec, outline, top, 0.6, 0.8)]


def _bow(spec: EyewearSpec, outline: Floats, height: float, rise: float, forward: float) -> Solid:
    half = rim_at(outline, spec, height, outer=False) + (0.4 if spec.rim != "rimless" else 2.6)
    x = np.linspace(-half, half, 15)
    crown = 1 - (x / half) ** 2
    points = np.column_stack([x, height + rise * crown, spec.depth_mm / 2 + forward * np.sqrt(crown)])
    return wire(bent(points.astype(np.float32)), _BRIDGE_MM * (1 + 0.25 * (np.abs(x) / half) ** 4))


def end_piece(spec: EyewearSpec, outline: Floats, side: float, hinge: Floats) -> Solid:
    """From the rim around the corner to the hinge."""
    height = end_height(spec)
    x = rim_at(outline, spec, height, outer=True)
    at = np.array([[side * (x - (2.6 if spec.rim == "rimless" else 0.3)), height, spec.depth_mm / 2]], np.float32)
    start = bent(at)[0]
    corner = np.array([hinge[0], hinge[1], start[2] + 0.6], np.float32)
    t = np.linspace(0, 1, 9)[:, None]
    path = (1 - t) ** 2 * start + 2 * t * (1 - t) * corner + t**2 * hinge
    return wire(path.astype(np.float32), np.linspace(2.2, 2.8, 9), flat=0.6)


def screws(spec: EyewearSpec, outline: Floats, side: float) -> list[Solid]:
    """The heads of the two screws through a drilled lens."""
    found = []
    for outer, height in ((True, end_height(spec)), (False, bridge_height(spec))):
        x = rim_at(outline, spec, height, outer=outer) + (-2.8 if outer else 2.8)
        found.append(stud(spec, side * x, height, 1.25))
    return found


def stud(spec: EyewearSpec, x: float, y: float, radius: float, kind: str = "rivet", tall: float = 1.0) -> Solid:
    """A small round head on the front's face."""
    angle = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    rim = np.column_stack([x + radius * np.cos(angle), y + tall * radius * np.sin(angle), np.full(8, spec.depth_mm)])
    middle = np.array([[x, y, spec.depth_mm + 0.35 * radius]])
    return sheet(bent(rim.astype(np.float32)), bent(middle.astype(np.float32))[0], kind, rings=2)


def pads(spec: EyewearSpec, outline: Floats, side: float) -> list[Solid]:
    """A nose pad and the arm that holds it."""
    height = -spec.lens_height_mm * 0.10
    x = max(spec.bridge_mm / 2 - 2.2, 4.5)
    middle = np.array([side * x, height, -4.2], np.float32)
    t = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    # Turned as the nose's flank is: forward, and outward below.
    up, back = np.array([side * 0.22, 0.95, 0.1]), np.array([side * 0.62, -0.1, -0.78])
    rim = middle + np.sin(t)[:, None] * up * 6.2 + np.cos(t)[:, None] * back * 3.2
    facing = np.array([side * 0.78, 0.1, 0.62], np.float32)
    pad = sheet(rim.astype(np.float32), middle + facing * 1.1, "pad", rings=2)
    edge = rim_at(outline, spec, height + 2.5, outer=False)
    start = bent(np.array([[side * (edge - 0.4), height + 2.5, 0.4]], np.float32))[0]
    bow = start + np.array([-side * 1.0, 0.6, -3.2], np.float32)
    s = np.linspace(0, 1, 7)[:, None]
    path = (1 - s) ** 2 * start + 2 * s * (1 - s) * bow + s**2 * (middle + facing * 0.6)
    return [pad, wire(path.astype(np.float32), 0.9, count=6)]
