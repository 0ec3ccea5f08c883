"""The counter's mirror with all that is behind it; made, used and closed by the camera lane's thread alone."""

from dataclasses import dataclass
from typing import Any

from shopassistant.desktop.kiosk.board import Board, BoardMaker, Picture
from shopassistant.desktop.kiosk.framing import Order, Size
from shopassistant.desktop.kiosk.turning import Turning
from shopassistant.tryon.face.coaching import Coach
from shopassistant.tryon.face.follow import Follower
from shopassistant.tryon.mirror import Mirror


@dataclass(frozen=True, slots=True, eq=False)
class CoachedBoard:
    """A board, and what would help to see the face better.

    Attributes:
        coaching: one of `coaching.CODES`, empty for nothing.
    """

    board: Board
    coaching: str

    @property
    def picture(self) -> Picture:
        """What the lane overwrites at the end."""
        return self.board.picture

    def __repr__(self) -> str:
        """Says nothing of what is on it."""
        return "CoachedBoard()"


class StaffMirror:
    """Loads the models when it is made: only in that thread."""

    def __init__(self) -> None:
        self._follower = Follower()
        self._boards = BoardMaker(Mirror(self._follower), Turning())
        self._coach = Coach()

    def show(self, frame: Any, look: Order | None) -> CoachedBoard | None:
        """The board of a frame; None while nothing is to be shown."""
        board = self._boards.show(frame, look)
        if board is None:
            return None
        return CoachedBoard(board, self._coach.watch(frame.picture, board.seen, frame.at_ms))

    def choose(self, x: float, y: float, field: Size) -> None:
        """Of several faces the one that was clicked, in shares of the field."""
        self._boards.choose(x, y, field)

    def told(self, pupil_distance_mm: float) -> None:
        """A pupil distance from a prescription, for whoever wears the look now."""
        self._follower.told(pupil_distance_mm)

    def close(self) -> None:
        """Overwrite what is left of the frames, and give back what it holds."""
        self._boards.close()
        self._coach = Coach()
