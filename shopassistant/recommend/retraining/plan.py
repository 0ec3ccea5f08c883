"""When a shop wants its recommendations learned anew; kept in its store so that every terminal agrees."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.wishes import load_wishes, save_wishes

MODES = ("off", "nightly", "weekly")
ROLE = "manager"
_PREFIX = "retraining."


@dataclass(frozen=True)
class RetrainingPlan:
    """The shop's wish.

    Attributes:
        mode: one of `MODES`; with ``off`` nothing is learned by itself.
        closing_hour: hour of the day (0 to 23, on the wall here) from which the shop is closed.
        weekday: for ``weekly``, 0 for Monday.
        growth_percent: learn also once so much more was sold than was known; 0 for never.
        on_drift: learn also when what is sold has changed.
        on_import: learn also after records were brought in.
    """

    mode: str = "nightly"
    closing_hour: int = 20
    weekday: int = 6
    growth_percent: int = 10
    on_drift: bool = True
    on_import: bool = True

    def __post_init__(self) -> None:
        self._require(self.mode in MODES, "mode")
        self._require(0 <= self.closing_hour <= 23, "closing_hour")
        self._require(0 <= self.weekday <= 6, "weekday")
        self._require(0 <= self.growth_percent <= 1000, "growth_percent")

    def _require(self, condition: bool, name: str) -> None:
        """Raise UserError ``retraining.setting`` naming the field, unless `condition`."""
        if not condition:
            raise UserError("retraining.setting", field=name, value=str(getattr(self, name)))


def load_plan(session: Session) -> RetrainingPlan:
    """The stored plan; what was never set is as in `RetrainingPlan`.

    Raises:
        UserError: ``retraining.setting``, a stored value makes no sense.
    """
    return load_wishes(session, RetrainingPlan, _PREFIX, "retraining.setting")


def save_plan(store: Store, actor: Actor, plan: RetrainingPlan) -> None:
    """Store the plan; managers.

    Raises:
        NotAllowed: ``role.required``.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit:
        save_wishes(unit, plan, _PREFIX)
        unit.audit("retraining.planned", "shop_setting", None, mode=plan.mode, closing_hour=plan.closing_hour)
        unit.commit()
