"""The panel a forecast learns from, out of the store."""

from datetime import date, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.demand.history import DemandHistory, load_history
from shopassistant.inventory.demand.holiday_dates import holiday_names
from shopassistant.inventory.demand.prices import read_prices, relative_prices
from shopassistant.inventory.demand.promotions import planned_depth, promotion_depth, with_planned_prices
from shopassistant.inventory.demand.special_days import closed_ahead, read_events
from shopassistant.inventory.forecast.panel import Panel
from shopassistant.store.shop import load_shop

Floats = NDArray[np.float32]


def load_panel(
    session: Session,
    today: date,
    horizon: int,
    progress: Progress | None = None,
    zone: tzinfo | None = None,
    region: str = "",
) -> Panel:
    """Demand of every variant and location up to the day before `today`, and what is known of `horizon` days ahead.

    Known ahead are: ``price`` relative to the usual one, ``promotion`` (share off the price), ``holiday``, ``closed``
    and ``event`` (0 or 1). Groups: product, category, brand, supplier, location.

    Args:
        zone: the shop's; that of this machine by default.
        region: of the shop's country, for its holidays.

    Raises:
        UserError: ``demand.region``, no region of the country.
        Cancelled: by `progress`.
    """
    progress = progress or NoProgress()
    history = load_history(session, today, progress, zone)
    return panel_of(session, history, horizon, progress, region)


def panel_of(
    session: Session, history: DemandHistory, horizon: int, progress: Progress | None = None, region: str = ""
) -> Panel:
    """The panel of a history; see `load_panel`."""
    series, days, goods = history.series, history.days, history.goods
    total = days.count + horizon
    end = days.first + timedelta(days=total)
    names = holiday_names(days.first, end, load_shop(session).country, region)
    events = read_events(session, days.first, end)
    ahead = closed_ahead(history.closed, days, horizon, names, series.places, events)
    steps = read_prices(session, progress or NoProgress())
    planned = planned_depth(series, days, horizon, goods.category, events)
    price = with_planned_prices(relative_prices(steps, series, days, horizon), planned, days.count)
    holiday = np.array([[days.first + timedelta(days=n) in names for n in range(total)]], np.float32)
    happening = np.zeros((1, total), np.float32)
    for event in events:
        if event.kind == "event":
            happening[0, event.days(days.first, total)] = 1
    return Panel(
        keys=series.keys,
        first_day=days.first,
        units=history.demand,
        unit_cost=goods.cost,
        unit_margin=goods.margin,
        known={
            "price": price,
            "promotion": promotion_depth(history.sold, days, goods.product, goods.category, planned),
            "holiday": holiday,
            "closed": _of_rows(np.concatenate([history.closed, ahead], axis=1), series.place),
            "event": happening,
        },
        groups={
            "product": goods.product,
            "category": goods.category,
            "brand": goods.brand,
            "supplier": goods.supplier,
            "location": series.keys[:, 1].astype(np.int32),
        },
    )


def _of_rows(of_places: NDArray[np.bool_], place: NDArray[np.int32]) -> Floats:
    """float32 (n, ...), or (1, ...) where all locations are alike."""
    if len(of_places) and (of_places == of_places[:1]).all():
        return of_places[:1].astype(np.float32)
    return of_places[place].astype(np.float32)
