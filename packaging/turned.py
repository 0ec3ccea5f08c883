"""A portrait turned to the side, for pictures of the try-on: free sample faces all look into the camera.

The photograph becomes a relief: the face in the depth of its own landmarks, hair, neck and body inflated between their
outlines. Seen from the side, the relief shows its flanks with the photograph's own hair; what nobody photographed (the
back of the head) repeats the hair at the outline. Nothing of this is part of the program.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.hair import head_crop
from shopassistant.tryon.face.hair_colour import OUTLINE, hair_share
from shopassistant.tryon.face.landmarks import Landmarks

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]

# Millimetres: the axis of the head behind the average face's origin, half its depth there; of the body.
_AXIS_Z, _HEAD_DEEP, _BODY_DEEP = -42.0, 96.0, 95.0
_DISTANCE_MM = 750.0
_STEP = 3
_SHOULDERS_FOLLOW = 0.25
# So far inward from its outline the back of the head repeats what the front shows.
_MARGIN_MM = 22.0


@dataclass(frozen=True)
class Relief:
    """A portrait with depth.

    Attributes:
        picture: what is turned. plate: what is behind it.
        front, back: float32 (h, w), pixels towards the camera, of the two sheets; both end at the outline.
        there: float32 (h, w), 1 inside of it. middle: of the face, pixels. scale: pixels a millimetre.
        below_chin_mm: height of the neck's middle above that of the eyes.
    """

    picture: Picture
    plate: Picture
    front: Floats
    back: Floats
    there: Floats
    middle: tuple[float, float]
    scale: float
    below_chin_mm: float


def relief_of(picture: Picture, face: Landmarks) -> Relief:
    """The relief of a portrait whose face looks into the camera."""
    there = _figure(picture, face)
    scale = float(np.linalg.norm(face.points[234] - face.points[454])) / 153.0
    middle = (float(face.points[[127, 356], 0].mean()), float(face.points[168, 1]))
    chin = float(face.points[152, 1])
    half = _half_depth(there, chin, scale)
    axis = np.float32(_AXIS_Z * scale)
    front = axis + half
    depth, inside = _face_depth(face, picture.shape, scale)
    front = front * (1 - inside) + depth * inside
    front = cv2.GaussianBlur(front, (0, 0), 2.0)
    return Relief(_bled(picture, there), _plate(picture, there), front, axis - half, there, middle, scale,
                  (middle[1] - chin) / scale - 34.0)  # fmt: skip


def turned(relief: Relief, yaw: float, size: tuple[int, int] | None = None) -> Picture:
    """The portrait with the head turned to its left by `yaw` degrees."""
    height, width = relief.there.shape
    rows, columns = np.arange(0, height, _STEP), np.arange(0, width, _STEP)
    v, u = (part.astype(np.float32) for part in np.meshgrid(rows, columns, indexing="ij"))
    inside = relief.there[::_STEP, ::_STEP] > 0.5
    # One step further both sheets lie on the axis, so that they meet.
    whole = cv2.dilate(inside.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    sheets = []
    for depth, taken in ((relief.front, u), (relief.back, _from_edge(u, inside, _MARGIN_MM * relief.scale))):
        z = np.where(inside, depth[::_STEP, ::_STEP], np.float32(_AXIS_Z * relief.scale))
        sheets.append(_sheet(u, v, z, whole, taken, relief))
    colour, near = _drawn(sheets, relief, yaw)
    seen = near < _FAR - 1
    picture = cv2.remap(relief.picture, colour[..., 0] * width, colour[..., 1] * height, cv2.INTER_CUBIC,
                        borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
    cover = cv2.erode(seen.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(np.float32)
    cover = cv2.GaussianBlur(cover, (0, 0), 2.2)[..., None] * seen[..., None]
    whole = cv2.resize(relief.plate, (2 * width, 2 * height)) * (1 - cover) + picture * cover
    made = cv2.resize(np.clip(whole, 0, 255).astype(np.uint8), (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(made, np.uint8)


_FAR = 4000.0


def _figure(picture: Picture, face: Landmarks) -> Floats:
    """1 where the person is: GrabCut (Rother, Kolmogorov and Blake, SIGGRAPH 2004) from face, hair and shoulders."""
    scale = 300 / picture.shape[1]
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    points = face.points * scale
    marks = np.full(small.shape[:2], cv2.GC_PR_BGD, np.uint8)
    outline = points[list(OUTLINE)]
    middle, width = outline.mean(axis=0), float(np.linalg.norm(points[234] - points[454]))
    chin = points[152]
    crown, half = (int(middle[0]), int(middle[1] - 0.15 * width)), (int(0.85 * width), int(1.1 * width))
    cv2.ellipse(marks, crown, half, 0, 0, 360, int(cv2.GC_PR_FGD), -1)
    wide, floor = np.array([[-1, 0], [1, 0], [1, 0], [-1, 0]]) * width, small.shape[0]
    body = chin + wide * [[0.5], [0.5], [2.2], [2.2]] + [0, 0.45 * width]
    body[2:, 1] = floor
    cv2.fillPoly(marks, [body.astype(np.int32)], int(cv2.GC_PR_FGD))
    neck = chin + wide * 0.13 + width * np.array([[0, -0.1], [0, -0.1], [0, 0.6], [0, 0.6]])
    for sure in (outline, neck):
        cv2.fillPoly(marks, [sure.astype(np.int32)], int(cv2.GC_FGD))
    crop = head_crop(picture, face.points)
    hair = None if crop is None else hair_share(crop.small, crop.at)
    if crop is not None and hair is not None:
        move, _ = cv2.estimateAffinePartial2D(crop.at, points)
        placed = cv2.warpAffine(hair, move, (small.shape[1], small.shape[0]))
        marks[placed > 0.6] = cv2.GC_FGD
    edge = int(0.04 * small.shape[1])
    top = int(chin[1])
    marks[:top, :edge] = marks[:top, -edge:] = marks[: edge // 2] = cv2.GC_BGD
    cv2.grabCut(small, marks, None, np.zeros((1, 65)), np.zeros((1, 65)), 6, cv2.GC_INIT_WITH_MASK)
    found = ((marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD)).astype(np.uint8)
    found = cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    _, labels = cv2.connectedComponents(found)
    found = (labels == labels[int(points[4, 1]), int(points[4, 0])]).astype(np.uint8)
    found = cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    big = cv2.resize(found.astype(np.float32), (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.GaussianBlur(big, (0, 0), 1.5) > 0.55, np.float32)


def _half_depth(there: Floats, chin: float, scale: float) -> Floats:
    """Half the figure's depth, pixels: round between its outlines, flat for a body."""
    height, width = there.shape
    columns = np.arange(width, dtype=np.float32)[None]
    inside = there > 0.5
    left = np.where(inside.any(axis=1), inside.argmax(axis=1), 0).astype(np.float32)
    right = np.where(inside.any(axis=1), width - 1 - inside[:, ::-1].argmax(axis=1), 0).astype(np.float32)
    kernel = (1, 2 * int(6 * scale) + 1)
    left, right = (cv2.blur(line[:, None], kernel[::1])[:, 0] for line in (left, right))
    half = np.maximum((right - left) / 2, 1)
    most = half[: max(int(chin), 1)].max()
    share = np.clip((np.arange(height) - chin - 20 * scale) / (50 * scale), 0, 1)
    deep = (1 - share) * _HEAD_DEEP * scale * half / most + share * np.minimum(half, _BODY_DEEP * scale)
    across = (columns - ((left + right) / 2)[:, None]) / half[:, None]
    found = deep[:, None] * np.sqrt(np.clip(1 - across**2, 0, 1))
    return np.asarray(found * there, np.float32)


