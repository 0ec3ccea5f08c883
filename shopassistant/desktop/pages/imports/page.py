"""Import: choose or drop files, look at them, run, read the report; and everything imported before."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QWidget

from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.pages.imports.presenter import ImportDesk, Looked
from shopassistant.desktop.pages.imports.preview_panel import PreviewPanel, kind_words
from shopassistant.desktop.pages.imports.report_panel import ReportPanel
from shopassistant.desktop.pages.imports.report_view import ReportView
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tasks.lanes import JobHandle
from shopassistant.desktop.theme.tokens import GAP, HUGE, UNIT
from shopassistant.desktop.widgets.basics import Card, KeyButton, button, column, label, row
from shopassistant.desktop.widgets.table import Column, LazyTable
from shopassistant.ingest.runs import PastRun


class ImportPage(Page):
    """Four states in one place: start, preview, running, report."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = ImportDesk(context, self)
        self.setAcceptDrops(True)
        self._add_actions()
        self.start = self._build_start()
        self.preview = PreviewPanel(context, self.desk)
        self.running = self._build_running()
        self.report = ReportPanel(context, self.desk)
        self.stack = QStackedWidget()
        for part in (self.start, self.preview, self.running, self.report):
            self.stack.addWidget(part)
        whole = column(label(self.tr("Import"), "title"), self.stack, margin=GAP, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()
        self.desk.load_past()

    # Building

    def _add_actions(self) -> None:
        add = self.context.actions.add
        add(
            Action("import.choose", self.tr("Choose files to import"), self.choose, "Ctrl+O", "folder-open", "import"),
            Action(
                "import.run", self.tr("Import these files"), self._on_run, "F12", "import", "import", self._is_ready
            ),
            Action("import.past", self.tr("Show past imports"), self.show_start, page="import", icon="history"),
        )

    def _build_start(self) -> QWidget:
        theme = self.context.theme
        drop = Card(margin=HUGE)
        sign = label()
        sign.setPixmap(theme.icon("import", "muted").pixmap(QSize(HUGE, HUGE)))
        words = label(self.tr("Drop files here"), "title")
        text = self.tr(
            "Sales, products, customers or stock counts as CSV, CSV.gz or XLSX. You see what is understood before "
            "anything is written, and importing a file twice changes nothing."
        )
        hint = label(text, tone="muted", wrap=True)
        hint.setMaximumWidth(560)
        choose = KeyButton(self.context.actions, "import.choose", theme, "primary", text=self.tr("Choose files"))
        middle = column(row(1, sign, 1), row(1, words, 1), row(1, hint, 1), row(1, choose, 1), gap=UNIT)
        hint.setMinimumWidth(420)
        drop.box.addLayout(middle)
        self.past = LazyTable(self.context, "imports", self._past_columns(), lambda ids: {})
        self.past.opened.connect(self._on_past)
        empty = label(self.tr("Nothing was imported yet. Every import is listed here with its report."), tone="muted")
        empty.setContentsMargins(0, GAP, 0, GAP)
        self.past.set_empty(empty)
        self._past_button = button(self.tr("Show the report"), theme=theme, icon="list")
        self._past_button.clicked.connect(self._on_past)
        head = row(label(self.tr("Past imports"), "lead", strong=True), 1, self._past_button)
        made = QWidget()
        box = column(drop, head, self.past, gap=GAP)
        box.setStretch(2, 1)
        box.setContentsMargins(0, 0, 0, 0)
        made.setLayout(box)
        return made

    def _past_columns(self) -> tuple[Column, ...]:
        catalogue = self.context.catalogue

        def number(name: str, title: str) -> Column:
            return Column(
                name,
                title,
                lambda run: catalogue.number(int(run.report.get(name, 0))),
                92,
                "right",
                tone=lambda run: "text" if run.report.get(name) else "muted",
                value=lambda run: int(run.report.get(name, 0)),
            )

        return (
            Column(
                "at",
                self.tr("When"),
                lambda run: day(catalogue, run.at, self.desk.today),
                110,
                tip=lambda run: exact_day(catalogue, run.at),
            ),
            Column("file", self.tr("File"), lambda run: run.file_name, 0, strong=True),
            Column("kind", self.tr("Holds"), lambda run: kind_words(str(run.report.get("kind", ""))), 120),
            number("lines_new", self.tr("New lines")),
            number("sales", self.tr("Sales")),
            number("customers", self.tr("Customers")),
            number("rejected", self.tr("Refused")),
        )

    def _build_running(self) -> QWidget:
        self._stage = label("", "title")
        self._counts = label("", tone="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(480)
        stop = button(self.tr("Stop"), theme=self.context.theme, icon="x")
        stop.clicked.connect(self.desk.cancel)
        words = label(
            self.tr("The rest of the window can be used meanwhile. Stopping leaves the shop as it was."), tone="muted"
        )
        made = QWidget()
        box = column(1, row(1, self._stage, 1), row(1, self._bar, 1), row(1, self._counts, 1), gap=GAP)
        box.addLayout(row(1, words, 1))
        box.addLayout(row(1, stop, 1))
        box.addStretch(2)
        made.setLayout(box)
        return made

    def _connect(self) -> None:
        desk = self.desk
        desk.looked.connect(self._on_looked)
        desk.started.connect(self._on_started)
        desk.ended.connect(self.show_report)
        desk.stopped.connect(self._on_stopped)
        desk.refused.connect(self._on_refused)
        desk.past.connect(self._on_past_loaded)
        self.preview.run_wanted.connect(self._on_run)
        self.preview.left.connect(self.show_start)
        self.report.left.connect(self.show_start)

    # The window's hooks

    def shown(self) -> None:
        self.setFocus()

    def open_with(self, what: object) -> None:
        if isinstance(what, (list, tuple)):
            self.take_files([Path(one) for one in what])

    def go_back(self) -> bool:
        if self.stack.currentWidget() in (self.preview, self.report):
            self.show_start()
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.stack.currentWidget() is not self.running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_files(paths)

    # What people do

    def choose(self) -> None:
        """Ask for files."""
        words = self.tr("Tables (*.csv *.csv.gz *.gz *.txt *.tsv *.xlsx);;All files (*)")
        paths, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose files to import"), "", words)
        if paths:
            self.take_files([Path(one) for one in paths])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Look at files that were chosen or dropped."""
        self.desk.choose(paths)

    def show_start(self) -> None:
        """Back to the beginning; an import that runs goes on."""
        self.stack.setCurrentWidget(self.running if self.desk.handle is not None else self.start)

    def _is_ready(self) -> bool:
        return self.stack.currentWidget() is self.preview and self.preview.run_button.isEnabled()

    def _on_run(self) -> None:
        self.desk.run()

    def _on_looked(self, files: tuple[Looked, ...]) -> None:
        if files and self.stack.currentWidget() is not self.running:
            self.stack.setCurrentWidget(self.preview)
            self.preview.run_button.setFocus()

    def _on_started(self, handle: JobHandle) -> None:
        self._bar.setRange(0, 0)
        self._stage.setText(self.tr("Starting"))
        self._counts.setText(" ")
        handle.progressed.connect(self._on_progress)
        self.stack.setCurrentWidget(self.running)

    def _on_progress(self, stage: str, done: int, total: int) -> None:
        catalogue = self.context.catalogue
        self._stage.setText(catalogue.say(stage) if stage in catalogue else self.tr("Working"))
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(round(1000 * done / total) if total else 0)
        self._counts.setText(f"{catalogue.number(done)} / {catalogue.number(total)}" if total else " ")

    def show_report(self, view: ReportView) -> None:
        """Show what an import did."""
        self.report.show_report(view)
        self.stack.setCurrentWidget(self.report)

    def _on_stopped(self) -> None:
        self.stack.setCurrentWidget(self.preview)
        self.context.errors.tell(self.tr("The import was stopped. The shop is as it was."))

    def _on_refused(self, sentence: str) -> None:
        self.stack.setCurrentWidget(self.preview)
        self.context.errors.tell(sentence, "warning")

    def _on_past_loaded(self, runs: tuple[PastRun, ...]) -> None:
        self.past.set_rows({run.id: run for run in runs})
        self._past_button.setVisible(bool(runs))

    def _on_past(self, _run_id: int = 0) -> None:
        run = self.past.current_row()
        if run is not None:
            self.show_report(self.desk.view_of(run))
