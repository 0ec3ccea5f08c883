"""Cards of known size held to heads of known size, drawn in perspective: print, rounded corners, fingers before it."""

from dataclasses import dataclass

import cv2
import numpy as np

from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.pose import Camera
from tests.benchmarks.head_truth import Person, Picture, Placed, Points, rendered, rotation_of

# Of the picture the print is drawn from, pixels a millimetre.
_FINE = 8
ID1_MM = 85.60, 53.98
RADIUS_MM = 3.18
# Where the middle of a card is held, in the axes of the canonical face; the depth follows from what it touches.
PLACES = {"nose": (0.0, -47.0), "forehead": (0.0, 72.0), "cheek": (62.0, 2.0)}


@dataclass(frozen=True)
class Held:
    """A thing held to a face.

    Attributes:
        place: one of `PLACES`. off: millimetres aside and up from there.
        tilt: degrees of yaw, pitch and roll against the face's own front.
        gap: millimetres between it and the foremost skin behind it.
        size: millimetres. radius: of its corners, millimetres.
        colours: of ground and print, BGR.
        fingers: before it: each where it comes from in shares of the card (x, y), where it ends, and how thick, mm.
        paper: seed of the print.
    """

    place: str = "nose"
    off: tuple[float, float] = (0.0, 0.0)
    tilt: tuple[float, float, float] = (0.0, 0.0, 0.0)
    gap: float = 1.0
    size: tuple[float, float] = ID1_MM
    radius: float = RADIUS_MM
    colours: tuple[tuple[int, int, int], tuple[int, int, int]] = ((120, 70, 40), (220, 220, 210))
    fingers: tuple[tuple[float, float, float, float, float], ...] = ((0.62, 1.6, 0.55, 0.8, 17.0),)
    paper: int = 0


def card_in_face(person: Person, held: Held) -> tuple[Points, Points]:
    """Rotation (3, 3) and middle (3,) of the card in the axes of the face: it touches what is foremost behind it."""
    turn = rotation_of(*held.tilt)
    size = person.points[:468].std() / canonical_face().points.std()  # places move with the head's size
    aside, up = np.array(PLACES[held.place]) * size + held.off
    skin = person.points[:468] @ turn  # in the card's axes
    middle = np.array([aside, up, 0.0]) @ turn
    half = np.array(held.size) / 2
    for _ in range(8):  # its depth moves it aside where it is tilted
        behind = (np.abs(skin[:, :2] - middle[:2]) <= half).all(axis=1)
        depth = skin[behind, 2].max() + held.gap
        there = turn @ np.array([*middle[:2], depth])
        middle[:2] += (np.array([aside, up]) - there[:2]) @ turn[:2, :2]
    return turn, turn @ np.array([*middle[:2], depth])


def shown(
    person: Person, at: Placed, camera: Camera, held: Held | None, rng: np.random.Generator, blur: float = 0.7
) -> Picture:
    """uint8 (height, width, 3), BGR: the person with the card."""
    picture = rendered(person, at, camera, rng, 0.0)
    if held is not None:
        turn, middle = card_in_face(person, held)
        picture = with_card(picture, at.rotation @ turn, at.rotation @ middle + at.place, camera, held)
    soft = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), blur)
    grain = rng.standard_normal(picture.shape, dtype=np.float32) * 2.5
    noisy = np.clip(soft + grain, 0, 255).astype(np.uint8)
    coded = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 88])[1]  # as webcams send them
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


