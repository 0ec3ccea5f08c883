"""The import: files looked at, decisions taken, run as one long job, told of afterwards. No widgets."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.errors import EnvironmentProblem, ShopError
from shopassistant.core.paths import data_dir
from shopassistant.core.progress import Cancelled, Progress
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.imports.report_view import ReportView, report_view
from shopassistant.desktop.tasks.lanes import JobHandle
from shopassistant.ingest.options import ImportOptions

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.ingest.preview import FilePreview
    from shopassistant.ingest.report import ImportReport
    from shopassistant.ingest.runs import PastRun

# From so many new customers on, the index is kept on disk, so that the next start need not read them all.
_MANY_CUSTOMERS = 20_000


@dataclass(frozen=True, slots=True)
class Looked:
    """A file before it is imported.

    Attributes:
        preview: None where it is no table at all; `refusal` says why.
        problems: sentences; an import would refuse the file because of them.
        asks_date_order: day and month could be either way round, and only a person knows.
        ambiguous: an example, and what it means with the day first and with the month first.
    """

    path: Path
    preview: "FilePreview | None"
    refusal: str
    problems: tuple[str, ...]
    asks_date_order: bool
    ambiguous: tuple[str, str, str]

    @property
    def is_ready(self) -> bool:
        """Whether an import would take it, as far as its first lines show."""
        return self.preview is not None and not self.problems


class ImportDesk(Desk):
    """Takes files in.

    Signals:
        looked: tuple of `Looked`, after every choice.
        started: the `JobHandle` of the import.
        ended: a `ReportView`.
        stopped: cancelled; nothing was changed.
        refused: the sentence why not; nothing was changed.
        past: tuple of (`PastRun`, sentence).
    """

    looked = Signal(object)
    started = Signal(object)
    ended = Signal(object)
    stopped = Signal()
    refused = Signal(str)
    past = Signal(object)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.paths: tuple[Path, ...] = ()
        self.options = ImportOptions()
        self.handle: JobHandle | None = None
        self._folder = data_dir() / "imports"
        context.bus.changed.connect(self._on_changes)

    def choose(self, paths: Sequence[Path]) -> None:
        """Other files, decisions forgotten."""
        self.paths = tuple(dict.fromkeys(paths))
        self.options = ImportOptions()
        self.look_again()

    def decide(self, **values: Any) -> None:
        """Change fields of the options by name, and look again."""
        self.options = replace(self.options, **values)
        self.look_again()

    def map_field(self, field: str, heading: str) -> None:
        """Which column is a field; an empty heading leaves the field out."""
        self.decide(mapping={**(self.options.mapping or {}), field: heading})

    def look_again(self) -> None:
        """Look at the beginning of every file."""
        paths, options = self.paths, self.options
        self.look("import.preview", lambda: tuple(self._look(path, options) for path in paths), self.looked.emit)

    def run(self) -> None:
        """Import all files, all or nothing. Managers only."""
        from shopassistant.store.actor import Actor

        try:
            who = self.actor
            who.require("manager")
        except ShopError as error:
            self.refused.emit(self.catalogue.explain(error))
            return
        stamp = f"{self.store.clock.now().astimezone():%Y-%m-%d-%H%M%S}"
        options = replace(self.options, reject_file=self._folder / f"refused-{stamp}.csv")
        paths = self.paths
        actor = Actor("import", who.name, who.staff_id, who.role)

        def job(progress: Progress) -> "ImportReport":
            from shopassistant.ingest.importer import import_files

            self._folder.mkdir(parents=True, exist_ok=True)
            return import_files(self.store, paths, options=options, progress=progress, actor=actor)

        title = self.tr("Importing {file}").format(file=paths[0].name if len(paths) == 1 else len(paths))
        # Mostly reading and computing: in the lane of writes, a sale at this window would wait for all of it. Its last
        # step takes its turn at the store like another window's.
        self.handle = self.context.lanes.cpu.run(self, job, self._on_done, self._on_failed, title=title)
        self.started.emit(self.handle)

    def cancel(self) -> None:
        """Stop the import; what it began is rolled back."""
        if self.handle is not None:
            self.handle.cancel()

    def save_report(self, view: ReportView, path: Path) -> None:
        """Write a report as JSON."""
        text = json.dumps(dict(view.plain), indent=2, ensure_ascii=False)

        def job() -> Path:
            try:
                path.write_text(text + "\n", "utf-8")
            except OSError as error:
                raise EnvironmentProblem("export.unwritable", path=str(path), reason=str(error)) from error
            return path

        self.look("import.save", job, self._on_saved)

    @Slot()
    def load_past(self) -> None:
        """What was imported before."""
        self.look("import.past", self._past, self.past.emit)

    def view_of(self, run: "PastRun") -> ReportView:
        """A past import's report in words."""
        return report_view(self.catalogue, run.report)

    def _past(self) -> "tuple[PastRun, ...]":
        from shopassistant.ingest.runs import past_runs

        with self.store.read() as session:
            return past_runs(session)

    def _look(self, path: Path, options: ImportOptions) -> Looked:
        from shopassistant.ingest.preview import preview_file

        try:
            preview = preview_file(path, options)
        except ShopError as error:
            return Looked(path, None, self.catalogue.explain(error), (), False, ("", "", ""))
        asked = [one for one in preview.problems if one.code == "import.dates_ambiguous"]
        readings = ("", "", "")
        if asked:
            values = asked[0].values
            example = str(values["example"])
            readings = (example, self._long_day(values["day_first_on"]), self._long_day(values["month_first_on"]))
        problems = tuple(self.catalogue.say(one.code, one.values) for one in preview.problems)
        return Looked(path, preview, "", problems, bool(asked), readings)

    def _on_done(self, report: "ImportReport") -> None:
        self.handle = None
        self.ended.emit(report_view(self.catalogue, report.to_json()))
        if report.changes.everything:
            self.announce(report.changes)
            self._learn(report.customers)

    def _learn(self, customers: int) -> None:
        """Refit the recommendations in the background, with progress in the job bar."""
        services, store = self.context.services, self.store

        def job(progress: Progress) -> object:
            from shopassistant.desktop.shell.services import learn

            services.lookup().warm()
            if customers >= _MANY_CUSTOMERS:
                from shopassistant.customers.live_index import save_snapshot

                save_snapshot(store)
            return learn(services, progress, "import") if services.has_sales() else None

        title = self.tr("Learning from the sales")
        self.context.lanes.cpu.run(self, job, self._on_learned, key="learn", title=title)

    def _on_learned(self, _summary: object) -> None:
        from shopassistant.core.changes import Changes

        self.announce(Changes(everything=True))  # what is on other pages was advised without these sales

    def _on_failed(self, error: Exception) -> None:
        self.handle = None
        if isinstance(error, Cancelled):
            self.stopped.emit()
        elif isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
        else:
            self.stopped.emit()  # a bug: the lane has told the window

    def _on_saved(self, path: Path) -> None:
        self.context.toasts.show(self.tr("Saved {file}").format(file=path.name))

    @Slot(object)
    def _on_changes(self, changes: object) -> None:
        if getattr(changes, "everything", False):
            self.load_past()

    def _long_day(self, value: object) -> str:
        formats = self.catalogue.formats
        return formats.say_day(datetime.fromisoformat(str(value)), formats.long_day)
