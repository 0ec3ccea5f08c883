"""Customers on a plane, those alike near each other: colour, mark and a name for each group. Imports pyqtgraph."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor

from shopassistant.desktop.theme.theme import Theme

# With five colours, marks tell ten groups apart for whoever sees no colours.
MARKS = ("o", "t", "s", "d", "+", "x", "p", "h", "star", "t1")
_SIZE, _STRONG = 6, 9
_PALE, _FULL = 110, 210


def mark_of(label: int) -> str:
    """The mark of a group."""
    return MARKS[label % len(MARKS)]


def colour_of(theme: Theme, label: int) -> QColor:
    """The colour of a group."""
    return QColor(theme.colours.series[label % 5])


class GroupsPlot(pg.PlotWidget):  # type: ignore[misc]
    """The plane; wheel and drag zoom and move.

    Signals:
        customer_wanted: id of the customer whose point was clicked.
    """

    customer_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(background=None)
        self._theme = theme
        self._labels: list[pg.TextItem] = []
        self._scatters: dict[int, pg.ScatterPlotItem] = {}
        self.setMenuEnabled(False)
        self.hideButtons()
        for side in ("left", "bottom"):
            self.hideAxis(side)

    def show_points(self, points: Sequence[tuple[int, float, float, int]], names: Mapping[int, str]) -> None:
        """Draw customers.

        Args:
            points: customer id, two coordinates, label of the group.
            names: of the groups by label.
        """
        self.clear()
        self._scatters = {}
        self.setBackground(self._theme.colours.surface)
        if not points:
            return
        ids = np.array([one[0] for one in points], np.int64)
        places = np.array([one[1:3] for one in points], np.float64)
        labels = np.array([one[3] for one in points], np.int64)
        # A few far off would press all others into a corner: they stand at the edge.
        low, high = np.quantile(places, [0.005, 0.995], axis=0)
        places = np.clip(places, low, high)
        for label in sorted(names):
            here = labels == label
            scatter = pg.ScatterPlotItem(
                x=places[here, 0], y=places[here, 1], data=ids[here].tolist(), symbol=mark_of(label), size=_SIZE,
                pen=None, brush=self._brush(label, _FULL), hoverable=True, hoverSize=_STRONG, tip=None,
            )  # fmt: skip
            scatter.sigClicked.connect(self._on_clicked)
            self.addItem(scatter)
            self._scatters[label] = scatter
        for label, name in names.items():
            here = labels == label
            if here.any():
                self._name(name, label, np.median(places[here], axis=0))
        self.autoRange(padding=0.04)

    def _name(self, name: str, label: int, middle: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> None:
        ground = QColor(self._theme.colours.surface)
        ground.setAlpha(215)
        text = pg.TextItem(name, color=self._theme.colours.text, anchor=(0.5, 0.5), fill=ground)
        text.setFont(self._theme.font("caption", 600))
        text.setPos(float(middle[0]), float(middle[1]))
        text.setZValue(10)
        self.addItem(text)

    def choose(self, label: int) -> None:
        """Let one group stand out; -1 for none."""
        for one, scatter in self._scatters.items():
            is_strong = label in (-1, one)
            scatter.setBrush(self._brush(one, _FULL if is_strong else _PALE))
            scatter.setZValue(1 if one == label else 0)

    def _brush(self, label: int, strength: int) -> QColor:
        colour = colour_of(self._theme, label)
        colour.setAlpha(strength)
        return colour

    def _on_clicked(self, _scatter: object, points: object, _event: object = None) -> None:
        first = next(iter(points), None) if hasattr(points, "__iter__") else None
        if first is not None:
            self.customer_wanted.emit(int(first.data()))
