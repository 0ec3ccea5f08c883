"""Health: whether the recommendations still fit what is sold, in plain words, with one button for each thing to do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QStackedWidget, QWidget

from shopassistant.desktop.pages.counter.words import exact_day
from shopassistant.desktop.pages.model.health_cards import FactCard, FindingCard, RefitList
from shopassistant.desktop.pages.model.health_desk import HealthDesk, Record
from shopassistant.desktop.pages.model.health_words import age_words, learn_words, plan_words, rate_words
from shopassistant.desktop.pages.model.hit_line import HitLine, HitPoint
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, KeyButton, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState, Skeleton

if TYPE_CHECKING:
    from shopassistant.recommend.monitoring.report import HealthReport
    from shopassistant.recommend.retraining.log import Check
    from shopassistant.recommend.retraining.refit import Outcome

WIDEST = 1100
# Visits below which a look makes no point of the line.
LEAST_VISITS = 20


class HealthTab(Tab):
    """Facts on top, findings under them, then the last times something was learned."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = HealthDesk(context, self)
        self.cards: list[FindingCard] = []
        self._seconds = 0.0
        self._is_learning = False
        self._add_actions()
        self._build()
        self._connect()

    # Building

    def _add_actions(self) -> None:
        add = self.context.actions.add
        look, learn = self.tr("Look at the recommendations again"), self.tr("Learn the recommendations anew")
        add(Action("health.look", look, self.desk.look_again, "Alt+R", "refresh-cw", "model", self.isVisible))
        add(Action("health.learn", learn, self.learn, "Alt+L", "sparkles", "model", self.isVisible))

    def _build(self) -> None:
        theme = self.context.theme
        self.learn_button = KeyButton(self.context.actions, "health.learn", theme, "", self.tr("Learn anew"))
        self.look_button = KeyButton(self.context.actions, "health.look", theme, "", self.tr("Look again"))
        self.age, self.rate, self.plan = (
            FactCard(self.tr("Learned")),
            FactCard(self.tr("Visits foreseen lately")),
            FactCard(self.tr("Learned next")),
        )
        self.line = HitLine(theme)
        self.rate.add(self.line)
        self.plan_button = button(self.tr("Change the plan"), "link")
        self.plan_button.clicked.connect(self._on_plan)
        left = QWidget()
        left.setLayout(row(self.plan_button, 1))
        self.plan.add(left)
        self._findings = column(gap=UNIT)
        self.skeleton = Skeleton(theme, 3, 64)
        self.refits = RefitList(self.context)
        self._past = Card(gap=UNIT)
        self._past.box.addWidget(label(self.tr("Learned lately"), "caption", "muted"))
        self._past.box.addWidget(self.refits)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scrolled())
        self.empty = self._make_empty()
        self._stack.addWidget(self.empty)
        self.setLayout(column(self._stack))

    def _scrolled(self) -> QScrollArea:
        facts = QGridLayout()
        facts.setSpacing(GAP)
        for place, card in enumerate((self.age, self.rate, self.plan)):
            facts.addWidget(card, 0, place)
            facts.setColumnStretch(place, 1)
        buttons = row(1, self.look_button, self.learn_button)
        inner = column(buttons, facts, self.skeleton, self._findings, self._past, 1, gap=GAP)
        body = QWidget()
        body.setLayout(inner)
        body.setMaximumWidth(WIDEST)
        ground = QWidget()
        ground.setObjectName("scrolled")
        whole = row(body, 1)
        whole.setStretch(0, 100)
        whole.setContentsMargins(0, 0, UNIT, 0)
        ground.setLayout(whole)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(ground)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _make_empty(self) -> EmptyState:
        theme = self.context.theme
        self.first_button = button(self.tr("Learn from the sales"), "primary", theme=theme, icon="sparkles")
        self.first_button.clicked.connect(self.learn)
        title, words = (
            self.tr("Nothing was learned here yet"),
            self.tr("Here will be whether the recommendations still fit what is sold, and what to do if they do not."),
        )
        return EmptyState(theme, "gauge", title, words, self.first_button)

    def _connect(self) -> None:
        desk = self.desk
        desk.recorded.connect(self._on_recorded)
        desk.looking.connect(self._on_looking)
        desk.reported.connect(self._on_reported)
        desk.unseen.connect(self._on_unseen)
        desk.learning.connect(self._on_learning)
        desk.learned.connect(self._on_learned)

    # The page's hooks

    def shown(self) -> None:
        self.desk.load()
        (self.first_button if self._stack.currentWidget() is self.empty else self.look_button).setFocus()

    # Doing

    def learn(self) -> None:
        """Learn anew, unless that is under way."""
        if not self._is_learning:
            self.desk.learn()

    def _on_plan(self) -> None:
        self.context.navigate.open("settings", "learning")

    def _on_import(self) -> None:
        self.context.navigate.open("import")

    # Showing

    def _on_recorded(self, record: Record) -> None:
        catalogue, today = self.context.catalogue, self.desk.today
        self._seconds = record.seconds
        self._stack.setCurrentIndex(0 if record.fitted_at is not None else 1)
        self.age.show_fact(age_words(catalogue, record.fitted_at, today), tip=exact_day(catalogue, record.fitted_at))
        self.plan.show_fact(*plan_words(catalogue, record, today))
        self._show_rate(record.checks)
        self._past.setVisible(bool(record.refits))
        self.refits.show_refits(record.refits, today)

    def _show_rate(self, checks: "tuple[Check, ...]") -> None:
        catalogue = self.context.catalogue
        told = [check for check in checks if check.trials >= LEAST_VISITS]
        points = [
            HitPoint(one.hits / one.trials, one.expected_hits / one.expected_trials if one.expected_trials else None)
            for one in told
        ]
        self.line.setVisible(len(points) > 1)
        words = self.tr("Share of visits foreseen, look by look: {shares}")
        shares = ", ".join(rate_words(catalogue, one.hits, one.trials) for one in told)
        self.line.show_points(points, words.format(shares=shares))
        if told:
            self._say_rate(told[-1].hits, told[-1].trials, told[-1].expected_hits, told[-1].expected_trials)
        else:
            self.rate.show_fact("\u2013", self.tr("Too few visits since it was learned."))

    def _say_rate(self, hits: int, trials: int, expected_hits: int, expected_trials: int) -> None:
        catalogue = self.context.catalogue
        under = self.tr("of {visits} visits took one of the ten products in front").format(
            visits=catalogue.number(trials)
        )
        if expected_trials:
            under += "; " + self.tr("{share} were to be expected").format(
                share=rate_words(catalogue, expected_hits, expected_trials)
            )
        self.rate.show_fact(rate_words(catalogue, hits, trials), under)

    def _on_looking(self) -> None:
        self.look_button.setEnabled(False)
        self.skeleton.setVisible(not self.cards)

    def _on_unseen(self) -> None:
        self.look_button.setEnabled(True)
        self.skeleton.hide()

    def _on_reported(self, report: "HealthReport") -> None:
        self._on_unseen()
        accuracy = report.accuracy
        if accuracy is not None and accuracy.trials >= LEAST_VISITS:
            self._say_rate(accuracy.hits, accuracy.trials, accuracy.expected_hits, accuracy.expected_trials)
        self.age.under.setText(
            self.tr("{lines} lines sold since").format(lines=self.context.catalogue.number(report.new_lines))
        )
        had_focus = any(card.button is not None and card.button.hasFocus() for card in self.cards)
        self._show_findings(report)
        if had_focus:
            self.look_button.setFocus()

    def _show_findings(self, report: "HealthReport") -> None:
        for card in self.cards:
            self._findings.removeWidget(card)
            card.deleteLater()
        words = learn_words(self._seconds)
        self.cards = [
            FindingCard(self.context, finding, words, is_first=place == 0)
            for place, finding in enumerate(report.findings)
        ]
        for card in self.cards:
            card.learn_wanted.connect(self.learn)
            card.import_wanted.connect(self._on_import)
            self._findings.addWidget(card)
        self._on_learning(self._is_learning)

    def _on_learning(self, is_learning: bool) -> None:
        self._is_learning = is_learning
        for one in (self.learn_button, self.first_button, *(card.button for card in self.cards)):
            if one is not None:
                one.setEnabled(not is_learning)

    def _on_learned(self, outcome: "Outcome") -> None:
        words = {
            "promoted": self.tr("Learned anew; it serves from now on"),
            "kept": self.tr("Learned anew, but it was worse: the one before goes on serving"),
        }
        self.context.toasts.show(words[outcome.state])
