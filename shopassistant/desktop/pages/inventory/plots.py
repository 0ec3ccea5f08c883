"""Charts with days along the bottom that can be moved and zoomed. Imports pyqtgraph: only for who draws one."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP
from shopassistant.inventory.dashboard.shelves import from_day

# Steps between ticks, in days.
_SPACINGS = (1, 2, 7, 14, 28, 56, 91, 182, 364)
_ROOM_PX = 76
_STEP = 0.25

Column = NDArray[np.floating]


class DayAxis(pg.AxisItem):  # type: ignore[misc]
    """Numbers of days as days people say."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__("bottom")
        self._formats = catalogue.formats

    def tickSpacing(self, least: float, most: float, size: float) -> list[tuple[float, float]]:
        wanted = (most - least) * _ROOM_PX / max(size, 1)
        step = next((one for one in _SPACINGS if one >= wanted), _SPACINGS[-1])
        return [(float(step), 0.0)]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        return [self._formats.say_day(from_day(round(one)), self._formats.day_this_year) for one in values]


class DayPlot(pg.PlotWidget):  # type: ignore[misc]
    """An empty chart over days; wheel and drag zoom and move, so do + - arrows and 0."""

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__(background=None, axisItems={"bottom": DayAxis(catalogue)})
        self._theme = theme
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=True, y=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._whole = (0.0, 1.0, 0.0, 1.0)

    def begin(self) -> None:
        """Empty it, in the colours of the theme that is on."""
        self.clear()
        colours = self._theme.colours
        self.setBackground(colours.surface)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(colours.line)
            axis.setTextPen(colours.muted)
            axis.setStyle(tickFont=self._theme.font("caption"))
        self.getAxis("bottom").setHeight(self._theme.scale.caption + GAP)

    def frame(self, left: float, right: float, top: float, bottom: float = 0.0) -> None:
        """Show all of it; `bottom` is for what may lie below nought."""
        self._whole = (left, right, bottom * 1.06, (top or 1.0) * 1.06)
        self.setLimits(xMin=left - 7, xMax=right + 7, yMin=bottom * 1.06, minXRange=7)
        self.reset()

    def reset(self) -> None:
        """Back to all of it."""
        left, right, low, high = self._whole
        self.setXRange(left, right, padding=0.01)
        self.setYRange(low, high, padding=0)

    def zoom(self, factor: float) -> None:
        """Show `factor` times as many days about the middle."""
        self.getViewBox().scaleBy((factor, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        left, right = self.getViewBox().viewRange()[0]
        step = (right - left) * _STEP
        match event.key():
            case Qt.Key.Key_Plus:
                self.zoom(0.7)
            case Qt.Key.Key_Minus:
                self.zoom(1 / 0.7)
            case Qt.Key.Key_Left:
                self.getViewBox().translateBy(x=-step)
            case Qt.Key.Key_Right:
                self.getViewBox().translateBy(x=step)
            case Qt.Key.Key_0:
                self.reset()
            case _:
                event.ignore()  # not the scene's business: Esc leaves the product

    # What is drawn

    def bars(self, x: Column, height: Column, width: float, tone: str = "muted") -> None:
        """Bars from nought."""
        colour = self._theme.colour(tone)
        self.addItem(pg.BarGraphItem(x=x, height=height, width=width, brush=colour, pen=None))

    def steps(self, x: Column, y: Column) -> None:
        """A level that changes from day to day."""
        pen = pg.mkPen(self._theme.colour("text"), width=1.5)
        self.addItem(pg.PlotDataItem(x, y, pen=pen, connect="finite", stepMode="right"))

    def fan(self, x: Column, quantiles: Column) -> None:
        """Five quantiles a column: the widest pale, the middle as a line.

        Args:
            quantiles: (k, 5).
        """
        base = self._theme.colours.series[0]
        for low, high, strength in ((0, 4, 45), (1, 3, 90)):
            colour = QColor(base)
            colour.setAlpha(strength)
            edges = [pg.PlotCurveItem(x, quantiles[:, one], pen=None) for one in (low, high)]
            self.addItem(pg.FillBetweenItem(*edges, brush=colour))
        self.addItem(pg.PlotDataItem(x, quantiles[:, 2], pen=pg.mkPen(QColor(base), width=2.5)))

    def band(self, x: Column, low: Column, high: Column) -> None:
        """Where something lies, as a pale field; gaps where it is not known."""
        known = np.isfinite(low) & np.isfinite(high)
        colour = QColor(self._theme.colours.series[0])
        colour.setAlpha(60)
        edges = [pg.PlotCurveItem(x[known], one[known], pen=None) for one in (low, high)]
        self.addItem(pg.FillBetweenItem(*edges, brush=colour))

    def level(self, y: float) -> None:
        """A thin line across at a height."""
        self.addItem(pg.InfiniteLine(y, angle=0, pen=pg.mkPen(self._theme.colour("muted"))))

    def days_out(self, first: date, is_out: NDArray[np.bool_], top: float) -> None:
        """Stretches without stock, over the whole height."""
        colour = self._theme.colour("critical")
        colour.setAlpha(46)
        edge = np.flatnonzero(np.diff(np.concatenate([[False], is_out, [False]]).astype(np.int8)))
        base = (first - date(1970, 1, 1)).days
        for begin, end in zip(edge[::2], edge[1::2], strict=True):
            self.addItem(
                pg.BarGraphItem(
                    x0=[base + begin - 0.5], x1=[base + end - 0.5], height=[top * 1.06], brush=colour, pen=None
                )
            )

    def mark(self, day: float, words: str, tone: str = "muted", *, solid: bool = False, turns: bool = False) -> None:
        """A line across at a day, with its words; those of a solid one stand above those of others.

        With `turns` the words change sides with the line, so that none are cut at the edge.
        """
        style = Qt.PenStyle.SolidLine if solid else Qt.PenStyle.DashLine
        colour = self._theme.colour(tone)
        options = {"color": colour, "position": 0.96 if solid else 0.86, "anchors": [(0, 0), (int(turns), 0)]}
        self.addItem(pg.InfiniteLine(day, pen=pg.mkPen(colour, style=style), label=words, labelOpts=options))

    def line(self, x: Column, y: Column, series: int, symbol: str, name: str) -> None:
        """One of a few lines, told apart by colour, mark and name."""
        colour = QColor(self._theme.colours.series[series % 5])
        pen = pg.mkPen(colour, width=3 if series == 0 else 2)
        look = {"symbol": symbol, "symbolSize": 9, "symbolBrush": colour, "symbolPen": None}
        self.addItem(pg.PlotDataItem(x, y, pen=pen, name=name, **look))

    def quiet_line(self, x: Column, y: Column) -> None:
        """One of those that are only there to compare with."""
        self.addItem(pg.PlotDataItem(x, y, pen=pg.mkPen(self._theme.colours.line, width=1.5)))

    def name_lines(self) -> None:
        """A legend of the lines that follow; call it after `begin`."""
        if self.plotItem.legend is None:
            self.addLegend(offset=(-8, 8))
        self.plotItem.legend.setLabelTextColor(self._theme.colours.text)
        self.plotItem.legend.setLabelTextSize(f"{self._theme.scale.caption}px")
