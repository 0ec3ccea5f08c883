"""Measuring by a card, as the window sees it: done in the mirror's thread, told here, forgotten with the visit."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from shopassistant.desktop.kiosk.board import Board
    from shopassistant.desktop.kiosk.card_reading import CardReading
    from shopassistant.desktop.tasks.camera import CameraLane
    from shopassistant.tryon.face.measures import Interval


class Measuring(QObject):
    """One measuring at a time.

    Attributes:
        is_on: a card is looked for, or was read and nobody said yet that it is enough.
        reading: how far it has come, None before the first picture.
        pupil_distance: what came of it, for looking into the distance; None as long as nothing did.

    Signals:
        told: either of them changed.
    """

    told = Signal()

    def __init__(self, camera: "CameraLane", parent: QObject) -> None:
        super().__init__(parent)
        self._camera = camera
        self.is_on = False
        self.reading: CardReading | None = None
        self.pupil_distance: Interval | None = None

    def begin(self) -> None:
        """Look for a card from the next picture on."""
        self.forget()
        self.is_on = True
        self._camera.ask(_begin)
        self.told.emit()

    def end(self) -> None:
        """Look no longer; what came of it stands."""
        self.reading, self.is_on = None, False
        self._camera.ask(_end)
        self.told.emit()

    def take(self, board: "Board") -> None:
        """One picture more."""
        if not self.is_on:
            return
        if board.card is None:  # the mirror was made anew, and knows nothing of it
            if self.pupil_distance is None:
                self._camera.ask(_begin)
            return
        self.reading = board.card
        measures = None if board.seen is None else board.seen.measures
        if board.card.code == "done" and measures is not None and "card" in measures.scale.sources:
            self.pupil_distance = measures.far_pupil_distance
        self.told.emit()

    def forget(self) -> None:
        """The visit is over."""
        self.is_on = False
        self.reading = None
        self.pupil_distance = None


def _begin(boards: Any) -> None:
    boards.measure(is_on=True)


def _end(boards: Any) -> None:
    boards.measure(is_on=False)
