"""A hand of known size to put things on: its joints, and a picture of it that is drawn from them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.solids import smooth_normals
from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.hands.hiding import tube
from shopassistant.tryon.hands.joints import FINGERS, THICK_MM, WRIST_MM, Girth, Hand
from shopassistant.tryon.render.light import STUDIO
from shopassistant.tryon.render.renderer import Renderer
from shopassistant.tryon.render.scene import Drawable, Model, Placed, Scene, Worn
from shopassistant.tryon.render.surface import Finish, Surface

Picture = NDArray[np.uint8]
CAMERA = Camera(960, 720, 900.0)

# A right hand held up, its back to the camera, millimetres: x to the right, y up, from the wrist on.
OPEN = np.array([
    (0, 0, 0), (-24, 18, -6), (-42, 40, -10), (-56, 60, -12), (-68, 78, -13),
    (-25, 88, 0), (-31, 126, 2), (-34, 150, 2), (-36, 170, 1),
    (-4, 92, 2), (-5, 136, 4), (-6, 164, 4), (-6, 187, 3),
    (15, 88, 1), (18, 128, 3), (20, 154, 3), (21, 176, 2),
    (32, 80, -3), (39, 112, -2), (43, 131, -2), (46, 148, -3),
], float)  # fmt: skip


def hand(place: tuple[float, float, float] = (0, -90, -450), *, is_right: bool = True, scale: float = 1.0) -> Hand:
    """The hand there, without any error; a left one is its mirror image."""
    joints = OPEN * (scale, scale, scale) * np.array([1.0 if is_right else -1.0, 1, 1]) + np.array(place, float)
    x = CAMERA.centre[0] + CAMERA.focal * joints[:, 0] / -joints[:, 2]
    y = CAMERA.centre[1] - CAMERA.focal * joints[:, 1] / -joints[:, 2]
    girths = {finger: Girth(thick * scale) for finger, thick in THICK_MM.items()}
    points = np.column_stack([x, y]).astype(np.float32)
    return Hand(points, joints, is_right, scale, 0.05, girths, Girth(WRIST_MM * scale), np.array([0.0, -1.0, 0]), 1.0)


def picture_of(shown: Hand, thicker: float = 1.0) -> Picture:
    """The hand drawn as skin before a wall.

    Args:
        thicker: its fingers than usual.
    """
    wall = np.full((CAMERA.height, CAMERA.width, 3), (176, 188, 196), np.uint8)
    parts = []
    for finger, joints in FINGERS.items():
        line = shown.joints[list(joints)]
        tip = line[-1] + (line[-1] - line[-2]) * 0.25
        radius = shown.fingers[finger].half_mm * thicker
        parts.append(tube(np.vstack([line, tip]), radius * np.array([1.0, 1.0, 0.95, 0.85, 0.4]), shown.back))
    for joint in (1, 5, 9, 13, 17):
        parts.append(tube(shown.joints[[0, joint]], np.array([16.0, 13.5]) * shown.scale, shown.back))
    for a, b in ((5, 9), (9, 13), (13, 17), (1, 5)):
        parts.append(tube(shown.joints[[a, b]], np.full(2, 12.5) * shown.scale, shown.back))
    arm = shown.joints[0] + np.outer([-12.0, 40, 90, 150], shown.arm)
    parts.append(tube(arm, WRIST_MM * shown.scale * np.array([0.95, 0.95, 1.05, 1.2]), shown.back, 0.7))
    placed = []
    for part in parts:
        skin = Surface.even(len(part.points), np.array([0.62, 0.36, 0.26], np.float32), Finish(0.05, 10))
        model = Model(part.points, part.triangles, smooth_normals(part.points, part.triangles), skin, two_sided=True)
        placed.append(Placed(model, Worn(np.eye(3), np.zeros(3))))
    drawn = Renderer().draw(wall, Scene((Drawable(tuple(placed)),), None, STUDIO), CAMERA)
    return np.asarray(cv2.GaussianBlur(drawn, (0, 0), 1.0), np.uint8)
