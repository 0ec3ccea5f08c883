"""Stated and kept chances, drawn: by how often customers come, and by how high the chance was."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP
from shopassistant.desktop.widgets.basics import column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shopassistant.recommend.evaluation.intervals import Estimate
    from shopassistant.recommend.evaluation.result import Evaluation

    # Stated chances with what was bought.
    Pairs = Sequence[tuple[float | None, Estimate]]

_LEAST_HEIGHT = 168


class ChanceCharts(QWidget):
    """Two charts side by side; empty until `show_result`. pyqtgraph is imported then, and is loaded by that time."""

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._theme = theme
        self._catalogue = catalogue
        self._found: Evaluation | None = None
        self.groups: Any = None
        self.bins: Any = None
        self._groups_title = label(self.tr("Bought of 100 products, by how often customers come"), strong=True)
        self._bins_title = label(self.tr("Bought of 100 products, by the chance that was stated"), strong=True)
        legend = self.tr("\u25cb expected   \u25a0 bought, with its interval")
        self._legends = (label(legend, "caption", "muted"), label(legend, "caption", "muted"))
        self._left = column(row(self._groups_title, 1, self._legends[0]), gap=0)
        self._right = column(row(self._bins_title, 1, self._legends[1]), gap=0)
        whole = row(self._left, self._right, gap=GAP)
        whole.setStretch(0, 1)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._undrawn: list[Callable[[Evaluation], None]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_next)
        theme.changed.connect(self._draw)

    @property
    def is_drawn(self) -> bool:
        """Whether both charts show the result they were given."""
        return not self._undrawn

    def show_result(self, found: "Evaluation") -> None:
        """Draw what was measured; nothing where the champion states no chance."""
        self._found = found
        self.setVisible(found.calibration is not None)
        self._draw()

    def _draw(self) -> None:
        """One chart an event, so that none holds the window: the first time each of them has to be made."""
        if self._found is not None and self._found.calibration is not None:
            self._undrawn = [self._draw_groups, self._draw_bins]
            self._timer.start()

    def _draw_next(self) -> None:
        if self._undrawn and self._found is not None:
            self._undrawn[0](self._found)
            del self._undrawn[0]
            self._timer.start()

    def _draw_groups(self, found: "Evaluation") -> None:
        if self.groups is None:
            self.groups = self._plot(self._left, self._groups_title.text())
        by_visits = [one for one in found.groups if one.kind == "visits" and one.calibration is not None]
        pairs = [(one.calibration.chance.value, one.calibration.bought) for one in by_visits if one.calibration]
        self._fill(self.groups, [self._name(one.name, one.least, one.most) for one in by_visits], pairs)

    def _draw_bins(self, found: "Evaluation") -> None:
        if self.bins is None:
            self.bins = self._plot(self._right, self._bins_title.text())
        bins = found.calibration.bins if found.calibration else ()
        pairs = [(one.chance, one.bought) for one in bins]
        self._fill(self.bins, [self._number(one.chance) for one in bins], pairs)

    def _name(self, group: str, least: int, most: int) -> str:
        said = self._catalogue.say(f"evaluation.group.{group}", {"least": least, "most": most})
        return said.replace(", ", "\n")

    def _number(self, share: float) -> str:
        return self._catalogue.formats.say_number(share * 100, 1)

    def _described(self, names: "Sequence[str]", pairs: "Pairs") -> str:
        """The chart in words, for who cannot see it."""
        words = self.tr("{name}: {expected} expected, {bought} bought")
        return "; ".join(
            words.format(
                name=name.replace("\n", ", "),
                expected=self._number(chance or 0.0),
                bought=self._number(bought.value or 0.0),
            )
            for name, (chance, bought) in zip(names, pairs, strict=True)
        )

    def _plot(self, into: QVBoxLayout, name: str) -> Any:
        """An empty chart that is looked at and not moved."""
        import pyqtgraph as pg

        plot = pg.PlotWidget(background=None)
        plot.setMinimumHeight(_LEAST_HEIGHT)
        plot.setMouseEnabled(x=False, y=False)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.getAxis("bottom").setHeight(2 * self._theme.scale.caption + GAP)
        plot.setAccessibleName(name)
        into.addWidget(plot)
        return plot

    def _fill(self, plot: Any, names: "Sequence[str]", pairs: "Pairs") -> None:
        import numpy as np
        import pyqtgraph as pg

        colours = self._theme.colours
        plot.clear()
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(colours.line)
            axis.setTextPen(colours.muted)
            axis.setStyle(tickFont=self._theme.font("caption"))
        plot.getAxis("bottom").setTicks([list(enumerate(names))])
        plot.setXRange(-0.5, len(pairs) - 0.5)
        plot.setAccessibleDescription(self._described(names, pairs))
        x = np.arange(len(pairs), dtype=float)
        expected = np.array([(chance or 0.0) * 100 for chance, _bought in pairs])
        bought, low, high = (
            np.array([(getattr(one, part) or 0.0) * 100 for _chance, one in pairs]) for part in ("value", "low", "high")
        )
        kept = colours.series[0]
        bars = pg.ErrorBarItem(
            x=x + 0.08, y=bought, top=high - bought, bottom=bought - low, beam=0.08, pen=pg.mkPen(kept, width=2)
        )
        plot.addItem(bars)
        plot.addItem(pg.ScatterPlotItem(x + 0.08, bought, symbol="s", size=9, pen=None, brush=kept))
        said = pg.mkPen(colours.series[1], width=2)
        plot.addItem(pg.ScatterPlotItem(x - 0.08, expected, symbol="o", size=10, pen=said, brush=None))
        top = max([1.0, *high.tolist(), *expected.tolist()])
        plot.setYRange(0, top * 1.05, padding=0)
