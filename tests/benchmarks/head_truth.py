"""Heads whose pose is known because they are rendered here: a photograph's face lifted into three dimensions, turned,
placed and seen through a pinhole. What the landmarks make of it can then be held against the truth.

Not a stretched average face: the face keeps the photograph's own proportions (stretching a photograph onto another's
shape would by itself move landmarks by millimetres).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.canonical import LEFT_IRIS, RIGHT_IRIS, STEADY, canonical_face
from shopassistant.tryon.face.landmarks import Landmarker
from shopassistant.tryon.face.pose import Camera

Points = NDArray[np.float64]
Picture = NDArray[np.uint8]
_FAR_MM = 5000.0
# Around the opening between the lids.
_RIGHT_LIDS = 33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7
_LEFT_LIDS = 263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249
_SKULL = np.array([0.0, 20.0, -46.0]), np.array([75.0, 110.0, 84.0])


@dataclass(frozen=True)
class Person:
    """A face in three dimensions.

    Attributes:
        photo: uint8 (h, w, 3), BGR: what the face is covered with.
        on_photo: float64 (468, 2): where each point lies there, pixels.
        points: float64 (478, 3): millimetres in the axes of the canonical face; the last ten are the irises, where
            they are drawn on the face.
    """

    photo: Picture
    on_photo: Points
    points: Points

    @property
    def pupil_distance(self) -> float:
        """Millimetres."""
        return float(np.linalg.norm(self.points[RIGHT_IRIS] - self.points[LEFT_IRIS]))

    @property
    def iris_mm(self) -> float:
        """How wide the irises are across, seen from the front, both in the mean: so irises are measured, and here they
        are drawn aslant, as the face is between the corners of an eye."""
        across = [self.points[i + 1, :2] - self.points[i + 3, :2] for i in (RIGHT_IRIS, LEFT_IRIS)]
        return float(np.mean(np.linalg.norm(across, axis=1)))

    def sized(self, scale: float) -> "Person":
        """The same face larger or smaller."""
        return Person(self.photo, self.on_photo, self.points * scale)


@dataclass(frozen=True)
class Placed:
    """Where a head truly is: float64 (3, 3) and (3,), camera space, millimetres."""

    rotation: Points
    place: Points


def person_of(photo: Picture) -> Person | None:
    """The largest face of a photograph as a person; None without one."""
    with Landmarker() as landmarker:
        found = landmarker.find(photo)
    if not found:
        return None
    flat = found[0]
    lifted = np.column_stack([flat.points, flat.depth]).astype(np.float64) * (1, -1, -1)
    steady = list(STEADY)
    scale, turn, shift = _similarity(lifted[steady], canonical_face().points[steady])
    points = scale * lifted @ turn.T + shift
    on_photo = flat.points.astype(np.float64)
    points[468:] = drawn_at(on_photo[468:], on_photo[:468], points[:468])
    return Person(with_irises(photo, on_photo), on_photo[:468], points)


def with_irises(photo: Picture, points: Points) -> Picture:
    """uint8 (h, w, 3): the photograph with irises drawn as large and where its landmarks (478, 2) have them.

    What a photograph's own irises are nobody knows: landmarks are some percent off, and another percentage when the
    face is rendered. The lids stay before the iris drawn, and its middle keeps the shine of the photograph's.
    """
    y, x = np.mgrid[: photo.shape[0], : photo.shape[1]].astype(np.float32)
    drawn = photo.astype(np.float32)
    for iris, lids in ((RIGHT_IRIS, _RIGHT_LIDS), (LEFT_IRIS, _LEFT_LIDS)):
        half = float(np.linalg.norm(points[iris + 1] - points[iris + 3])) / 2
        away = np.hypot(x - points[iris, 0], y - points[iris, 1]) / half
        opening = np.zeros(photo.shape[:2], np.uint8)
        cv2.fillPoly(opening, [np.round(points[list(lids)]).astype(np.int32)], 255)
        inside = (opening > 0) & (away < 0.75)
        colour = np.median(photo[inside], axis=0) if inside.any() else np.array([40.0, 50.0, 70.0])
        shine = np.clip((0.6 - away) / 0.1, 0, 1)[..., None] * (drawn - colour)
        shade = 1 - 0.3 * np.clip((away - 0.7) / 0.3, 0, 1) - 0.5 * np.clip((0.4 - away) / 0.08, 0, 1)
        covers = np.clip((1 - away) / 0.08 + 0.5, 0, 1) * cv2.GaussianBlur(opening, (0, 0), 1.0) / 255
        drawn += covers[..., None] * (colour * shade[..., None] + shine - drawn)
    return np.clip(drawn, 0, 255).astype(np.uint8)


def drawn_at(spots: Points, on_photo: Points, points: Points) -> Points:
    """float64 (n, 3): where on the lifted face spots (n, 2) of the photograph are drawn.

    The model tells irises a depth that is not their lids': lifted by that, the eyes of a turned face would be drawn
    millimetres from where they are said to be.
    """
    corners = canonical_face().triangles
    sides = np.stack([on_photo[corners[:, at]] - on_photo[corners[:, 2]] for at in (0, 1)], axis=2)
    spread = np.linalg.inv(sides)
    found = np.empty((len(spots), 3))
    for at, spot in enumerate(spots):
        first, second = np.einsum("nij,nj->in", spread, spot - on_photo[corners[:, 2]])
        shares = np.stack([first, second, 1 - first - second], axis=1)
        best = int(shares.min(axis=1).argmax())
        found[at] = shares[best] @ points[corners[best]]
    return found


def _similarity(start: Points, goal: Points) -> tuple[float, Points, Points]:
    a, b = start.mean(axis=0), goal.mean(axis=0)
    u, s, vt = np.linalg.svd((start - a).T @ (goal - b))
    sign = np.array([1, 1, np.sign(np.linalg.det(u @ vt))])
    turn = (u * sign @ vt).T
    scale = float((s * sign).sum() / ((start - a) ** 2).sum())
    return scale, turn, b - scale * turn @ a


def rotation_of(yaw: float, pitch: float, roll: float) -> Points:
    """float64 (3, 3) from degrees."""
    y, p, r = np.radians([yaw, pitch, roll])
    about_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    about_z = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    return np.asarray(about_z @ about_y @ about_x)


def rendered(person: Person, at: Placed, camera: Camera, rng: np.random.Generator, noise: float = 2.0) -> Picture:
    """uint8 (height, width, 3), BGR: the person before the camera, with skull, neck and a noisy sensor."""
    y, x = np.mgrid[0 : camera.height, 0 : camera.width].astype(np.float32)
    backdrop = np.stack([150 + x * 30 / camera.width, 140 + y * 20 / camera.height, 130 + x * 10 / camera.width], -1)
    window = _window(person, at, camera)
    left, top, right, bottom = window
    backdrop[top:bottom, left:right] = _head(person, at, camera, window, backdrop[top:bottom, left:right])
    grain = rng.standard_normal(backdrop.shape, dtype=np.float32) * noise
    return np.clip(backdrop + grain, 0, 255).astype(np.uint8)


def _window(person: Person, at: Placed, camera: Camera) -> tuple[int, int, int, int]:
    size = person.points[:468].std() / canonical_face().points.std()
    solids = [solid * size for solid, _triangles in _behind()]
    placed = np.vstack([person.points, *solids]) @ at.rotation.T + at.place
    seen = placed[:, :2] / -placed[:, 2:] * camera.focal * (1, -1) + camera.centre
    low, high = np.floor(seen.min(axis=0)) - 4, np.ceil(seen.max(axis=0)) + 4
    low, high = np.clip(low, 0, None).astype(int), np.minimum(high, (camera.width, camera.height)).astype(int)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


def _head(
    person: Person, at: Placed, camera: Camera, window: tuple[int, int, int, int], behind: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The window of the picture with the head in it, drawn at twice the size and made smaller."""
    height, width = person.photo.shape[:2]
    size = person.points[:468].std() / canonical_face().points.std()
    covering = np.column_stack([person.on_photo / (width, height), np.ones(468)])
    face = _drawn([(person.points[:468], canonical_face().triangles, covering)], at, camera, window)[0]
    skin = np.median(person.photo[tuple(person.on_photo[[50, 280, 4]].astype(int).T[::-1])], axis=0)
    solids = [(solid * size, found, _painted(solid, skin)) for solid, found in _behind()]
    rest, depth = _drawn(solids, at, camera, window)
    picture = cv2.resize(behind, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
    drawn = depth < _FAR_MM - 1
    picture[drawn] = rest[drawn] * 255
    mask = (face[..., 2] > 0.5).astype(np.uint8)
    at_x, at_y = face[..., 0] * width, face[..., 1] * height
    cover = cv2.remap(person.photo, at_x, at_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    soft = cv2.GaussianBlur(cv2.erode(mask, np.ones((5, 5), np.uint8)).astype(np.float32), (0, 0), 2.0)[..., None]
    soft = soft * mask[..., None]
    picture = picture * (1 - soft) + cover.astype(np.float32) * soft
    return cv2.resize(picture, (behind.shape[1], behind.shape[0]), interpolation=cv2.INTER_AREA)


def _drawn(
    solids: list[tuple[Points, NDArray[np.int32], Points]], at: Placed, camera: Camera,
    window: tuple[int, int, int, int],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:  # fmt: skip
    """The values at the corners spread over the window, twice its size, and the depth."""
    left, top, right, bottom = window
    shape = (2 * (bottom - top), 2 * (right - left))
    values, depth = np.zeros((*shape, 3), np.float32), np.full(shape, _FAR_MM, np.float32)
    settings = cv2.TriangleRasterizeSettings()
    settings.setShadingType(cv2.RASTERIZE_SHADING_SHADED)
    settings.setCullingMode(cv2.RASTERIZE_CULLING_NONE)
    # A window that is not the picture's middle is seen by a pinhole whose axis is moved: a shear along the depth.
    middle = (left + right) / 2 - camera.width / 2, -((top + bottom) / 2 - camera.height / 2)
    view = np.eye(4, dtype=np.float32)
    field = 2 * np.arctan((bottom - top) / 2 / camera.focal)
    for points, triangles, told in solids:
        placed = points @ at.rotation.T + at.place
        placed[:, 0] += placed[:, 2] * middle[0] / camera.focal
        placed[:, 1] += placed[:, 2] * middle[1] / camera.focal
        cv2.triangleRasterize(
            placed.astype(np.float32)[None], triangles[None], told.astype(np.float32)[None], values, depth, view,
            float(field), 10.0, _FAR_MM, settings,
        )  # fmt: skip
    return values, depth


def _painted(solid: Points, skin: Points) -> Points:
    middle = _SKULL[0]
    shade = 0.75 + 0.25 * (solid[:, 2:] - middle[2]) / 90
    is_hair = (solid[:, 1:2] > 70) | ((solid[:, 2:] < -20) & (solid[:, 1:2] > -55))
    return np.where(is_hair, np.array([40.0, 45.0, 60.0]), skin) * np.clip(shade, 0.4, 1) / 255


def _behind() -> Iterator[tuple[Points, NDArray[np.int32]]]:
    """Skull and neck of an average head."""
    rows, columns = 24, 32
    down, around = np.meshgrid(np.linspace(0, np.pi, rows), np.arange(columns) * 2 * np.pi / columns, indexing="ij")
    unit = np.stack([np.sin(down) * np.cos(around), np.cos(down), np.sin(down) * np.sin(around)], -1).reshape(-1, 3)
    yield unit * _SKULL[1] + _SKULL[0], _grid(rows, columns)
    turn = np.arange(columns) * 2 * np.pi / columns
    rings = [np.stack([55 * np.cos(turn), np.full(columns, y), 55 * np.sin(turn) - 45], 1) for y in (-60.0, -200.0)]
    yield np.vstack(rings), _grid(2, columns)


def _grid(rows: int, columns: int) -> NDArray[np.int32]:
    r, c = np.meshgrid(np.arange(rows - 1), np.arange(columns), indexing="ij")
    a, b = r * columns + c, r * columns + (c + 1) % columns
    faces = [np.stack([a, a + columns, b], -1), np.stack([b, a + columns, b + columns], -1)]
    return np.concatenate([face.reshape(-1, 3) for face in faces]).astype(np.int32)
