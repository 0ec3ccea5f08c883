"""Groups by likeness: reads the newest grouping, makes another, lets its groups be segments and takes that back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Cancelled, Progress
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.customers.segments.clustering_view import ClusteringView
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.desktop.tasks.lanes import JobHandle


class GroupsDesk(Desk):
    """Reads, groups, uses.

    Signals:
        shown: a `ClusteringView`, or None where nobody was grouped yet.
        working: whether customers are being grouped.
        used: ids of the segments the groups became.
        refused: the sentence why not.
    """

    shown = Signal(object)
    working = Signal(bool)
    used = Signal(object)
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.view: ClusteringView | None = None
        self._job: JobHandle | None = None
        context.bus.changed.connect(self._on_changes)

    @property
    def is_working(self) -> bool:
        """Whether customers are being grouped."""
        return self._job is not None and not self._job.is_over

    @Slot()
    def load(self) -> None:
        """The newest grouping."""
        self.look("segments.groups", self._read, self._on_read, self._on_failed)

    def _read(self) -> "ClusteringView | None":
        from shopassistant.customers.segments.clustering_view import load_clustering

        with self.store.read() as session:
            return load_clustering(session)

    def _on_read(self, view: "ClusteringView | None") -> None:
        self.view = view
        self.shown.emit(view)

    def group(self, count: int | None = None) -> None:
        """Group the customers; the bar at the foot shows how far it is, and stops it.

        Args:
            count: of groups; as many as are recommended without it.
        """
        if self.is_working:
            return
        actor, language = self.actor, self.catalogue.language

        def job(progress: Progress) -> None:
            from shopassistant.assistant.language_model import configured_model
            from shopassistant.customers.segments.clusterings import propose_clustering

            model = configured_model(self.store)
            try:
                propose_clustering(self.store, actor, count=count, model=model, language=language, progress=progress)
            finally:
                if model is not None:
                    model.close()

        title = self.tr("Grouping the customers")
        done = self.context.lanes.cpu.run(
            self, job, self._on_grouped, self._on_failed, key="segments.group", title=title
        )
        self._job = done
        done.finished.connect(self._on_over)
        self.working.emit(True)

    def stop(self) -> None:
        """Do not go on grouping; nothing is written."""
        if self._job is not None:
            self._job.cancel()

    def _on_grouped(self, _nothing: None) -> None:
        self.load()

    def _on_over(self) -> None:
        self.working.emit(False)

    def use(self, names: Mapping[int, tuple[str, str]]) -> None:
        """Let the groups be segments, with an undo.

        Args:
            names: name and description by label.
        """
        from shopassistant.customers.segments.using import use_clustering

        if self.view is None:
            return
        actor, clustering_id = self.actor, self.view.id

        def job(progress: Progress) -> Any:
            return use_clustering(self.store, actor, clustering_id, names, progress)

        def told(result: Any) -> None:
            self.announce(result.changes)
            words = self.tr("{count} groups are segments now").format(count=len(names))
            self.context.toasts.show(words, lambda: self.undo(clustering_id))
            self.load()
            self.used.emit(result.segment_ids)

        title = self.tr("Making segments of the groups")
        # Placing everybody takes seconds in a large shop, writing a moment: a sale does not wait for it.
        self.context.lanes.cpu.run(self, job, told, self._on_failed, title=title)

    def undo(self, clustering_id: int) -> None:
        """What the segments meant before."""
        from shopassistant.customers.segments.using import undo_clustering

        actor = self.actor

        def told(changes: Changes) -> None:
            self.announce(changes)
            self.load()

        self.write(lambda: undo_clustering(self.store, actor, clustering_id), told, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
        elif isinstance(error, Cancelled):
            self.load()

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything:
            self.load()
