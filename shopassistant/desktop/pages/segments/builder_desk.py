"""The builder's presenter: counts who fits while conditions change, finds what can be chosen, saves. No widgets."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from shopassistant.core.errors import ShopError, UserError
from shopassistant.core.progress import Progress
from shopassistant.customers.segments.definitions import Rule
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.segments.views import Counted, Opened

if TYPE_CHECKING:
    from shopassistant.customers.segments.keeping import Saved
    from shopassistant.desktop.shell.context import AppContext

# Digits of a number come faster than this; one count serves them all.
TYPING_MS = 120
_SAMPLE = 50


class BuilderDesk(Desk):
    """Counts, finds, saves.

    Signals:
        counted: a `Counted`, the answer to the newest conditions.
        found: field and tuple of `Option`, what can be chosen for the text typed last.
        opened: an `Opened`, a segment to be changed.
        saved: id of the segment.
        refused: the sentence why not.
    """

    counted = Signal(object)
    found = Signal(str, object)
    opened = Signal(object)
    saved = Signal(int)
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._tree: Mapping[str, object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self._count)

    @property
    def is_counting(self) -> bool:
        """Whether conditions changed that were not asked for yet."""
        return self._timer.isActive()

    def ask(self, tree: Mapping[str, object] | None) -> None:
        """Count who fits these conditions, soon; None for no conditions."""
        self._tree = tree
        self._timer.start()

    def count_now(self) -> None:
        """Do not wait for more digits."""
        if self._timer.isActive():
            self._timer.stop()
            self._count()

    def _count(self) -> None:
        tree = self._tree
        self.look("segments.count", lambda: self._answer(tree), self.counted.emit)

    def _answer(self, tree: Mapping[str, object] | None) -> Counted:
        from sqlalchemy import func, select

        from shopassistant.customers.segments.conditions.matching import counting, sampling
        from shopassistant.store.schema import Customer, CustomerValue

        if tree is None:
            return Counted()
        now = self.store.clock.now()
        with self.store.read() as session:
            everybody = session.scalar(select(func.count()).where(Customer.status == "active")) or 0
            has_values = session.scalar(select(CustomerValue.customer_id).limit(1)) is not None
            try:
                count = counting(session, tree, now)
                sample = tuple(sampling(session, tree, now, _SAMPLE))
                return Counted(count, everybody, sample, has_values)
            except UserError as error:
                return Counted(customers=everybody, problem=self.catalogue.explain(error))

    def find(self, field: str, text: str) -> None:
        """What can be chosen for `field` whose name has `text` in it."""
        self.look("segments.options", lambda: self._options(field, text), lambda told: self.found.emit(*told))

    def _options(self, field: str, text: str) -> tuple[str, object]:
        from shopassistant.customers.segments.conditions.choices import options

        with self.store.read() as session:
            return field, options(session, field, text)

    def open(self, segment_id: int) -> None:
        """Read a hand-made segment to change it."""
        self.look("segments.edit", lambda: self._open(segment_id), self.opened.emit, self._on_failed)

    def _open(self, segment_id: int) -> Opened:
        from shopassistant.customers.segments.conditions.tree import from_json
        from shopassistant.customers.segments.conditions.words import load_names
        from shopassistant.customers.segments.listing import load_segment

        with self.store.read() as session:
            line = load_segment(session, segment_id)
            if not isinstance(line.definition, Rule):
                raise UserError("segment.definition")
            node = from_json(line.definition.tree)
            return Opened(line, node, load_names(session, node))

    def save(self, name: str, description: str, tree: Mapping[str, object], before: Opened | None) -> None:
        """Write it, with its members; of one that is there, as a new version."""
        from shopassistant.customers.segments.keeping import save_segment

        actor = self.actor
        segment_id = None if before is None else before.line.id
        version = None if before is None else before.line.version

        def job(progress: Progress) -> "Saved":
            return save_segment(
                self.store, actor, name, Rule(tree),
                description=description, segment_id=segment_id, version=version, progress=progress,
            )  # fmt: skip

        def told(result: Any) -> None:
            self.announce(result.changes)
            words = self.tr("Saved: {count} members").format(count=self.catalogue.number(result.members.members))
            self.context.toasts.show(words)
            self.saved.emit(result.segment_id)

        self.context.lanes.db.run(self, job, told, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
