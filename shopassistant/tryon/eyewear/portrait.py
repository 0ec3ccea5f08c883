"""A pair of glasses by itself, as a picture with transparency: for lists, where a shop has no photograph."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.model import eyewear_model
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.render.light import Light
from shopassistant.tryon.render.renderer import Renderer
from shopassistant.tryon.render.scene import Drawable, Placed, Scene, Worn

_AWAY_MM, _YAW, _PITCH = 700.0, np.radians(-22.0), np.radians(9.0)
# Of the picture's width or height the glasses take so much.
_FILLS = 0.94
_LIGHT = Light(np.array([-0.35, 0.60, 0.72], np.float32), np.ones(3, np.float32), 0.6, 1.05)


def eyewear_portrait(spec: EyewearSpec, width: int, height: int) -> NDArray[np.uint8]:
    """uint8 (height, width, 4), RGBA: the glasses seen from before and a little from the side, on nothing.

    Drawn before white and before black: what differs is what shines through. Tinted glass lets colours through
    unevenly, which one opacity cannot tell; its colour is right before light paper.
    """
    about_y = np.array([[np.cos(_YAW), 0, np.sin(_YAW)], [0, 1, 0], [-np.sin(_YAW), 0, np.cos(_YAW)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(_PITCH), -np.sin(_PITCH)], [0, np.sin(_PITCH), np.cos(_PITCH)]])
    model = eyewear_model(spec, spec.frame_width_mm / 2 - 6, 96.0)
    worn = Worn(about_x @ about_y, np.array([0.0, 0.0, -_AWAY_MM]))
    seen = worn.points(model.points)
    flat = seen[:, :2] / -seen[:, 2:]
    low, high = flat.min(axis=0), flat.max(axis=0)
    focal = _FILLS * min(width / float(high[0] - low[0]), height / float(high[1] - low[1]))
    # The camera looks at the middle of what is seen, far enough away that this does not bend it.
    middle = (low + high) / 2 * _AWAY_MM
    worn = Worn(worn.rotation, worn.place - [*middle, 0.0])
    scene = Scene((Drawable((Placed(model, worn),)),), None, _LIGHT)
    renderer, camera = Renderer(), Camera(width, height, focal)
    white, black = (
        renderer.draw(np.full((height, width, 3), tone, np.uint8), scene, camera).astype(np.float32)
        for tone in (255, 0)
    )
    alpha = np.clip(1 - (white - black).mean(axis=2) / 255, 0, 1)[..., None]
    colour = np.clip((white - 255 * (1 - alpha)) / np.maximum(alpha, 1e-3), 0, 255)
    return np.dstack([colour[..., ::-1], alpha * 255]).round().astype(np.uint8)
