"""How light falls: where it comes from in this picture, and what materials make of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.render.surface import Surface

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


_FROM_BEHIND = -0.4


def shaded(points: Floats, normals: Floats, surface: Surface, light: Light) -> Floats:
    """float32 (n, 3): colours of points of surfaces under `light`, linear RGB.

    Diffuse by Lambert with a sky above, highlight by Blinn (SIGGRAPH 1977), and the room around, which metals mirror in
    their own colour and plastics at grazing angles (Schlick, Computer Graphics Forum 1994).

    Args:
        points, normals: float32 (n, 3), before the camera. surface: of the same points.
    """
    view = -points / np.sqrt(np.einsum("ij,ij->i", points, points))[:, None]
    facing = np.einsum("ij,ij->i", normals, view)[:, None]
    # A sheet seen from behind turns its normals; at an outline they are only bent back, or the far side's light shows.
    normals = np.where(facing < _FROM_BEHIND, -normals, normals - np.minimum(facing, 0) * view)
    facing = np.where(facing < _FROM_BEHIND, -facing, np.maximum(facing, 0))
    lambert = np.maximum(normals @ light.towards, 0)[:, None]
    half = view + light.towards
    half /= np.sqrt(np.einsum("ij,ij->i", half, half))[:, None]
    shine = np.maximum(np.einsum("ij,ij->i", normals, half), 0)[:, None] ** surface.sharp
    around = room(2 * facing * normals - view, light)
    colour, metal = surface.colour, surface.metal
    # Seen edge-on a small part mirrors not the room but what is right beside it: skin.
    fresnel = 0.04 + 0.14 * (1 - facing) ** 5
    even = light.ambient * (0.86 + 0.24 * normals[:, 1:2])
    body = colour * ((even + (1 - light.ambient) * 1.15 * lambert) * (1 - 0.82 * metal))
    tone = 1 + metal * (colour - 1)
    thrown = surface.sky * around * (metal * tone + (1 - metal) * fresnel)
    found = (body + surface.gloss * shine * (1 - light.ambient * 0.5) * tone + thrown) * (light.colour * light.level)
    return np.asarray(np.clip(found, 0, 4), np.float32)


def room(back: Floats, light: Light) -> Floats:
    """float32 (n, 1): how bright the surroundings are in directions: a light ceiling, dim walls with darker corners, a
    dark floor, and a soft window where the light comes from. Nobody can know the room, but without one metal is grey.

    Args:
        back: float32 (n, 3), directions of length one.
    """
    up = back[:, 1:2]
    walls = 0.58 + 0.14 * np.cos(5.0 * back[:, :1])
    ceiling, floor = np.clip(2.6 * up - 0.55, 0, 1), np.clip(-2.2 * up - 0.1, 0, 1)
    window = np.maximum(back @ light.towards, 0)[:, None] ** 14
    return np.asarray(walls * (1 - 0.74 * floor) + 0.55 * ceiling + 1.1 * window, np.float32)
