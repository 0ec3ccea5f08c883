"""The model registry of one engine: which version serves here, and the ways to change that.

Importing it is cheap; NumPy comes with the first version that is read.
"""

import logging
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopassistant.core.errors import Conflict, EnvironmentProblem, NotFound, ShopError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.recommend import version_changes, versions
from shopassistant.recommend.index_kind import INDEX
from shopassistant.recommend.versions import VersionInfo
from shopassistant.store.actor import Actor
from shopassistant.store.artefacts import version_folder
from shopassistant.store.artefacts.sealing import ensure_seal_key, seal_key
from shopassistant.store.database import Store

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shopassistant.recommend.index import Index
    from shopassistant.recommend.serving import Serving

VERSIONS_KEPT = 3

_log = logging.getLogger(__name__)


class ModelRegistry:
    """Reads versions, verified, and holds the one that serves. Thread safe.

    Args:
        store: the shop, with the key of the seals and the audit trail.
        folder: where the versions lie.

    Attributes:
        serving: what answers now; None where nothing does. It is swapped whole, and readers take it once.
        problems: why the version that should serve does not.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.serving: Serving | None = None
        self.problems: tuple[EnvironmentProblem, ...] = ()
        self._changing = threading.Lock()  # held by whoever decides what serves; answers do not wait for it
        self._stamp: tuple[int, int, int] | None = None

    @property
    def version(self) -> str:
        """Name of the version that serves; empty where none does."""
        return self.serving.version if self.serving is not None else ""

    # What serves

    def load(self) -> bool:
        """Serve the version that should; False where there is no good one.

        A damaged version is refused and kept in `problems`; then the one that served before it serves, or the newest
        of the rest.
        """
        with self._changing:
            return self._load()

    def refresh(self) -> bool:
        """Serve what another window or the command line made current; True if another index serves now.

        Costs one look at a file where nothing was changed. A version that is refused changes nothing but `problems`.
        """
        if version_folder.stamp(self.folder) == self._stamp:
            return False
        before = self.serving
        self.load()
        return self.serving is not before

    def _load(self) -> bool:
        stamp, key = version_folder.stamp(self.folder), seal_key(self.store, INDEX)
        problems: list[EnvironmentProblem] = []
        for name in dict.fromkeys([*version_folder.served(self.folder), *version_folder.names(self.folder)]):
            try:
                found = self._read(name, key)
            except EnvironmentProblem as problem:
                _log.warning("index refused: %s", problem)
                problems.append(problem)
                continue
            self._serve(found, tuple(problems), stamp)
            return True
        self.problems, self._stamp = tuple(problems), stamp
        return False

    def _read(self, name: str, key: bytes) -> "Serving":
        """A version, verified; the one that serves is not read again."""
        from shopassistant.recommend import artefacts
        from shopassistant.recommend.packing import unpack
        from shopassistant.recommend.serving import Serving

        if self.serving is not None and self.serving.version == name:
            return self.serving
        if name not in version_folder.names(self.folder):
            raise NotFound("model.version_unknown", version=name)
        version, arrays, texts = artefacts.load(self.folder, name, key)
        fitted_at = datetime.fromisoformat(version.description["fitted_at"])
        return Serving(unpack(version.description, arrays, texts), fitted_at, name)

    def open_index(self, name: str) -> "Index":
        """The index of a version, verified, without serving it; for a comparison.

        Raises:
            NotFound: ``model.version_unknown``.
            EnvironmentProblem: it is damaged.
        """
        return self._read(name, seal_key(self.store, INDEX)).index

    def _serve(
        self, found: "Serving", problems: tuple[EnvironmentProblem, ...], stamp: tuple[int, int, int] | None
    ) -> None:
        found.is_older = bool(problems)
        self.serving, self.problems, self._stamp = found, problems, stamp

    # Changing it

    @contextmanager
    def fitting(self) -> Iterator[None]:
        """Hold the right to fit, which one process of the shop at a time has; clears away what a killed one left.

        Raises:
            Conflict: ``recommend.fit_elsewhere``.
            EnvironmentProblem: ``recommend.index_unwritable``.
        """
        with version_folder.fitting(INDEX, self.folder):
            version_folder.sweep(self.folder)
            yield

    def publish(
        self,
        actor: Actor,
        fitted_at: datetime,
        description: Mapping[str, Any],
        arrays: "Mapping[str, NDArray[Any]]",
        texts: Mapping[str, str],
        promote: bool,
    ) -> str:
        """Write what was learned as a version and, with `promote`, serve it; from the disk, as after a restart, which
        frees the memory of the fit and proves that it can be read. Clears away old versions. Returns its name.

        Raises:
            NotAllowed: the actor is no manager.
            EnvironmentProblem: the store or the folder cannot be written; what served goes on serving.
        """
        from shopassistant.recommend import artefacts

        actor.require(version_changes.ROLE)
        key = ensure_seal_key(self.store, INDEX)
        name = artefacts.save(self.folder, fitted_at, description, arrays, texts, key=key)
        with self._changing:
            found = self._read(name, key) if promote else None
            version_changes.publish(self.store, actor, self.folder, name, str(description.get("cause", "")), promote)
            if found is not None:
                self._serve(found, (), version_folder.stamp(self.folder))
        version_folder.prune(self.folder, VERSIONS_KEPT)
        version_folder.sweep(self.folder)
        return name

    def promote(self, actor: Actor, name: str) -> None:
        """Serve the version called `name` from now on, in every window of the shop.

        Raises:
            NotAllowed: the actor is no manager.
            NotFound: ``model.version_unknown``.
            EnvironmentProblem: it is damaged; what served goes on serving.
        """
        actor.require(version_changes.ROLE)
        with self._changing:
            found = self._read(name, seal_key(self.store, INDEX))
            version_changes.promote(self.store, actor, self.folder, name)
            self._serve(found, (), version_folder.stamp(self.folder))

    def roll_back(self, actor: Actor) -> str:
        """Serve the version that served before. Returns its name.

        Raises:
            NotAllowed: the actor is no manager.
            UserError: ``model.nothing_before``.
            Conflict: ``model.changed_elsewhere``, another window was faster.
            EnvironmentProblem: it is damaged; what serves goes on serving.
        """
        actor.require(version_changes.ROLE)
        with self._changing:
            name = version_changes.earlier(self.folder)
            found = self._read(name, seal_key(self.store, INDEX))
            version_changes.roll_back(self.store, actor, self.folder, name)
            self._serve(found, (), version_folder.stamp(self.folder))
        return name

    def keep(self, actor: Actor, name: str, kept: bool = True) -> None:
        """Never clear the version away, or let it be again. Raises as `version_changes.keep`."""
        version_changes.keep(self.store, actor, self.folder, name, kept)

    def remove(self, actor: Actor, name: str) -> None:
        """Take a version out, until the next fit with a way back. Raises as `version_changes.remove`.

        Raises:
            Conflict: ``model.version_serves``, also where it serves only here.
        """
        actor.require(version_changes.ROLE)
        if name == self.version:
            raise Conflict("model.version_serves", version=name)
        version_changes.remove(self.store, actor, self.folder, name)

    def restore(self, actor: Actor, name: str) -> None:
        """Undo `remove`. Raises as `version_changes.restore`."""
        version_changes.restore(self.store, actor, self.folder, name)

    # Looking at it

    def list(self, problems: Mapping[str, ShopError] | None = None) -> tuple[VersionInfo, ...]:
        """All versions, newest first; `problems` are those `check` found."""
        known: dict[str, ShopError] = {str(one.values.get("version")): one for one in self.problems}
        return versions.list_versions(
            self.folder, seal_key(self.store, INDEX), self.version, known | dict(problems or {})
        )

    def check(self, progress: Progress | None = None, skip: Collection[str] = ()) -> dict[str, ShopError]:
        """Verify every file of every version; what is refused, by name. If the serving one is, another one serves.

        Args:
            skip: names of versions to leave out, such as those checked a moment ago.

        Raises:
            Cancelled: by `progress`.
        """
        found = versions.check(self.folder, seal_key(self.store, INDEX), progress or NoProgress(), skip)
        if self.version in found:
            with self._changing:
                self.serving = None
                self._load()
        return found
