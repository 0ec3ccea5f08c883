"""What the counter's dialogues share: they float over the page, Esc leaves them, scans go on behind them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopassistant.desktop.theme.tokens import GAP, WIDE
from shopassistant.desktop.widgets.basics import label
from shopassistant.desktop.widgets.growing import GrowingDialog


class CounterDialog(GrowingDialog):
    """A dialogue of the counter; put parts into `box`. Opened with ``open()``, never with a loop of its own."""

    def __init__(self, title: str, parent: QWidget, width: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(width)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        self.box.setSpacing(GAP)
        self.title = label(title, "title")
        self.box.addWidget(self.title)

    def open(self) -> None:
        """Show it over the window, with the keyboard."""
        super().open()
        self.activateWindow()
