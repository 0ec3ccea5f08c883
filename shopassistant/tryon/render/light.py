"""How light falls: where it comes from in this picture, and what materials make of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Light:
    """Light on a face.

    Attributes:
        towards: float32 (3,), from the face to its main source, of length one.
        colour: float32 (3,), of that light, RGB, about 1.
        ambient: share that comes from everywhere, 0 to 1.
        level: how bright the picture is, about 1.
    """

    towards: Floats
    colour: Floats
    ambient: float = 0.55
    level: float = 1.0


STUDIO = Light(np.array([-0.25, 0.55, 0.80], np.float32), np.ones(3, np.float32))


@dataclass(frozen=True, slots=True)
class Finish:
    """What a surface does with light.

    Attributes:
        gloss: how bright its highlight is. sharp: how small. metal: whether the highlight has the surface's colour.
        sky: how much of the surroundings it mirrors.
    """

    gloss: float
    sharp: float
    metal: bool = False
    sky: float = 0.0


FINISHES = {
    "front": Finish(0.34, 42.0, sky=0.10),
    "temple": Finish(0.28, 36.0, sky=0.08),
    "metal": Finish(0.75, 26.0, metal=True, sky=0.50),
    "tip": Finish(0.28, 36.0, sky=0.08),
    "rivet": Finish(0.75, 26.0, metal=True, sky=0.50),
    "edge": Finish(0.50, 30.0, sky=0.30),
    "pad": Finish(0.30, 20.0, sky=0.10),
}


def shaded(points: Floats, normals: Floats, colour: Floats, finish: Finish, light: Light) -> Floats:
    """float32 (n, 3): colours of points of a surface under `light`, linear RGB.

    Diffuse by Lambert, highlight by Blinn (SIGGRAPH 1977), and surroundings that are bright above and dark below, as
    rooms are, more of them at grazing angles (Schlick, Computer Graphics Forum 1994).
    """
    view = -points / np.linalg.norm(points, axis=1, keepdims=True)
    facing = (normals * view).sum(axis=1, keepdims=True)
    normals = np.where(facing < 0, -normals, normals)
    facing = np.abs(facing)
    lambert = np.maximum(normals @ light.towards, 0)[:, None]
    half = view + light.towards
    half /= np.linalg.norm(half, axis=1, keepdims=True)
    shine = np.maximum((normals * half).sum(axis=1, keepdims=True), 0) ** finish.sharp
    mirrored = 2 * facing * normals - view
    above = 0.5 + 0.5 * np.clip(mirrored[:, 1:2] * 1.4, -1, 1)
    fresnel = 0.04 + 0.96 * (1 - facing) ** 5
    tone = colour if finish.metal else np.ones(3, np.float32)
    body = colour * (light.ambient + (1 - light.ambient) * 1.25 * lambert)
    if finish.metal:
        body = body * 0.55
    sky = finish.sky * (above**2) * (tone if finish.metal else fresnel + 0.25)
    found = (body + finish.gloss * shine * tone + sky) * light.colour * light.level
    return np.asarray(np.clip(found, 0, 4), np.float32)


def linear(colour: tuple[int, int, int]) -> Floats:
    """float32 (3,): linear light of an sRGB colour, 0 to 255."""
    return np.asarray((np.array(colour, np.float32) / 255) ** 2.2, np.float32)
