"""How light falls: where it comes from in this picture, and what materials make of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.render.surface import Finish, Surface

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

FINISHES = {
    "front": Finish(0.34, 42.0, sky=0.10),
    "temple": Finish(0.28, 36.0, sky=0.08),
    "metal": Finish(0.75, 26.0, metal=True, sky=0.50),
    "tip": Finish(0.28, 36.0, sky=0.08),
    "rivet": Finish(0.75, 26.0, metal=True, sky=0.50),
    "edge": Finish(0.50, 30.0, sky=0.30),
    "pad": Finish(0.30, 20.0, sky=0.10),
}


def shaded(points: Floats, normals: Floats, surface: Surface, light: Light) -> Floats:
    """float32 (n, 3): colours of points of surfaces under `light`, linear RGB.

    Diffuse by Lambert, highlight by Blinn (SIGGRAPH 1977), and surroundings that are bright above and dark below, as
    rooms are, more of them at grazing angles (Schlick, Computer Graphics Forum 1994).

    Args:
        points, normals: float32 (n, 3), before the camera. surface: of the same points.
    """
    view = -points / np.sqrt(np.einsum("ij,ij->i", points, points))[:, None]
    facing = np.einsum("ij,ij->i", normals, view)[:, None]
    normals = np.where(facing < 0, -normals, normals)
    facing = np.abs(facing)
    lambert = np.maximum(normals @ light.towards, 0)[:, None]
    half = view + light.towards
    half /= np.sqrt(np.einsum("ij,ij->i", half, half))[:, None]
    shine = np.maximum(np.einsum("ij,ij->i", normals, half), 0)[:, None] ** surface.sharp
    mirrored_up = 2 * facing * normals[:, 1:2] - view[:, 1:2]
    above = 0.5 + 0.5 * np.clip(mirrored_up * 1.4, -1, 1)
    fresnel = 0.04 + 0.96 * (1 - facing) ** 5
    colour, metal = surface.colour, surface.metal
    tone = 1 + metal * (colour - 1)
    body = colour * ((light.ambient + (1 - light.ambient) * 1.25 * lambert) * (1 - 0.45 * metal))
    sky = surface.sky * above**2 * (metal * tone + (1 - metal) * (fresnel + 0.25))
    found = (body + surface.gloss * shine * tone + sky) * (light.colour * light.level)
    return np.asarray(np.clip(found, 0, 4), np.float32)
