"""A short list of things known of a customer, each with its button, and a line to add one more."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import badge, column, label, row


@dataclass(frozen=True)
class Entry:
    """One line.

    Attributes:
        text, detail: what it says, and who and when.
        mark, tone: a word in a quiet field at the right.
        icon, tip: of the button that acts on it.
        act: what the button does; None for no button.
    """

    text: str
    detail: str = ""
    mark: str = ""
    tone: str = "muted"
    icon: str = "x"
    tip: str = ""
    act: Callable[[], None] | None = None


class EntryList(QWidget):
    """A titled list; `adder` stands below it."""

    def __init__(self, theme: Theme, title: str, empty: str, adder: QWidget | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._empty = label(empty, tone="muted", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(HALF)
        self.entries: tuple[Entry, ...] = ()
        self._acts: list[Callable[[], None]] = []
        parts = column(label(title, strong=True), self._empty, self._lines, gap=HALF)
        if adder is not None:
            parts.addWidget(adder)
        self.setLayout(parts)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show other lines."""
        self.entries = entries
        self._acts = []
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in entries:
            self._lines.addWidget(self._line(one))
        self._empty.setVisible(not entries)

    def act(self, place: int) -> None:
        """Press the button of a line."""
        act = self.entries[place].act
        if act is not None:
            act()

    def _line(self, one: Entry) -> QWidget:
        text = label(one.text, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        words = column(text, gap=0)
        if one.detail:
            words.addWidget(label(one.detail, "caption", "muted", wrap=True))
        box = row(words, gap=UNIT)
        box.setStretch(0, 1)
        if one.mark:
            box.addWidget(badge(one.mark, one.tone))
        if one.act is not None:
            made = QToolButton()
            made.setProperty("kind", "quiet")
            made.setIcon(self._theme.icon(one.icon, "muted"))
            made.setToolTip(one.tip)
            made.setAccessibleName(f"{one.tip}: {one.text}")
            made.setProperty("place", len(self._acts))
            self._acts.append(one.act)
            made.clicked.connect(self._on_act)
            box.addWidget(made)
        line = QWidget()
        line.setLayout(box)
        return line

    def _on_act(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._acts[int(sender.property("place"))]()
