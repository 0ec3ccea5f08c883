"""Opening a shop's file: create it, recognise it, migrate it with a backup first, refuse what is newer or foreign."""

import logging
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shopassistant.core.clock import Clock, SystemClock
from shopassistant.core.errors import EnvironmentProblem, NotAllowed, NotFound
from shopassistant.store import sqlite
from shopassistant.store.actor import Actor
from shopassistant.store.schema import Base, Staff
from shopassistant.store.unit_of_work import UnitOfWork

# The newest migration. A test compares it with the migrations folder, so that Alembic need not be imported to know.
SCHEMA_VERSION = "0006"

_log = logging.getLogger(__name__)


class Store:
    """One shop's database. Thread safe; sessions and units of work are not and belong to one thread each.

    Build it with `open_store`.
    """

    def __init__(self, engine: Engine, path: Path, clock: Clock) -> None:
        self.engine = engine
        self.path = path
        self.clock = clock
        # What rooms keep beside the open file, by their own key, such as the promotions that hold now; every session
        # of this store carries it, and the clock, in its `info`.
        self.memory: dict[str, Any] = {}
        self._info = {"memory": self.memory, "clock": clock}
        self._writing_engine = engine.execution_options(writes=True)
        # Connections of `look_up` that nobody uses just now: taking one from the pool and giving it back takes as long
        # as asking.
        self._asking: list[sqlite3.Connection] = []

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one consistent snapshot; whatever it changes is rolled back.

        Raises:
            EnvironmentProblem: the file cannot be read (its code says why).
        """
        with self._explained(), self._session(self.engine, autoflush=False) as session:
            yield session

    def look_up(self, statement: str, values: Mapping[str, Any]) -> Any:
        """The first column of the first row of one statement, which sees one consistent snapshot by itself.

        For what is asked with every answer: it goes to SQLite as it stands, which takes a tenth of what a session
        takes to be made ready, and so no listener of the engine hears of it.

        Args:
            statement: with named parameters (``:name``); only reads.
            values: by name, of types SQLite knows.

        Raises:
            EnvironmentProblem: the file cannot be read (its code says why).
        """
        kept = self._asking
        connection: sqlite3.Connection | None = None
        try:
            try:
                connection = kept.pop()  # no other thread can get the same
            except IndexError:
                connection = self._connection()
            row = connection.execute(statement, values).fetchone()
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()  # one that failed is not kept
            problem = sqlite.explain_original(error)
            if problem is None:
                raise
            raise problem from error
        kept.append(connection)
        return None if row is None else row[0]

    def _connection(self) -> sqlite3.Connection:
        """A connection of its own, made ready like all of them."""
        made = self.engine.raw_connection()
        connection = made.driver_connection
        made.detach()
        assert isinstance(connection, sqlite3.Connection)  # noqa: S101  what the engine was made for
        return connection

    @contextmanager
    def begin(self, actor: Actor) -> Iterator[UnitOfWork]:
        """A unit of work in the name of `actor`; rolled back unless its `commit` is called.

        Raises:
            NotAllowed: ``staff.gone``, the actor no longer works here: signed in at this window, stopped at another.
            EnvironmentProblem: the file cannot be written (its code says why).
        """
        with self._explained(), self._session(self._writing_engine) as session:
            session.connection()  # takes the write lock now, before anything is read and decided on
            _require_employed(session, actor)
            yield UnitOfWork(session, actor, self.clock)

    def _session(self, engine: Engine, *, autoflush: bool = True) -> Session:
        return Session(engine, autoflush=autoflush, expire_on_commit=False, info=dict(self._info))

    def close(self) -> None:
        """Close all connections that nobody uses."""
        kept, self._asking = self._asking, []
        with suppress(IndexError):  # a thread that asks just now takes its own
            while True:
                kept.pop().close()
        self.engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            problem = sqlite.explain(error)
            if problem is None:
                raise
            raise problem from error


def _require_employed(session: Session, actor: Actor) -> None:
    if actor.staff_id is None:
        return
    if not session.scalar(select(Staff.active).where(Staff.id == actor.staff_id)):
        raise NotAllowed("staff.gone", actor=actor.name)


def open_store(path: Path, *, create: bool = False, clock: Clock | None = None) -> Store:
    """Open the shop at `path`, migrating an older one (after a backup beside it).

    Args:
        path: the shop's file.
        create: make an empty shop where there is no file.
        clock: tells the time to every unit of work; the system's by default.

    Raises:
        NotFound: ``store.missing``, no file and not `create`.
        EnvironmentProblem: ``store.not_a_database``, ``store.foreign``, ``store.newer``, ``store.cannot_open`` ...
    """
    is_new = not path.exists() or path.stat().st_size == 0
    if is_new and not create:
        raise NotFound("store.missing", path=str(path))
    if is_new:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentProblem("store.cannot_open", reason=str(error)) from error
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})
    sqlite.prepare(engine)
    store = Store(engine, path, clock or SystemClock())
    try:
        with store._explained():
            _bring_up_to_date(store)
    except BaseException:
        store.close()
        raise
    return store


def _bring_up_to_date(store: Store) -> None:
    version = _version(store.engine)
    if version == SCHEMA_VERSION:
        return
    if version is None:
        _create(store.engine)
        return
    from shopassistant.store.migrate import upgrade  # Alembic costs 0.2 s: only when there is something to migrate

    upgrade(store, version)


def _version(engine: Engine) -> str | None:
    """The schema version of the file; None for an empty one. Refuses a database that is not a shop's."""
    tables = set(inspect(engine).get_table_names())
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise EnvironmentProblem("store.foreign")
    with engine.connect() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if found is None:
        raise EnvironmentProblem("store.foreign")
    return str(found)


def _create(engine: Engine) -> None:
    """Make all tables at once; the migrations lead to the same schema, which a test compares."""
    with engine.execution_options(writes=True).begin() as connection:
        if inspect(connection).get_table_names():  # another window was faster
            return
        Base.metadata.create_all(connection)
        sqlite.create_triggers(connection)
        connection.execute(
            text(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            )
        )
        connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": SCHEMA_VERSION})
    _log.info("created a new store, schema %s", SCHEMA_VERSION)
