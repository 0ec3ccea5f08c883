"""Who belongs to a segment right now, by its definition; what several segments need is read once."""

from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.customers.segments.conditions.matching import matching
from shopassistant.customers.segments.definitions import RFM_GROUPS, ClusterLabel, Definition, RfmGroups, Rule
from shopassistant.customers.segments.model import model_from_json
from shopassistant.customers.segments.reading import History, load_history
from shopassistant.customers.segments.rfm import Rfm, rfm_of
from shopassistant.store.schema import Clustering

Longs = NDArray[np.int64]


class Placing:
    """One look at the shop, for any number of segments. Belongs to one session and one thread.

    Args:
        session: of one snapshot.
        now: as of when; later sales are not seen.
    """

    def __init__(self, session: Session, now: datetime, progress: Progress | None = None) -> None:
        self._session, self._now, self._progress = session, now, progress or NoProgress()
        self._history: History | None = None
        self._rfm: Rfm | None = None
        self._labels: dict[int, tuple[Longs, NDArray[np.int32]]] = {}

    def members(self, definition: Definition) -> Longs:
        """Ids of the active customers that are in, int64, ascending.

        Raises:
            NotFound: ``segment.clustering_unknown``.
            UserError: a tree of conditions that makes no sense; see `conditions`.
            Cancelled: by the progress.
        """
        if isinstance(definition, Rule):
            return self._by_rule(definition)
        if isinstance(definition, RfmGroups):
            return self._by_rfm(definition)
        return self._by_cluster(definition)

    def _by_rule(self, rule: Rule) -> Longs:
        return matching(self._session, rule.tree, self._now)

    def _by_rfm(self, wanted: RfmGroups) -> Longs:
        if self._rfm is None:
            self._rfm = rfm_of(self._history or load_history(self._session, self._now, self._progress, lines=False))
        groups = [RFM_GROUPS.index(name) for name in wanted.groups]
        found: Longs = self._rfm.customer_ids[np.isin(self._rfm.group, groups)]
        return found

    def _by_cluster(self, wanted: ClusterLabel) -> Longs:
        if wanted.clustering_id not in self._labels:
            stored = self._session.get(Clustering, wanted.clustering_id)
            if stored is None:
                raise NotFound("segment.clustering_unknown")
            self._labels[wanted.clustering_id] = self._placed(stored)
        ids, labels = self._labels[wanted.clustering_id]
        found: Longs = ids[labels == wanted.label]
        return found

    def _placed(self, stored: Clustering) -> tuple[Longs, NDArray[np.int32]]:
        model = model_from_json(stored.model)
        self._history = self._history or load_history(self._session, self._now, self._progress)
        self._rfm = self._rfm or rfm_of(self._history)
        return self._history.customer_ids, model.place(self._history, self._rfm)
