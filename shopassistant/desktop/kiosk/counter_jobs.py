"""What the kiosk asks of the shop's books and of the disk, each in its lane: holds, pictures, PINs, visits."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from shopassistant.core.errors import ShopError
from shopassistant.desktop.kiosk.picture_file import save_picture, sweep
from shopassistant.desktop.kiosk.qr import Squares, qr_of
from shopassistant.desktop.shell.context import AppContext
from shopassistant.store.actor import Actor

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from shopassistant.sales.hold_view import HoldView


class CounterJobs(QObject):
    """Runs jobs for one kiosk; an answer that comes after its visit is over is dropped.

    Signals:
        held: the `HoldView` of what was put aside.
        coded: the QR code of it, rows of dark and light.
        saved: the name of the picture that was written.
        left: the staff `Actor` whose PIN was right.
        refused: a PIN was wrong; its code and values.
        failed: code of what went wrong.
    """

    held = Signal(object)
    coded = Signal(object)
    saved = Signal(str)
    left = Signal(object)
    refused = Signal(object)
    failed = Signal(str)

    def __init__(self, context: AppContext, actor: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._actor = actor
        self._visit = 0
        self._is_holding = False

    def forget(self) -> None:
        """The visit is over: what is under way answers nobody."""
        self._visit += 1
        self._is_holding = False

    def hold(self, variant_ids: tuple[int, ...]) -> None:
        """Put goods aside; once, however often the button is pressed."""
        if self._is_holding or not variant_ids:
            return
        self._is_holding = True
        store, actor, place, visit = self._context.store, self._actor, self._context.location_id, self._visit

        def job(_progress: object) -> tuple[int, Any]:
            from shopassistant.sales.holds import make_hold

            return visit, make_hold(store, actor, place, variant_ids)

        self._context.lanes.db.run(self, job, self._on_held, self._on_failed)

    def save_picture(self, folder: Path, picture: "NDArray[np.uint8]") -> None:
        """Write a copy of a picture, as its visitor asked; the copy is overwritten afterwards."""
        copy, visit = picture.copy(), self._visit

        def job(_progress: object) -> tuple[int, str]:
            try:
                return visit, save_picture(folder, copy)
            finally:
                copy.fill(0)

        self._context.lanes.cpu.run(self, job, self._on_saved, self._on_failed)

    def sweep_pictures(self, folder: Path, hours: float) -> None:
        """Delete what visitors kept longer ago."""
        self._context.lanes.cpu.run(self, lambda _progress: sweep(folder, hours), None, self._on_failed, key="sweep")

    def note_visit(self, seconds: float, looks: int) -> None:
        """Write that a visit was: how long and how many looks, nothing else."""
        store, actor = self._context.store, self._actor

        def job(_progress: object) -> None:
            from shopassistant.sales.visits import record_visit

            record_visit(store, actor, seconds, looks)

        self._context.lanes.db.run(self, job, None, self._on_failed)

    def check_pin(self, pin: str, role: str) -> None:
        """Whose PIN is this? The store counts wrong ones for all kiosks together, apart from the counters."""
        store, actor = self._context.store, self._actor

        def job(_progress: object) -> Actor:
            from shopassistant.store.staff import approve

            return approve(store, actor, pin, role)

        self._context.lanes.db.run(self, job, self.left.emit, self._on_refused)

    def _on_held(self, told: "tuple[int, HoldView]") -> None:
        visit, hold = told
        if visit != self._visit:
            return
        self._is_holding = False
        self.held.emit(hold)
        code = hold.code
        self._context.lanes.cpu.run(self, lambda _progress: (visit, qr_of(code)), self._on_coded, key="qr")

    def _on_coded(self, told: "tuple[int, Squares]") -> None:
        if told[0] == self._visit:
            self.coded.emit(told[1])

    def _on_saved(self, told: tuple[int, str]) -> None:
        if told[0] == self._visit:
            self.saved.emit(told[1])

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(error)
        else:
            self._context.errors.show(error)

    def _on_failed(self, error: Exception) -> None:
        self._is_holding = False
        if isinstance(error, ShopError):
            self.failed.emit(error.code)
