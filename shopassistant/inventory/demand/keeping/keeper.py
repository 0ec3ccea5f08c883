"""Holds the forecasts that serve: reads them verified, swaps them whole, and knows how old they are."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.inventory.demand.keeping.kind import FORECASTS, forecasts_folder
from shopassistant.store.actor import Actor
from shopassistant.store.artefacts import version_folder
from shopassistant.store.artefacts.sealing import ensure_seal_key, seal_key
from shopassistant.store.database import Store
from shopassistant.store.schema import Sale

if TYPE_CHECKING:
    from shopassistant.inventory.demand.past import Past
    from shopassistant.inventory.forecast.forecasts import Forecasts

ROLE = "manager"
VERSIONS_KEPT = 2

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """Forecasts with what they were made from.

    Attributes:
        version: name of the folder.
        forecasts: mapped from the disk, as everything here.
        past: demand up to the day before the first one forecast.
        fitted_at: when, UTC.
        newest_sale_id: the newest sale they know.
        seconds: how long the fit took.
    """

    version: str
    forecasts: "Forecasts"
    past: "Past"
    fitted_at: datetime
    newest_sale_id: int
    seconds: float


@dataclass(frozen=True)
class Freshness:
    """How old what serves is.

    Attributes:
        fitted_at: None where there are no forecasts.
        first_day: the first day forecast; sales of that day and later are not known to them.
        sales_since: sales and returns written since.
        problems: why a newer version does not serve; empty where all is well.
    """

    fitted_at: datetime | None = None
    first_day: date | None = None
    sales_since: int = 0
    problems: tuple[EnvironmentProblem, ...] = ()


class Keeper:
    """The forecasts of one shop. Thread safe: what serves is immutable and swapped whole.

    Args:
        store: the shop, with the key of the seals and the audit trail.
        folder: where the versions lie; beside the shop by default.

    Attributes:
        serving: what answers now; None where nothing does. Take it once per answer.
        problems: why the version that should serve does not.
    """

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        self.store = store
        self.folder = folder or forecasts_folder(store.path)
        self.serving: Kept | None = None
        self.problems: tuple[EnvironmentProblem, ...] = ()
        self._changing = threading.Lock()
        self._stamp: tuple[int, int, int] | None = None

    @property
    def version(self) -> str:
        """Name of the version that serves; empty where none does."""
        serving = self.serving
        return serving.version if serving is not None else ""

    def source(self) -> "tuple[str, Callable[[], Forecasts | None]]":
        """Name of the version that serves and what reads it; ("", one that gives None) where none does."""
        serving = self.serving
        if serving is None:
            return "", lambda: None
        return serving.version, lambda: serving.forecasts

    def load(self) -> bool:
        """Serve the newest good version; False where there is none.

        A damaged one is refused and kept in `problems`, and the one before it serves.

        Raises:
            EnvironmentProblem: the store cannot be read.
        """
        with self._changing:
            return self._load()

    def refresh(self) -> bool:
        """Serve what another window or the command line saved; True if others serve now. Costs a look at a file."""
        if version_folder.stamp(self.folder) == self._stamp:
            return False
        before = self.version
        self.load()
        return self.version != before

    def freshness(self) -> Freshness:
        """How old what serves is.

        Raises:
            EnvironmentProblem: the store cannot be read.
        """
        serving, problems = self.serving, self.problems
        if serving is None:
            return Freshness(problems=problems)
        with self.store.read() as session:
            since = session.scalar(select(func.count()).select_from(Sale).where(Sale.id > serving.newest_sale_id)) or 0
        return Freshness(serving.fitted_at, serving.forecasts.first_day, since, problems)

    def save(
        self, actor: Actor, forecasts: "Forecasts", past: "Past", newest_sale_id: int, cause: str, seconds: float
    ) -> str:
        """Write forecasts as a version and serve it, from the disk. Returns its name. Call it while `fitting`.

        Raises:
            NotAllowed: ``role.required``.
            EnvironmentProblem: the store or the folder cannot be written; what served goes on serving.
        """
        from shopassistant.inventory.demand.keeping.packing import pack
        from shopassistant.store.artefacts import versions

        actor.require(ROLE)
        key, at = ensure_seal_key(self.store, FORECASTS), self.store.clock.now()
        plain, arrays = pack(forecasts, "forecasts")
        more, others = pack(past, "past")
        facts = {"fitted_at": at.isoformat(), "newest_sale_id": newest_sale_id, "seconds": seconds, "cause": cause}
        name = versions.save(FORECASTS, self.folder, at, {**facts, "plain": plain | more}, arrays | others, key=key)
        with self._changing:
            found = self._read(name, key)
            self._point_to(actor, name, cause)
            self.serving, self.problems, self._stamp = found, (), version_folder.stamp(self.folder)
        version_folder.prune(self.folder, VERSIONS_KEPT)
        version_folder.sweep(self.folder)
        return name

    def _point_to(self, actor: Actor, name: str, cause: str) -> None:
        """Serve a version from now on, with its audit row; if that cannot be written, what served goes on serving."""
        before = version_folder.served(self.folder)
        with self.store.begin(actor) as unit:
            unit.audit("forecast.learned", "forecast", None, version=name, cause=cause)
            unit.session.flush()
            try:
                version_folder.point_to(self.folder, name)
                unit.commit()
            except OSError as error:
                raise EnvironmentProblem(FORECASTS.unwritable, path=str(self.folder), reason=str(error)) from error
            except BaseException:
                version_folder.point_at(self.folder, before)
                raise

    def _load(self) -> bool:
        stamp, key = version_folder.stamp(self.folder), seal_key(self.store, FORECASTS)
        problems: list[EnvironmentProblem] = []
        for name in version_folder.served(self.folder):
            try:
                found = self._read(name, key)
            except EnvironmentProblem as problem:
                _log.warning("forecasts refused: %s", problem)
                problems.append(problem)
                continue
            self.serving, self.problems, self._stamp = found, tuple(problems), stamp
            return True
        self.problems, self._stamp = tuple(problems), stamp
        return False

    def _read(self, name: str, key: bytes) -> Kept:
        """A version, verified; the one that serves is not read again."""
        from shopassistant.inventory.demand.keeping.packing import unpack
        from shopassistant.inventory.demand.past import Past
        from shopassistant.inventory.forecast.forecasts import Forecasts
        from shopassistant.store.artefacts import versions

        if self.serving is not None and self.serving.version == name:
            return self.serving
        version, arrays, _texts = versions.load(FORECASTS, self.folder, name, key)
        said: dict[str, Any] = dict(version.description)
        try:
            return Kept(
                version=name,
                forecasts=unpack(Forecasts, "forecasts", said["plain"], arrays),
                past=unpack(Past, "past", said["plain"], arrays),
                fitted_at=datetime.fromisoformat(said["fitted_at"]),
                newest_sale_id=int(said["newest_sale_id"]),
                seconds=float(said["seconds"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise EnvironmentProblem(FORECASTS.unknown, version=name, format=repr(error)) from error
