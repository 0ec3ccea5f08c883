"""Experiments: two methods side by side with the shop's own customers, and what they showed."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QStackedWidget, QWidget

from shopassistant.core.changes import Changes
from shopassistant.desktop.pages.model.experiment_dialog import ExperimentDialog
from shopassistant.desktop.pages.model.experiment_views import Experiments, Row, Shown
from shopassistant.desktop.pages.model.experiments_desk import ExperimentsDesk
from shopassistant.desktop.pages.model.interval_bar import IntervalBar
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, UNIT, WIDE
from shopassistant.desktop.widgets.basics import Card, button, column, hairline, label, row, set_property
from shopassistant.desktop.widgets.form_dialog import FormDialog
from shopassistant.desktop.widgets.states import EmptyState, Skeleton

_WIDEST = 960


class ExperimentsTab(Tab):
    """The running experiment or the last result, and below it all others."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = ExperimentsDesk(context, self)
        self._view = Experiments()
        self._wants_focus = False
        self._build()
        self.desk.loaded.connect(self._show)
        self.desk.done.connect(self._on_done)
        self.desk.refused.connect(self._on_refused)
        self.desk.opened.connect(self._on_opened)
        context.bus.changed.connect(self._on_changes)

    def _build(self) -> None:
        theme = self.context.theme
        self.card = ExperimentCard(theme)
        self.card.stop.clicked.connect(self._on_stop)
        self.card.use.clicked.connect(self._on_use)
        self.new_button = button(self.tr("New experiment"), theme=theme, icon="play")
        self.new_button.clicked.connect(self.design_new)
        self.first_button = button(self.tr("New experiment"), "primary", theme=theme, icon="play")
        self.first_button.clicked.connect(self.design_new)
        self.others = column(gap=UNIT)
        self.others_title = label(self.tr("Others"), "lead", strong=True)
        words = self.tr(
            "Two methods of recommending are shown to different customers for a while. Here you will see which of them "
            "sells better, and how sure that is."
        )
        title = self.tr("Nothing was compared here yet")
        self.empty = EmptyState(theme, "users", title, words, self.first_button)
        self.stack = QStackedWidget()
        for part in (_held(Skeleton(theme, 4)), self.empty, self._build_page()):
            self.stack.addWidget(part)
        self.setLayout(column(self.stack))
        self._dialog: ExperimentDialog | None = None
        self._question: FormDialog | None = None

    def _build_page(self) -> QWidget:
        inner = QWidget()
        inner.setObjectName("surface")
        head = row(1, self.new_button)
        inner.setLayout(column(head, self.card, self.others_title, self.others, 1, gap=GAP))
        inner.setMaximumWidth(_WIDEST)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        return scroll

    # The page's hooks

    def shown(self) -> None:
        self._wants_focus = True
        self.desk.load()

    def open_with(self, what: object) -> None:
        """Show an experiment by its id."""
        if isinstance(what, int):
            self.desk.pick(what)

    # Intents

    def design_new(self) -> None:
        """Ask what to compare."""
        self.dialog.ask(self._view.usual)

    @property
    def dialog(self) -> ExperimentDialog:
        """The form, built when it is first needed."""
        if self._dialog is None:
            self._dialog = ExperimentDialog(self.context, self.desk, self)
            self._dialog.submitted.connect(self._on_start)
            self._dialog.kept.connect(self._on_keep)
            self._dialog.dropped.connect(self._on_drop)
        return self._dialog

    @property
    def question(self) -> FormDialog:
        """Asked before an experiment ends, because that cannot be undone."""
        if self._question is None:
            translate = QCoreApplication.translate
            title = translate("ExperimentsTab", "Stop the experiment?")
            self._question = FormDialog(self.context.theme, title, translate("ExperimentsTab", "Stop it"), self)
            self._question.leave.setText(translate("ExperimentsTab", "Let it run"))
            self._question.submitted.connect(self._on_stop_sure)
        return self._question

    def _on_start(self, _pin: str) -> None:
        self.dialog.set_busy(True)
        self.desk.start(self.dialog.design, self.dialog.draft_id)

    def _on_keep(self, design: object) -> None:
        self.desk.keep(design, self.dialog.draft_id)  # type: ignore[arg-type]  # signals carry objects

    def _on_drop(self) -> None:
        self.desk.drop(self.dialog.draft_id, self.dialog.design)

    def _on_stop(self) -> None:
        if self._view.chosen is not None:
            words = self.tr("It cannot go on afterwards; what happens later does not count any more. {verdict}").format(
                verdict=self._view.chosen.verdict
            )
            self.question.describe(words)
            self.question.begin()

    def _on_stop_sure(self, _pin: str) -> None:
        self.question.accept()
        if self._view.chosen is not None:
            self.desk.stop(self._view.chosen.id)

    def _on_use(self) -> None:
        if self._view.chosen is not None:
            self.desk.use(self._view.chosen.better_method)

    def _on_row(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            experiment_id = int(sender.property("experiment"))
            if sender.property("draft"):
                self.desk.open_draft(experiment_id)
            else:
                self.desk.pick(experiment_id)

    def _on_opened(self, draft_id: int, design: object) -> None:
        self.dialog.ask_draft(draft_id, design)  # type: ignore[arg-type]

    # Answers

    def _on_done(self) -> None:
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.accept()

    def _on_refused(self, sentence: str) -> None:
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.refuse(sentence)
        else:
            self.context.errors.tell(sentence, "warning")
            self.desk.load()

    def _on_changes(self, _changes: Changes) -> None:
        if self.isVisible():
            self.desk.load()

    def _show(self, view: Experiments) -> None:
        self._view = view
        is_empty = view.chosen is None and not view.rows
        self.stack.setCurrentIndex(1 if is_empty else 2)
        self.card.setVisible(view.chosen is not None)
        if view.chosen is not None:
            self.card.show_experiment(view.chosen)
        self.others_title.setVisible(bool(view.rows))
        self._fill(view.rows)
        self._take_focus(is_empty)

    def _take_focus(self, is_empty: bool) -> None:
        """On the likely next thing, once each time the tab comes to the front."""
        if self._wants_focus:
            self._wants_focus = False
            (self.first_button if is_empty else self.new_button).setFocus()

    def _fill(self, rows: tuple[Row, ...]) -> None:
        while self.others.count():
            item = self.others.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        for one in rows:
            self.others.addWidget(self._row(one))

    def _row(self, one: Row) -> QWidget:
        made = Card(margin=UNIT + UNIT // 2)
        opens = button(self.tr("Open") if one.is_draft else self.tr("Show"), "quiet")
        opens.setProperty("experiment", one.id)
        opens.setProperty("draft", one.is_draft)
        opens.setAccessibleName(f"{opens.text()}: {one.name}")
        opens.clicked.connect(self._on_row)
        words = column(label(one.name, strong=True), label(one.detail, "caption", "muted", wrap=True), gap=0)
        line = row(words, opens)
        line.setStretch(0, 1)
        made.box.addLayout(line)
        return made


class ExperimentCard(Card):
    """One experiment: what it says in two sentences, how sure that is, and the figures."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=WIDE, gap=GAP)
        self.name = label("", "title", wrap=True)
        self.about = label("", "body", "muted", wrap=True)
        self.so_far = label("", "lead", wrap=True)
        self.verdict = label("", "lead", strong=True, wrap=True)
        self.bar = IntervalBar(theme)
        self.sure = label("", "caption", "muted", wrap=True)
        self.stop = button(self.tr("Stop"), "danger")
        self.use = button("", "primary", theme=theme, icon="check")
        self.table = QGridLayout()
        self.table.setHorizontalSpacing(WIDE)
        self.table.setVerticalSpacing(UNIT)
        self.box.addLayout(column(self.name, self.about, gap=UNIT // 2))
        self.box.addLayout(column(self.so_far, self.verdict, gap=UNIT // 2))
        self.box.addWidget(self.bar)
        self.box.addWidget(self.sure)
        self.box.addWidget(hairline())
        self.box.addLayout(self.table)
        self.box.addLayout(row(1, self.stop, self.use))

    def show_experiment(self, shown: Shown) -> None:
        """Fill the card."""
        self.name.setText(shown.name)
        self.about.setText(shown.about)
        self.so_far.setText(shown.so_far)
        self.verdict.setText(shown.verdict)
        set_property(self.verdict, "tone", shown.tone)
        self.bar.setVisible(shown.bar is not None)
        self.sure.setVisible(shown.bar is not None)
        self.bar.show_bar(shown.bar, *(arm.method for arm in shown.arms))
        self.sure.setText(shown.bar.words if shown.bar is not None else "")
        self.stop.setVisible(shown.is_running)
        self.use.setVisible(bool(shown.better_method) and not shown.is_running)
        self.use.setText(self.tr("Use {method} from now on").format(method=shown.better_name))
        self._fill(shown)

    def _fill(self, shown: Shown) -> None:
        while self.table.count():
            item = self.table.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        heads = ("", self.tr("Customers"), self.tr("Lists"), self.tr("Offered"), self.tr("Bought"),
                 self.tr("Share bought"), self.tr("Spent in 30 days"))  # fmt: skip
        for place, words in enumerate(heads):
            self.table.addWidget(_figure(label(words, "caption", "muted", strong=True), place), 0, place)
        for line, arm in enumerate(shown.arms, start=1):
            method = f"{arm.name}  {arm.method}" + (f"  ({self.tr('better')})" if arm.is_better else "")
            texts = (method, arm.customers, arm.lists, arm.offered, arm.bought, arm.share, arm.value)
            for place, text in enumerate(texts):
                made = label(text, strong=not place)
                self.table.addWidget(_figure(made, place), line, place)
        self.table.setColumnStretch(0, 1)


def _figure(made: QWidget, place: int) -> QWidget:
    if place:
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)  # type: ignore[attr-defined]
    return made


def _held(part: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(part, 1))
    return made
