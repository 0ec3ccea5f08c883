"""The recommendation engine as the counter uses it: answers in milliseconds, current to the last sale, with reasons.

Importing this module is cheap; NumPy and the index come with the first `load`, `fit` or answer.
"""

import logging
import threading
import time
import uuid
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from shopassistant.core.changes import Changes
from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.recommend.requests import ALIASES, METHODS, Answer, FitSummary, Recommended, Request
from shopassistant.store.database import Store

if TYPE_CHECKING:
    from shopassistant.recommend.serving import Serving

__all__ = ["ALIASES", "METHODS", "Answer", "Engine", "FitSummary", "Recommended", "Request", "index_folder"]

VERSIONS_KEPT = 3

_log = logging.getLogger(__name__)


def index_folder(store_path: Path) -> Path:
    """Where the index of a store lives: beside it, so that it moves and is deleted with it."""
    return store_path.with_name(f"{store_path.name}.models")


class Engine:
    """Recommends from one store. Thread safe: the index is immutable and swapped whole.

    Args:
        store: the shop.
        folder: where versions of the index are kept; None keeps the index in memory only.
    """

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        self.store = store
        self.folder = folder
        self.problems: tuple[EnvironmentProblem, ...] = ()
        self._lock = threading.Lock()
        self._serving: Serving | None = None

    @property
    def is_ready(self) -> bool:
        """Whether an index serves; without one, answers come from plain SQL."""
        return self._serving is not None

    @property
    def fitted_at(self) -> datetime | None:
        """When the serving index was fitted."""
        return self._serving.fitted_at if self._serving else None

    def fit(self, progress: Progress | None = None) -> FitSummary:
        """Learn from the whole shop, write a version, and serve it. The old index serves until then.

        Raises:
            Cancelled: by `progress`; the old index keeps serving.
            EnvironmentProblem: the store cannot be read, or ``recommend.index_unwritable``.
        """
        from shopassistant.recommend import artefacts
        from shopassistant.recommend.index import build_index
        from shopassistant.recommend.packing import pack
        from shopassistant.recommend.purchases import load_purchases, to_day
        from shopassistant.recommend.sealing import ensure_seal_key
        from shopassistant.recommend.serving import Serving

        started, now = time.perf_counter(), self.store.clock.now()
        progress = progress or NoProgress()
        with self.store.read() as session:
            purchases = load_purchases(session, progress)
        index = build_index(purchases, to_day(now), progress=progress)
        description, arrays = pack(index)
        version = ""
        if self.folder is not None:
            progress.report("recommend.saving", 0, 1)
            description |= {"fitted_at": now.isoformat()}
            version = artefacts.save(self.folder, now, description, arrays, key=ensure_seal_key(self.store))
            artefacts.prune(self.folder, VERSIONS_KEPT)
        with self._lock:
            self._serving = Serving(index, now)
            self.problems = ()
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

    def load(self) -> bool:
        """Serve the newest good version on disk; False where there is none.

        A damaged version is refused, kept in `problems`, and the one before it serves.
        """
        from shopassistant.recommend import artefacts
        from shopassistant.recommend.packing import unpack
        from shopassistant.recommend.sealing import seal_key
        from shopassistant.recommend.serving import Serving

        if self.folder is None:
            return False
        first = artefacts.current(self.folder)
        candidates = [name for name in artefacts.names(self.folder) if name != first]
        key = seal_key(self.store)
        problems = []
        for name in ([first] if first else []) + candidates:
            try:
                version, arrays, _texts = artefacts.load(self.folder, name, key)
                index = unpack(version.description, arrays)
            except EnvironmentProblem as problem:
                _log.warning("index refused: %s", problem)
                problems.append(problem)
                continue
            with self._lock:
                fitted_at = datetime.fromisoformat(version.description["fitted_at"])
                self._serving = Serving(index, fitted_at, is_older=bool(problems))
                self.problems = tuple(problems)
            return True
        self.problems = tuple(problems)
        return False

    def recommend(self, request: Request) -> Answer:
        """What to offer, best first, each with a reason from the evidence behind its score.

        Never a product that is inactive, counted out of stock at the location, in the basket, sent back within 90 days
        or declined within 30. A customer who refused personalisation gets what is popular, and the answer says so.

        Raises:
            UserError: ``recommend.method`` for an unknown method, ``recommend.count`` for less than one.
            NotFound: ``recommend.customer_unknown``.
        """
        from shopassistant.recommend.answering import answer

        return answer(self.store, self._serving, request, uuid.uuid4().hex)

    def complements(
        self,
        product_ids: tuple[int, ...],
        customer_id: int | None = None,
        count: int = 4,
        location_id: int | None = None,
    ) -> Answer:
        """What goes with the products in a basket, after what shared baskets before; nothing for an empty basket."""
        from shopassistant.recommend.answering import complement

        return complement(self.store, self._serving, product_ids, customer_id, count, location_id, uuid.uuid4().hex)

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
