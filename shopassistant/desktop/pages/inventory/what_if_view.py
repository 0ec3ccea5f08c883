"""Sliders for lead time, service level, price and budget, and beside them what cost, risk and money would become."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QStackedWidget, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.inventory.what_if_desk import Basis
from shopassistant.desktop.pages.inventory.words import share_words
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, TOUCH, UNIT, WIDE
from shopassistant.desktop.widgets.basics import Card, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.inventory.reorder.whatif import USUAL_ELASTICITY, Answer, Change

# Service levels one can choose, beside "as the costs say".
SERVICE_LEVELS = (None, 0.80, 0.85, 0.90, 0.95, 0.975, 0.99, 0.995)
_BUDGET_STEPS = 20
_LONGEST_LEAD = 60
_ASK_AFTER_MS = 15


class WhatIfView(QWidget):
    """Asks while a slider is moved.

    Signals:
        asked: a `Change`.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._theme = theme
        self._catalogue = catalogue
        self._basis: Basis | None = None
        self._most_budget = 0
        self._is_setting = False
        self.sliders: dict[str, QSlider] = {}
        self.values: dict[str, QLabel] = {}
        self.now: dict[str, QLabel] = {}
        self.then: dict[str, QLabel] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self._build())
        whole = column(self._stack, gap=0)
        whole.setContentsMargins(0, UNIT, 0, 0)
        self.setLayout(whole)
        theme.changed.connect(self._resize)

    # Building

    def _build_empty(self) -> EmptyState:
        title = self.tr("Nothing to play through yet")
        text = self.tr("Here will be what other terms would cost. It takes a stock that was counted, and a forecast.")
        return EmptyState(self._theme, "gauge", title, text)

    def _build(self) -> QWidget:
        card = Card(gap=GAP)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(UNIT)
        for line, (name, text) in enumerate(
            (
                ("lead", self.tr("Lead time")),
                ("service", self.tr("Service level")),
                ("price", self.tr("Price")),
                ("budget", self.tr("Budget today")),
            )
        ):
            self._add_slider(grid, line, name, text)
        grid.setColumnStretch(1, 1)
        self.reset = button(self.tr("As it is now"), "quiet", theme=self._theme, icon="undo-2")
        self.reset.clicked.connect(self._on_reset)
        words = self.tr("A price change is taken to move demand by {elasticity} % per per cent.")
        usual = self._catalogue.formats.say_number(USUAL_ELASTICITY, 0).replace("-", "\u2212")
        card.box.addLayout(grid)
        card.box.addLayout(row(label(words.format(elasticity=usual), "caption", "muted", wrap=True), self.reset))
        card.box.addLayout(self._build_answers())
        card.box.addStretch(1)
        self._resize()
        return card

    def _add_slider(self, grid: QGridLayout, line: int, name: str, text: str) -> None:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setAccessibleName(text)
        slider.valueChanged.connect(self._on_moved)
        value = label("", strong=True)
        value.setMinimumWidth(120)
        self.sliders[name], self.values[name] = slider, value
        grid.addWidget(label(text, tone="muted"), line, 0)
        grid.addWidget(slider, line, 1)
        grid.addWidget(value, line, 2)

    def _build_answers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(WIDE)
        grid.setVerticalSpacing(UNIT // 2)
        for place, text in enumerate((self.tr("Over 90 days"), self.tr("now"), self.tr("then")), 0):
            head = label(text, "caption", "muted", strong=True)
            head.setAlignment(Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(head, 0, place)
        for line, (name, text) in enumerate(self._names().items(), 1):
            grid.addWidget(label(text), line, 0)
            for place, cells in ((1, self.now), (2, self.then)):
                cells[name] = label("", strong=place == 2)
                cells[name].setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(cells[name], line, place)
        grid.setColumnStretch(0, 1)
        return grid

    def _names(self) -> dict[str, str]:
        return {
            "cost": self.tr("Cost: holding, ordering, lost sales"),
            "holding": self.tr("of it holding"),
            "ordering": self.tr("of it ordering"),
            "shortage": self.tr("of it lost sales"),
            "margin": self.tr("Margin of what is sold"),
            "fill_rate": self.tr("Fill rate"),
            "risk": self.tr("Chance of running out"),
            "tied_up": self.tr("Money tied up"),
            "spend": self.tr("To order today"),
        }

    def _resize(self) -> None:
        for slider in self.sliders.values():
            slider.setMinimumHeight(TOUCH if self._theme.is_floor else 24)

    # Showing

    def show_basis(self, basis: Basis | None) -> None:
        """Start anew; None where nothing can be said."""
        self._basis = basis
        self._stack.setCurrentIndex(0 if basis is None else 1)
        if basis is None:
            return
        self._most_budget = max(basis.now.spend * 2, 1)
        self._is_setting = True
        for name, least, most in (
            ("lead", 0, max(_LONGEST_LEAD, round(basis.lead_days * 2))),
            ("service", 0, len(SERVICE_LEVELS) - 1),
            ("price", 50, 150),
            ("budget", 0, _BUDGET_STEPS),
        ):
            self.sliders[name].setRange(least, most)
        self._is_setting = False
        self._on_reset()
        self._fill(self.now, basis.now)
        self._fill(self.then, basis.now)

    def show_answer(self, answer: Answer) -> None:
        """What would follow from where the sliders stand."""
        self._fill(self.then, answer)

    def change(self) -> Change:
        """What the sliders say; what stands as now is left out, so that its spread stays as it is."""
        basis, at = self._basis, {name: slider.value() for name, slider in self.sliders.items()}
        lead = None if basis is None or at["lead"] == round(basis.lead_days) else float(at["lead"])
        budget = None if at["budget"] >= _BUDGET_STEPS else self._most_budget * at["budget"] // _BUDGET_STEPS
        return Change(
            lead_days=lead,
            service=SERVICE_LEVELS[at["service"]],
            price_factor=at["price"] / 100,
            budget_minor=budget,
        )

    def _fill(self, cells: dict[str, QLabel], answer: Answer) -> None:
        money = self._catalogue.money
        for name in ("cost", "holding", "ordering", "shortage", "margin", "tied_up", "spend"):
            cells[name].setText(money(round(getattr(answer, name))))
        cells["fill_rate"].setText(share_words(self._catalogue, answer.fill_rate, 1))
        cells["risk"].setText(share_words(self._catalogue, answer.risk))

    def _on_moved(self) -> None:
        if not self._is_setting:
            self._say_values()
            self._timer.start()

    def _on_reset(self) -> None:
        if self._basis is None:
            return
        self._is_setting = True
        self.sliders["lead"].setValue(round(self._basis.lead_days))
        self.sliders["service"].setValue(0)
        self.sliders["price"].setValue(100)
        self.sliders["budget"].setValue(_BUDGET_STEPS)
        self._is_setting = False
        self._say_values()
        self._timer.start()

    def _say_values(self) -> None:
        change, say = self.change(), self._catalogue
        lead = self.tr("{days} days").format(days=self.sliders["lead"].value())
        service = self.tr("as the costs say") if change.service is None else share_words(say, change.service, 1)
        price = say.money(round((self._basis.price_minor if self._basis else 0) * change.price_factor))
        budget = self.tr("no limit") if change.budget_minor is None else say.money(change.budget_minor)
        for name, text in (("lead", lead), ("service", service), ("price", price), ("budget", budget)):
            self.values[name].setText(text)
            self.sliders[name].setAccessibleDescription(text)

    def _ask(self) -> None:
        if self._basis is not None:
            self.asked.emit(self.change())
