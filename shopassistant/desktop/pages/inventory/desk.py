"""The dashboard's presenter: asks the figures, keeps them up to date in the background. No widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.progress import Progress
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.inventory.views import Choices, Question, Row, Shown

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.dashboard.slicing import Filter, Slice

# A sale has several steps, and a till rings up many: the figures follow once for all of them.
REFRESH_AFTER_MS = 1_500
# The rows of the tables come first.
FIRST_AFTER_MS = 250
_MOST_FOUND = 2_000
LETTER_COUNTRIES = ("US", "CA", "MX", "PH")


class InventoryDesk(Desk):
    """Asks and refreshes.

    Signals:
        chosen: `Choices` for the filters.
        shown: `Shown`, the answer to the newest question.
        building: whether the first figures are being made.
        changed: rows may say something else now.
        settled: the figures are those of now; whether they are others than before.
        saved: name of the document that was written.
    """

    chosen = Signal(object)
    shown = Signal(object)
    building = Signal(bool)
    changed = Signal()
    settled = Signal(bool)
    saved = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.question = Question()
        self.answer: Shown | None = None
        self.choices: Choices | None = None
        self._is_refreshing = False
        self._is_stale = False
        self._is_begun = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        context.bus.changed.connect(self._on_changes)

    @property
    def is_refreshing(self) -> bool:
        """Whether figures are being made."""
        return self._is_refreshing or self._timer.isActive()

    # Asking

    @Slot()
    def load(self) -> None:
        """Show what there is; it is brought up to date once that stands, as both at once would take turns."""
        self.look("inventory.choices", self._choices, self._on_choices)
        self.ask()

    @Slot()
    def ask(self) -> None:
        """Ask the question again."""
        question = self.question
        self.look("inventory.figures", lambda: self._answer(question), self._on_answer)

    def narrow(self, **values: Any) -> None:
        """Change parts of the question by name."""
        self.question = replace(self.question, **values)
        self.ask()

    def widen(self) -> None:
        """No filter, no text, all rows."""
        kept = Question(sort=self.question.sort, descending=self.question.descending)
        self.question = kept
        self.ask()

    def variants_in_sight(self) -> frozenset[int]:
        """Ids of the variants that pass the filters, from the figures in memory: a millisecond."""
        answer = self.answer
        return answer.variants if answer is not None else frozenset()

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        """Lines of a table under the newest question; called inside the read lane."""
        from shopassistant.inventory.dashboard.names import load_names
        from shopassistant.inventory.dashboard.rows import load_lines

        part = self._part(self.question)
        if part is None:
            return {}
        lines = load_lines(part, ids)
        with self.store.read() as session:
            names = load_names(session, list(lines))
        return {one: Row(lines[one], names[one]) for one in lines if one in names}

    def _on_choices(self, choices: Choices) -> None:
        self.choices = choices
        self.chosen.emit(choices)

    def _choices(self) -> Choices:
        from shopassistant.inventory import listing

        with self.store.read() as session:
            return Choices(listing.locations(session), listing.suppliers(session), listing.categories(session))

    def _answer(self, question: Question) -> Shown | None:
        from shopassistant.inventory.dashboard.figures import figures, matrix
        from shopassistant.inventory.dashboard.rows import list_ids

        self.context.services.dashboard().load()
        part = self._part(question)
        if part is None:
            return None
        found = figures(part)
        if question.abc is not None or question.xyz is not None:  # a matrix that filters shows what else there is
            whole = self._part(replace(question, abc=None, xyz=None))
            found = replace(found, matrix=matrix(whole)) if whole is not None else found
        return Shown(
            question=question,
            figures=found,
            ids=list_ids(part, question.lens, question.sort, descending=question.descending),
            running_out=list_ids(part, "likely_out", "out_day"),
            in_all=len(part.snapshot.variants.id),
            made_at=datetime.fromisoformat(part.snapshot.made_at),
            forecast=self._forecast_age(),
            variants=frozenset(part.snapshot.variants.id[part.here].tolist()) if question.is_searching else frozenset(),
        )

    def _forecast_age(self) -> tuple[str, Mapping[str, object]]:
        """Code and values of how old the forecasts are."""
        from shopassistant.inventory.demand.keeping.age import age

        fresh = self.context.services.forecasts().freshness()
        return age(fresh, self.store.clock.now())

    def _part(self, question: Question) -> "Slice | None":
        return self.context.services.dashboard().part(self._filter(question))

    def _filter(self, question: Question) -> "Filter":
        from shopassistant.inventory.dashboard.names import category_below
        from shopassistant.inventory.dashboard.slicing import Filter

        categories = found = None
        if question.category_id is not None:
            with self.store.read() as session:
                categories = category_below(session, question.category_id)
        if question.text:
            found = self._found(question.text)
        return Filter(question.location_id, question.supplier_id, categories, question.abc, question.xyz, found)

    def _found(self, text: str) -> frozenset[int]:
        lookup = self.context.services.lookup()
        exact = lookup.by_code(text)
        if exact is not None:
            return frozenset({exact.variant_id})
        return frozenset(one.variant_id for one in lookup.find(text, _MOST_FOUND, all_words=True))

    def _on_answer(self, answer: Shown | None) -> None:
        self.answer = answer
        if answer is None:
            self.building.emit(True)
        else:
            self.shown.emit(answer)
        if not self._is_begun:
            self._is_begun = True
            self._timer.start(FIRST_AFTER_MS if answer is not None else 0)

    def save_pdf(self, path: Path, filters: Sequence[str]) -> None:
        """The numbers and the first rows of the newest answer, as a document."""
        answer = self.answer
        if answer is not None:
            job = partial(self._draw, answer, path, tuple(filters), self.today)
            self.context.lanes.figures.run(self, lambda _progress: job(), self.saved.emit)

    def _draw(self, answer: Shown, path: Path, filters: Sequence[str], today: date) -> str:
        from shopassistant.desktop.pages.inventory.report_words import report_of
        from shopassistant.inventory.dashboard.report import MOST_ROWS, save_report

        ids = answer.ids[:MOST_ROWS]
        rows = self.rows(ids)
        report = report_of(self.catalogue, answer, [rows[one] for one in ids if one in rows], filters, today)
        shop = self.context.shop
        save_report(report, shop, "letter" if shop.country in LETTER_COUNTRIES else "a4", path)
        return path.name

    # Keeping up to date

    @Slot()
    def refresh(self) -> None:
        """Bring the figures up to date in the background; once more where something came meanwhile."""
        if self._is_refreshing:
            self._is_stale = True
            return
        self._timer.stop()
        self._is_refreshing, self._is_stale = True, False
        self.context.lanes.figures.run(self, self._refresh, self._on_refreshed, self._on_failed)

    def _refresh(self, progress: Progress) -> bool:
        board = self.context.services.dashboard()
        board.load()
        return board.refresh(progress)

    def _on_refreshed(self, is_new: bool) -> None:
        self._is_refreshing = False
        if is_new or self.answer is None:
            self.building.emit(False)
            self.ask()
            self.changed.emit()
        self.settled.emit(is_new)
        if self._is_stale:
            self._timer.start(REFRESH_AFTER_MS)

    def _on_failed(self, error: Exception) -> None:
        from shopassistant.core.errors import ShopError

        self._is_refreshing = False
        self.building.emit(False)
        if isinstance(error, ShopError):
            self.context.errors.show(error)

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        touched = changes.variants or changes.sales or changes.products or changes.orders or changes.suppliers
        if changes.everything or touched or changes.locations or changes.counts or changes.transfers:
            self._timer.start(REFRESH_AFTER_MS)
