"""Segments in use: lists them, opens one, looks who is in, takes them out of use and back. No widgets."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Progress
from shopassistant.customers.segments.definitions import RfmGroups, Rule
from shopassistant.customers.segments.listing import SegmentLine
from shopassistant.customers.segments.overview import SegmentFigures
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.segments.views import SegmentRow, SegmentView

if TYPE_CHECKING:
    from shopassistant.customers.segments.conditions.words import Told, ToldGroup
    from shopassistant.customers.segments.definitions import Definition
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.promotions.campaigns.drafts import CampaignDraft
    from shopassistant.store.actor import Actor

_MOST_GONE = 0.5


class ListDesk(Desk):
    """Reads and writes segments.

    Signals:
        listed: tuple of `SegmentRow`.
        opened: a `SegmentView`.
        done: the intent under way was carried out (a dialogue may close).
        refused: the sentence why not.
    """

    listed = Signal(object)
    opened = Signal(object)
    done = Signal()
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.rows: dict[int, SegmentRow] = {}
        self.segment_id = 0
        self.with_archived = False
        context.bus.changed.connect(self._on_changes)

    # Looking

    @Slot()
    def load(self) -> None:
        """The list again."""
        archived = self.with_archived
        self.look("segments.list", lambda: self._list(archived), self._on_listed)

    def show_archived(self, is_wanted: bool) -> None:
        """List those out of use, too."""
        self.with_archived = is_wanted
        self.load()

    @Slot(int)
    def open(self, segment_id: int) -> None:
        """Read one; 0 shows none."""
        self.segment_id = segment_id
        if segment_id:
            self.look("segments.one", lambda: self._open(segment_id), self._on_opened)

    def _on_listed(self, rows: tuple[SegmentRow, ...]) -> None:
        self.rows = {row.line.id: row for row in rows}
        self.listed.emit(rows)

    def _on_opened(self, view: SegmentView) -> None:
        if view.row.line.id == self.segment_id:
            self.opened.emit(view)

    def _list(self, archived: bool) -> tuple[SegmentRow, ...]:
        from shopassistant.customers.segments.listing import list_segments
        from shopassistant.customers.segments.overview import overview

        with self.store.read() as session:
            figures = overview(session)
            lines = list_segments(session, archived=archived)
        return tuple(SegmentRow(line, figures.get(line.id, SegmentFigures())) for line in lines)

    def _open(self, segment_id: int) -> SegmentView:
        from shopassistant.customers.segments.conditions.tree import from_json
        from shopassistant.customers.segments.conditions.words import load_names, tell
        from shopassistant.customers.segments.listing import list_refreshes, list_versions, load_segment
        from shopassistant.customers.segments.overview import members_by_value, overview

        with self.store.read() as session:
            line = load_segment(session, segment_id)
            told: Told | ToldGroup | None = None
            groups: tuple[str, ...] = ()
            if isinstance(line.definition, Rule):
                node = from_json(line.definition.tree)
                told = tell(node, load_names(session, node))
            elif isinstance(line.definition, RfmGroups):
                groups = line.definition.groups
            versions = list_versions(session, segment_id)
            return SegmentView(
                row=SegmentRow(line, overview(session).get(segment_id, SegmentFigures())),
                told=told,
                groups=groups,
                versions=versions,
                told_versions={
                    one.number: tell(node, load_names(session, node))
                    for one in versions
                    if isinstance(one.definition, Rule)
                    for node in (from_json(one.definition.tree),)
                },
                refreshes=list_refreshes(session, segment_id),
                ids=tuple(members_by_value(session, segment_id)),
            )

    # What follows from a segment

    def offer(self, line: SegmentLine) -> None:
        """Begin a promotion for these customers on the page Promotions."""
        from shopassistant.promotions.drafts.terms import Terms

        self.context.navigate.open("promotions", ("list", Terms(name=line.name, segment_id=line.id)))

    def write_to(self, row: SegmentRow) -> None:
        """Begin a campaign to these customers on the page Promotions; its words are those for who stays away where most
        of them probably have gone."""
        line, churn = row.line, row.figures.churn
        template = "we_miss_you" if churn is not None and churn >= _MOST_GONE else "personal"

        def job() -> "CampaignDraft":
            from shopassistant.promotions.campaigns.drafts import ArmDraft, CampaignDraft
            from shopassistant.promotions.campaigns.templates import load_template

            draft = CampaignDraft(line.name, (), line.id)
            return replace(draft, arms=(ArmDraft("A", 1 - draft.holdout_share, load_template(template)),))

        def told(draft: "CampaignDraft") -> None:
            self.context.navigate.open("promotions", ("campaigns", ("new", draft)))

        self.look("segments.write", job, told, self._on_failed)

    # Doing

    def export(self, segment_id: int, path: Path) -> None:
        """The members as CSV; addresses and numbers only of those who allowed their use."""

        def job(_progress: Progress) -> int:
            from shopassistant.core.csv_file import write_csv
            from shopassistant.customers.segments.exporting import HEADER, rows

            with self.store.read() as session:
                return write_csv(path, HEADER, rows(session, segment_id))

        def told(count: int) -> None:
            words = self.tr("Saved {count} members to {path}; ways to reach them only where they allowed it")
            self.context.toasts.show(words.format(count=self.catalogue.number(count), path=path.name))

        title = self.tr("Saving the members")
        self.context.lanes.read.run(self, job, told, self._on_failed, title=title)

    def refresh(self) -> None:
        """Look who is in every segment now."""
        from shopassistant.customers.segments.refreshing import refresh

        actor = self.actor

        def job(progress: Progress) -> Any:
            return refresh(self.store, actor, progress=progress)

        def told(found: Any) -> None:
            self.announce(found.changes)
            joined, left = (sum(getattr(one, part) for one in found.segments) for part in ("joined", "left"))
            self.context.toasts.show(
                self.tr("Looked: {joined} joined, {left} left").format(
                    joined=self.catalogue.number(joined), left=self.catalogue.number(left)
                )
            )

        title = self.tr("Looking who is in the segments")
        # Looking takes seconds in a large shop, writing a moment: a sale does not wait for it.
        self.context.lanes.cpu.run(self, job, told, self._on_failed, key="segments.refresh", title=title)

    def rename(self, segment_id: int, name: str, description: str) -> None:
        """Another name; what makes a member stays."""
        from shopassistant.customers.segments.keeping import save_segment

        line = self._line(segment_id)
        if line is not None:
            definition: Definition = line.definition
            self._do(
                lambda actor: save_segment(
                    self.store, actor, name, definition,
                    description=description, segment_id=segment_id, version=line.version,
                )
            )  # fmt: skip

    def restore(self, segment_id: int, number: int) -> None:
        """What an earlier version meant, as a new version; with an undo."""
        from shopassistant.customers.segments.keeping import restore_version

        line = self._line(segment_id)
        before = line.version if line is not None else 0
        words = self.tr("Back to version {number}").format(number=number)
        undo = (words, lambda: self.restore(segment_id, before)) if before else None
        self._do(lambda actor: restore_version(self.store, actor, segment_id, number), undo)

    def archive(self, segment_id: int) -> None:
        """Out of use, with an undo."""
        from shopassistant.customers.segments.keeping import archive_segment

        line = self._line(segment_id)
        words = self.tr("\u201c{name}\u201d is out of use").format(name="" if line is None else line.name)
        undo = (words, lambda: self.bring_back(segment_id))
        self._do(lambda actor: archive_segment(self.store, actor, segment_id), undo)

    def bring_back(self, segment_id: int) -> None:
        """In use again."""
        from shopassistant.customers.segments.keeping import bring_back_segment

        self._do(lambda actor: bring_back_segment(self.store, actor, segment_id))

    def _line(self, segment_id: int) -> SegmentLine | None:
        row = self.rows.get(segment_id)
        return None if row is None else row.line

    def _do(self, job: "Callable[[Actor], Any]", told: tuple[str, Callable[[], None]] | None = None) -> None:
        actor = self.actor

        def on_done(result: Any) -> None:
            self.announce(result if isinstance(result, Changes) else result.changes)
            self.done.emit()
            if told is not None:
                self.context.toasts.show(*told)

        self.write(lambda: job(actor), on_done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.segments or changes.campaigns:
            self.load()
            if self.segment_id:
                self.open(self.segment_id)
