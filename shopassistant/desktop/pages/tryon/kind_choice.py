"""Which kind of things the row offers: buttons side by side where there is room for them, else one list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from shopassistant.desktop.widgets.basics import row
from shopassistant.desktop.widgets.segmented import Segmented


class KindChoice(QWidget):
    """Made for its options.

    Signals:
        chosen: the kind somebody picked; not emitted by `choose`.
    """

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.buttons = Segmented(options, name)
        self.list = QComboBox()
        self.list.setAccessibleName(name)
        for kind, words in options:
            self.list.addItem(words, kind)
        self.list.hide()
        self.setLayout(row(self.buttons, self.list, 1, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)
        self.buttons.chosen.connect(self._on_chosen)
        self.list.activated.connect(self._on_listed)

    def choose(self, kind: str) -> None:
        """Show `kind` as chosen."""
        self.buttons.choose(kind)
        self.list.setCurrentIndex(max(self.list.findData(kind), 0))

    def _on_chosen(self, kind: str) -> None:
        self.choose(kind)
        self.chosen.emit(kind)

    def _on_listed(self, place: int) -> None:
        self._on_chosen(str(self.list.itemData(place)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = self.buttons.sizeHint().width() <= self.width()
        self.buttons.setVisible(fits)
        self.list.setVisible(not fits)
