"""Between the mirror and the window, in the mirror's thread: makes pictures so that painting them is copying.

The pictures pass through a handful of arrays that are used again and again and overwritten at the visit's end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.desktop.kiosk.card_reading import CardReading
from shopassistant.desktop.kiosk.framing import Focus, Order, Part, Size, on_face, part_of
from shopassistant.desktop.kiosk.turning import Turning
from shopassistant.tryon.card.guide import guide_of
from shopassistant.tryon.card.meter import Reading
from shopassistant.tryon.face.coaching import Coach
from shopassistant.tryon.face.fit import Fit, fit_of
from shopassistant.tryon.looks.kinds import Glasses

Picture = NDArray[np.uint8]
# Measured by a card, a face is shown lower by so much of its height.
_CARD_ABOVE = 0.25


class Shown(Protocol):
    """What a mirror gives back."""

    @property
    def picture(self) -> Picture:
        """uint8 (h, w, 3), BGR, unmirrored."""

    @property
    def seen(self) -> Sequence[Any]:
        """The faces, the wearer's first."""

    @property
    def refused(self) -> Sequence[Any]:
        """What of the look cannot be worn."""


class Mirror(Protocol):
    """Puts looks on the face of a frame."""

    def show_all(self, frame: Any, looks: Sequence[Any]) -> Sequence[Shown]:
        """The frame once with each look."""

    def choose(self, who: int | None) -> None:
        """Put the look on this face."""

    def close(self) -> None:
        """Overwrite what is left of the frames, and give back what it holds."""


class Coached(Protocol):
    """Says what hinders being seen well."""

    def watch(self, picture: Picture, seen: Any, at_ms: int) -> str:
        """A code of `tryon.face.coaching`, empty for nothing."""


class Meter(Protocol):
    """Measures a face by a card held to it, see `tryon.card.meter`."""

    def begin(self) -> None:
        """Look for a card."""

    def stop(self) -> None:
        """Look no longer."""

    def look(self, picture: Picture, seen: Any, at_ms: int) -> Reading | None:
        """How far it has come; None while it does not measure."""


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """One moment, ready to be painted.

    Attributes:
        pictures: uint8 (h, w, 4) BGRX, one per field, mirrored, in the field's own pixels. They are lent until the
            next board is taken.
        seen: the one who wears it, None without a face.
        at_ms: when the camera took it.
        fit: how the glasses of a single look fit this face, part by part; None without glasses or face.
        is_refused: something of the look cannot be worn; the rest is.
        fault: what hinders being seen well, a code of `tryon.face.coaching`; empty for nothing.
        card: how far the measuring by a card has come; None while nobody measures.
    """

    pictures: tuple[Picture, ...]
    seen: Any
    at_ms: int
    fit: Fit | None = None
    fault: str = ""
    is_refused: bool = False
    card: CardReading | None = None

    @property
    def picture(self) -> Picture:
        """The first."""
        return self.pictures[0]

    def __repr__(self) -> str:
        """Says nothing of what is on it."""
        return f"Board({len(self.pictures)} pictures)"


