"""The table of markdown plans, with the chosen one's steps and the stock as it should go down."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from shopassistant.desktop.pages.inventory.chart_card import ChartCard
from shopassistant.desktop.pages.promotions.prices_markdown_desk import MarkdownDesk
from shopassistant.desktop.pages.promotions.prices_markdown_dialog import MarkdownDialog
from shopassistant.desktop.pages.promotions.prices_markdown_words import plan_facts, steps_words
from shopassistant.desktop.pages.promotions.prices_words import plan_columns
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, button, column, hairline, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import Column, LazyTable
from shopassistant.promotions.prices.markdown.plans import Plan

_WIDTH = 460
_WEEK = 7


def _tr(text: str) -> str:
    return QCoreApplication.translate("prices", text)


class MarkdownView(QWidget):
    """Plans, those that need somebody first."""

    def __init__(self, context: AppContext, desk: MarkdownDesk) -> None:
        super().__init__()
        self.context = context
        self.desk = desk
        self._build()
        desk.listed.connect(self._on_listed)
        desk.proposed.connect(self._on_proposed)
        desk.refused.connect(self._on_refused)
        self.table.current_changed.connect(self._on_current)
        context.theme.changed.connect(self._on_theme)

    def _build(self) -> None:
        context, theme = self.context, self.context.theme
        self.table = LazyTable(
            context, "markdowns", plan_columns(context.catalogue, lambda: self.desk.today), self._rows
        )
        first = button(_tr("Mark a product down"), "primary", theme=theme, icon="trending-down")
        first.clicked.connect(self.new)
        words = _tr(
            "Here will be how ageing stock is sold by a day: when its price goes how far down, and what that brings."
        )
        self.table.set_empty(EmptyState(theme, "trending-down", _tr("No markdowns yet"), words, first))
        self.panel = Card(gap=UNIT)
        self.panel.setFixedWidth(_WIDTH)
        self.panel.hide()
        self.name = ElidedLabel(role="title")
        self.facts, self.steps = label("", wrap=True), label("", wrap=True)
        columns = [
            Column("day", _tr("Day"), lambda one: one[0], 0),
            Column("stock", _tr("Stock"), lambda one: one[1], 140, "right"),
        ]
        self.chart = ChartCard(context, "markdown-stock", _tr("Stock until the day"), columns)
        self.cancel = button(_tr("Cancel the plan"), "quiet", theme=theme, icon="x")
        self.cancel.clicked.connect(self._on_cancel)
        self.back = button(_tr("Undo"), "quiet", theme=theme, icon="undo-2")
        self.back.clicked.connect(self._on_back)
        self.anew = button(_tr("Plan anew"), theme=theme, icon="refresh-cw")
        self.anew.clicked.connect(self._on_anew)
        self.go = button("", "primary", theme=theme, icon="check")
        self.go.clicked.connect(self.go_on)
        for part in (self.name, hairline(), self.facts, self.steps):
            self.panel.box.addWidget(part)
        self.panel.box.addWidget(self.chart, 1)
        self.panel.box.addLayout(row(self.cancel, self.back, 1, self.anew, self.go, gap=UNIT))
        body = row(self.table, self.panel, gap=GAP)
        body.setStretch(0, 1)
        self.setLayout(column(body))

    @cached_property
    def dialog(self) -> MarkdownDialog:
        """Asks for a new plan."""
        return MarkdownDialog(self.context, self.desk, self)

    @property
    def plan(self) -> Plan | None:
        """The chosen one."""
        return self.desk.plans.get(self.table.current_id())

    def new(self) -> None:
        """Ask for a product and a day."""
        self.dialog.ask()

    def go_on(self) -> None:
        """Begin the plan, or take its step."""
        if self.plan is not None and self.go.isEnabled():
            self.desk.go_on(self.plan)

    def go_back(self) -> bool:
        """Close the panel."""
        if self.panel.isVisible():
            self.table.clear_selection()
            self._show(None)
            return True
        return False

    # Showing

    def _rows(self, ids: Sequence[int]) -> dict[int, Plan]:
        return {one: self.desk.plans[one] for one in ids if one in self.desk.plans}

    def _on_listed(self, plans: list[Plan]) -> None:
        self.table.set_ids([plan.id for plan in plans])
        self._show(self.plan)

    def _on_proposed(self, plan_id: int) -> None:
        self.table.select(plan_id)

    def _on_current(self, _plan_id: int) -> None:
        self._show(self.plan)

    def _on_theme(self) -> None:
        self._show(self.plan)

    def _show(self, plan: Plan | None) -> None:
        self.panel.setVisible(plan is not None)
        if plan is None:
            return
        catalogue, today = self.context.catalogue, self.desk.today
        self.name.setText(plan.name)
        self.facts.setText(plan_facts(catalogue, plan.name, plan.until, plan.figures))
        self.steps.setText("\n".join(steps_words(catalogue, plan.steps)))
        due = plan.due(today)
        is_waiting = plan.status == "proposed"
        self.go.setVisible(is_waiting or due is not None)
        price = "" if due is None else catalogue.money(due.price_minor)
        self.go.setText(_tr("Approve and begin") if is_waiting else _tr("Take the step to {price}").format(price=price))
        self.cancel.setVisible(plan.status in ("proposed", "approved"))
        self.anew.setVisible(plan.status == "approved")
        self.back.setVisible(plan.status in ("approved", "cancelled", "done"))
        self._draw(plan)

    def _draw(self, plan: Plan) -> None:
        import numpy as np

        path = np.array(plan.figures["stock_path"], np.float64)
        begin = (plan.steps[0].on if plan.steps else plan.until).toordinal() - _EPOCH
        days = begin + np.arange(len(path)) * float(_WEEK)
        plot = self.chart.plot
        plot.begin()
        plot.band(days, path[:, 0], path[:, 2])
        plot.line(days, path[:, 1], 0, "o", _tr("Stock"))
        plot.frame(float(days[0]) - 3, float(days[-1]) + 3, float(path.max()))
        words = _tr("Units left, week by week; the band holds 8 of 10 outcomes.")
        self.chart.legend.setText(words)
        say = self.context.catalogue.formats.say_number
        day_of = self.context.catalogue.formats.say_day
        from datetime import date

        between = _tr("{low} to {high}")
        rows = [
            (day_of(date.fromordinal(int(one) + _EPOCH)), between.format(low=say(round(low)), high=say(round(high))))
            for one, (low, _, high) in zip(days, path, strict=True)
        ]
        self.chart.show_rows(rows, words)

    # Doing

    def _on_cancel(self) -> None:
        if self.plan is not None:
            self.desk.cancel(self.plan)

    def _on_anew(self) -> None:
        if self.plan is not None:
            self.desk.plan_anew(self.plan)

    def _on_back(self) -> None:
        if self.plan is not None:
            self.desk.bring_back(self.plan.id)

    def _on_refused(self, sentence: str) -> None:
        dialog = self.__dict__.get("dialog")
        if dialog is None or not dialog.isVisible():
            self.context.errors.tell(sentence, "warning")


# The day the chart's axis counts from.
_EPOCH = 719_163
