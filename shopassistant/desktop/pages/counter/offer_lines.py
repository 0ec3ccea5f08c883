"""What promotions take off a line of the basket, one below the other: a long name is cut, an amount never."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import ElidedLabel, column, label, row


class OfferLines(QWidget):
    """Each offer on a line of its own, its amount below the others'; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[ElidedLabel, QLabel]] = []
        self._lines = column(gap=0)
        self.setLayout(self._lines)
        self.hide()

    @property
    def text(self) -> str:
        """Everything that stands there; empty for nothing."""
        shown = [(name, amount) for name, amount in self.parts if name.isVisibleTo(self)]
        return "  \u00b7  ".join(f"{name.full_text()} {amount.text()}" for name, amount in shown)

    def show_offers(self, offers: Sequence[tuple[str, str]]) -> None:
        """Show names and amounts."""
        while len(self.parts) < len(offers):
            self._add()
        for place, (name, amount) in enumerate(self.parts):
            is_used = place < len(offers)
            name.setText(offers[place][0] if is_used else "")
            amount.setText(offers[place][1] if is_used else "")
            name.setVisible(is_used)
            amount.setVisible(is_used)
        self.setVisible(bool(offers))

    def _add(self) -> None:
        name, amount = ElidedLabel("", "caption", "positive"), label("", "caption", "positive")
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = row(name, amount, gap=UNIT)
        line.setStretch(0, 1)
        self._lines.addLayout(line)
        self.parts.append((name, amount))