class BoardMaker:
    """Stands where the camera lane expects a mirror. Made, used and closed by the lane's thread.

    Args:
        mirror: puts things on; closed with this.
        turning: keeps what is to be replayed.
        coach: says what hinders; the usual one by default.
        meter: measures by a card; None where that is not offered.
    """

    def __init__(
        self, mirror: Mirror, turning: Turning, coach: Coached | None = None, meter: Meter | None = None
    ) -> None:
        self._mirror = mirror
        self._turning = turning
        self._arrays: dict[Size, list[Picture]] = {}
        self._scratch: dict[tuple[Size, int], Picture] = {}
        self._lent: list[list[Picture]] = []
        self._focus: dict[tuple[int, Size], Focus] = {}
        self._seen: Sequence[Any] = ()
        self._parts: dict[Size, Part] = {}
        self._coach = coach or Coach()
        self._meter = meter
        self._is_measuring = False

    def show(self, frame: Any, look: Order | None) -> Board | None:
        """The board of a frame; None while nothing is to be shown."""
        if look is None or not look.fields:
            return None
        # The arrays of the board on the screen and of the one in the slot are not written to, nor this one's own.
        self._lent = [*self._lent[-2:], []]
        shown = self._mirror.show_all(frame, look.looks)
        self._seen = shown[0].seen
        seen = next(iter(self._seen), None)
        self._turning.keep(shown[0].picture, seen, frame.at_ms)
        for place, one in enumerate(shown):
            self._lent[-1].append(self._painted(place, one.picture, look.fields[place], seen, close=len(shown) > 1))
        fit = _fit(seen, look.looks[0]) if len(shown) == 1 else None
        fault = self._coach.watch(frame.picture, seen, frame.at_ms)
        refused = any(one.refused for one in shown)
        card = self._measured(frame, seen, look.fields[0])
        return Board(tuple(self._lent[-1]), seen, frame.at_ms, fit, fault, refused, card)

    def measure(self, *, is_on: bool) -> None:
        """Measure by a card that is held to the face from the next frame on, or no longer."""
        if self._meter is not None:
            self._meter.begin() if is_on else self._meter.stop()
            self._is_measuring = is_on

    def _measured(self, frame: Any, seen: Any, field: Size) -> CardReading | None:
        reading = None if self._meter is None else self._meter.look(frame.picture, seen, frame.at_ms)
        if reading is None:
            return None
        shown = reading.corners
        if shown is None and seen is not None and reading.code != "done":
            shown = guide_of(seen)
        part = self._parts[field]
        corners = () if shown is None else tuple(
            (1 - (float(x) - part.left) / part.width, (float(y) - part.top) / part.height) for x, y in shown
        )  # fmt: skip
        return CardReading(reading.code, reading.share, corners, reading.corners is not None)

    def choose(self, x: float, y: float, field: Size) -> None:
        """Put the look on the face that was touched; touching none chooses the nearest again.

        Args:
            x, y: in shares of a field of this size, as it is shown: mirrored.
        """
        part = self._parts.get(field)
        if part is None:
            return
        at = np.array([part.left + (1 - x) * part.width, part.top + y * part.height])
        touched = [one for one in self._seen if _is_on(one.landmarks.points, at)]
        self._mirror.choose(touched[0].who if touched else None)

    def close(self) -> None:
        """Overwrite every picture, forget who was looked at, and give back what the mirrors hold."""
        if self._meter is not None:
            self._meter.stop()
        self._mirror.close()
        self._seen = ()
        for array in (*self._scratch.values(), *(one for arrays in self._arrays.values() for one in arrays)):
            array.fill(0)
        self._arrays.clear()
        self._scratch.clear()
        self._lent.clear()
        self._focus.clear()

    def _painted(self, place: int, picture: Picture, field: Size, seen: Any, *, close: bool) -> Picture:
        size = (picture.shape[1], picture.shape[0])
        part = part_of(size, field, self._focused(place, size, field, seen, close=close))
        self._parts[field] = part
        cut = picture[part.top : part.top + part.height, part.left : part.left + part.width]
        way = cv2.INTER_AREA if field[0] < part.width else cv2.INTER_LINEAR
        sized = cv2.resize(cut, field, self._rough(field, 3), interpolation=way)
        into = self._free(field)
        cv2.flip(cv2.cvtColor(sized, cv2.COLOR_BGR2BGRA, self._rough(field, 4)), 1, into)
        return into

    def _rough(self, size: Size, depth: int) -> Picture:
        """An array for what is not finished."""
        found = self._scratch.get((size, depth))
        if found is None:
            found = self._scratch[size, depth] = np.zeros((size[1], size[0], depth), np.uint8)
        return found

    def _focused(self, place: int, size: Size, field: Size, seen: Any, *, close: bool) -> Focus:
        before = self._focus.get((place, field))
        if seen is None:
            return before or Focus()
        points = seen.landmarks.points
        low, high = points.min(axis=0), points.max(axis=0)
        middle = (low + high) / 2
        if self._is_measuring:  # room for what is held above the brows
            middle[1] -= _CARD_ABOVE * (high[1] - low[1])
        wanted = on_face(size, field, (float(middle[0]), float(middle[1]), float(high[0] - low[0])), close=close)
        self._focus[place, field] = wanted if before is None else before.moved(wanted)
        return self._focus[place, field]

    def _free(self, size: Size) -> Picture:
        """An array that is on no board of the last three."""
        arrays = self._arrays.setdefault(size, [])
        lent = {id(array) for pictures in self._lent for array in pictures}
        for array in arrays:
            if id(array) not in lent:
                return array
        arrays.append(np.zeros((size[1], size[0], 4), np.uint8))
        return arrays[-1]


def _fit(seen: Any, look: Any) -> Fit | None:
    glasses = look.at("eyes") if look is not None else None
    if seen is None or seen.measures is None or not isinstance(glasses, Glasses):
        return None
    return fit_of(seen.measures, glasses.spec)


def _is_on(points: "NDArray[np.float32]", at: "NDArray[np.float64]") -> bool:
    low, high = points.min(axis=0), points.max(axis=0)
    return bool((low <= at).all() and (at <= high).all())
