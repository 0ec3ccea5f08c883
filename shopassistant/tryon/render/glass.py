"""What lenses throw back: a soft window above, more at grazing angles, the room in a mirrored coating."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.render.light import Light
from shopassistant.tryon.render.scene import Glass

Floats = NDArray[np.float32]


def thrown_back(points: Floats, normals: Floats, glass: Glass, light: Light) -> tuple[Floats, Floats]:
    """float32 (n, 1) each: light thrown back by bare glass, in the light's colour, and by the coating, in its own.

    Args:
        points, normals: float32 (n, 3), of the glass before the camera.
    """
    view = -points / np.linalg.norm(points, axis=1, keepdims=True)
    facing = (normals * view).sum(axis=1, keepdims=True)
    normals = np.where(facing < 0, -normals, normals)
    facing = np.abs(facing)
    back = 2 * facing * normals - view
    window = np.exp(-(((back[:, 0:1] + 0.30) / 0.22) ** 2) - ((back[:, 1:2] - 0.42) / 0.26) ** 2)
    sky = np.clip(0.5 + 0.7 * back[:, 1:2], 0, 1)
    bare = (0.035 + 0.6 * (1 - facing) ** 4) * (0.9 * window + 0.10 * sky) * light.level
    coat = glass.mirror * 0.75 * (0.9 * window + (0.10 + 0.5 * glass.mirror) * sky) * light.level
    return bare.astype(np.float32), coat.astype(np.float32)
