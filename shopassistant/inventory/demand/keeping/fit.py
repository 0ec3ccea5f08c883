"""Forecasting a whole shop: read, learn, save, serve. What served before serves until the last step."""

import time
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.demand.keeping.keeper import ROLE, Keeper
from shopassistant.inventory.demand.keeping.kind import FORECASTS
from shopassistant.inventory.demand.keeping.plan import load_plan
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.artefacts import version_folder
from shopassistant.store.schema import Sale

if TYPE_CHECKING:
    from shopassistant.inventory.forecast.fitting import FitConfig

HORIZON = 90
SAVING = "demand.saving"


@dataclass(frozen=True)
class FitSummary:
    """What came of a fit.

    Attributes:
        version: its name.
        series: variants at locations.
        days: of demand that was learned from.
        first_day: the first day forecast.
        seconds: how long it took.
    """

    version: str
    series: int
    days: int
    first_day: date
    seconds: float


def fit(
    keeper: Keeper,
    progress: Progress | None = None,
    actor: Actor = SYSTEM,
    cause: str = "command",
    zone: tzinfo | None = None,
    horizon: int = HORIZON,
    config: "FitConfig | None" = None,
) -> FitSummary:
    """Forecast every variant at every location, save that and serve it.

    Args:
        cause: ``start``, ``schedule``, ``import``, ``person`` or ``command``.
        zone: the shop's; that of this machine by default.
        config: how thoroughly to learn; as thoroughly as the forecasts allow by default.

    Raises:
        Cancelled: by `progress`; what served goes on serving, as with every error.
        NotAllowed: the actor is no manager.
        Conflict: ``forecast.fit_elsewhere``, another process is at it.
        EnvironmentProblem: the store cannot be read, or the folder not written.
    """
    from shopassistant.inventory.demand.history import history_ends, load_history
    from shopassistant.inventory.demand.panel import panel_of
    from shopassistant.inventory.demand.past import Past
    from shopassistant.inventory.forecast.fitting import fit_forecasts

    actor.require(ROLE)
    progress, started = progress or NoProgress(), time.perf_counter()
    with version_folder.fitting(FORECASTS, keeper.folder):
        version_folder.sweep(keeper.folder)
        with keeper.store.read() as session:
            newest = session.scalar(select(func.max(Sale.id))) or 0
            today = history_ends(session, keeper.store.clock.now(), zone)
            history = load_history(session, today, progress, zone)
            panel = panel_of(session, history, horizon, progress, _region(session))
        past, days = Past.of(history), history.days.count
        del history
        forecasts = fit_forecasts(panel, horizon, config, progress)
        progress.report(SAVING, 0, 1)
        seconds = round(time.perf_counter() - started, 2)
        version = keeper.save(actor, forecasts, past, newest, cause, seconds)
    return FitSummary(version, forecasts.count, days, today, time.perf_counter() - started)


def _region(session: Session) -> str:
    """The region whose holidays the shop keeps; one that was chosen for another country counts no more."""
    from shopassistant.inventory.demand.holiday_dates import regions
    from shopassistant.store.shop import load_shop

    wanted = load_plan(session).region
    return wanted if wanted in dict(regions(load_shop(session).country)) else ""
