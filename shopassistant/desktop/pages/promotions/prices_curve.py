"""Units and margin over the price, each with its band; today's price and the suggested one are marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import button, column, label, row
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.desktop.widgets.table import Column, LazyTable

if TYPE_CHECKING:
    from shopassistant.desktop.pages.promotions.prices_plot import PricePlot
    from shopassistant.promotions.prices.advising import Curve


def _tr(text: str) -> str:
    return QCoreApplication.translate("prices", text)


@dataclass(frozen=True, slots=True)
class Point:
    """One price with what it would bring: one in ten below the first, expected, one in ten above the last."""

    price_minor: int
    units: tuple[float, ...]
    margin: tuple[float, ...]


class CurveCard(QWidget):
    """Made empty; the chart itself when something is first drawn."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._curve: Curve | None = None
        self._new_minor = 0
        self._plot: PricePlot | None = None
        self.what = Segmented([("margin", _tr("Margin")), ("units", _tr("Units"))], _tr("What the chart shows"))
        self.what.chosen.connect(self._draw)
        self.as_table = button(_tr("As a table"), "quiet", theme=context.theme, icon="list")
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._on_toggled)
        self.legend = label("", "caption", "muted", wrap=True)
        self.table = LazyTable(context, "price-curve", _columns(context), self._no_load)
        self._points: dict[int, Point] = {}
        self._place = QWidget()
        self._place.setLayout(column(gap=0))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._place)
        self.stack.addWidget(self.table)
        box = column(row(self.what, 1, self.as_table, gap=UNIT), self.stack, self.legend, gap=UNIT)
        box.setStretch(1, 1)
        self.setLayout(box)
        context.theme.changed.connect(self._draw)

    @property
    def points(self) -> dict[int, Point]:
        """What is drawn, from the lowest price."""
        return dict(self._points)

    def show_curve(self, curve: "Curve | None", new_minor: int) -> None:
        """Draw it; None clears the chart and says that nothing is known."""
        self._curve, self._new_minor = curve, new_minor
        self._points = {} if curve is None else dict(enumerate(_points(curve), 1))
        self.table.set_rows(self._points)
        self._draw()

    def _draw(self) -> None:
        curve = self._curve
        if curve is None:
            self.legend.setText(_tr("What other prices would bring is not known: it takes a forecast and a cost."))
            if self._plot is not None:
                self._plot.begin()
            return
        plot = self._made()
        is_margin = self.what.value == "margin"
        scale = 10.0**-self._context.catalogue.currency.exponent
        values = curve.margin * scale if is_margin else curve.units
        plot.begin()
        plot.show_band(curve.prices * scale, values, (curve.low * scale, curve.high * scale))
        say = self._context.catalogue.money
        plot.mark(curve.goods.price_minor * scale, _tr("now {price}").format(price=say(curve.goods.price_minor)))
        if self._new_minor:
            plot.mark(self._new_minor * scale, _tr("then {price}").format(price=say(self._new_minor)), is_new=True)
        words = (
            _tr("Margin of 28 days by price; the band holds 8 of 10 outcomes. Pale: beyond what one change may do.")
            if is_margin
            else _tr(
                "Units sold in 28 days by price; the band holds 8 of 10 outcomes. Pale: beyond what one change may do."
            )
        )
        self.legend.setText(words)
        plot.setAccessibleDescription(words)

    def _made(self) -> "PricePlot":
        if self._plot is None:
            from shopassistant.desktop.pages.promotions.prices_plot import PricePlot

            self._plot = PricePlot(self._context.theme)
            self._plot.setAccessibleName(_tr("What each price would bring"))
            layout = self._place.layout()
            if layout is not None:
                layout.addWidget(self._plot)
        return self._plot

    def _on_toggled(self, is_on: bool) -> None:
        self.stack.setCurrentWidget(self.table if is_on else self._place)
        self.what.setEnabled(not is_on)

    def _no_load(self, ids: Sequence[int]) -> dict[int, Point]:
        return {one: self._points[one] for one in ids if one in self._points}


def _points(curve: "Curve") -> list[Point]:
    return [
        Point(int(price), tuple(map(float, units)), tuple(map(float, margin)))
        for price, units, margin in zip(curve.prices, curve.units, curve.margin, strict=True)
    ]


def _columns(context: AppContext) -> tuple[Column, ...]:
    catalogue = context.catalogue
    plain, say = catalogue.currency.to_decimal, catalogue.formats.say_number

    def units(row_: Point) -> str:
        return _tr("{low} to {high}").format(low=say(round(row_.units[0])), high=say(round(row_.units[2])))

    def margin(row_: Point) -> str:
        low, high = (say(plain(round(row_.margin[place]))) for place in (0, 2))
        return _tr("{low} to {high}").format(low=low, high=high)

    return (
        Column("price", _tr("Price {currency}").format(currency=catalogue.currency.code),
               lambda row_: say(plain(row_.price_minor)), 90, "right", value=lambda row_: plain(row_.price_minor)),
        Column("units", _tr("Units"), units, 110, "right", value=lambda row_: round(row_.units[1], 1)),
        Column("margin", _tr("Margin"), margin, 0, "right", value=lambda row_: plain(round(row_.margin[1]))),
    )  # fmt: skip
