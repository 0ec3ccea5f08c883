"""A number of units to be typed or touched: a field between a minus and a plus, in steps of a pack."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSpinBox, QToolButton, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF
from shopassistant.desktop.widgets.basics import row

_FIELD_WIDTH = 104


class Stepper(QWidget):
    """The keyboard types and goes up and down, a finger touches the buttons.

    Signals:
        changed: the number, after every change by a person.
        entered: Enter was pressed in the field.
    """

    changed = Signal(int)
    entered = Signal()

    def __init__(self, theme: Theme, name: str, least: int = 0, most: int = 1_000_000) -> None:
        super().__init__()
        self._theme = theme
        self.spin = _Spin()
        self.spin.setRange(least, most)
        self.spin.setGroupSeparatorShown(True)
        self.spin.lineEdit().setTextMargins(HALF, 0, 0, 0)
        self.spin.setKeyboardTracking(False)
        self.spin.setAccessibleName(name)
        self.spin.setMinimumWidth(_FIELD_WIDTH)
        self.spin.valueChanged.connect(self.changed.emit)
        self.spin.entered.connect(self.entered.emit)
        self.less = self._button("minus", self.tr("Less"), self.spin.stepDown)
        self.more = self._button("plus", self.tr("More"), self.spin.stepUp)
        self.setLayout(row(self.less, self.spin, self.more, gap=HALF))
        self.setFocusProxy(self.spin)
        theme.changed.connect(self._resize)
        self._resize()

    def _button(self, icon: str, name: str, slot: Callable[[], None]) -> QToolButton:
        made = QToolButton()
        made.setIcon(self._theme.icon(icon, "text"))
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setAutoRepeat(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setProperty("kind", "step")
        made.clicked.connect(slot)
        return made

    def _resize(self) -> None:
        side = self._theme.scale.control
        for one in (self.less, self.more):
            one.setFixedSize(QSize(side, side))
            one.setIconSize(QSize(self._theme.scale.icon, self._theme.scale.icon))

    @property
    def value(self) -> int:
        """The number; what is being typed counts."""
        self.spin.interpretText()
        return self.spin.value()

    def set_value(self, units: int) -> None:
        """Show a number without saying that it changed."""
        self.spin.blockSignals(True)
        self.spin.setValue(units)
        self.spin.blockSignals(False)

    def set_step(self, step: int, least: int) -> None:
        """Steps of a pack, and the least there can be."""
        self.spin.blockSignals(True)
        self.spin.setMinimum(least)
        self.spin.setSingleStep(step)
        self.spin.blockSignals(False)

    def begin(self, text: str = "") -> None:
        """Take the focus; `text` was typed already, where the focus was before."""
        self.spin.setFocus()
        if text.isdecimal():
            self.spin.lineEdit().setText(text)
        else:
            self.spin.selectAll()


class _Spin(QSpinBox):
    """Tells of Enter, which the dialogue around it would take for its own."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.interpretText()
            self.selectAll()
            self.entered.emit()
            event.accept()
            return
        super().keyPressEvent(event)
