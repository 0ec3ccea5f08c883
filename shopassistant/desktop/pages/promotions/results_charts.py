"""The charts of a result: how the lift grew, and what happened each day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from shopassistant.desktop.pages.counter.words import exact_day
from shopassistant.desktop.pages.inventory.chart_card import ChartCard
from shopassistant.desktop.pages.promotions.results_views import Series
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.basics import label
from shopassistant.desktop.widgets.table import Column

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MARKS = "ost"
_FIRST = date(1970, 1, 1)
# A day with the numbers of its row.
Line = tuple[float, tuple[float, ...]]


def _tr(text: str) -> str:
    return QCoreApplication.translate("results", text)


class SeriesChart(ChartCard):
    """Numbers over days, with the same as a table.

    Args:
        name: of the table, under which its columns are remembered.
        title: of the chart.
        names: of the rows of numbers, as many as it will ever show.
        is_band: the second and third row are the ends of the first.
    """

    def __init__(
        self, context: AppContext, name: str, title: str, names: tuple[str, ...], *, is_band: bool = False
    ) -> None:
        self._say = context.catalogue.formats.say_number
        self._money = context.catalogue.currency.exponent
        self._is_band = is_band
        catalogue = context.catalogue
        columns = [
            Column("day", _tr("Day"), lambda line: exact_day(catalogue, _day(line)), 0, value=lambda line: _day(line)),
            *(
                Column(f"n{place}", words, self._text(place), 96, "right", value=_value(place))
                for place, words in enumerate(names)
            ),
        ]
        super().__init__(context, name, title, columns)
        self._arrange()

    def _arrange(self) -> None:
        """The title over the buttons, the words below them: there is half a page for each chart."""
        self.title = label("", strong=True)
        box = self.layout()
        self.tools.removeWidget(self.legend)
        self.tools.insertStretch(0, 1)
        if isinstance(box, QVBoxLayout):
            box.insertWidget(0, self.title)
            box.insertWidget(2, self.legend)

    def show_series(self, series: Series) -> None:
        """Draw it."""
        import numpy as np

        self.title.setText(series.title)
        scale = 10.0**-self._money if series.is_money else 1.0
        x = np.array(series.days)
        rows = [np.array(values) * scale for values in series.values]
        plot = self.plot
        plot.begin()
        if self._is_band:
            plot.level(0.0)
            plot.band(x, rows[1], rows[2])
            plot.line(x, rows[0], 0, "o", series.names[0])
        elif len(rows) == 1:
            plot.bars(x, rows[0], 0.8)
        else:
            plot.name_lines()
            for place, (name, values) in enumerate(zip(series.names, rows, strict=True)):
                plot.line(x, values, place, _MARKS[place], name)
        if series.mark is not None:
            plot.mark(series.mark, _tr("began"), "text", solid=True, turns=True)
        low, high = _ends(rows)
        plot.frame(float(x.min()) - 1, float(x.max()) + 1, high, low)
        self.legend.setText(series.legend)
        lines = [(day, tuple(float(row[place]) for row in rows)) for place, day in enumerate(series.days)]
        self.show_rows(lines, self._words(series, rows))

    def _text(self, place: int) -> Callable[[Line], str]:
        def words(line: Line) -> str:
            value = line[1][place] if place < len(line[1]) else float("nan")
            return "" if value != value else self._say(value, 0 if value == round(value) else self._money)

        return words

    def _words(self, series: Series, rows: "list[NDArray[np.float64]]") -> str:
        last = ", ".join(
            f"{name} {self._say(float(row[-1]), self._money if series.is_money else 0)}"
            for name, row in zip(series.names, rows, strict=True)
            if row[-1] == row[-1]
        )
        return _tr("{title}; on the last day: {numbers}").format(title=series.title, numbers=last)


def _day(line: Line) -> date:
    return _FIRST + timedelta(days=int(line[0]))


def _value(place: int) -> Callable[[Line], object]:
    def value(line: Line) -> object:
        found = line[1][place] if place < len(line[1]) else float("nan")
        return None if found != found else round(found, 2)

    return value


def _ends(rows: "list[NDArray[np.float64]]") -> tuple[float, float]:
    """What to show of the heights: all of the first row, and of a band at most three times as much."""
    import numpy as np

    most = float(np.nanmax(np.abs(rows[0]), initial=0.0)) or 1.0
    finite = np.concatenate([row[np.isfinite(row)] for row in rows])
    reach = 4 * most
    return max(float(min(finite.min(initial=0.0), 0.0)), -reach), min(float(finite.max(initial=1e-9)), reach)
