"""Turned away, the far temple is hidden by the head and the near one ends at the ear: by depth, for several faces,
angles, distances and frames."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.build import Eyewear
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.follow import Seen
from shopassistant.tryon.face.hiding import hiding_of
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.render.hidden import points_behind
from shopassistant.tryon.render.hiding import hiding_map
from shopassistant.tryon.render.light import STUDIO
from shopassistant.tryon.render.raster import Memory
from shopassistant.tryon.render.renderer import Renderer
from shopassistant.tryon.render.scene import Drawable, Model, Placed, Scene, Worn
from shopassistant.tryon.render.surface import Finish, Surface
from shopassistant.tryon.render.view import box, window
from shopassistant.tryon.wearing import put_on
from tests.unit.tryon.worn.heads import CAMERA, head, seen_at

FRAMES = {
    "acetate": EyewearSpec(),
    "wire": EyewearSpec(shape="round", material="metal", lens_width_mm=47, frame_width_mm=134),
    "rimless": EyewearSpec(rim="rimless", shape="rectangle", lens_height_mm=32),
    "wide": EyewearSpec(shape="square", lens_width_mm=56, frame_width_mm=148),
}
# Width, height and depth of a face, as shares of the average one.
FACES = {"average": (1, 1, 1), "wide": (1.07, 0.97, 1.0), "long": (0.94, 1.05, 1.04)}
# Behind the front, millimetres of the average head: from where the far side is out of sight, where the near one is in
# sight, and the ear, which is 34 mm from its front to its back.
HIDDEN_MM, SIDE_MM, EAR_MM, ROOM_MM = 60.0, (20.0, 85.0), 117.0, 17.0
FLAT = Finish(0.0, 1.0)


def person(face: str, yaw: float, pitch: float, scale: float) -> Seen:
    """Somebody whose face is not the average one, without any error."""
    seen = head(yaw, pitch, 0.0, (40.0, 10.0, -620.0), scale)
    own = seen.face * np.array(FACES[face], float)
    points = seen.landmarks.points.copy()
    points[:468] = seen_at(seen.pose.points(own))
    return replace(seen, landmarks=Landmarks(points), face=own)


def temples(eyewear: Eyewear, side: float) -> NDArray[np.float32]:
    """float32 (n, 3): points of the temple on one side, well behind its hinge, in the glasses' millimetres."""
    whole = np.concatenate([solid.points for solid in eyewear.solids])
    hinge = eyewear.hinge[0 if side < 0 else 1]
    return whole[(np.sign(whole[:, 0]) == side) & (whole[:, 2] < hinge[2] + 4)]


def in_sight(points: NDArray[np.float32], seen: Seen) -> NDArray[np.bool_]:
    """bool (n,): which of points before the camera the head does not hide."""
    at = seen_at(points).astype(np.float32)
    view = window([box(at)], 40, (720, 1280), CAMERA.focal, CAMERA.centre)
    assert view is not None
    hides = (hiding_of(seen.landmarks, seen.camera, seen.pose, seen.face),)
    depth = hiding_map(hides, view, CAMERA, Memory(), float(-points[:, 2].min()))
    # A tube's back lies a little behind what is seen of it.
    return ~points_behind(view.place(points), points, depth, tolerance_mm=4.0)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("face", FACES)
def test_turned_away_the_far_temple_is_hidden_and_the_near_one_ends_at_the_ear(frame: str, face: str) -> None:
    for yaw, pitch, scale in product((-40.0, 40.0), (-8.0, 8.0), (0.93, 1.06)):
        seen, case = person(face, yaw, pitch, scale), (yaw, pitch, scale)
        eyewear, worn = put_on(seen.pose, FRAMES[frame], seen.face)
        near, far = (1.0, -1.0) if yaw < 0 else (-1.0, 1.0)
        hidden, beside = temples(eyewear, far), temples(eyewear, near)
        assert not in_sight(worn.points(hidden), seen)[hidden[:, 2] < -HIDDEN_MM * scale].any(), case
        shown, back = in_sight(worn.points(beside), seen), -beside[:, 2] / scale
        assert shown[(back > SIDE_MM[0]) & (back < SIDE_MM[1])].mean() > 0.95, case
        assert back.max() > EAR_MM + 10, "it goes on behind the ear"
        assert abs(back[shown].max() - EAR_MM) < ROOM_MM, (case, back[shown].max())


@pytest.mark.parametrize("yaw", [-40.0, 40.0])
def test_the_picture_shows_what_depth_says(yaw: float) -> None:
    """Temples alone, glowing: in the picture there is light from hinge to ear, and none beyond."""
    seen = person("average", yaw, 0.0, 1.0)
    eyewear, worn = put_on(seen.pose, EyewearSpec(), seen.face)
    near, far = (1.0, -1.0) if yaw < 0 else (-1.0, 1.0)
    for side, reaches, ends in ((near, EAR_MM - ROOM_MM, EAR_MM + ROOM_MM), (far, 0.0, HIDDEN_MM)):
        lit, points = glowing(eyewear, worn, seen, side), temples(eyewear, side)
        at = seen_at(worn.points(points))
        allowed, due = at[-points[:, 2] < ends], at[-points[:, 2] < reaches]
        assert len(lit) > 100
        for axis in (0, 1):
            assert lit[:, axis].min() > allowed[:, axis].min() - 4
            assert lit[:, axis].max() < allowed[:, axis].max() + 4
            if side == near:
                assert lit[:, axis].min() < due[:, axis].min() + 4
                assert lit[:, axis].max() > due[:, axis].max() - 4


def glowing(eyewear: Eyewear, worn: Worn, seen: Seen, side: float) -> NDArray[np.intp]:
    """int (n, 2): x and y of pixels where the temple on one side, all white, can be seen on black."""
    parts = [solid for solid in eyewear.solids if solid.kind == "temple" and np.sign(solid.points[:, 0].mean()) == side]
    white = [
        Model(part.points, part.triangles, part.normals, Surface.even(len(part.points), np.full(3, 4.0), FLAT))
        for part in parts
    ]
    drawable = Drawable(tuple(Placed(model, worn) for model in white))
    hiding = hiding_of(seen.landmarks, seen.camera, seen.pose, seen.face)
    black = np.zeros((720, 1280, 3), np.uint8)
    drawn = Renderer().draw(black, Scene((drawable,), hiding, STUDIO), CAMERA)
    return np.argwhere(drawn.max(axis=2) > 40)[:, ::-1]
