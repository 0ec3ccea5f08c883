"""Two real years of a wholesaler as demand by product and day, through the app's own import; and invented demand."""

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
from sqlalchemy import func, select

from shopassistant.ingest.importer import import_files
from shopassistant.inventory.forecast.panel import Panel
from shopassistant.store.database import open_store
from shopassistant.store.schema import Sale, SaleLine

_COST = 0.6  # of the price paid: the records hold no costs


def read(data: Path, keep: Path | None = None) -> tuple[Panel, np.ndarray]:
    """The panel of both years, unknown before a product's first sale; and the money paid by product and day.

    Args:
        keep: folder of what was made before.
    """
    path = keep / "panel.npz" if keep else None
    if path is None or not path.exists():
        lines = _lines(data)
        first = lines["day"].min()
        row, variants = pd.factorize(lines["variant"], sort=True)
        place = (lines["day"] - first).dt.days.to_numpy()
        steps = int(place.max()) + 1
        units = Panel.units_of_sales(len(variants), steps, row, place, lines["units"].to_numpy())
        money = Panel.units_of_sales(len(variants), steps, row, place, lines["money"].to_numpy())
        made = {"variants": variants.to_numpy(), "first": np.array(first.toordinal()), "units": units, "money": money}
        if path:
            np.savez(path, **made)
    else:
        with np.load(path) as kept:
            made = {name: kept[name] for name in kept.files}
    units = made["units"].copy()
    begun = np.where((units > 0).any(axis=1), (units > 0).argmax(axis=1), units.shape[1])
    units[np.arange(units.shape[1])[None, :] < begun[:, None]] = np.nan
    keys = np.stack([made["variants"], np.ones(len(units), np.int64)], axis=1).astype(np.int64)
    nothing = np.zeros(len(units), np.float32)
    return Panel(keys, date.fromordinal(int(made["first"])), units, nothing, nothing), made["money"]


def priced(panel: Panel, money: np.ndarray) -> Panel:
    """A panel with the mean price paid in the time that it shows, of which costs are a fixed share."""
    paid = money[:, : panel.steps].sum(axis=1) / np.maximum(np.nansum(panel.units, axis=1), 1)
    price = paid.astype(np.float32)
    return replace(panel, unit_cost=price * np.float32(_COST), unit_margin=price * np.float32(1 - _COST))


def _lines(data: Path) -> "pd.DataFrame":
    """Product lines of sales: variant, day, units, money."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "shop.db", create=True)
        import_files(store, sorted(data.glob("year_*.csv.gz")))
        question = (
            select(SaleLine.variant_id, func.date(Sale.sold_at), SaleLine.quantity, SaleLine.total_minor)
            .join(Sale, Sale.id == SaleLine.sale_id)
            .where(
                SaleLine.kind == "product", Sale.kind == "sale", SaleLine.quantity > 0, SaleLine.unit_price_minor > 0
            )
        )
        with store.read() as session:
            lines = pd.DataFrame(session.execute(question).all(), columns=["variant", "day", "units", "money"])
        store.close()
    lines["day"] = pd.to_datetime(lines["day"])
    return lines


def invented(products: int, days: int, seed: int = 1) -> Panel:
    """Lumpy, uneven and steady products, rising and falling, of a shop that is closed on one weekday."""
    rng = np.random.default_rng(seed)
    level = np.exp(rng.normal(0.5, 1.2, (products, 1)))
    chance = rng.uniform(0.05, 0.9, (products, 1))
    wave = np.exp(0.4 * np.sin(2 * np.pi * (np.arange(days) / 365 + rng.random((products, 1)))))
    size = rng.lognormal(0, 0.7, (products, days)) * level * wave
    units = np.where(rng.random((products, days)) < chance, np.ceil(size), 0).astype(np.float32)
    units[:, 5::7] = 0
    launch = rng.integers(0, days // 2, products) * (rng.random(products) < 0.3)
    units[np.arange(days)[None, :] < launch[:, None]] = np.nan
    keys = np.stack([np.arange(products) + 1, np.ones(products, np.int64)], axis=1)
    cost = np.full(products, 300, np.float32)
    panel = Panel(keys, date(2024, 1, 1), units, cost, cost)
    return replace(panel, groups={"category": rng.integers(0, 5, products).astype(np.int32)})


def day_of(panel: Panel, step: int) -> date:
    """The date of a step."""
    return panel.first_day + timedelta(days=step * panel.step_days)
