"""The look all sections of the settings share: cards with rows of a name and a field."""

from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, UNIT, WIDE
from shopassistant.desktop.widgets.basics import Card, column, label

NAME_WIDTH = 200
NARROW = 200


class Section(QWidget):
    """One section; put cards into it with `add_card`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.box = column(1, gap=GAP)
        self.setLayout(self.box)

    def add_card(self) -> "FieldCard":
        """A new card at the end."""
        card = FieldCard(self.theme)
        self.box.insertWidget(self.box.count() - 1, card)
        return card

    def entered(self) -> None:
        """The section came to the front."""


class FieldCard(Card):
    """Rows of a name, a field and a word of help under it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=WIDE, gap=GAP)
        self._theme = theme
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(UNIT)
        self._grid.setColumnMinimumWidth(0, NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self.box.addLayout(self._grid)
        self._rows = 0

    def add_field(self, name: str, field: QWidget, hint: str = "") -> None:
        """A row; `hint` says what the field is for where its name does not."""
        title = label(name)
        title.setMinimumHeight(self._theme.scale.control)
        title.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(name)
        self._grid.addWidget(title, self._rows, 0)
        self._grid.addWidget(field, self._rows, 1)
        self._rows += 1
        if hint:
            self._grid.addWidget(label(hint, "caption", "muted", wrap=True), self._rows, 1)
            self._rows += 1


def number_box(least: int, most: int, unit: str) -> QSpinBox:
    """A narrow field for a whole number with its unit; it speaks when the number is complete."""
    made = QSpinBox()
    made.setRange(least, most)
    made.setSuffix(unit)
    made.setMaximumWidth(NARROW)
    made.lineEdit().setTextMargins(UNIT - 2, 0, 0, 0)
    made.setKeyboardTracking(False)
    return made
