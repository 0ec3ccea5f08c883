"""What the settings page asks of the lanes. No widgets."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shopassistant.core.changes import Changes
from shopassistant.core.progress import Progress
from shopassistant.desktop.shell.context import AppContext

if TYPE_CHECKING:
    from shopassistant.inventory.demand.keeping.plan import ForecastPlan
    from shopassistant.recommend.retraining.plan import RetrainingPlan
    from shopassistant.store.shop import Shop


class SettingsPresenter(QObject):
    """Reads and writes the shop's settings, its staff and its copies.

    Signals:
        shop_loaded: a `Shop`.
        staff_loaded: tuple of `StaffRecord`.
        plan_loaded: a `RetrainingPlan`.
        forecast_plan_loaded: a `ForecastPlan`, and the regions of the country: tuple of (code, name).
        done: code of what was done: ``shop``, ``plan``, ``forecast_plan``, ``hired``, ``pin``, ``active``, ``role``,
            ``backup``, ``restored``.
        refused: an error, to be shown beside what was tried.
        kept: after a restore, the path of the state before it, or empty.
    """

    shop_loaded = Signal(object)
    staff_loaded = Signal(object)
    plan_loaded = Signal(object)
    forecast_plan_loaded = Signal(object, object)
    done = Signal(str)
    refused = Signal(object)
    kept = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context

    @property
    def is_administrator(self) -> bool:
        """Whether the one signed in may change the shop and its staff."""
        return self._has_role("administrator")

    @property
    def is_manager(self) -> bool:
        """Whether the one signed in may take a copy of the shop."""
        return self._has_role("manager")

    def is_self(self, staff_id: int) -> bool:
        """Whether this is the one signed in."""
        staff = self._context.staff
        return not staff.is_locked and staff.actor.staff_id == staff_id

    def _has_role(self, role: str) -> bool:
        staff = self._context.staff
        return not staff.is_locked and staff.actor.has_role(role)

    def load(self) -> None:
        """Ask for the shop's settings and the staff."""
        store = self._context.store

        def shop(_progress: Progress) -> "Shop":
            from shopassistant.store.shop import load_shop

            with store.read() as session:
                return load_shop(session)

        def staff(_progress: Progress) -> tuple[object, ...]:
            from shopassistant.store.staff_admin import all_staff

            return all_staff(store)

        self._context.lanes.read.run(self, shop, self.shop_loaded.emit, key="shop")

        def plan(_progress: Progress) -> "RetrainingPlan":
            from shopassistant.recommend.retraining.plan import load_plan

            with store.read() as session:
                return load_plan(session)

        self._context.lanes.read.run(self, staff, self.staff_loaded.emit, key="staff")
        self._context.lanes.read.run(self, plan, self.plan_loaded.emit, key="plan")
        self._load_forecast_plan()

    def _load_forecast_plan(self) -> None:
        store = self._context.store

        def job(_progress: Progress) -> "tuple[ForecastPlan, tuple[tuple[str, str], ...]]":
            from shopassistant.inventory.demand.holiday_dates import regions
            from shopassistant.inventory.demand.keeping.plan import load_plan
            from shopassistant.store.shop import load_shop

            with store.read() as session:
                return load_plan(session), regions(load_shop(session).country)

        def loaded(found: "tuple[ForecastPlan, tuple[tuple[str, str], ...]]") -> None:
            self.forecast_plan_loaded.emit(*found)

        self._context.lanes.read.run(self, job, loaded, key="forecast plan")

    def save_shop(self, shop: "Shop") -> None:
        """Write the shop's settings."""
        store, actor = self._context.store, self._context.staff.actor

        def job(_progress: Progress) -> None:
            from shopassistant.store.shop import save_shop

            with store.begin(actor) as unit:
                save_shop(unit, shop)
                unit.commit()

        self._context.lanes.db.run(self, job, lambda _none: self._finished("shop"), self.refused.emit)

    def save_plan(self, plan: "RetrainingPlan") -> None:
        """Write when the recommendations are learned anew."""
        store, actor = self._context.store, self._context.staff.actor

        def job(_progress: Progress) -> None:
            from shopassistant.recommend.retraining.plan import save_plan

            save_plan(store, actor, plan)

        self._context.lanes.db.run(self, job, lambda _none: self._finished("plan"), self.refused.emit)

    def save_forecast_plan(self, plan: "ForecastPlan") -> None:
        """Write when the demand is forecast anew."""
        store, actor = self._context.store, self._context.staff.actor

        def job(_progress: Progress) -> None:
            from shopassistant.inventory.demand.keeping.plan import save_forecast_plan

            save_forecast_plan(store, actor, plan)

        self._context.lanes.db.run(self, job, lambda _none: self._finished("forecast_plan"), self.refused.emit)

    def hire(self, name: str, role: str, pin: str) -> None:
        """Add someone."""
        store, actor = self._context.store, self._context.staff.actor

        def job(_progress: Progress) -> int:
            from shopassistant.store.staff_admin import hire

            return hire(store, actor, name, role, pin)

        self._context.lanes.db.run(self, job, lambda _id: self._finished("hired"), self.refused.emit)

    def set_pin(self, staff_id: int, pin: str) -> None:
        """Give someone a new PIN."""
        store, actor = self._context.store, self._context.staff.actor

        def job(_progress: Progress) -> Changes:
            from shopassistant.store.staff_admin import set_pin

            return set_pin(store, actor, staff_id, pin)

        self._context.lanes.db.run(self, job, lambda _changes: self._finished("pin"), self.refused.emit)

    def set_active(self, staff_id: int, active: bool) -> None:
        """Let someone sign in, or no longer."""
        store, actor = self._context.store, self._context.staff.actor

        def job(_progress: Progress) -> Changes:
            from shopassistant.store.staff_admin import set_active

            return set_active(store, actor, staff_id, active)

        self._context.lanes.db.run(self, job, lambda _changes: self._finished("active"), self.refused.emit)

    def set_role(self, staff_id: int, role: str) -> None:
        """Give someone another role; the list is read again whatever came of it."""
        store, actor = self._context.store, self._context.staff.actor

        def job(_progress: Progress) -> Changes:
            from shopassistant.store.staff_admin import set_role

            return set_role(store, actor, staff_id, role)

        def refused(error: Exception) -> None:
            self.refused.emit(error)
            self.load()

        self._context.lanes.db.run(self, job, lambda _changes: self._finished("role"), refused)

    def backup(self, target: Path, title: str) -> None:
        """Copy the store while it is in use."""
        store, actor = self._context.store, self._context.staff.actor

        def job(progress: Progress) -> None:
            from shopassistant.store.copies import back_up

            back_up(store, actor, target, progress)

        # Not in the lane of the writes: a sale does not wait for a copy.
        self._context.lanes.net.run(self, job, lambda _none: self.done.emit("backup"), self.refused.emit, title=title)

    def restore(self, backup: Path, title: str) -> None:
        """Bring a copy back; the state before stays beside the store."""
        store, actor = self._context.store, self._context.staff.actor

        def job(progress: Progress) -> str:
            from shopassistant.store.copies import bring_back

            return str(bring_back(store, actor, backup, progress) or "")

        self._context.lanes.db.run(self, job, self._restored, self.refused.emit, title=title)

    def _restored(self, kept: str) -> None:
        self._context.bus.publish(Changes(everything=True))
        self.kept.emit(kept)
        self.done.emit("restored")
        self.load()

    def _finished(self, code: str) -> None:
        self.done.emit(code)
        self.load()
