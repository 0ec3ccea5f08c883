"""Sales share against regularity: nine cells, each of which narrows the page to its products."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.inventory.words import class_words, money_short
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import column, label
from shopassistant.inventory.dashboard.figures import Figures
from shopassistant.inventory.dashboard.shelves import CLASSES, PATTERNS


class Matrix(QWidget):
    """Nine buttons; the one that is down is the filter.

    Signals:
        wanted: places of the two classes; -1 and -1 for none.
    """

    wanted = Signal(int, int)

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.cells: dict[tuple[int, int], QPushButton] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(HALF)
        for place, name in enumerate((self.tr("regular"), self.tr("uneven"), self.tr("irregular"))):
            grid.addWidget(self._head(f"{PATTERNS[place]} {name}"), 0, place + 1)
            grid.setColumnStretch(place + 1, 1)
        for line, name in enumerate((self.tr("80 % of sales"), self.tr("next 15 %"), self.tr("last 5 %"))):
            grid.addWidget(label(f"{CLASSES[line]} {name}", "caption", "muted", wrap=True), line + 1, 0)
            grid.setRowStretch(line + 1, 1)
            for place in range(len(PATTERNS)):
                grid.addWidget(self._cell(line, place), line + 1, place + 1)
        hint = label(
            self.tr("Products and stock at cost by share of sales and regularity"), "caption", "muted", wrap=True
        )
        whole = column(hint, grid, gap=UNIT)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, UNIT, 0, 0)
        self.setLayout(whole)

    def _head(self, text: str) -> QWidget:
        made = label(text, "caption", "muted")
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return made

    def _cell(self, line: int, place: int) -> QPushButton:
        made = QPushButton()
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setProperty("cell", (line, place))
        made.setMinimumWidth(1)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        made.clicked.connect(self._on_clicked)
        self.cells[line, place] = made
        return made

    def show_figures(self, found: Figures) -> None:
        """Show the counts of the newest question."""
        for (line, place), made in self.cells.items():
            cell = found.matrix[line][place]
            say = self._catalogue
            made.setText(f"{say.number(cell.products)}\n{money_short(say, cell.stock_minor)}")
            name = f"{CLASSES[line]}{PATTERNS[place]}"
            words = self.tr("{name}: {products} products, {stock} in stock, {sales} of a year's sales")
            text = words.format(
                name=name,
                products=say.number(cell.products),
                stock=say.money(cell.stock_minor),
                sales=say.money(cell.sales_minor),
            )
            made.setAccessibleName(text)
            made.setToolTip(f"{text}\n{class_words(CLASSES[line], PATTERNS[place])}")

    def choose(self, abc: int | None, xyz: int | None) -> None:
        """Show which cell is the filter."""
        for key, made in self.cells.items():
            made.setChecked(key == (abc, xyz))

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            line, place = sender.property("cell")
            self.wanted.emit(*((line, place) if sender.isChecked() else (-1, -1)))
