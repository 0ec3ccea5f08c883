"""What the Results tab asks of the lanes, and its answers in words. No widgets."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Progress
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.promotions.results_views import PROMOTIONS_FROM, ListRow, Shown

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.promotions.proof.listing import ResultRow
    from shopassistant.promotions.proof.plain import PlainReport
    from shopassistant.promotions.proof.report import CampaignReport

    Report = CampaignReport | PlainReport


class ResultsDesk(Desk):
    """Reads results; what is over is reckoned once.

    Signals:
        listed: all rows, as a tuple of `ListRow`; comes twice, at first without what has to be reckoned.
        shown: a `Shown`, or None where there is nothing.
        saved: name of a file that was written.
    """

    listed = Signal(object)
    shown = Signal(object)
    saved = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._kept: dict[int, Report] = {}
        self._picked = 0
        self._answer: Shown | None = None

    @property
    def picked(self) -> int:
        """Key of what is shown, 0 for nothing."""
        return self._picked

    @Slot()
    def load(self) -> None:
        """Read the list, then what each of them earned."""
        self.look("results.list", self._plain_rows, self._on_plain)

    def pick(self, key: int) -> None:
        """Show a campaign or a promotion."""
        if key and key != self._picked:
            self._picked = key
            self._ask()

    def pick_promotion(self, promotion_id: int) -> None:
        """Show a promotion: by the newest campaign that was about it, or by itself."""
        self.look("results.about", lambda: self._key_of_promotion(promotion_id), self._on_key)

    def _on_key(self, key: int) -> None:
        self.pick(key)
        self.load()

    def _on_plain(self, rows: tuple[ListRow, ...]) -> None:
        self.listed.emit(rows)
        known = {row.key for row in rows}
        if self._picked not in known:
            self._picked = rows[0].key if rows else 0
        if not rows:
            self.shown.emit(None)
            return
        self._ask()
        self.context.lanes.cpu.run(self, self._full_rows, self.listed.emit, self._on_failed, key="results.list")

    def _ask(self) -> None:
        key = self._picked
        self.context.lanes.cpu.run(
            self, lambda progress: self._show(key, progress), self._on_shown, self._on_failed, key="results.one"
        )

    def _on_shown(self, answer: Shown) -> None:
        self._answer = answer
        self.shown.emit(answer)
        if answer.key >= PROMOTIONS_FROM:
            job = partial(self._try, answer.key)
            self.context.lanes.cpu.run(self, job, self._on_tried, self._on_failed, key="results.tried")

    def _on_tried(self, found: tuple[int, str]) -> None:
        key, words = found
        if words and self._answer is not None and self._answer.key == key == self._picked:
            self._answer = replace(self._answer, notes=(*self._answer.notes, words))
            self.shown.emit(self._answer)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.context.errors.show(error)

    # In the lanes

    def _key_of_promotion(self, promotion_id: int) -> int:
        from shopassistant.promotions.proof.listing import campaign_about

        with self.store.read() as session:
            return campaign_about(session, promotion_id) or PROMOTIONS_FROM + promotion_id

    def _rows(self) -> "tuple[ResultRow, ...]":
        from shopassistant.promotions.proof.listing import list_results

        with self.store.read() as session:
            return list_results(session, self.store.clock.now())

    def _plain_rows(self) -> tuple[ListRow, ...]:
        from shopassistant.desktop.pages.promotions.results_words import key_of, list_row

        return tuple(list_row(self.catalogue, row, self._kept.get(key_of(row)), self.today) for row in self._rows())

    def _full_rows(self, progress: Progress) -> tuple[ListRow, ...]:
        from shopassistant.desktop.pages.promotions.results_words import key_of, list_row

        rows = self._rows()
        return tuple(
            list_row(self.catalogue, row, self._report(key_of(row), row, progress), self.today) for row in rows
        )

    def _report(self, key: int, row: "ResultRow | None", progress: Progress) -> "Report":
        """A report, reckoned once where nothing can change it any more."""
        from shopassistant.promotions.proof.plain import read_plain
        from shopassistant.promotions.proof.report import read_report

        found = self._kept.get(key)
        if found is not None:
            return found
        now = self.store.clock.now()
        with self.store.read() as session:
            if key < PROMOTIONS_FROM:
                found = read_report(session, key, now, progress)
            else:
                found = read_plain(session, key - PROMOTIONS_FROM, now)
        if row is not None and not row.is_running:
            self._kept[key] = found
        return found

    def _show(self, key: int, progress: Progress) -> Shown:
        import pyqtgraph  # noqa: F401  here in the lane: it would hold the window for a quarter of a second

        from shopassistant.desktop.pages.promotions.results_words import shown_campaign, shown_promotion
        from shopassistant.promotions.proof.report import CampaignReport

        rows = {one.id: one for one in self._rows() if one.kind == "campaign"}
        report = self._report(key, rows.get(key), progress)
        if not isinstance(report, CampaignReport):
            return shown_promotion(self.catalogue, report)
        others = [self._report(one.id, one, progress) for one in rows.values() if one.id != key and not one.is_running]
        return shown_campaign(self.catalogue, report, self._beside(report, others))

    def _try(self, key: int, progress: Progress) -> tuple[int, str]:
        """What a rehearsal would have said the day before; no words where it cannot be tried, or is not over."""
        from shopassistant.desktop.pages.promotions.results_words import key_of
        from shopassistant.promotions.proof.wording import tried
        from shopassistant.promotions.rehearsal.backtest import try_promotion

        if not any(key_of(row) == key and not row.is_running for row in self._rows()):
            return key, ""
        services = self.context.services
        past, responses = services.past_book().past(progress), services.responses().current().responses
        with self.store.read() as session:
            found = try_promotion(session, past, key - PROMOTIONS_FROM, responses)
        if found is None:
            return key, ""
        sentence = tried(found)
        return key, self.catalogue.say(sentence.code, sentence.values)

    def _beside(self, report: "CampaignReport", others: "Sequence[Report]") -> str:
        """How it stands beside campaigns that are over."""
        from shopassistant.promotions.proof.report import CampaignReport

        told = [one.judged.campaign for one in others if isinstance(one, CampaignReport)]
        past = [one.estimate for one in told if one is not None and one.estimate is not None]
        lift = report.judged.campaign
        if not past or lift is None or lift.estimate is None:
            return ""
        words = self.tr("Beside {count} past campaigns: {lift} margin per customer, their middle is {middle}.")
        if len(past) == 1:
            words = self.tr("Beside the one past campaign: {lift} margin per customer against {middle}.")
        money = self.catalogue.money
        return words.format(count=len(past), lift=money(round(lift.estimate)), middle=money(round(median(past))))

    # Files

    def save_pdf(self, path: Path) -> None:
        """What is shown, as a document."""
        answer = self._answer
        if answer is not None:
            self.look("results.pdf", lambda: self._draw(answer, path), self.saved.emit, self._on_failed)

    def save_csv(self, path: Path) -> None:
        """Everything that was measured of what is shown, as one long table for a spreadsheet."""
        answer = self._answer
        if answer is not None:
            self.look("results.csv", lambda: _write(answer, path), self.saved.emit, self._on_failed)

    def _draw(self, answer: Shown, path: Path) -> str:
        from shopassistant.desktop.pages.inventory.desk import LETTER_COUNTRIES
        from shopassistant.desktop.pages.promotions.results_file import report_of
        from shopassistant.inventory.dashboard.report import save_report

        shop = self.context.shop
        save_report(report_of(answer), shop, "letter" if shop.country in LETTER_COUNTRIES else "a4", path)
        return path.name


def _write(answer: Shown, path: Path) -> str:
    from shopassistant.core.csv_file import write_csv
    from shopassistant.desktop.pages.promotions.results_file import HEADER, rows_of

    write_csv(path, HEADER, rows_of(answer))
    return path.name
