"""What the counter's presenters share: the way from an intent to a lane and back as a signal. No widgets here."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from shopassistant.core.changes import Changes
from shopassistant.core.messages import Catalogue

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.store.actor import Actor
    from shopassistant.store.database import Store

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Desk(QObject):
    """One presenter of the counter. Lives in the GUI thread; its jobs run in the lanes."""

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context

    @property
    def store(self) -> "Store":
        """The shop's database, for use inside a job."""
        return self.context.store

    @property
    def catalogue(self) -> Catalogue:
        """Sentences in the reader's language."""
        return self.context.catalogue

    @property
    def actor(self) -> "Actor":
        """Who stands here now. Ask in the GUI thread, before the job. Raises NotAllowed while locked."""
        return self.context.staff.actor

    @property
    def today(self) -> date:
        """The local day now."""
        return self.store.clock.now().astimezone().date()

    def look(self, key: str, job: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None) -> None:
        """Read in the background; only the newest answer per `key` arrives."""
        self.context.lanes.read.run(self, lambda _progress: job(), done, failed, key=key)

    def forget(self, key: str) -> None:
        """Let no answer of `look` arrive under `key` that is still on its way."""
        self.context.lanes.read.run(self, lambda _progress: None, key=key)

    def write(
        self, job: Callable[[], T], done: Callable[[T], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Write in the background, one after the other; nothing is skipped."""
        self.context.lanes.db.run(self, lambda _progress: job(), done, failed)

    def announce(self, changes: Changes) -> None:
        """Tell everybody what changed."""
        self.context.bus.publish(changes)

    def say(self, sentence: str, **values: object) -> str:
        """A sentence."""
        return self.catalogue.say(sentence, values)
