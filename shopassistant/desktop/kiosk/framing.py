"""Which part of a camera's picture a screen shows: as much as fits, with the face in it, and calm."""

from dataclasses import dataclass
from typing import Any

# Width and height in pixels.
Size = tuple[int, int]

# The part moves after the face by this share of the way in each picture, and not at all for less than the least move.
_FOLLOWS = 0.12
_LEAST_MOVE = 0.03
# Beside other looks a face is so wide: a share of a tall field's width, or of a wide field's height.
_OF_WIDTH, _OF_HEIGHT = 0.66, 0.5
_MOST_ZOOM = 3.0


@dataclass(frozen=True, slots=True)
class Order:
    """What the window wants shown: a look per field, and the fields' sizes in the screen's pixels."""

    looks: tuple[Any, ...]
    fields: tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of whole pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Focus:
    """What the part is laid around, in shares of the picture.

    Attributes:
        x, y: the middle of what is looked at. zoom: 1 for as much as fits.
    """

    x: float = 0.5
    y: float = 0.5
    zoom: float = 1.0

    def moved(self, to: "Focus") -> "Focus":
        """One picture later, on the way to another focus."""
        return Focus(_eased(self.x, to.x), _eased(self.y, to.y), _eased(self.zoom, to.zoom))


def _eased(now: float, to: float) -> float:
    return now if abs(to - now) < _LEAST_MOVE else now + _FOLLOWS * (to - now)


def part_of(picture: Size, field: Size, focus: Focus) -> Part:
    """The part of a picture that fills a field without being stretched.

    Args:
        picture, field: width and height in pixels.
    """
    width, height = picture
    wide = min(width, height * field[0] / field[1])
    wide = max(8.0, wide / min(max(focus.zoom, 1.0), _MOST_ZOOM))
    high = wide * field[1] / field[0]
    left = min(max(focus.x * width - wide / 2, 0), width - wide)
    top = min(max(focus.y * height - high / 2, 0), height - high)
    part = Part(round(left), round(top), max(1, round(wide)), max(1, round(high)))
    return Part(part.left, part.top, min(part.width, width - part.left), min(part.height, height - part.top))


def on_face(picture: Size, field: Size, face: tuple[float, float, float], *, close: bool) -> Focus:
    """The focus on a face.

    Args:
        face: its middle and its width, in the picture's pixels.
        close: fill the field with it, to see what is worn; otherwise only bring it into view.
    """
    x, y, across = face
    zoom = 1.0
    if close and across > 0:
        wide = min(picture[0], picture[1] * field[0] / field[1])
        share = min(_OF_WIDTH, _OF_HEIGHT * field[1] / field[0])
        zoom = max(1.0, wide * share / across)
    return Focus(x / picture[0], y / picture[1], zoom)
