"""One result: the verdict, how sure it is, the arms, the funnel, and the charts."""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from shopassistant.desktop.pages.promotions.results_charts import SeriesChart
from shopassistant.desktop.pages.promotions.results_funnel import FunnelBars
from shopassistant.desktop.pages.promotions.results_lift import LiftBars
from shopassistant.desktop.pages.promotions.results_views import Series, Shown
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, IconLabel, button, column, label, row, set_property

_CHART, _HIGHEST = 268, 340


class ResultPanel(QScrollArea):
    """What is chosen in the table."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._undrawn: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_next)
        self._shown: Shown | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        context.theme.changed.connect(self._on_theme)

    @property
    def is_drawn(self) -> bool:
        """Whether the charts show what is chosen."""
        return not self._undrawn

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("surface")
        inner.setLayout(column(self._build_verdict(), self._build_arms(), self._build_charts(), 1, gap=GAP))
        self.setWidget(inner)

    def _build_verdict(self) -> QWidget:
        theme = self._context.theme
        card = Card()
        self.name = label("", "title", wrap=True)
        self.about = label("", "caption", "muted", wrap=True)
        self.csv = button(self.tr("CSV"), "quiet", theme=theme, icon="file-down")
        self.pdf = button(self.tr("PDF"), "quiet", theme=theme, icon="printer")
        self.verdict = label("", "lead", strong=True, wrap=True)
        self.sure = label("", "body", "muted", wrap=True)
        self.warning = label("", "body", "critical", wrap=True)
        self.warning_row = QWidget()
        mark = IconLabel(theme, "triangle-alert", "critical")
        line = row(mark, self.warning, gap=UNIT)
        line.setStretch(1, 1)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        self.warning_row.setLayout(line)
        self.lift = LiftBars(theme)
        self.each = label("", "body", strong=True, wrap=True)
        self.notes = label("", "caption", "muted", wrap=True)
        head = row(column(self.name, self.about, gap=0), self.csv, self.pdf, gap=UNIT)
        head.setStretch(0, 1)
        card.box.addLayout(head)
        for part in (self.warning_row, self.verdict, self.sure, self.each, self.lift, self.notes):
            card.box.addWidget(part)
        return card

    def _build_arms(self) -> QWidget:
        card = Card()
        self.arms = QGridLayout()
        self.arms.setHorizontalSpacing(GAP)
        self.arms.setVerticalSpacing(HALF)
        card.box.addLayout(self.arms)
        return card

    def _build_charts(self) -> QWidget:
        self.funnel_card = Card()
        self.funnel = FunnelBars(self._context.theme)
        self.funnel_card.box.addWidget(label(self.tr("From letter to till"), strong=True))
        self.funnel_card.box.addWidget(self.funnel)
        self.funnel_card.box.addStretch(1)
        self.growth_card, self.daily_card, self.margin_card = Card(), Card(), Card()
        whole = QWidget()
        side = row(self.funnel_card, self.growth_card, gap=GAP)
        side.setStretch(0, 1)
        side.setStretch(1, 1)
        whole.setLayout(column(side, self.daily_card, self.margin_card, gap=GAP))
        return whole

    # Each chart is made when it is first drawn.

    @cached_property
    def growth(self) -> SeriesChart:
        """The lift with what it lies between."""
        names = (self.tr("Lift"), self.tr("from"), self.tr("to"))
        return self._chart(self.growth_card, "growth", self.tr("Lift from day to day"), names, is_band=True)

    @cached_property
    def daily(self) -> SeriesChart:
        """What happened each day."""
        names = (self.tr("Opened"), self.tr("Clicked"), self.tr("Redeemed"))
        return self._chart(self.daily_card, "daily", self.tr("Each day"), names)

    @cached_property
    def margin(self) -> SeriesChart:
        """Margin a day of a promotion by itself."""
        return self._chart(self.margin_card, "margin", self.tr("Margin a day"), (self.tr("Margin"),))

    def _chart(
        self, card: Card, name: str, title: str, names: tuple[str, ...], *, is_band: bool = False
    ) -> SeriesChart:
        made = SeriesChart(self._context, f"results-{name}", title, names, is_band=is_band)
        made.setMinimumHeight(_CHART)
        made.setMaximumHeight(_HIGHEST)
        card.box.addWidget(made)
        return made

    # Showing

    def show_result(self, shown: Shown) -> None:
        """Fill everything; the charts follow, one an event, so that none holds the window."""
        self._shown = shown
        self.name.setText(shown.name)
        self.about.setText(shown.about)
        self.verdict.setText(shown.verdict)
        set_property(self.verdict, "tone", shown.tone)
        self.sure.setText(shown.sure)
        self.warning.setText(shown.warning)
        self.warning_row.setVisible(bool(shown.warning))
        self.each.setText(shown.lifted.words if shown.lifted is not None else "")
        self.each.setVisible(shown.lifted is not None)
        self.lift.show_lift(shown.lifted)
        self.notes.setText("\n".join([*shown.notes, *([shown.beside] if shown.beside else [])]))
        self._fill_arms(shown)
        self.funnel.show_steps(shown.funnel)
        self.funnel_card.setVisible(bool(shown.funnel))
        self._draw()

    def _fill_arms(self, shown: Shown) -> None:
        while self.arms.count():
            item = self.arms.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        for place, words in enumerate(shown.heads):
            self.arms.addWidget(_cell(label(words.replace(" ", "\n", 1), "caption", "muted"), place), 0, place)
        for line, cells in enumerate(shown.rows, start=1):
            for place, words in enumerate(cells):
                self.arms.addWidget(_cell(label(words, strong=not place, wrap=not place), place), line, place)
        for place in range(self.arms.columnCount()):
            self.arms.setColumnStretch(place, int(not place))

    def _on_theme(self) -> None:
        if self._shown is not None:
            self._draw()

    def _draw(self) -> None:
        shown = self._shown
        if shown is None:
            return
        is_alone = not shown.funnel
        parts = (
            (self.growth_card, "growth", shown.growth),
            (self.daily_card, "daily", None if is_alone else shown.daily),
            (self.margin_card, "margin", shown.daily if is_alone else None),
        )
        self._undrawn = []
        for card, name, series in parts:
            card.setVisible(series is not None)
            if series is not None:
                self._undrawn.append(partial(self._draw_one, name, series))
        self._timer.start()

    def _draw_one(self, name: str, series: Series) -> None:
        charts = {"growth": lambda: self.growth, "daily": lambda: self.daily, "margin": lambda: self.margin}
        charts[name]().show_series(series)

    def _draw_next(self) -> None:
        if self._undrawn:
            self._undrawn.pop(0)()
            self._timer.start()


def _cell(made: QLabel, place: int) -> QLabel:
    if place:
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made
