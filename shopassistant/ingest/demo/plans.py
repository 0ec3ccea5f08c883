"""What the invented boutique plans and planned: its promotions, past and coming, and a day out of the usual."""

from datetime import date, timedelta

import numpy as np

from shopassistant.ingest.demo.assortment import KINDS
from shopassistant.ingest.demo.calendar import Days, Promotion, promotions_between
from shopassistant.ingest.demo.offers import AHEAD_DAYS
from shopassistant.ingest.demo.writing import Writer
from shopassistant.store.schema import PlannedEvent

_FAIR_IN_DAYS = 16


def write_plans(
    writer: Writer, days: Days, categories: dict[tuple[str, ...], int], manager: int, ids: list[int]
) -> None:
    """Promotions by category (those of one brand are no category) and a street fair.

    Args:
        ids: of the calendar's promotions, in their order.
    """
    rows: list[tuple[str, str, date, date, int | None, int | None, int | None]] = []
    for promotion_id, promotion in zip(ids, promotions_between(days.first, days.count + AHEAD_DAYS), strict=True):
        first, last = (days.first + timedelta(days=day) for day in (promotion.first, promotion.last))
        for category in _categories(promotion, categories):
            rows.append((promotion.name, "promotion", first, last, category, promotion.percent_bp, promotion_id))
    fair = days.first + timedelta(days=days.count + _FAIR_IN_DAYS)
    fair += timedelta(days=(5 - fair.weekday()) % 7)
    rows.append(("Lantern Row street fair", "event", fair, fair, None, None, None))
    names = ("name", "kind", "first_day", "last_day", "category_id", "discount_bp", "promotion_id")
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    written = [(row[2] - days.first).days - 21 for row in rows]
    writer.table(
        PlannedEvent,
        **columns,
        created_at=days.moments(np.clip(written, 0, days.count - 1), np.full(len(rows), 57_600)),
        staff_id=np.full(len(rows), manager),
    )


def _categories(promotion: Promotion, known: dict[tuple[str, ...], int]) -> list[int | None]:
    """Ids of what it covers; None for the whole shop, nothing where it covers one brand."""
    if promotion.brand:
        return []
    return [known[kind.path] for kind in KINDS if kind.key in promotion.kinds] if promotion.kinds else [None]
