"""A product that was opened: what is known of it in words, and its charts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QTabWidget, QWidget

from shopassistant.desktop.pages.counter.words import day
from shopassistant.desktop.pages.inventory.product_charts import DemandChart, ErrorChart, StockChart
from shopassistant.desktop.pages.inventory.what_if_view import WhatIfView
from shopassistant.desktop.pages.inventory.words import (
    DASH,
    chance_words,
    class_words,
    days_words,
    share_words,
    source_words,
)
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, button, column, label, row
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.desktop.widgets.states import EmptyState

if TYPE_CHECKING:
    from shopassistant.inventory.dashboard.story import Story

_FACTS_WIDTH = 320
_FLOOR_FACTS_WIDTH = 420


class ProductView(QWidget):
    """Shows one `Story`.

    Signals:
        left: back to the overview.
        play_wanted: variant id to be played through with other terms, and its price.
        stock_wanted: variant id to be shown on the Stock page.
    """

    left = Signal()
    play_wanted = Signal(int, int)
    stock_wanted = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.story: Story | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_next)
        self._played = 0
        self._build_head()
        self._build_facts()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.body = row(self.facts, self.tabs, gap=UNIT)
        self.body.setStretch(1, 1)
        whole = column(self.head, self.body, gap=UNIT)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        context.theme.changed.connect(self._redraw)

    # Building

    def _build_head(self) -> None:
        theme = self._context.theme
        self.back = button(self.tr("Back"), theme=theme, icon="arrow-left")
        self.back.clicked.connect(self.left)
        self.name = label("", "title")
        self.detail = label("", tone="muted")
        self.stock = button(self.tr("Open in Stock"), theme=theme, icon="boxes")
        self.stock.clicked.connect(self._on_stock)
        self.head = row(self.back, self.name, self.detail, 1, self.stock, gap=GAP)

    def _build_facts(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(UNIT)
        self._grid.setColumnStretch(1, 1)
        self.judgement = label("", wrap=True)
        self.doubts = label("", tone="warning", wrap=True)
        card = Card(gap=GAP)
        card.box.addWidget(self.judgement)
        card.box.addWidget(self.doubts)
        card.box.addLayout(self._grid)
        card.box.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(card)
        self.facts = scroll
        self._resize()

    def build_charts(self) -> None:
        """The first two tabs; to be called once, as `build_rest` after it: each takes its time."""
        self.demand, self.level = DemandChart(self._context), StockChart(self._context)
        self.tabs.addTab(self.demand, self.tr("Demand"))
        self.tabs.addTab(self.level, self.tr("Stock and days without"))

    def build_rest(self) -> None:
        """The other tabs."""
        context = self._context
        self.errors = ErrorChart(context)
        self.measured_in = Segmented(
            [("units", self.tr("In units")), ("money", self.tr("In money"))], self.tr("What the error is measured in")
        )
        self.measured_in.chosen.connect(self._show_errors)
        self.untried = EmptyState(
            context.theme,
            "gauge",
            self.tr("Not tried on the past yet"),
            self.tr("Here will be how wrong each way of forecasting would have been, once there is enough past."),
        )
        self.tried = QWidget()
        inner = column(self.measured_in, self.errors, gap=0)
        inner.setStretch(1, 1)
        inner.setContentsMargins(0, UNIT, 0, 0)
        self.tried.setLayout(inner)
        accuracy = QWidget()
        accuracy.setLayout(column(self.tried, self.untried, gap=0))
        self.tabs.addTab(accuracy, self.tr("Accuracy"))
        self.what_if = WhatIfView(context.theme, context.catalogue)
        self.tabs.addTab(self.what_if, self.tr("What if"))
        self.tabs.currentChanged.connect(self._draw)

    def _resize(self) -> None:
        self.facts.setFixedWidth(_FLOOR_FACTS_WIDTH if self._context.theme.is_floor else _FACTS_WIDTH)

    # Showing

    def show_story(self, story: "Story") -> None:
        """Show it."""
        if self.story is not None and self.story.named.variant_id != story.named.variant_id:
            self._played = 0
        self.story = story
        self.name.setText(story.named.name)
        self.detail.setText(" \u00b7 ".join(part for part in (story.named.detail, story.named.sku) if part))
        self._show_facts(story)
        self._show_belief(story)
        self._draw()

    def _show_facts(self, story: "Story") -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line, (name, value, tone) in enumerate(self._facts_of(story)):
            self._grid.addWidget(label(name, tone="muted"), line, 0)
            self._grid.addWidget(label(value, tone=tone, strong=True, wrap=True), line, 1)

    def _facts_of(self, story: "Story") -> list[tuple[str, str, str]]:
        say, line = self._context.catalogue, story.line
        facts = [
            (name, self.tr("not counted") if units is None else say.number(units), "") for name, units in story.places
        ]
        value = DASH if line.cost_minor is None else say.money(line.cost_minor)
        facts.append((self.tr("Value at cost"), value, ""))
        facts.append((self.tr("Price"), say.money(line.price_minor), ""))
        rate = say.formats.say_number(line.rate, 2) if line.source else DASH
        facts.append((self.tr("Demand a day"), rate, ""))
        facts.append((self.tr("Cover"), days_words(say, line.cover_days), ""))
        facts += self._risk_of(story)
        facts.append((self.tr("Service, 91 days"), share_words(say, line.service, 1), ""))
        if line.lost >= 0.5:
            facts.append((self.tr("Missed sales"), say.number(round(line.lost)), "warning"))
        if line.is_dead:
            facts.append((self.tr("Dead stock"), self.tr("nothing sold for 180 days"), "warning"))
        if line.over >= 1:
            facts.append((self.tr("Too many"), say.number(round(line.over)), "warning"))
        facts.append((self.tr("Supplier"), story.named.supplier or DASH, ""))
        return facts

    def _risk_of(self, story: "Story") -> list[tuple[str, str, str]]:
        say, line = self._context.catalogue, story.line
        tone = "critical" if (line.chance or 0) >= 0.5 else ""
        out = day(say, story.out_on, story.today) if story.out_on else self.tr("not within 12 weeks")
        if line.units is not None and line.units <= 0:
            out = self.tr("sold out")
        found = []
        if line.units is not None and line.rate > 0:
            found.append((self.tr("Runs out"), out, tone))
        if line.chance is not None:
            found.append((self.tr("Before next delivery"), chance_words(say, line.chance), tone))
        if line.due:
            found.append((self.tr("On order"), say.number(line.due), ""))
        return found

    def _show_belief(self, story: "Story") -> None:
        say, belief = self._context.catalogue, story.belief
        source = source_words(story.line.source)
        words = [class_words(story.line.abc, story.line.xyz)]
        if belief is not None:
            kind = say.say(f"forecast.class.{belief.demand_class}")
            method = say.say(f"forecast.method.{belief.method}")
            words.insert(
                0, self.tr("{kind}; forecast mostly by: {method}").format(kind=kind.capitalize(), method=method)
            )
        else:
            words.insert(0, self.tr("Demand {source}").format(source=source))
        self.judgement.setText("\n".join(words))
        doubts = [say.say(f"forecast.doubt.{one}") for one in belief.doubts] if belief is not None else []
        self.doubts.setText("\n".join(doubts))
        self.doubts.setVisible(bool(doubts))

    # Charts: only the one in front is drawn

    @property
    def is_drawn(self) -> bool:
        """Whether the chart in front shows the product."""
        return not self._timer.isActive()

    def _draw(self) -> None:
        self._timer.start()

    def _draw_next(self) -> None:
        """The chart in front; made in an event of its own, so that neither that nor the drawing holds the window."""
        charts = (self.demand, self.level, self.errors)
        place = self.tabs.currentIndex()
        if place < len(charts) and not charts[place].is_made:
            charts[place].plot  # noqa: B018  makes it
            self._timer.start()
        elif self.story is not None:
            self._draw_chart(self.story, place)

    def _draw_chart(self, story: "Story", place: int) -> None:
        if place == 0:
            self.demand.show_story(story)
        elif place == 1:
            self.level.show_story(story)
        elif place == 2:
            self._show_errors()
        elif place == 3 and self._played != story.named.variant_id:
            self._played = story.named.variant_id
            self.play_wanted.emit(self._played, story.line.price_minor)

    def _show_errors(self) -> None:
        errors = self.story.belief.errors if self.story is not None and self.story.belief is not None else None
        self.tried.setVisible(errors is not None)
        self.untried.setVisible(errors is None)
        if errors is not None:
            self.errors.show_errors(errors, "pinball", money=self.measured_in.value == "money")

    def _redraw(self) -> None:
        self._resize()
        if self.isVisible():
            self._draw()

    def _on_stock(self) -> None:
        if self.story is not None:
            self.stock_wanted.emit(self.story.named.variant_id)
