"""The recommendation engine as the counter uses it: answers in milliseconds, current to the last sale, with reasons.

Importing this module is cheap; NumPy and the index come with the first `load`, `fit` or answer.
"""

import time
import uuid
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopassistant import __version__
from shopassistant.core.changes import Changes
from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.recommend.registry import ModelRegistry
from shopassistant.recommend.requests import ALIASES, METHODS, Answer, FitSummary, Recommended, Request
from shopassistant.recommend.terms import Terms
from shopassistant.recommend.version_changes import ROLE
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shopassistant.recommend.blend import BlendConfig
    from shopassistant.recommend.index import Index
    from shopassistant.recommend.live_shelf import LiveShelf
    from shopassistant.recommend.monitoring.report import HealthReport
    from shopassistant.recommend.serving import Serving

__all__ = ["ALIASES", "METHODS", "Answer", "Engine", "FitSummary", "Recommended", "Request", "Terms", "index_folder"]


def index_folder(store_path: Path) -> Path:
    """Where the index of a store lives: beside it, so that it moves and is deleted with it."""
    return store_path.with_name(f"{store_path.name}.models")


class Engine:
    """Recommends from one store. Thread safe: the index is immutable and swapped whole.

    Args:
        store: the shop.
        folder: where versions of the index are kept; None keeps one index in memory only.

    Attributes:
        registry: the versions, and how to promote, roll back, keep and remove them; None without a folder.
    """

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        self.store = store
        self.folder = folder
        self.registry = ModelRegistry(store, folder) if folder is not None else None
        self._in_memory: Serving | None = None
        self._shelf: LiveShelf | None = None

    @property
    def _serving(self) -> "Serving | None":
        return self._in_memory if self.registry is None else self.registry.serving

    @property
    def is_ready(self) -> bool:
        """Whether an index serves; without one, answers come from plain SQL."""
        return self._serving is not None

    @property
    def fitted_at(self) -> datetime | None:
        """When the serving index was fitted."""
        serving = self._serving
        return serving.fitted_at if serving else None

    @property
    def version(self) -> str:
        """Name of the version that serves; empty where none does, or one that is in memory only."""
        return self.registry.version if self.registry else ""

    @property
    def index(self) -> "Index | None":
        """The index that serves, to be read only."""
        serving = self._serving
        return serving.index if serving else None

    @property
    def problems(self) -> tuple[EnvironmentProblem, ...]:
        """Why the version that should serve does not; empty when all is well."""
        return self.registry.problems if self.registry else ()

    def load(self) -> bool:
        """Serve the version on disk that should, see `ModelRegistry.load`; False where there is no good one.

        Raises:
            EnvironmentProblem: the store cannot be read.
        """
        if self.registry is None or not self.registry.load():
            return False
        with self.store.read() as session:
            self._live_shelf().read(session)  # seconds in a very large catalogue; the first answer need not wait
        return True

    def refresh(self) -> bool:
        """Serve what another window made current, see `ModelRegistry.refresh`; True if another index serves now."""
        return self.registry is not None and self.registry.refresh()

    def fit(
        self,
        progress: Progress | None = None,
        actor: Actor = SYSTEM,
        cause: str = "start",
        note: str = "",
        promote: bool = True,
        blend: "BlendConfig | None" = None,
    ) -> FitSummary:
        """Learn from the whole shop, write a version, and serve it. The old index serves until then.

        Args:
            actor: who wants it.
            cause: why, one of `versions.CAUSES`.
            note: what to remember about it.
            promote: False only writes the version; it serves when it is promoted.
            blend: how the hybrid is learned, where not as usual.

        Raises:
            Cancelled: by `progress`; the old index keeps serving.
            NotAllowed: the actor is no manager.
            Conflict: ``recommend.fit_elsewhere``, another window is learning.
            EnvironmentProblem: the store cannot be read, or ``recommend.index_unwritable``.
        """
        from shopassistant.recommend.index import build_index
        from shopassistant.recommend.packing import pack
        from shopassistant.recommend.purchases import load_purchases, to_day

        actor.require(ROLE)
        started, now = time.perf_counter(), self.store.clock.now()
        progress = progress or NoProgress()
        with self._room():
            with self.store.read() as session:
                purchases = load_purchases(session, progress)
            index = build_index(purchases, to_day(now), blend, progress)
            description, arrays, texts = pack(index)
            description |= {"cause": cause, "note": note, "started_by": actor.name, "program": __version__}
            description |= {"fitted_at": now.isoformat(), "seconds": round(time.perf_counter() - started, 2)}
            version = self._publish(actor, now, index, (description, arrays, texts), promote, progress)
        return FitSummary(
            version=version,
            customers=description["customers"],
            products=description["products"],
            purchases=description["purchases"],
            data_from=description["data_from"],
            data_to=description["data_to"],
            learned=index.blend.learned,
            seconds=time.perf_counter() - started,
            metrics=index.metrics,
        )

    def _room(self) -> AbstractContextManager[None]:
        return nullcontext() if self.registry is None else self.registry.fitting()

    def _publish(
        self,
        actor: Actor,
        now: datetime,
        index: "Index",
        packed: "tuple[dict[str, Any], dict[str, NDArray[Any]], dict[str, str]]",
        promote: bool,
        progress: Progress,
    ) -> str:
        """The name of the version; empty for one in memory."""
        from shopassistant.recommend.serving import Serving

        if self.registry is not None:
            progress.report("recommend.saving", 0, 1)
            return self.registry.publish(actor, now, *packed, promote)
        if promote:
            self._in_memory = Serving(index, now)
        return ""

    def recommend(self, request: Request) -> Answer:
        """What to offer, best first, each with a reason from the evidence behind its score.

        Never a product that is inactive, counted out of stock at the location, in the basket, sent back within 90 days
        or declined within 30, nor one that the request's terms rule out. A customer who refused personalisation gets
        what is popular. Where the method knows too few, what sells well and then the rest of the range fill the list.
        The answer says so in each case.

        Raises:
            UserError: ``recommend.method`` for an unknown method, ``recommend.count`` for less than one,
                ``recommend.terms.category`` for a category the shop does not have.
            NotFound: ``recommend.customer_unknown``.
        """
        from shopassistant.recommend.answering import answer

        return answer(self.store, self._serving, self._live_shelf(), request, uuid.uuid4().hex)

    def complements(
        self,
        product_ids: tuple[int, ...],
        customer_id: int | None = None,
        count: int = 4,
        location_id: int | None = None,
        terms: Terms | None = None,
    ) -> Answer:
        """What goes with the products in a basket, after what shared baskets before; nothing for an empty basket.

        For a customer who may be known: in the usual size, not what they have and people rarely buy twice, and first
        what suits them, too.

        Raises:
            UserError, NotFound: as `recommend`.
        """
        from shopassistant.recommend.complements import complement

        request = Request(
            customer_id, "together", count, location_id=location_id, exclude_product_ids=product_ids, terms=terms
        )
        return complement(self.store, self._serving, self._live_shelf(), request, uuid.uuid4().hex)

    def _live_shelf(self) -> "LiveShelf":
        from shopassistant.recommend.live_shelf import LiveShelf

        shelf = self._shelf
        if shelf is None:  # two threads may both make one: the later stays, either is right
            shelf = self._shelf = LiveShelf()
        return shelf

    def health(self, progress: Progress | None = None) -> "HealthReport":
        """Whether what serves still fits what is sold, and what to do, see `monitoring.health`. Takes seconds.

        Raises:
            Cancelled: by `progress`.
            EnvironmentProblem: the store cannot be read.
        """
        from shopassistant.recommend.monitoring.health import check_health

        return check_health(self.store, self._serving, progress)

    def note_changes(self, changes: Changes) -> None:
        """Forget what is remembered of whom and what changed.

        Answers are current without it (each asks the store whether a customer's records are still the same); this
        spares memory and covers imports.
        """
        serving = self._serving
        if serving is not None:
            serving.live.forget(None if changes.everything else changes.customers)

    def note_sale(self, changes: Changes) -> None:
        """The same, for the changes of a completed sale."""
        self.note_changes(changes)
