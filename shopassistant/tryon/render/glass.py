"""What lenses throw back: a soft window, more at grazing angles, the room in a mirrored coating."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.render.light import Light
from shopassistant.tryon.render.scene import Glass

Floats = NDArray[np.float32]

# Bare glass throws back 4 in 100 at each face; a coating leaves half of that, less at its best colours.
_BARE = 0.04
_STEADIED = 0.8
# Edge-on a lens would mirror nearly all; what it then mirrors is the wearer's own dark side more than a window.
_MOST = 0.09


def thrown_back(points: Floats, normals: Floats, glass: Glass, light: Light) -> tuple[Floats, Floats]:
    """float32 (n, 1) each: light thrown back by bare glass, in the light's colour, and by the coating, in its own.

    Args:
        points, normals: float32 (n, 3), of the glass before the camera.
    """
    view = -points / np.sqrt(np.einsum("ij,ij->i", points, points))[:, None]
    facing = np.einsum("ij,ij->i", normals, view)[:, None]
    normals = np.where(facing < 0, -normals, normals)
    facing = np.abs(facing)
    back = 2 * facing * normals - view
    # How a head is held decides what lenses mirror far more than how a room looks: most of that is taken away, so that
    # sky and window stay in sight and still wander as the head moves.
    across, up = (back[:, axis : axis + 1] - _STEADIED * back[:, axis].mean() for axis in (0, 1))
    window = _window(across, up, light)
    sky = np.clip(0.42 + 1.1 * up, 0.06, 1)
    share = np.minimum(_BARE + (1 - _BARE) * (1 - facing) ** 5, _MOST)
    bare = share * (5.0 * window + 0.45 * sky) * light.level
    # Outdoors in a mirror: bright sky, a darker band at the horizon, ground that is lighter again.
    horizon = 1 - 0.6 * np.exp(-(((up + 0.06) / 0.07) ** 2))
    scene = (0.14 + 1.05 * np.clip(0.30 + 2.2 * up, 0, 1)) * horizon
    coat = glass.mirror * (scene + 0.7 * window) * light.level
    return bare.astype(np.float32), coat.astype(np.float32)


def _window(across: Floats, up: Floats, light: Light) -> Floats:
    """float32 (n, 1): a window with soft edges, above and on the side that the light comes from, and a lamp across from
    it, so that both lenses have something to mirror, and not the same."""
    side = -1.0 if light.towards[0] <= 0 else 1.0
    window = 1 / ((1 + ((across - side * 0.22) / 0.11) ** 4) * (1 + ((up - 0.17) / 0.075) ** 4))
    lamp = 0.45 * np.exp(-(((across + side * 0.36) / 0.10) ** 2) - ((up - 0.10) / 0.06) ** 2)
    return np.asarray(window + lamp, np.float32)
