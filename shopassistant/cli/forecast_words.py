"""How `shopassistant forecast` prints what it found, for people and for scripts."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from shopassistant.inventory.demand.keeping.age import age, notes
from shopassistant.inventory.demand.keeping.answer import SHOWN, SeriesForecast, series_forecast, shop_errors
from shopassistant.inventory.variant_words import variant_detail
from shopassistant.store.schema import Location, Product, Variant

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.inventory.demand.keeping.keeper import Keeper, Kept

# Ids in one statement; SQLite takes some 32,000.
_AT_ONCE = 5_000


def print_series(
    keeper: "Keeper", kept: "Kept", catalogue: "Catalogue", rows: list[int], days: int, as_json: bool
) -> None:
    """One variant at each of its locations, day by day."""
    found = [series_forecast(kept, row, days) for row in rows]
    names = _names(keeper, [one.variant_id for one in found])
    places = _places(keeper)
    if as_json:
        _print_json(
            {**_frame(keeper, kept, catalogue), "series": [_plain(one, catalogue, names, places) for one in found]}
        )
        return
    _print_age(keeper, catalogue)
    for one in found:
        sku, name = names[one.variant_id]
        print(f"\n{name} ({sku}), {places[one.location_id]}: {catalogue.say(f'forecast.class.{one.demand_class}')}")
        print(f"  {'day':<14}{'expected':>9}{'low':>7}{'middle':>8}{'high':>7}")
        for day in one.days:
            low, middle, high = day.quantiles
            print(f"  {day.day:%a %Y-%m-%d}{day.expected:>9.2f}{low:>7.1f}{middle:>8.1f}{high:>7.1f}")
        low, middle, high = one.total
        print(f"  {'together':<14}{one.expected:>9.1f}{low:>7.0f}{middle:>8.0f}{high:>7.0f}")
        for line in _said(one, catalogue):
            print(f"  {line}")


def print_shop(keeper: "Keeper", kept: "Kept", catalogue: "Catalogue", days: int, count: int, as_json: bool) -> None:
    """The variants of which most is expected, how many of which kind there are, and how right it was."""
    forecasts = kept.forecasts
    expected = forecasts.mean[:, : min(days, forecasts.horizon)].sum(axis=1)
    rows = (-expected).argsort(kind="stable")[: max(count, 0)].tolist()
    found = [series_forecast(kept, row, days) for row in rows]
    names, places = _names(keeper, [one.variant_id for one in found]), _places(keeper)
    errors = shop_errors(kept)
    if as_json:
        frame = {**_frame(keeper, kept, catalogue), "errors": errors, "expected_units": float(expected.sum())}
        _print_json({**frame, "series": [_plain(one, catalogue, names, places) for one in found]})
        return
    _print_age(keeper, catalogue)
    print(f"{forecasts.count:,} variants at their locations, {expected.sum():,.0f} units expected in {days} days")
    for code, many in _classes(kept):
        print(f"  {many:>7,}  {catalogue.say(f'forecast.class.{code}')}")
    print(_errors_line(errors))
    print(f"\n  {'expected':>8}  {'low':>5} to {'high':<5}  sells")
    for one in found:
        sku, name = names[one.variant_id]
        kind = catalogue.say(f"forecast.class.{one.demand_class}")
        doubt = " (uncertain)" if one.doubts else ""
        print(f"  {one.expected:>8.1f}  {one.total[0]:>5.0f} to {one.total[2]:<5.0f}  {name} ({sku}), "
              f"{places[one.location_id]}: {kind}{doubt}")  # fmt: skip


def _said(one: SeriesForecast, catalogue: "Catalogue") -> list[str]:
    lines = [f"method: {catalogue.say(f'forecast.method.{one.method}')}", _errors_line(one.errors)]
    if one.errors_minor:
        lines[-1] += f", {catalogue.money(round(one.errors_minor['mae']))} a day at cost"
    if one.lost_units >= 0.5:
        lines.append(f"lost in the last quarter, out of stock: about {one.lost_units:.0f} units")
    return lines + [f"uncertain: {catalogue.say(f'forecast.doubt.{code}')}" for code in one.doubts]


def _errors_line(errors: dict[str, float] | Any) -> str:
    if not errors:
        return "not tested on the past yet, which is too short for that"
    return (
        f"on the past it was off by {errors['mae']:.2f} units a day ({errors['wape']:.0%} of what was sold; "
        f"{errors['mase']:.2f} of the error of repeating the week before)"
    )


def _print_age(keeper: "Keeper", catalogue: "Catalogue") -> None:
    fresh, now = keeper.freshness(), keeper.store.clock.now()
    print(catalogue.say(*age(fresh, now)))
    for code, values in notes(fresh, now):
        print(f"! {catalogue.say(code, values)}")


def _classes(kept: "Kept") -> list[tuple[str, int]]:
    from shopassistant.inventory.forecast.classes import DEMAND_CLASSES

    held = kept.forecasts.demand_class
    return [(code, int((held == place).sum())) for place, code in enumerate(DEMAND_CLASSES) if (held == place).any()]


def _frame(keeper: "Keeper", kept: "Kept", catalogue: "Catalogue") -> dict[str, Any]:
    fresh, now = keeper.freshness(), keeper.store.clock.now()
    return {
        "fitted_at": kept.fitted_at.isoformat(),
        "first_day": kept.forecasts.first_day.isoformat(),
        "version": kept.version,
        "age": catalogue.say(*age(fresh, now)),
        "notes": [catalogue.say(code, values) for code, values in notes(fresh, now)],
        "levels": list(SHOWN),
    }


def _plain(
    one: SeriesForecast, catalogue: "Catalogue", names: dict[int, tuple[str, str]], places: dict[int, str]
) -> dict[str, Any]:
    sku, name = names[one.variant_id]
    doubts = [{"code": code, "text": catalogue.say(f"forecast.doubt.{code}")} for code in one.doubts]
    days = [{"day": d.day.isoformat(), "expected": d.expected, "quantiles": list(d.quantiles)} for d in one.days]
    return {
        **asdict(one),
        "sku": sku,
        "name": name,
        "location": places[one.location_id],
        "doubts": doubts,
        "days": days,
    }


def _print_json(value: dict[str, Any]) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


def _names(keeper: "Keeper", variants: list[int]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    with keeper.store.read() as session:
        for start in range(0, len(variants), _AT_ONCE):
            query = (
                select(Variant.id, Variant.sku, Product.name, Variant.size, Variant.colour)
                .join(Product, Product.id == Variant.product_id)
                .where(Variant.id.in_(variants[start : start + _AT_ONCE]))
            )
            for key, sku, name, size, colour in session.execute(query):
                detail = variant_detail(name, colour, size)
                found[key] = (sku, f"{name}, {detail}" if detail else name)
    return found


def _places(keeper: "Keeper") -> dict[int, str]:
    with keeper.store.read() as session:
        return dict(session.execute(select(Location.id, Location.name)).all())
