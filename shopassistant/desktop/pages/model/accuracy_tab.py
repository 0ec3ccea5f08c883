"""Accuracy: what the advice would have been worth on the shop's own past, beside the plain rules it must beat."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedWidget, QWidget

from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.pages.model.accuracy_chart import ChanceCharts
from shopassistant.desktop.pages.model.accuracy_columns import columns, rows_of
from shopassistant.desktop.pages.model.accuracy_desk import CHAMPION, AccuracyDesk
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import Card, KeyButton, button, column, label, row
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.recommend.requests import METHODS

if TYPE_CHECKING:
    from shopassistant.recommend.evaluation.kept import Kept


class AccuracyTab(Tab):
    """What it means in words, the table, the charts; or the button that measures for the first time."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = AccuracyDesk(context, self)
        self._add_actions()
        self._build()
        self._connect()

    # Building

    def _add_actions(self) -> None:
        add = self.context.actions.add
        words = self.tr("Measure the accuracy of the advice")
        add(Action("accuracy.measure", words, self.measure, "Ctrl+M", "gauge", "model"))
        words = self.tr("Save the accuracy as CSV")
        add(Action("accuracy.export", words, self.ask_export, icon="file-down", page="model"))

    def _build(self) -> None:
        theme, catalogue = self.context.theme, self.context.catalogue
        self.challenger = QComboBox()
        self.challenger.setAccessibleName(self.tr("Compare with"))
        self.challenger.addItem(self.tr("the plain rules only"), "")
        for method in METHODS:
            if method not in (CHAMPION, "popular"):  # the one is the champion, the other always comes along
                self.challenger.addItem(catalogue.method(method), method)
        self.export_button = button(self.tr("Save as CSV"), theme=theme, icon="file-down")
        actions = self.context.actions
        self.measure_button = KeyButton(actions, "accuracy.measure", theme, "primary", self.tr("Measure"))
        self.stop_button = button(self.tr("Stop measuring"), theme=theme, icon="x")
        self.stop_button.hide()
        compare = label(self.tr("Compare with"), tone="muted")
        buttons = (self.export_button, self.stop_button, self.measure_button)
        views = [(view, catalogue.say(f"evaluation.view.{view}")) for view in ("all", "new")]
        self.view = Segmented(views, self.tr("Which purchases count"))
        self.head = QWidget()
        line = row(self.view, compare, self.challenger, *buttons, gap=UNIT)
        line.setStretch(0, 1)
        self.head.setLayout(line)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self._build_result())
        whole = column(self.head, self._stack, gap=UNIT)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build_empty(self) -> QWidget:
        words = self.tr(
            "Here will be how much of what the advice shows is bought, beside what best sellers and a customer's own"
            " favourites would do alone. To measure, the shop's past is cut in two: the engine learns from the first"
            " part and is asked about the second."
        )
        self.first_button = button(self.tr("Measure"), "primary", theme=self.context.theme, icon="gauge")
        self.empty = EmptyState(self.context.theme, "gauge", self.tr("Not measured yet"), words, self.first_button)
        return self.empty

    def _build_result(self) -> QWidget:
        context = self.context
        self.summary = Card(gap=UNIT // 2)
        self.first = label("", "lead", strong=True, wrap=True)
        self.rest = label("", wrap=True)
        self.age = label("", "caption", "muted")
        for part in (self.first, self.rest, self.age):
            self.summary.box.addWidget(part)
        self.table = LazyTable(context, "accuracy", columns(context.catalogue), lambda _ids: {})
        self.charts = ChanceCharts(context.theme, context.catalogue)
        made = QWidget()
        box = column(self.summary, self.table, self.charts, gap=UNIT)
        box.setStretch(1, 2)
        box.setStretch(2, 3)
        made.setLayout(box)
        return made

    def _connect(self) -> None:
        self.desk.shown.connect(self._on_shown)
        self.desk.running.connect(self._on_running)
        self.desk.saved.connect(self._on_saved)
        self.view.chosen.connect(self._on_view)
        self.first_button.clicked.connect(self.measure)
        self.stop_button.clicked.connect(self.desk.stop)
        self.export_button.clicked.connect(self.ask_export)

    # The page's hooks

    def shown(self) -> None:
        self.desk.load()
        (self.first_button if self.desk.kept is None else self.measure_button).setFocus()

    def go_back(self) -> bool:
        """Esc stops a measurement that is under way."""
        if not self.desk.is_running:
            return False
        self.desk.stop()
        return True

    # Showing

    def _on_shown(self, kept: "Kept | None") -> None:
        self._stack.setCurrentIndex(0 if kept is None else 1)
        self._show_head()
        if kept is None:
            return
        self._say_age(kept)
        self._on_view(self.view.value)
        self.table.setMinimumHeight((len(kept.evaluation.methods) + 1) * self.context.theme.scale.row + UNIT)
        self.charts.show_result(kept.evaluation)

    def _show_head(self) -> None:
        """Above an empty page there is nothing to choose yet; the button that fills it is in its middle."""
        self.head.setVisible(self.desk.kept is not None or self.desk.is_running)

    def _say_age(self, kept: "Kept") -> None:
        catalogue = self.context.catalogue
        made = day(catalogue, kept.made_at, self.desk.today)
        cut = day(catalogue, date.fromisoformat(kept.evaluation.cuts[0].cut), self.desk.today)
        self.age.setText(self.tr("Measured {when}, on purchases since {cut}").format(when=made, cut=cut))
        self.age.setToolTip(exact_day(catalogue, kept.made_at))

    def _on_view(self, view: str) -> None:
        from shopassistant.recommend.evaluation.verdict import findings

        kept = self.desk.kept
        if kept is None:
            return
        said = [one for one in findings(kept.evaluation) if one.view in ("", view)]
        first, *others = (self.context.catalogue.say(one.code, one.values) for one in said)
        self.first.setText(first)
        self.rest.setText("\n".join(others))
        self.table.set_rows(rows_of(kept.evaluation, view))

    def _on_running(self, is_running: bool) -> None:
        self.measure_button.setVisible(not is_running)
        self.stop_button.setVisible(is_running)
        self.first_button.setEnabled(not is_running)
        self.challenger.setEnabled(not is_running)
        self._show_head()

    # Doing

    def measure(self) -> None:
        """Measure now, beside the chosen challenger."""
        self.desk.measure(str(self.challenger.currentData()))

    def ask_export(self) -> None:
        """Ask for a file and write everything measured to it."""
        if self.desk.kept is None:
            return
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the accuracy"), "accuracy.csv", self.tr("Tables (*.csv)")
        )
        if path:
            self.desk.save(Path(path))

    def _on_saved(self, name: str, count: int) -> None:
        words = self.tr("Saved {count} rows to {path}")
        self.context.toasts.show(words.format(count=self.context.catalogue.number(count), path=name))
