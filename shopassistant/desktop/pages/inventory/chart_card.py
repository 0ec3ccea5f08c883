"""A chart with its zoom buttons and its twin: the same numbers as a table, for whoever cannot see or wants to copy."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import button, column, label, row
from shopassistant.desktop.widgets.table import Column, LazyTable

if TYPE_CHECKING:
    from shopassistant.desktop.pages.inventory.plots import DayPlot


class ChartCard(QWidget):
    """Made empty; the chart itself when something is first drawn."""

    def __init__(self, context: AppContext, name: str, title: str, columns: Sequence[Column]) -> None:
        super().__init__()
        self._context = context
        self._made: DayPlot | None = None
        self._title = title
        self.legend = label("", "caption", "muted", wrap=True)
        self.as_table = button(self.tr("As a table"), "quiet", theme=context.theme, icon="list")
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._on_toggled)
        self.closer = button("+", "quiet")
        self.closer.setAccessibleName(self.tr("Zoom in"))
        self.closer.setToolTip(self.tr("Zoom in"))
        self.wider = button("\u2212", "quiet")
        self.wider.setAccessibleName(self.tr("Zoom out"))
        self.wider.setToolTip(self.tr("Zoom out"))
        self.whole = button(self.tr("All"), "quiet")
        self.whole.setToolTip(self.tr("Show all of it"))
        self.closer.clicked.connect(self._on_closer)
        self.wider.clicked.connect(self._on_wider)
        self.whole.clicked.connect(self._on_whole)
        self.table = LazyTable(context, f"inventory-{name}", columns, self._no_load)
        self._rows: Mapping[int, Any] = {}
        self.stack = QStackedWidget()
        self._place = QWidget()
        self._place.setLayout(column(gap=0))
        self.stack.addWidget(self._place)
        self.stack.addWidget(self.table)
        self.tools = row(self.legend, self.closer, self.wider, self.whole, self.as_table, gap=UNIT // 2)
        self.tools.setStretch(0, 1)
        box = column(self.tools, self.stack, gap=UNIT)
        box.setStretch(1, 1)
        box.setContentsMargins(0, UNIT, 0, 0)
        self.setLayout(box)

    @property
    def is_made(self) -> bool:
        """Whether the chart is there."""
        return self._made is not None

    @property
    def plot(self) -> "DayPlot":
        """The chart; pyqtgraph is loaded by the time it is first asked for."""
        if self._made is None:
            from shopassistant.desktop.pages.inventory.plots import DayPlot

            self._made = DayPlot(self._context.theme, self._context.catalogue)
            self._made.setAccessibleName(self._title)
            layout = self._place.layout()
            if layout is not None:
                layout.addWidget(self._made)
        return self._made

    def show_rows(self, rows: Sequence[Any], words: str) -> None:
        """The same as a table, and in words."""
        self._rows = dict(enumerate(rows, 1))
        self.table.set_rows(self._rows)
        self.plot.setAccessibleDescription(words)

    def _no_load(self, ids: Sequence[int]) -> dict[int, Any]:
        return {one: self._rows[one] for one in ids if one in self._rows}

    def _on_toggled(self, is_on: bool) -> None:
        self.stack.setCurrentWidget(self.table if is_on else self._place)
        for one in (self.closer, self.wider, self.whole):
            one.setEnabled(not is_on)

    def _on_closer(self) -> None:
        self.plot.zoom(0.7)

    def _on_wider(self) -> None:
        self.plot.zoom(1 / 0.7)

    def _on_whole(self) -> None:
        self.plot.reset()