def with_card(picture: Picture, turn: Points, middle: Points, camera: Camera, held: Held) -> Picture:
    wide, high = held.size
    print_, cover = _printed(held)
    rows, columns = cover.shape
    corners = np.array([[-wide, high], [wide, high], [wide, -high], [-wide, -high]]) / 2
    seen = _seen(np.column_stack([corners, np.zeros(4)]) @ turn.T + middle, camera)
    flat = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]]) - 0.5
    # Drawn three times as large and made smaller, so that edges are as soft as a lens has them.
    fine = 3
    low = np.floor(seen.min(axis=0)).astype(int) - 12
    size = np.ceil(seen.max(axis=0)).astype(int) + 12 - low
    way = cv2.getPerspectiveTransform(flat.astype(np.float32), ((seen - low + 0.5) * fine - 0.5).astype(np.float32))
    box = (int(size[0]) * fine, int(size[1]) * fine)
    colour = cv2.warpPerspective(print_, way, box, flags=cv2.INTER_AREA)
    alpha = cv2.warpPerspective(cover, way, box, flags=cv2.INTER_LINEAR)
    colour, alpha = (
        cv2.resize(one, (int(size[0]), int(size[1])), interpolation=cv2.INTER_AREA) for one in (colour, alpha)
    )
    whole = picture.astype(np.float32)
    canvas = np.zeros((*picture.shape[:2], 4), np.float32)
    left, top = max(low[0], 0), max(low[1], 0)
    right, bottom = min(low[0] + size[0], picture.shape[1]), min(low[1] + size[1], picture.shape[0])
    part = np.s_[top - low[1] : bottom - low[1], left - low[0] : right - low[0]]
    canvas[top:bottom, left:right, :3], canvas[top:bottom, left:right, 3] = colour[part], alpha[part]
    shade = cv2.GaussianBlur(np.roll(canvas[..., 3], (3, 2), (0, 1)), (0, 0), 4.0)[..., None]
    whole *= 1 - 0.25 * shade
    whole = whole * (1 - canvas[..., 3:]) + canvas[..., :3] * canvas[..., 3:]
    for finger in held.fingers:
        _finger(whole, finger, turn, middle, camera, held)
    return np.clip(whole, 0, 255).astype(np.uint8)


def _finger(whole: Points, finger: tuple[float, ...], turn: Points, middle: Points, camera: Camera, held: Held) -> None:
    ends = np.array([[finger[0], finger[1]], [finger[2], finger[3]]])
    flat = (ends - 0.5) * np.array(held.size) * (1, -1)
    a, b = _seen(np.column_stack([flat, [6.0, 6.0]]) @ turn.T + middle, camera)
    thick = finger[4] * camera.focal / -middle[2]
    y, x = np.mgrid[0 : whole.shape[0], 0 : whole.shape[1]].astype(np.float32)
    along = np.clip(((x - a[0]) * (b - a)[0] + (y - a[1]) * (b - a)[1]) / ((b - a) ** 2).sum(), 0, 1)
    away = np.hypot(x - a[0] - along * (b - a)[0], y - a[1] - along * (b - a)[1]) / (thick / 2)
    cover = np.clip((1 - away) * thick / 2, 0, 1)[..., None]
    skin = np.array([130.0, 160.0, 205.0]) * (0.65 + 0.35 * np.sqrt(np.clip(1 - away**2, 0, 1)))[..., None]
    whole[:] = whole * (1 - cover) + skin * cover


def _printed(held: Held) -> tuple[Picture, Points]:
    """The card from the front, and where it is, 0 to 1."""
    wide, high = (round(side * _FINE) for side in held.size)
    rng = np.random.default_rng(held.paper)
    ground, ink = (np.array(colour, np.float32) for colour in held.colours)
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    made = ground + (x / wide - 0.5)[..., None] * rng.uniform(-40, 40, 3).astype(np.float32)
    made = np.ascontiguousarray(np.clip(made, 0, 255).astype(np.uint8))
    if held.paper % 3 == 1:  # a magnetic stripe
        cv2.rectangle(made, (0, round(high * 0.1)), (wide, round(high * 0.33)), (20, 20, 20), -1)
    if held.paper % 3 == 2:  # a frame printed inside
        cv2.rectangle(made, (5 * _FINE, 5 * _FINE), (wide - 5 * _FINE, high - 5 * _FINE), tuple(ink.tolist()), 4)
    cv2.rectangle(made, (10 * _FINE, 18 * _FINE), (22 * _FINE, 28 * _FINE), (90, 190, 210), -1)
    for at in range(4):
        cv2.putText(made, "0000", (round((8 + at * 18) * _FINE), round(0.68 * high)), 0, 1.6, ink.tolist(), 5)
    cv2.putText(made, "NO NAME", (8 * _FINE, round(0.88 * high)), 0, 1.2, ink.tolist(), 4)
    cover = np.zeros((high, wide), np.float32)
    inner = held.radius * _FINE
    dx, dy = (
        np.maximum(np.abs(x - wide / 2 + 0.5) - wide / 2 + inner, 0),
        np.maximum(np.abs(y - high / 2 + 0.5) - high / 2 + inner, 0),
    )
    cover[np.hypot(dx, dy) <= max(inner, 0.5)] = 1
    return made, cover


def _seen(points: Points, camera: Camera) -> Points:
    return np.asarray(points[:, :2] / -points[:, 2:] * camera.focal * (1, -1) + camera.centre)
