"""Tells managers what waits on the page Promotions, and lets campaigns start at their hour whatever page is open."""

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from shopassistant.core.changes import Changes
from shopassistant.desktop.shell.watch import Watch

if TYPE_CHECKING:
    from shopassistant.core.progress import Progress
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.desktop.shell.window import MainWindow
    from shopassistant.promotions.waiting import Waiting
    from shopassistant.store.database import Store

PAGE, ROLE = "promotions", "manager"
# After a sign-in the first thing is the counter.
LOOKS_AFTER_MS = 3_000
LOOKS_EVERY_MS = 300_000

_log = logging.getLogger(__name__)


class PromotionsWatch(Watch):
    """The number of things to do stands on the page's button in the rail; each is told of once.

    A campaign that is planned is started by the tab of campaigns, which is built for it where nobody has opened it yet.
    """

    def __init__(self, context: "AppContext", window: "MainWindow") -> None:
        super().__init__(context, LOOKS_AFTER_MS, LOOKS_EVERY_MS, window)
        self._window = window
        self._told: set[tuple[str, int]] = set()
        self._ready_for: frozenset[int] = frozenset()
        context.staff.changed.connect(self.look_soon)
        self.look_soon()

    def heeds(self, changes: Changes) -> bool:
        return bool(changes.everything or changes.promotions or changes.campaigns or changes.variants)

    @Slot()
    def look(self) -> None:
        """Read what waits; nobody but a manager can do anything about it."""
        if not self._window.may_show(PAGE):
            self._window.rail.set_count(PAGE, 0)
            return
        job = partial(_read, self._context.store)
        self._context.lanes.read.run(self, job, self._on_read, self._on_failed, key="promotions.waiting")

    def stop(self) -> None:
        """Look no more."""
        self._context.staff.changed.disconnect(self.look_soon)
        self._window.rail.set_count(PAGE, 0)
        super().stop()

    def _on_read(self, waiting: "Waiting") -> None:
        if not self._window.may_show(PAGE):
            return
        self._window.rail.set_count(PAGE, waiting.count)
        planned = frozenset(waiting.planned)
        if planned - self._ready_for:
            self._window.prepare(PAGE, "campaigns")
        self._ready_for = planned
        steps = self._new("step", waiting.steps)
        missed, halted = self._new("campaign", waiting.missed), self._new("halted", waiting.halted)
        if halted:
            words = self.tr("{name} is half sent, and nobody sends it. Promotions, Campaigns")
            self._tell(halted, words, self.tr("{count} campaigns are half sent, and nobody sends them"))
        elif missed:
            words = self.tr("{name} was to start by itself and did not. Promotions, Campaigns")
            self._tell(missed, words, self.tr("{count} campaigns were to start by themselves and did not"))
        elif steps:
            words = self.tr("The next price of {name} is due. Promotions, Prices, Markdowns")
            self._tell(steps, words, self.tr("{count} prices are due to go down. Promotions, Prices, Markdowns"))

    def _new(self, kind: str, found: tuple[tuple[int, str], ...]) -> list[str]:
        fresh = [(one, name) for one, name in found if (kind, one) not in self._told]
        self._told -= {known for known in self._told if known[0] == kind and known[1] not in dict(found)}
        self._told |= {(kind, one) for one, _name in fresh}
        return [name for _one, name in fresh]

    def _tell(self, names: list[str], one: str, several: str) -> None:
        count = self._context.catalogue.number(len(names))
        self._context.toasts.show_quietly(one.format(name=names[0]) if len(names) == 1 else several.format(count=count))

    def _on_failed(self, error: Exception) -> None:
        """Nobody asked for it: the next look tries again."""
        _log.warning("what waits for a manager was not read: %s", error)


def _read(store: "Store", _progress: "Progress") -> "Waiting":
    from shopassistant.promotions.waiting import what_waits

    now = store.clock.now()
    with store.read() as session:
        return what_waits(session, now, now.astimezone().date())
