"""The counter's mirror with all that is behind it; made, used and closed by the camera lane's thread alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shopassistant.core.errors import UserError
from shopassistant.desktop.kiosk.board import Board, BoardMaker, Picture
from shopassistant.desktop.kiosk.framing import Order, Size
from shopassistant.desktop.kiosk.turning import Turning
from shopassistant.tryon.card.meter import CardMeter
from shopassistant.tryon.face.coaching import Coach
from shopassistant.tryon.face.follow import Follower, Pictured
from shopassistant.tryon.mirror import Mirror, Shown
from shopassistant.tryon.worn import Look


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CoachedBoard:
    """A board, and what would help to see the face better.

    Attributes:
        coaching: one of `coaching.CODES`, empty for nothing.
        refused: what cannot be worn, each with the `UserError` that says why.
    """

    board: Board
    coaching: str
    refused: tuple[tuple[Any, UserError], ...] = ()

    @property
    def picture(self) -> Picture:
        """What the lane overwrites at the end."""
        return self.board.picture

    def __repr__(self) -> str:
        """Says nothing of what is on it."""
        return "CoachedBoard()"


class TellingMirror(Mirror):
    """A mirror that remembers of its last frame what could not be worn; boards do not carry it."""

    refused: tuple[tuple[Any, UserError], ...] = ()

    def show_all(self, frame: Pictured, looks: Sequence[Look | None]) -> tuple[Shown, ...]:
        """As `Mirror.show_all`."""
        shown = super().show_all(frame, looks)
        self.refused = shown[0].refused
        return shown


class StaffMirror:
    """Loads the models when it is made: only in that thread."""

    def __init__(self) -> None:
        self._follower = Follower()
        self._mirror = TellingMirror(self._follower)
        self._boards = BoardMaker(self._mirror, Turning(), meter=CardMeter(self._follower))
        self._coach = Coach()

    def show(self, frame: Any, look: Order | None) -> CoachedBoard | None:
        """The board of a frame; None while nothing is to be shown."""
        board = self._boards.show(frame, look)
        if board is None:
            return None
        coaching = self._coach.watch(frame.picture, board.seen, frame.at_ms)
        return CoachedBoard(board, coaching, self._mirror.refused)

    def choose(self, x: float, y: float, field: Size) -> None:
        """Of several faces the one that was clicked, in shares of the field."""
        self._boards.choose(x, y, field)

    def measure(self, *, is_on: bool) -> None:
        """Measure by a card held to the face from the next frame on, or no longer."""
        self._boards.measure(is_on=is_on)

    def told(self, pupil_distance_mm: float) -> None:
        """A pupil distance from a prescription, for whoever wears the look now."""
        self._follower.told(pupil_distance_mm)

    def close(self) -> None:
        """Overwrite what is left of the frames, and give back what it holds."""
        self._boards.close()
        self._coach = Coach()
