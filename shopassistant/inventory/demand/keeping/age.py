"""How old forecasts are, as a code and its values: whoever shows a forecast says this beside it."""

from datetime import datetime, tzinfo

from shopassistant.inventory.demand.keeping.keeper import Freshness

NOON = 12


def age(fresh: Freshness, now: datetime, zone: tzinfo | None = None) -> tuple[str, dict[str, object]]:
    """The code of a sentence and its values, such as ``forecast.age.morning``: "Forecast of this morning".

    Args:
        zone: the shop's; that of this machine by default.
    """
    if fresh.fitted_at is None:
        return "forecast.age.none", {}
    made, today = fresh.fitted_at.astimezone(zone), now.astimezone(zone)
    days = (today.date() - made.date()).days
    if days <= 0:
        return ("forecast.age.morning" if made.hour < NOON else "forecast.age.today"), {"time": f"{made:%H:%M}"}
    return ("forecast.age.yesterday" if days == 1 else "forecast.age.days"), {"days": days}


def notes(fresh: Freshness, now: datetime, zone: tzinfo | None = None) -> tuple[tuple[str, dict[str, object]], ...]:
    """Codes and values of what a reader should know besides: sales it does not know, records that end before today, a
    newer one that was refused."""
    found: list[tuple[str, dict[str, object]]] = []
    if fresh.sales_since:
        found.append(("forecast.age.sales_since", {"count": fresh.sales_since}))
    if fresh.first_day is not None and fresh.fitted_at is not None:
        behind = (fresh.fitted_at.astimezone(zone).date() - fresh.first_day).days
        if behind > 0:
            found.append(("forecast.age.records_end", {"days": behind}))
    if fresh.problems:
        found.append(("forecast.age.older", {}))
    return tuple(found)
