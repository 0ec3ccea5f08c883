"""The versions of the index: which there are, and what a manager does with them. No widgets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError, UserError
from shopassistant.core.progress import Progress
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.recommend.versions import VersionInfo
from shopassistant.store.actor import Actor

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.desktop.tasks.lanes import JobHandle
    from shopassistant.recommend.registry import ModelRegistry
    from shopassistant.recommend.requests import FitSummary


@dataclass(frozen=True)
class Listed:
    """What the tab shows.

    Attributes:
        versions: newest first.
        earlier: name of the one that served before, empty for none.
        problem: why the version that should serve does not.
    """

    versions: tuple[VersionInfo, ...] = ()
    earlier: str = ""
    problem: ShopError | None = None

    @property
    def serving(self) -> VersionInfo | None:
        """The one that serves."""
        return next((one for one in self.versions if one.is_serving), None)


@dataclass(frozen=True)
class Moved:
    """Another version serves now.

    Attributes:
        name: which.
        before: the one that served; empty for none.
        summary: of the fit, where that is what moved it.
    """

    name: str
    before: str
    summary: "FitSummary | None" = None


class VersionsDesk(Desk):
    """Lists, checks, learns, promotes, rolls back, keeps, removes.

    Signals:
        listed: a `Listed`.
        learning: whether a fit of this tab is under way.
        moved: a `Moved`.
        kept: name, and whether it is kept from now on.
        removed: name; `restore` brings it back.
    """

    listed = Signal(object)
    learning = Signal(bool)
    moved = Signal(object)
    kept = Signal(str, bool)
    removed = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.shown = Listed()
        self.by_id: dict[int, VersionInfo] = {}
        self._ids: dict[str, int] = {}
        self._problems: dict[str, ShopError] = {}
        self._checked: frozenset[str] = frozenset()
        self._fit: JobHandle | None = None
        context.bus.changed.connect(self._on_changes)

    # Looking

    @Slot()
    def load(self) -> None:
        """The list again; files of versions not seen before are verified in the background."""
        problems = dict(self._problems)
        self.look("model.versions", lambda: self._list(problems), self._on_listed)

    def check_again(self) -> None:
        """Verify all files anew."""
        self._checked, self._problems = frozenset(), {}
        self.load()

    def id_of(self, name: str) -> int:
        """The table's number of a version; the same as long as the tab lives."""
        return self._ids.setdefault(name, len(self._ids) + 1)

    def version(self, name: str) -> VersionInfo | None:
        """A version that is in the list."""
        return self.by_id.get(self._ids.get(name, 0))

    def _registry(self) -> "ModelRegistry":
        """To be called in a job; the first time it loads what serves."""
        registry = self.context.services.engine().registry
        if registry is None:
            raise TypeError("the window's engine keeps its versions in a folder")
        return registry

    def _list(self, problems: Mapping[str, ShopError]) -> Listed:
        from shopassistant.recommend.version_changes import earlier

        registry = self._registry()
        found = registry.list(problems)
        try:
            before = earlier(registry.folder)
        except UserError:
            before = ""
        return Listed(found, before, next(iter(registry.problems), None))

    def _on_listed(self, listed: Listed) -> None:
        self.shown = listed
        self.by_id = {self.id_of(one.name): one for one in listed.versions}
        self.listed.emit(listed)
        if {one.name for one in listed.versions} - self._checked:
            self.context.lanes.cpu.run(self, self._check, self._on_checked, key="model.check")

    def _check(self, progress: Progress) -> tuple[frozenset[str], dict[str, ShopError]]:
        registry = self._registry()
        if registry.serving is None:
            registry.load()
        names = frozenset(one.name for one in registry.list())
        return names, registry.check(progress, self._checked)

    def _on_checked(self, checked: tuple[frozenset[str], dict[str, ShopError]]) -> None:
        names, found = checked
        self._checked |= names
        self._problems |= found
        self.load()

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything:
            self.load()

    # Doing

    @Slot()
    def learn(self) -> None:
        """Learn anew in the background; what serves goes on serving until then."""
        if self._fit is not None:
            return
        actor = self.actor

        def job(progress: Progress) -> Moved:
            before = self._registry().version
            summary = self.context.services.engine().fit(progress, actor, "person")
            return Moved(summary.version, before, summary)

        title = self.tr("Learning from the sales")
        self._fit = self.context.lanes.cpu.run(self, job, self._on_moved, key="learn", title=title)
        self._fit.finished.connect(self._on_fit_over)
        self.learning.emit(True)

    def _on_fit_over(self) -> None:
        self._fit = None
        self.learning.emit(False)

    def promote(self, name: str) -> None:
        """Serve a version from now on."""
        self._move(lambda registry, actor: registry.promote(actor, name))

    @Slot()
    def roll_back(self) -> None:
        """Serve the version that did before."""
        self._move(lambda registry, actor: registry.roll_back(actor))

    def _move(self, step: "Callable[[ModelRegistry, Actor], object]") -> None:
        """In the lane for models: a version is read and verified before it serves."""
        actor = self.actor

        def job(_progress: Progress) -> Moved:
            registry = self._registry()
            before = registry.version
            step(registry, actor)
            return Moved(registry.version, before)

        title = self.tr("Checking the version before it serves")
        self.context.lanes.cpu.run(self, job, self._on_moved, self._on_refused, title=title)

    def _on_moved(self, moved: Moved) -> None:
        self.moved.emit(moved)
        self.announce(Changes(everything=True))  # advice anywhere may be another

    def _on_refused(self, error: Exception) -> None:
        """A version that turned out to be damaged is shown as such from now on."""
        if isinstance(error, ShopError):
            version = str(error.values.get("version", ""))
            if error.code in ("recommend.index_damaged", "recommend.index_format"):
                self._problems[version] = error
            self.context.errors.show(error)
            self.load()

    def keep(self, name: str, kept: bool) -> None:
        """Never clear a version away, or let it be again."""
        actor = self.actor
        self.write(lambda: self._registry().keep(actor, name, kept), lambda _none: self._on_kept(name, kept))

    def _on_kept(self, name: str, kept: bool) -> None:
        self.kept.emit(name, kept)
        self.load()

    def remove(self, name: str) -> None:
        """Take a version out of the list."""
        actor = self.actor
        self.write(lambda: self._registry().remove(actor, name), lambda _none: self._on_removed(name))

    def _on_removed(self, name: str) -> None:
        self.removed.emit(name)
        self.load()

    def restore(self, name: str) -> None:
        """Undo `remove`."""
        actor = self.actor
        self.write(lambda: self._registry().restore(actor, name), lambda _none: self.load())
