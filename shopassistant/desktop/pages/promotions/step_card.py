"""A step of the builder: its number and name, what it says so far in one line, and its fields."""

from PySide6.QtWidgets import QLayout, QWidget

from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, keycap, label, row


class StepCard(Card):
    """Put fields into `box`."""

    def __init__(self, number: int, name: str, key: str) -> None:
        super().__init__(margin=GAP, gap=UNIT)
        self.number = label(str(number), "lead", "accent", strong=True)
        self.name = label(name, "lead", strong=True)
        self.summary = ElidedLabel("", "body", "muted")
        head = row(self.number, self.name, self.summary, keycap(key), gap=UNIT)
        head.setStretch(2, 1)
        self.box.addLayout(head)

    def add(self, *parts: QWidget | QLayout) -> None:
        """Put parts below each other."""
        for part in parts:
            if isinstance(part, QWidget):
                self.box.addWidget(part)
            else:
                self.box.addLayout(part)

    def focus(self) -> None:
        """Put the focus where the step begins."""

    def sum_up(self, words: str) -> None:
        """What the step says so far."""
        self.summary.setText(words)