def _face_depth(face: Landmarks, shape: tuple[int, ...], scale: float) -> tuple[Floats, Floats]:
    """Pixels towards the camera of the face's own points, and where it is, softly."""
    model = canonical_face()
    own = -np.asarray(face.depth, np.float64)[:468]
    steady = [33, 133, 362, 263, 168, 6, 197, 195, 5, 4, 1, 152, 10, 127, 356, 234, 454, 61, 291, 199]
    fit = np.polyfit(own[steady], model.points[steady, 2] * scale, 1)
    z = np.polyval(fit, own)
    depth = np.zeros((*shape[:2], 3), np.float32)
    for a, b, c in model.triangles:
        corners = face.points[[a, b, c]].astype(np.int32)
        cv2.fillConvexPoly(depth, corners, (float(z[[a, b, c]].mean()), 1.0, 0.0))
    inside = cv2.erode(depth[..., 1], np.ones((3, 3), np.uint8), iterations=int(4 * scale))
    soft = cv2.GaussianBlur(inside, (0, 0), 6 * scale)
    known = cv2.GaussianBlur(depth[..., 0] * depth[..., 1], (0, 0), 1.5 * scale)
    weight = cv2.GaussianBlur(depth[..., 1], (0, 0), 1.5 * scale)
    return known / np.maximum(weight, 1e-3), np.asarray(soft, np.float32)


def _bled(picture: Picture, there: Floats) -> Picture:
    """The picture with the figure's own colours going on outside of it, so that no background shows at its edges."""
    sure = cv2.erode(there, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (17, 17)))
    found = picture.astype(np.float32) * sure[..., None]
    colour, weight = cv2.GaussianBlur(found, (0, 0), 5) + 1e-3, cv2.GaussianBlur(sure, (0, 0), 5) + 1e-5
    wide, far = cv2.GaussianBlur(found, (0, 0), 16), cv2.GaussianBlur(sure, (0, 0), 16) + 1e-6
    spread = (colour + 0.02 * wide) / (weight + 0.02 * far)[..., None]
    soft = cv2.GaussianBlur(sure, (0, 0), 1.2)[..., None]
    return np.clip(picture * soft + spread * (1 - soft), 0, 255).astype(np.uint8)


