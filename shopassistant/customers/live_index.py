"""The word index that follows the store: whatever any window, process or tool writes, the next search knows.

Triggers log which customers changed (`CustomerChange`). The index reads the log from where it stopped, once per search,
and indexes just those customers anew in a small segment of their own; their old rows are crossed out.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from shopassistant.customers import snapshot
from shopassistant.customers.word_index import Person, WordIndex, build
from shopassistant.store import search_sqlite
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer, CustomerChange

# A segment up to this size is built anew with the next change; that takes a few milliseconds.
_SMALL = 500
_MOST_SEGMENTS = 10
# From here on, reading all customers takes long enough to be worth a snapshot.
_WORTH_A_SNAPSHOT = 20_000
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Segment:
    """An index and which of its rows still count, bool [rows]; None while all do."""

    index: WordIndex
    alive: NDArray[np.bool_] | None = None

    def without(self, customer_ids: NDArray[np.int64]) -> "Segment":
        """The same with `customer_ids` crossed out."""
        rows = self.index.rows_of(customer_ids)
        if not len(rows):
            return self
        alive = np.ones(len(self.index.ids), bool) if self.alive is None else self.alive.copy()
        alive[rows] = False
        return replace(self, alive=alive)

    def living_ids(self) -> NDArray[np.int64]:
        """Ids of the rows that count."""
        return self.index.ids if self.alive is None else self.index.ids[self.alive]


@dataclass(frozen=True, slots=True)
class _State:
    segments: tuple[Segment, ...]
    seq: int
    token: int


_log = CustomerChange.__table__.c
_LOG = select(_log.seq, _log.customer_id, _log.token).where(_log.seq >= bindparam("seen")).order_by(_log.seq)


class LiveIndex:
    """Segments that together hold every customer once. Thread safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: _State | None = None
        self._built: _State | None = None

    def segments(self, session: Session) -> tuple[Segment, ...]:
        """All segments, up to date with what `session` sees."""
        with self._lock:
            state = self._state or self._load(session)
            self._state = self._follow(session, state)
            return self._state.segments

    def keep_snapshot(self, store: Store) -> None:
        """Where many customers had just to be read one by one, keep the result in the store for the next start."""
        with self._lock:
            built, self._built = self._built, None
        if built is not None and len(built.segments[0].index.ids) >= _WORTH_A_SNAPSHOT:
            _keep(store, built)

    def _load(self, session: Session) -> _State:
        stored = snapshot.read(session)
        if stored is None:
            return self._build(session)
        self._built = None
        index, seq, token = stored
        return _State((Segment(index),), seq, token)

    def _build(self, session: Session) -> _State:
        self._built = _built(session)
        return self._built

    def _follow(self, session: Session, state: _State) -> _State:
        log = session.connection().execute(_LOG, {"seen": state.seq}).all()
        if state.seq:
            if not log or (log[0].seq, log[0].token) != (state.seq, state.token):
                # Cut behind a newer snapshot, or another store under the same name (a restored backup).
                return self._follow(session, self._load(session))
            log = log[1:]
        if not log:
            return state
        changed = np.unique(np.fromiter((row.customer_id for row in log), np.int64, len(log)))
        known = sum(len(segment.index.ids) for segment in state.segments)
        if len(state.segments) >= _MOST_SEGMENTS or len(changed) > max(_SMALL, known // 2):
            return self._build(session)
        return _State(_with_changes(session, state.segments, changed), log[-1].seq, log[-1].token)


def save_snapshot(store: Store) -> None:
    """Index all customers and keep the result in the store; for the end of a large import, or a quiet moment.

    Takes some six seconds per million customers, of which the store is held for the last few tenths.
    """
    with store.read() as session:
        state = _built(session)
    _keep(store, state)


def _built(session: Session) -> _State:
    newest = session.execute(
        select(CustomerChange.seq, CustomerChange.token).order_by(CustomerChange.seq.desc()).limit(1)
    ).first()
    seq, token = (newest.seq, newest.token) if newest else (0, 0)
    return _State((Segment(build(_everyone(session), search_sqlite.last_purchase_days(session))),), seq, token)


def _keep(store: Store, state: _State) -> None:
    if not state.seq:  # an empty shop
        return
    with store.begin(SYSTEM) as unit:
        snapshot.write(unit, state.segments[0].index, state.seq, state.token)
        unit.commit()


def _with_changes(session: Session, segments: tuple[Segment, ...], changed: NDArray[np.int64]) -> tuple[Segment, ...]:
    rest = tuple(segment.without(changed) for segment in segments)
    if rest and len(rest[-1].index.ids) <= _SMALL:
        changed = np.union1d(changed, rest[-1].living_ids())
        rest = rest[:-1]
    ids = [int(customer_id) for customer_id in changed]
    visits: dict[int, int] = {}
    for batch in _batches(ids):
        visits |= search_sqlite.last_purchase_days_of(session, batch)
    return (*rest, Segment(build(_some(session, ids), visits)))


_COLUMNS = (
    Customer.id,
    Customer.given_name,
    Customer.family_name,
    Customer.company,
    Customer.city,
    Customer.postcode,
)


def _everyone(session: Session) -> Iterator[Person]:
    found = session.execute(
        select(*_COLUMNS).where(Customer.status != "erased").order_by(Customer.id).execution_options(yield_per=5_000)
    )
    return (Person(*row) for row in found)


def _some(session: Session, ids: Sequence[int]) -> Iterator[Person]:
    for batch in _batches(ids):
        found = session.execute(
            select(*_COLUMNS).where(Customer.status != "erased", Customer.id.in_(batch)).order_by(Customer.id)
        )
        yield from (Person(*row) for row in found)


def _batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
