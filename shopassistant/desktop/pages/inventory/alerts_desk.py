"""The alerts' presenter: lists them, and does what people say about them, each with its undo. No widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.inventory.alerts.listing import AlertLine
from shopassistant.inventory.alerts.subscriptions import Subscription

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.listing import Choice
    from shopassistant.store.actor import Actor
    from shopassistant.store.staff import StaffMember


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is listed.

    Attributes:
        status: ``open``, ``snoozed`` or ``closed``.
        everyones: also what is for others.
        kind: one kind; empty for all.
    """

    status: str = "open"
    everyones: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """An answer: the alerts that are wanted, and how many there are of the status and person in all."""

    wanted: Wanted
    lines: tuple[AlertLine, ...]
    in_all: int


@dataclass(frozen=True, slots=True)
class Hearers:
    """Who hears of what, and the choices for it."""

    subscriptions: tuple[Subscription, ...]
    people: "tuple[StaffMember, ...]"
    categories: "tuple[Choice, ...]"


class AlertsDesk(Desk):
    """Asks and answers.

    Signals:
        listed: a `Listed`.
        refused: the sentence why something was not done.
        people: the active staff, for whom to give an alert to.
        heard: `Hearers`.
    """

    listed = Signal(object)
    refused = Signal(str)
    people = Signal(object)
    heard = Signal(object)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.wanted = Wanted()
        context.bus.changed.connect(self._on_changes)
        context.staff.changed.connect(self.load)

    @property
    def may_give(self) -> bool:
        """Whether the one signed in may give an alert to somebody else."""
        return not self.context.staff.is_locked and self.actor.has_role("manager")

    # Looking

    @Slot()
    def load(self) -> None:
        """The list, as the filters are now, for the one signed in."""
        if self.context.staff.is_locked:
            return
        actor, wanted = self.actor, self.wanted
        self.look("alerts.list", lambda: self._list(actor, wanted), self.listed.emit)
        self.look("alerts.people", self._people, self.people.emit)

    def narrow(self, **values: Any) -> None:
        """Change fields of `wanted` by name."""
        self.wanted = replace(self.wanted, **values)
        self.load()

    def load_hearers(self) -> None:
        """Who hears of what."""
        self.look("alerts.hearers", self._hearers, self.heard.emit)

    def _list(self, actor: "Actor", wanted: Wanted) -> Listed:
        from shopassistant.inventory.alerts.listing import list_alerts

        with self.store.read() as session:
            every = list_alerts(session, actor, status=wanted.status, everyones=wanted.everyones)
        return Listed(wanted, tuple(one for one in every if wanted.kind in ("", one.kind)), len(every))

    def _people(self) -> "tuple[StaffMember, ...]":
        from shopassistant.store.staff import list_staff

        return tuple(list_staff(self.store))

    def _hearers(self) -> Hearers:
        from shopassistant.inventory.alerts.subscriptions import subscriptions
        from shopassistant.inventory.listing import categories

        with self.store.read() as session:
            return Hearers(subscriptions(session), self._people(), categories(session))

    # What people do

    def give(self, lines: Sequence[AlertLine], staff_id: int | None, name: str) -> None:
        """Say who looks into them; None for nobody."""
        before = {line.id: line.assigned_to_id for line in lines}
        code = "alerts.taken" if staff_id is not None else "alerts.given_back"
        text = self.say(code, count=len(lines), name=name)
        self._assign(dict.fromkeys(before, staff_id), (text, lambda: self._assign(before, None)))

    def put_off(self, lines: Sequence[AlertLine], until: date) -> None:
        """Say nothing of them until the morning of that day."""
        from shopassistant.inventory.alerts.answers import snooze

        moment = datetime.combine(until, time()).astimezone()
        ids = [line.id for line in lines]
        text = self.say("alerts.put_off", count=len(ids), until_on=until)
        self._do(lambda actor: snooze(self.store, actor, ids, moment), (text, self._undo(lines)))

    def close(self, lines: Sequence[AlertLine], reason: str) -> None:
        """Done with them."""
        from shopassistant.inventory.alerts.answers import close

        ids = [line.id for line in lines]
        told = (self.say("alerts.closed", count=len(ids)), self._undo(lines))
        self._do(lambda actor: close(self.store, actor, ids, reason), told)

    def reopen(self, lines: Sequence[AlertLine]) -> None:
        """Open what was put off or closed."""
        self._reopen([line.id for line in lines], None)

    def subscribe(self, wanted: Subscription) -> None:
        """Let somebody hear of something."""
        from shopassistant.inventory.alerts.subscriptions import subscribe

        self._do(lambda actor: _none(subscribe(self.store, actor, wanted)))

    def unsubscribe(self, one: Subscription) -> None:
        """End it, with an undo."""
        from shopassistant.inventory.alerts.subscriptions import unsubscribe

        if one.id is not None:
            id_, again = one.id, replace(one, id=None)
            told = (self.say("alerts.unsubscribed"), lambda: self.subscribe(again))
            self._do(lambda actor: _none(unsubscribe(self.store, actor, id_)), told)

    def _undo(self, lines: Sequence[AlertLine]) -> Callable[[], None]:
        """What brings them back: to open, or to the day they were put off to."""
        until = {line.id: line.snoozed_until for line in lines}
        return lambda: self._reopen(list(until), until)

    def _reopen(self, ids: list[int], until: dict[int, datetime | None] | None) -> None:
        from shopassistant.inventory.alerts.answers import reopen, snooze

        def job(actor: "Actor") -> Changes:
            changes = reopen(self.store, actor, ids)
            now = self.store.clock.now()
            for one, moment in (until or {}).items():
                if moment is not None and moment > now:
                    snooze(self.store, actor, [one], moment)
            return changes

        self._do(job)

    def _assign(self, wanted: dict[int, int | None], told: tuple[str, Callable[[], None]] | None) -> None:
        from shopassistant.inventory.alerts.answers import assign

        def job(actor: "Actor") -> Changes:
            changes = Changes()
            for staff_id in set(wanted.values()):
                changes |= assign(self.store, actor, [one for one, who in wanted.items() if who == staff_id], staff_id)
            return changes

        self._do(job, told)

    def _do(self, job: "Callable[[Actor], Changes]", told: tuple[str, Callable[[], None]] | None = None) -> None:
        actor = self.actor

        def on_done(changes: Changes) -> None:
            self.announce(changes)
            self.load_hearers()
            if told is not None:
                self.context.toasts.show(*told)

        self.write(lambda: job(actor), on_done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
            self.load()  # what is shown is what is there

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.alerts:
            self.load()


def _none(_result: object) -> Changes:
    """Who hears of what changes no alert, but who is told: everything is counted again."""
    return Changes(alerts=frozenset({0}))
