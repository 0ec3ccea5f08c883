"""One of a few: buttons side by side, of which one is down."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from shopassistant.desktop.widgets.basics import row, set_property


class Segmented(QWidget):
    """Left and right move the choice.

    Signals:
        chosen: the value somebody picked; not emitted by `choose`.
    """

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], name: str = "") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        line = row(gap=0)
        for place, (value, text) in enumerate(options):
            made = QPushButton(text)
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setProperty("segment", True)
            made.setProperty("value", value)
            edge = "first" if place == 0 else "last" if place == len(options) - 1 else ""
            made.setProperty("edge", edge)
            made.clicked.connect(self._on_clicked)
            self._group.addButton(made)
            self._buttons[value] = made
            line.addWidget(made)
        line.addStretch(1)
        self.setAccessibleName(name)
        self.setLayout(line)
        self.choose(options[0][0])

    @property
    def value(self) -> str:
        """What is chosen."""
        return next(value for value, made in self._buttons.items() if made.isChecked())

    def choose(self, value: str) -> None:
        """Show `value` as chosen; an unknown one changes nothing."""
        for one, made in self._buttons.items():
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == value else Qt.FocusPolicy.ClickFocus)
        if value in self._buttons:
            self._buttons[value].setChecked(True)

    def show_first(self, count: int) -> None:
        """Show only the first `count` choices, at least one."""
        self.show_only(list(self._buttons)[: max(1, count)])

    def show_only(self, values: Sequence[str]) -> None:
        """Show these choices and no others."""
        shown = [value for value in self._buttons if value in values]
        for value, made in self._buttons.items():
            made.setVisible(value in shown)
            edge = "first" if value == shown[0] else "last" if value == shown[-1] else ""
            set_property(made, "edge", edge if value in shown else "")

    def focus_chosen(self) -> None:
        """Put the focus on what is chosen."""
        self._buttons[self.value].setFocus()

    def set_text(self, value: str, text: str) -> None:
        """Say something else on the button of `value`."""
        self._buttons[value].setText(text)

    def show_counts(self, words: Mapping[str, str], counts: Mapping[str, int], number: Callable[[int], str]) -> None:
        """Say how many there are beside the words of each choice; nothing beside those without any."""
        for value, text in words.items():
            count = counts.get(value, 0)
            self.set_text(value, f"{text}  {number(count)}" if count else text)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self._pick(str(sender.property("value")))

    def _pick(self, value: str) -> None:
        self.choose(value)
        self.chosen.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        values = [value for value, made in self._buttons.items() if not made.isHidden()]
        place = min(max(values.index(self.value) + step, 0), len(values) - 1)
        self._buttons[values[place]].setFocus()
        self._pick(values[place])
