"""A chart over prices. Imports pyqtgraph: only for who draws one."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP


class PricePlot(pg.PlotWidget):  # type: ignore[misc]
    """Three quantiles over the price; nothing to zoom, the table says the numbers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(background=None)
        self._theme = theme
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(150)
        self._marked = 0

    def begin(self) -> None:
        """Empty it, in the colours of the theme that is on."""
        self.clear()
        self._marked = 0
        colours = self._theme.colours
        self.setBackground(colours.raised)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.setPen(colours.line)
            axis.setTextPen(colours.muted)
            axis.setStyle(tickFont=self._theme.font("caption"))
        self.getAxis("bottom").setHeight(self._theme.scale.caption + GAP)

    def show_band(self, x: NDArray[np.floating], quantiles: NDArray[np.floating], allowed: tuple[float, float]) -> None:
        """The middle as a line in its band; what lies outside `allowed` is pale.

        Args:
            x: (n,), prices.
            quantiles: (n, 3).
        """
        base = QColor(self._theme.colours.series[0])
        inside = (x >= allowed[0]) & (x <= allowed[1])
        for part, strength in ((np.ones(len(x), bool), 26), (inside, 70)):
            if part.sum() < 2:
                continue
            colour = QColor(base)
            colour.setAlpha(strength)
            edges = [pg.PlotCurveItem(x[part], quantiles[part, place], pen=None) for place in (0, 2)]
            self.addItem(pg.FillBetweenItem(*edges, brush=colour))
        self.addItem(pg.PlotDataItem(x, quantiles[:, 1], pen=pg.mkPen(base, width=2.5)))
        low, high = float(min(quantiles.min(), 0.0)), float(quantiles.max())
        self.setXRange(float(x[0]), float(x[-1]), padding=0.01)
        self.setYRange(low, high + (high - low or 1.0) * 0.12, padding=0)

    def mark(self, price: float, words: str, *, is_new: bool = False) -> None:
        """A line at a price, with its words."""
        colour = self._theme.colour("accent" if is_new else "muted")
        style = Qt.PenStyle.SolidLine if is_new else Qt.PenStyle.DashLine
        options = {"color": colour, "position": 0.96 - 0.1 * self._marked, "anchors": [(0, 0), (0, 0)]}
        self._marked += 1
        self.addItem(pg.InfiniteLine(price, pen=pg.mkPen(colour, style=style), label=words, labelOpts=options))
