"""When a shop wants its forecasts learned anew, and where it lies; kept in its store so that every terminal agrees."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.wishes import load_wishes, save_wishes

MODES = ("daily", "off")
ROLE = "manager"
_PREFIX = "forecast_plan."


@dataclass(frozen=True)
class ForecastPlan:
    """The shop's wish.

    Attributes:
        mode: one of `MODES`; with ``off`` nothing is forecast by itself but the first time.
        hour: hour of the day (0 to 23, on the wall here) from which a new day's forecast is made.
        on_import: forecast anew also after records were brought in.
        region: of the shop's country, as `holiday_dates.regions` lists them; empty for the country's own holidays.
    """

    mode: str = "daily"
    hour: int = 4
    on_import: bool = True
    region: str = ""

    def __post_init__(self) -> None:
        self._require(self.mode in MODES, "mode")
        self._require(0 <= self.hour <= 23, "hour")
        self._require(len(self.region) <= 20, "region")

    def _require(self, condition: bool, name: str) -> None:
        """Raise UserError ``forecast.plan`` naming the field, unless `condition`."""
        if not condition:
            raise UserError("forecast.plan", field=name, value=str(getattr(self, name)))


def load_plan(session: Session) -> ForecastPlan:
    """The stored plan; what was never set is as in `ForecastPlan`.

    Raises:
        UserError: ``forecast.plan``, a stored value makes no sense.
    """
    return load_wishes(session, ForecastPlan, _PREFIX, "forecast.plan")


def save_forecast_plan(store: Store, actor: Actor, plan: ForecastPlan) -> None:
    """Store the plan; managers.

    Raises:
        NotAllowed: ``role.required``.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit:
        save_wishes(unit, plan, _PREFIX)
        unit.audit("forecast.planned", "shop_setting", None, mode=plan.mode, hour=plan.hour, region=plan.region)
        unit.commit()
