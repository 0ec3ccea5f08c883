"""Cameras of this terminal and the shop's plan for the try-on, read and written for the settings page. No widgets."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.sales.try_on_plan import TryOnPlan
    from shopassistant.tryon.sources.listing import CameraInfo

DAYS = 7


@dataclass(frozen=True, slots=True)
class VisitFigures:
    """What the books know of the visits of `DAYS` days.

    Attributes:
        median_seconds: half of them were longer.
        looks: that were shown in all of them.
    """

    visits: int
    median_seconds: int
    looks: int


class TryOnSettingsDesk(Desk):
    """Asks which cameras are plugged in (none is switched on for it), and keeps the plan.

    Signals:
        cameras_listed: tuple of names.
        loaded: the `TryOnPlan`.
        visited: a `VisitFigures` of the last seven days.
        saved: it is in the books.
    """

    cameras_listed = Signal(object)
    loaded = Signal(object)
    visited = Signal(object)
    saved = Signal()

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)

    @property
    def is_manager(self) -> bool:
        """Whether the one signed in may change the shop's plan."""
        staff = self.context.staff
        return not staff.is_locked and staff.actor.has_role("manager")

    @property
    def camera(self) -> str:
        """The camera of this terminal; empty for the first there is."""
        return self.context.settings.current.camera

    def use_camera(self, name: str) -> None:
        """Remember the camera on this machine."""
        self.context.settings.change(camera=name)

    @Slot()
    def load(self) -> None:
        """The plan and the cameras as they are now."""
        from shopassistant.sales.try_on_plan import load_try_on_plan

        def plan() -> "TryOnPlan":
            with self.store.read() as session:
                return load_try_on_plan(session)

        def visited() -> VisitFigures:
            from shopassistant.sales.visits import visits

            since = self.store.clock.now() - timedelta(days=DAYS)
            with self.store.read() as session:
                found = list(visits(session, since))
            lengths = [one.seconds for one in found]
            looks = sum(one.looks for one in found)
            return VisitFigures(len(found), int(median(lengths)) if found else 0, looks)

        self.look("try_on.plan", plan, self.loaded.emit)
        self.look("try_on.visits", visited, self.visited.emit)
        self.list_cameras()

    @Slot()
    def list_cameras(self) -> None:
        """Look again which cameras are plugged in."""

        def names() -> tuple[str, ...]:
            from shopassistant.tryon.sources.listing import cameras

            return _names(cameras())

        self.look("try_on.cameras", names, self.cameras_listed.emit)

    def save(self, plan: "TryOnPlan") -> None:
        """Write the plan; managers only."""
        from shopassistant.sales.try_on_plan import save_try_on_plan

        actor = self.actor
        self.write(lambda: save_try_on_plan(self.store, actor, plan), self._on_saved)

    def _on_saved(self, _none: None) -> None:
        self.saved.emit()
        self.load()


def _names(found: "tuple[CameraInfo, ...]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in found))