def _from_edge(u: Floats, inside: NDArray[np.bool_], margin: float) -> Floats:
    """Columns for the back: near the outline on its side, so that hair goes on as hair and not as a second face."""
    any_row = inside.any(axis=1)
    left = np.where(any_row, inside.argmax(axis=1), 0).astype(np.float32)[:, None] * _STEP
    right = np.where(any_row, u.shape[1] - 1 - inside[:, ::-1].argmax(axis=1), 0).astype(np.float32)[:, None] * _STEP
    left, right = (cv2.blur(line, (1, 31)) for line in (left, right))
    edge = np.where(u < (left + right) / 2, left, right)
    inward = np.abs(u - edge)
    back_and_forth = margin - np.abs(inward % (2 * margin) - margin)
    return np.asarray(edge + np.sign(u - edge) * (back_and_forth + 14), np.float32)


def _plate(picture: Picture, there: Floats) -> Picture:
    """What may be behind the figure: the background, drawn on under it, out of focus."""
    small = cv2.resize(picture, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA).astype(np.float32)
    free = 1 - cv2.dilate(cv2.resize(there, small.shape[1::-1], interpolation=cv2.INTER_AREA), np.ones((5, 5)))
    free[int(0.62 * free.shape[0]) :] = 0
    found, weight = small * free[..., None], free.copy()
    total, sums = weight * 0 + 1e-4, found * 0
    for wide in (2, 5, 10, 24):
        near = cv2.GaussianBlur(weight, (0, 0), wide) / wide**2
        sums += cv2.GaussianBlur(found, (0, 0), wide) / wide**2
        total += near
    made = cv2.GaussianBlur(sums / total[..., None], (0, 0), 2.0)
    grain = np.random.default_rng(3).normal(0, 2.0, picture.shape)
    large = cv2.resize(made, picture.shape[1::-1], interpolation=cv2.INTER_CUBIC) + cv2.GaussianBlur(grain, (0, 0), 0.8)
    return np.clip(large, 0, 255).astype(np.uint8)


def _sheet(
    u: Floats, v: Floats, z: Floats, inside: NDArray[np.bool_], taken: Floats, relief: Relief
) -> tuple[Floats, NDArray[np.int32], Floats]:
    """Points in millimetres (x right, y up, z towards the camera), triangles, and where in the picture they are."""
    away = _DISTANCE_MM * relief.scale
    share = (away - z) / away
    x, y = (u - relief.middle[0]) * share, -(v - relief.middle[1]) * share
    points = np.dstack([x, y, z]).reshape(-1, 3) / relief.scale
    height, width = u.shape
    r, c = np.meshgrid(np.arange(height - 1), np.arange(width - 1), indexing="ij")
    quads = np.stack([r * width + c, r * width + c + 1, (r + 1) * width + c + 1, (r + 1) * width + c], -1)
    whole = inside[:-1, :-1] & inside[1:, :-1] & inside[:-1, 1:] & inside[1:, 1:]
    quads = quads[whole]
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]).astype(np.int32)
    shape = relief.there.shape
    uv = np.dstack([taken / shape[1], v / shape[0], np.zeros_like(u)]).reshape(-1, 3)
    return points.astype(np.float32), triangles, uv.astype(np.float32)


def _drawn(sheets: list[tuple[Floats, NDArray[np.int32], Floats]], relief: Relief, yaw: float) -> tuple[Floats, Floats]:
    """Where in the photograph each pixel comes from, and its depth; twice as fine as the picture."""
    height, width = relief.there.shape
    colour = np.zeros((2 * height, 2 * width, 3), np.float32)
    depth = np.full((2 * height, 2 * width), _FAR, np.float32)
    settings = cv2.TriangleRasterizeSettings()
    settings.setShadingType(cv2.RASTERIZE_SHADING_SHADED)
    settings.setCullingMode(cv2.RASTERIZE_CULLING_NONE)
    focal = _DISTANCE_MM * relief.scale
    lens = float(2 * np.arctan(height / 2 / focal))
    for points, triangles, uv in sheets:
        # The neck twists: shoulders follow a head by a part only.
        head = 1 / (1 + np.exp((relief.below_chin_mm - points[:, 1]) / 9.0))
        angle = np.radians(yaw) * (_SHOULDERS_FOLLOW + (1 - _SHOULDERS_FOLLOW) * head)
        x, z = points[:, 0], points[:, 2] - _AXIS_Z
        turned_x, turned_z = np.cos(angle) * x + np.sin(angle) * z, np.cos(angle) * z - np.sin(angle) * x
        placed = np.column_stack([turned_x, points[:, 1], turned_z + _AXIS_Z - _DISTANCE_MM])
        # The rasteriser looks at the middle of what it draws.
        placed[:, 0] += placed[:, 2] * ((width / 2 - relief.middle[0]) / focal)
        placed[:, 1] += placed[:, 2] * ((relief.middle[1] - height / 2) / focal)
        cv2.triangleRasterize(placed.astype(np.float32)[None], triangles[None], uv[None], colour, depth,
                              np.eye(4, dtype=np.float32), lens, 10.0, _FAR, settings)  # fmt: skip
    return colour, depth
