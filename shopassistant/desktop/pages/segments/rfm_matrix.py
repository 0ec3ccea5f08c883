"""Recency against frequency: 25 cells, the more customers the deeper; a cell opens its customers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.customers.value.rfm_table import Cell, RfmTable
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import column, label

SCORES = (1, 2, 3, 4, 5)
_DEEPEST = 0.55


class CellButton(QAbstractButton):
    """One cell: how many, and what they are worth; its ground is the deeper the more there are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self._worth = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(52, 40)
        theme.changed.connect(self.update)

    def show_cell(self, count: str, worth: str, share: float) -> None:
        """Show a cell.

        Args:
            share: of the fullest cell, 0 to 1.
        """
        self.setText(count)
        self._worth, self._share = worth, share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self._theme.colours.series[0])
        ground.setAlphaF(0.06 + _DEEPEST * self._share)
        rect = self.rect().adjusted(1, 1, -1, -1)
        is_marked = self.isChecked() or self.hasFocus()
        pen = self._theme.colour("accent" if is_marked else "line")
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, HALF, HALF)
        if is_marked:
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), HALF, HALF)
        painter.setPen(self._theme.colour("text"))
        painter.setFont(self._theme.font("body", 600))
        middle = rect.center().y()
        painter.drawText(rect.adjusted(0, 0, 0, middle - rect.bottom()), _CENTRE, self.text())
        painter.setFont(self._theme.font("caption"))
        painter.drawText(rect.adjusted(0, middle - rect.top(), 0, 0), _CENTRE, self._worth)
        painter.end()


_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class RfmMatrix(QWidget):
    """Rows are recency, the latest on top; columns are frequency, the most frequent on the right.

    Signals:
        wanted: recency and frequency score of the cell that was pressed.
    """

    wanted = Signal(int, int)

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.cells: dict[tuple[int, int], CellButton] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(HALF)
        names = (self.tr("rarely"), "", "", "", self.tr("often"))
        for place, name in enumerate(names):
            head = label(name, "caption", "muted")
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(head, 0, place + 1)
            grid.setColumnStretch(place + 1, 1)
        sides = {5: self.tr("lately"), 1: self.tr("long ago")}
        for line, recency in enumerate(reversed(SCORES), 1):
            grid.addWidget(label(sides.get(recency, ""), "caption", "muted"), line, 0)
            grid.setRowStretch(line, 1)
            for frequency in SCORES:
                grid.addWidget(self._cell(theme, recency, frequency), line, frequency)
        hint = label(self.tr("Customers and their worth, by when they came last and how often"), "caption", "muted")
        hint.setWordWrap(True)
        whole = column(hint, grid, gap=UNIT)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _cell(self, theme: Theme, recency: int, frequency: int) -> CellButton:
        made = CellButton(theme)
        made.setProperty("cell", (recency, frequency))
        made.clicked.connect(self._on_clicked)
        self.cells[recency, frequency] = made
        return made

    def show_table(self, table: RfmTable) -> None:
        """Show the counts."""
        fullest = max((cell.customers for cell in table.cells.values()), default=0) or 1
        for place, made in self.cells.items():
            cell = table.cells.get(place, Cell())
            words = self._said(*place, cell)
            made.setAccessibleName(words)
            made.setToolTip(words)
            count = self._catalogue.number(cell.customers) if cell.customers else ""
            made.show_cell(count, self._short(cell.lifetime_minor), cell.customers / fullest)
            made.setEnabled(bool(cell.customers))

    def choose(self, place: tuple[int, int] | None) -> None:
        """Show which cell is open."""
        for key, made in self.cells.items():
            made.setChecked(key == place)

    def _said(self, recency: int, frequency: int, cell: Cell) -> str:
        words = self.tr("Recency {recency} of 5, frequency {frequency} of 5: {count} customers, worth {money}")
        return words.format(
            recency=recency,
            frequency=frequency,
            count=self._catalogue.number(cell.customers),
            money=self._catalogue.money(cell.lifetime_minor),
        )

    def _short(self, minor: int) -> str:
        from shopassistant.desktop.pages.inventory.words import money_short

        return money_short(self._catalogue, minor) if minor else ""

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, CellButton):
            place = sender.property("cell")
            self.choose(tuple(place))
            self.wanted.emit(*place)
