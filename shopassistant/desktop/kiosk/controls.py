"""The kiosk's few buttons: large enough for a thumb, each with its sign and its word, never more than four."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QPushButton, QSizePolicy, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import TOUCH, UNIT
from shopassistant.desktop.widgets.basics import button

MOST = 4


class Controls(QWidget):
    """Side by side in a row, or two by two where there is height beside something.

    Signals:
        pressed: the name of the button.
    """

    pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(UNIT)
        self.setLayout(self._grid)
        self._buttons: dict[str, QPushButton] = {}
        self._columns = MOST

    def add(self, name: str, text: str, icon: str, kind: str = "") -> QPushButton:
        """One more button. Raises ValueError for a fifth: a visitor reads no menus."""
        if len(self._buttons) >= MOST:
            raise ValueError(name)
        made = touch_button(self._theme, text, icon, kind)
        made.setProperty("name", name)
        made.clicked.connect(self._on_clicked)
        self._buttons[name] = made
        self._lay_out()
        return made

    def button(self, name: str) -> QPushButton:
        """The button with this name."""
        return self._buttons[name]

    def set_columns(self, columns: int) -> None:
        """So many side by side."""
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def _lay_out(self) -> None:
        for made in self._buttons.values():
            self._grid.removeWidget(made)
        for place, made in enumerate(self._buttons.values()):
            self._grid.addWidget(made, place // self._columns, place % self._columns)

    def _on_clicked(self) -> None:
        self.pressed.emit(str(self.sender().property("name")))


def touch_button(theme: Theme, text: str, icon: str = "", kind: str = "") -> QPushButton:
    """A button for a thumb."""
    made = button(text, kind, theme=theme, icon=icon, tone="accent_text" if kind == "big-primary" else "")
    made.setMinimumHeight(max(TOUCH, theme.scale.control))
    made.setMinimumWidth(TOUCH)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setAccessibleName(text)
    return made


def turn_box(box: QBoxLayout, *, is_portrait: bool) -> None:
    """Lay parts below each other on a tall screen and side by side on a wide one."""
    ways = QBoxLayout.Direction
    box.setDirection(ways.TopToBottom if is_portrait else ways.LeftToRight)
