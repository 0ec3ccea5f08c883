"""The row in the order that suits a face: what fits comes first, what is popular and here first among that.

A face is measured well enough some seconds after it came; then the goods are read once more with its measures. They are
kept for as long as the visit lasts, here and nowhere else.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shopassistant.desktop.kiosk.fit_by import fitting_ones
from shopassistant.desktop.kiosk.goods import Goods, read_goods

if TYPE_CHECKING:
    from shopassistant.desktop.kiosk.board import Board
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.tryon.face.measures import Interval, Measures

# Measures are steady enough to go by after so long before the mirror.
STEADY_S = 2.0


class Ranking(QObject):
    """Of one kiosk's row.

    Args:
        most: things in the row.

    Attributes:
        goods: the row for this face; empty as long as it is not known.
        fits: ids of those of them that fit.
        face_width: what they fit; None as long as it is not known.

    Signals:
        told: they are known, or known better.
    """

    told = Signal()

    def __init__(self, context: "AppContext", most: int, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._most = context, most
        self.goods: tuple[Goods, ...] = ()
        self.fits: frozenset[int] = frozenset()
        self.face_width: Interval | None = None
        self._who, self._since = 0, 0.0
        self._source = ""
        self._visit = 0

    def watch(self, board: "Board", now: float) -> None:
        """One picture more of whoever wears the look; asked again when they are measured by something surer."""
        measures: Measures | None = getattr(board.seen, "measures", None)
        if measures is None:
            return
        if board.seen.who != self._who:
            self._who, self._since, self._source = board.seen.who, now, ""
        source = measures.scale.sources[0] if measures.scale.sources else "people"
        is_surer = source != self._source and (not self._source or source in ("card", "typed"))
        if is_surer and now - self._since >= STEADY_S:
            self._source = source
            self._ask(measures)

    def forget(self) -> None:
        """The visit is over."""
        self._visit += 1
        self._who, self._since, self._source = 0, 0.0, ""
        self.goods, self.fits, self.face_width = (), frozenset(), None

    def _ask(self, measures: "Measures") -> None:
        store, services, most, visit = self._context.store, self._context.services, self._most, self._visit

        def job(_progress: object) -> "tuple[int, Interval, tuple[Goods, ...], frozenset[int]]":
            goods = read_goods(store, services, most, measures)
            return visit, measures.face_width, goods, fitting_ones(goods, measures)

        # The row stands as it was read at first: that it is not sorted anew needs nobody's attention.
        self._context.lanes.read.run(self, job, self._on_read, self._context.errors.show, key="ranking")

    def _on_read(self, told: "tuple[int, Interval, tuple[Goods, ...], frozenset[int]]") -> None:
        visit, width, goods, fits = told
        if visit == self._visit and goods:
            self.goods, self.fits, self.face_width = goods, fits, width
            self.told.emit()
