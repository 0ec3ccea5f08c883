"""The strip of numbers on top; every one of them opens the rows behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.inventory.age_bar import AgeBar
from shopassistant.desktop.pages.inventory.words import days_words, money_short, share_words
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, column, label, row, set_property
from shopassistant.inventory.dashboard.figures import Figures

_IN_A_ROW_ON_THE_FLOOR = 2


@dataclass(frozen=True)
class Fact:
    """A number in words, and the lens that shows the rows behind it."""

    text: str
    lens: str
    tip: str = ""
    tone: str = ""


class FactButton(QPushButton):
    """A number one can press.

    Signals:
        wanted: the lens of the rows behind it.
    """

    wanted = Signal(str)

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.lens = ""
        self.clicked.connect(self._on_clicked)

    def show_fact(self, fact: Fact, name: str = "") -> None:
        """Show another number."""
        self.lens = fact.lens
        self.setText(fact.text)
        self.setToolTip(fact.tip)
        self.setAccessibleName(f"{name} {fact.text}".strip())
        set_property(self, "tone", fact.tone)
        self.setVisible(bool(fact.text))

    def _on_clicked(self) -> None:
        self.wanted.emit(self.lens)


class Tile(Card):
    """One of the five: a name, a figure, and two smaller numbers that belong to it."""

    def __init__(self, name: str, wanted: SignalInstance) -> None:
        super().__init__(margin=UNIT + HALF, gap=0)
        self._name = name
        self.caption = label(name, "caption", "muted", strong=True)
        self.figure = FactButton("figure")
        self.more = (FactButton("fact"), FactButton("fact"))
        self.head = row(self.caption, gap=UNIT)
        self.box.addLayout(self.head)
        self.box.addLayout(row(self.figure, 1, gap=0))
        self.foot = row(*self.more, 1, gap=UNIT + HALF)
        self.box.addLayout(self.foot)
        self.box.addStretch(1)
        for one in (self.figure, *self.more):
            one.wanted.connect(wanted)

    def show_facts(self, main: Fact, *more: Fact) -> None:
        """Show these numbers."""
        self.figure.show_fact(main, self._name)
        for made, fact in zip(self.more, (*more, Fact("", ""), Fact("", "")), strict=False):
            made.show_fact(fact)


class Strip(QWidget):
    """Value, cover, service, risk and age of what the filters leave.

    Signals:
        wanted: a lens, see `rows.LENSES`.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._theme = theme
        self._catalogue = catalogue
        names = (self.tr("Stock value"), self.tr("Cover"), self.tr("Service"), self.tr("Running out"), self.tr("Age"))
        self.value, self.cover, self.service, self.risk, self.age = (Tile(name, self.wanted) for name in names)
        self.bar = AgeBar(theme, catalogue)
        self.bar.wanted.connect(self.wanted)
        self.age.head.addWidget(self.bar, 1)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(UNIT)
        self.setLayout(column(self._grid, gap=GAP))
        self.arrange()

    @property
    def tiles(self) -> Sequence[Tile]:
        """From the left."""
        return self.value, self.cover, self.service, self.risk, self.age

    def arrange(self) -> None:
        """Side by side on a desk, two in a row on the floor."""
        for tile in self.tiles:
            set_property(tile.caption, "role", "body" if self._theme.is_floor else "caption")
        in_a_row = _IN_A_ROW_ON_THE_FLOOR if self._theme.is_floor else len(self.tiles)
        for place, tile in enumerate(self.tiles):
            is_alone = place == len(self.tiles) - 1 and place % in_a_row == 0
            self._grid.addWidget(tile, place // in_a_row, place % in_a_row, 1, in_a_row if is_alone else 1)
        for line in range(len(self.tiles)):
            self._grid.setColumnStretch(line, 1 if line < in_a_row else 0)

    def show_figures(self, found: Figures) -> None:
        """Show the figures of the newest question."""
        self._show_value(found)
        self._show_cover(found)
        self._show_service(found)
        self._show_risk(found)
        self._show_age(found)

    def _products(self, count: int) -> str:
        if count == 1:
            return self.tr("1 product")
        return self.tr("{count} products").format(count=self._catalogue.number(count))

    def _money(self, minor: int) -> str:
        return money_short(self._catalogue, minor)

    def _show_value(self, found: Figures) -> None:
        say = self._catalogue.number
        missing = self.tr("{count} without a cost").format(count=say(found.without_cost)) if found.without_cost else ""
        unknown = self.tr("{count} not counted").format(count=say(found.uncounted)) if found.uncounted else ""
        exact = self.tr("{cost} at cost, {price} at price").format(
            cost=self._catalogue.money(found.cost_minor), price=self._catalogue.money(found.price_minor)
        )
        at_price = self.tr("{price} at price").format(price=self._money(found.price_minor))
        second = Fact(unknown, "uncounted", self.tr("Nobody ever counted these; they are in no figure"), "warning")
        third = Fact(missing, "without_cost", self.tr("In stock, but not in the value at cost"), "warning")
        rest = [one for one in (second, third) if one.text] or [Fact(at_price, "value", exact)]
        self.value.show_facts(Fact(self._money(found.cost_minor), "value", exact), *rest)

    def _show_cover(self, found: Figures) -> None:
        formats = self._catalogue.formats
        turnover = ""
        if found.turnover is not None:
            turnover = self.tr("turned {count}× a year").format(count=formats.say_number(found.turnover, 1))
        rests = self.tr("Demand of {forecast} products from forecasts, of {sales} from recent sales").format(
            forecast=self._catalogue.number(found.by_forecast), sales=self._catalogue.number(found.by_sales)
        )
        source = self.tr("from forecasts") if found.by_forecast > found.by_sales else self.tr("from recent sales")
        self.cover.show_facts(
            Fact(days_words(self._catalogue, found.cover_days), "cover", rests),
            Fact(turnover, "value", self.tr("Cost of a year's sales over the usual stock at cost")),
            Fact(source if found.by_forecast + found.by_sales else "", "cover", rests),
        )

    def _show_service(self, found: Figures) -> None:
        lost = self.tr("{money} missed").format(money=self._money(found.lost_minor)) if found.lost_minor else ""
        sold = ""
        if found.sell_through is not None:
            sold = self.tr("{share} sold through").format(share=share_words(self._catalogue, found.sell_through))
        days = self.tr("Share of the demand of 91 days that could be served; without stock on {share} of the days")
        self.service.show_facts(
            Fact(share_words(self._catalogue, found.service, 1), "service",
                 days.format(share=share_words(self._catalogue, found.days_out, 1))),
            Fact(lost, "service", self.tr("Margin not earned in 91 days, for want of stock"), "warning"),
            Fact(sold, "value", self.tr("Sold in 91 days, of what there was to sell")),
        )  # fmt: skip

    def _show_risk(self, found: Figures) -> None:
        say = self._catalogue.number
        now = self.tr("{count} sold out").format(count=say(found.out_now)) if found.out_now else ""
        stake = self.tr("{money} at stake").format(money=self._money(found.at_stake_minor))
        tip = self.tr("Products that more likely than not are sold out before the next delivery can be here")
        self.risk.show_facts(
            Fact(self._products(found.likely_out), "likely_out", tip,
                 "critical" if found.likely_out else ""),
            Fact(now, "out_now", self.tr("Asked for, and nothing there"), "critical"),
            Fact(stake if found.at_stake_minor else "", "likely_out",
                 self.tr("Margin expected to be missed before the next deliveries")),
        )  # fmt: skip

    def _show_age(self, found: Figures) -> None:
        old = found.ages[-1]
        whole = max(sum(age.minor for age in found.ages), 1)
        share = share_words(self._catalogue, old.minor / whole)
        dead, over = found.dead, found.over
        tip = self.tr("{products} products, {units} units, {money}")

        def exact(tied_products: int, units: int, minor: int) -> str:
            say = self._catalogue
            return tip.format(products=say.number(tied_products), units=say.number(units), money=say.money(minor))

        self.bar.show_ages(found.ages)
        self.age.show_facts(
            Fact(self.tr("{share} over 180 days").format(share=share), f"age{len(found.ages) - 1}",
                 exact(old.products, old.units, old.minor)),
            Fact(self.tr("dead {money}").format(money=self._money(dead.minor)) if dead.products else "", "dead",
                 exact(dead.products, dead.units, dead.minor), "warning"),
            Fact(self.tr("too many {money}").format(money=self._money(over.minor)) if over.products else "", "over",
                 exact(over.products, over.units, over.minor)),
        )  # fmt: skip
