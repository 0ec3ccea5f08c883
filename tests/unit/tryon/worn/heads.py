"""Heads to put things on: one of known pose without any error, and a free photograph."""

import cv2
import matplotlib.cbook
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.canonical import LEFT_IRIS, RIGHT_IRIS, canonical_face
from shopassistant.tryon.face.follow import Seen
from shopassistant.tryon.face.hiding import hiding_of
from shopassistant.tryon.face.landmarks import Landmarker, Landmarks
from shopassistant.tryon.face.pose import Camera, Pose, find_pose
from shopassistant.tryon.looks.kinds import Wearable
from shopassistant.tryon.render.light import STUDIO
from shopassistant.tryon.render.renderer import Renderer
from shopassistant.tryon.render.scene import Scene
from shopassistant.tryon.worn import Moment

Picture = NDArray[np.uint8]
SHADE = 56
CAMERA = Camera(1280, 720, 1000.0)


def turned(yaw: float, pitch: float = 0.0, roll: float = 0.0) -> NDArray[np.float64]:
    """Rotation of a head by degrees."""
    y, p, r = np.radians([yaw, pitch, roll])
    about_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    about_z = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    return np.asarray(about_z @ about_y @ about_x)


def head(
    yaw: float = 0.0, pitch: float = 0.0, roll: float = 0.0, place: tuple[float, float, float] = (0, 0, -600),
    scale: float = 1.0,
) -> Seen:  # fmt: skip
    """An average head where it is said to be, its landmarks without error."""
    pose = Pose(turned(yaw, pitch, roll), np.array(place, float), scale, 0.0)
    model = canonical_face().points
    eyes = [model[[33, 133]].mean(axis=0), model[[362, 263]].mean(axis=0)]
    placed = pose.points(np.vstack([model, *([eye] * 5 for eye in eyes)]))
    assert (RIGHT_IRIS, LEFT_IRIS) == (468, 473)
    points = np.column_stack([seen_at(placed)[:, 0], seen_at(placed)[:, 1]]).astype(np.float32)
    return Seen(Landmarks(points), CAMERA, pose, model, 1.0, 1, True)


def seen_at(points: NDArray[np.floating]) -> NDArray[np.float64]:
    """float64 (n, 2): pixels of points before the camera."""
    x = CAMERA.centre[0] + CAMERA.focal * points[:, 0] / -points[:, 2]
    y = CAMERA.centre[1] - CAMERA.focal * points[:, 1] / -points[:, 2]
    return np.column_stack([x, y]).astype(np.float64)


def photograph() -> Picture:
    """A free sample face: Grace Hopper; 512 pixels wide, 600 high."""
    picture = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert picture is not None
    return np.asarray(picture, np.uint8)


def found_in(picture: Picture) -> Seen:
    """The face of a photograph."""
    camera = Camera.usual(picture.shape[1], picture.shape[0])
    with Landmarker() as landmarker:
        face = landmarker.find(picture)[0]
    return Seen(face, camera, find_pose(face, camera), canonical_face().points, 1.0, 1, True)


def shown(picture: Picture, face: Seen, *worn: Wearable, at_ms: int = 0) -> Picture:
    """The picture with these things on."""
    moment = Moment(face, face.camera, at_ms)
    hiding = hiding_of(face.landmarks, face.camera, face.pose, face.face)
    drawables = tuple(one.put_on().drawn(moment) for one in worn)
    return Renderer().draw(picture, Scene(drawables, hiding, STUDIO), face.camera)


def changed(before: Picture, after: Picture, more_than: int = 0) -> NDArray[np.bool_]:
    """bool (h, w): pixels that are not what they were; a shadow alone changes them by `SHADE` of 255 at most."""
    return np.asarray(np.abs(before.astype(int) - after).max(axis=2) > more_than)
