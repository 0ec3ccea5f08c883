"""A past made up of drawn baskets, for rehearsing without a store."""

from datetime import UTC, datetime

import numpy as np

from shopassistant.promotions.rehearsal.past import Articles, PastBaskets

LAST_DAY = 20_773  # 2026-11-16, a Monday


def a_past(
    baskets: list[list[tuple[int, int, int, int]]],
    *,
    customers: list[int] | None = None,
    days: list[int] | None = None,
    by_hand: set[int] | None = None,
    categories: dict[int, int] | None = None,
) -> PastBaskets:
    """Baskets of (variant id, units, price, cost or -1), each kind once.

    Args:
        customers: per basket; 0 without a name.
        days: per basket, days before the last one; by default all on the last.
        by_hand: rows, counted over all baskets, on which something was taken off by hand.
        categories: by variant id; all in one by default.
    """
    order = sorted(range(len(baskets)), key=lambda one: -(days[one] if days else 0))
    rows = [(place, *line) for place, one in enumerate(order) for line in sorted(
        (variant, price, cost, units) for variant, units, price, cost in baskets[one])]  # fmt: skip
    table = np.array(rows, np.int64).reshape(-1, 5)
    ids = np.unique(table[:, 1])
    owner = np.array([customers[one] if customers else 0 for one in order], np.int64)
    day = np.array([LAST_DAY - (days[one] if days else 0) for one in order], np.int32)
    cost = {int(row[1]): float(row[3]) if row[3] >= 0 else 0.5 * float(row[2]) for row in table}
    hand = np.zeros(len(table), np.int64)
    for row in by_hand or ():
        hand[row] = table[row, 2] * table[row, 4] // 2
    return PastBaskets(
        articles=Articles(
            ids=ids,
            category=np.array([(categories or {}).get(int(one), 1) for one in ids], np.int32),
            brand=np.full(len(ids), -1, np.int32),
            tax_bp=np.zeros(len(ids), np.int32),
            cost=np.array([cost[int(one)] for one in ids]),
        ),
        basket=table[:, 0].astype(np.int32),
        variant=np.searchsorted(ids, table[:, 1]).astype(np.int32),
        units=table[:, 4],
        price=table[:, 2],
        cost=table[:, 3],
        given=np.zeros(len(table), np.int64),
        takes_offers=hand == 0,
        paid_by_hand=hand,
        sale=np.arange(len(baskets), dtype=np.int64) + 1,
        at=day.astype(np.int64) * 86_400 + 12 * 3_600 + np.arange(len(baskets)),
        day=day,
        minute=np.full(len(baskets), 12 * 60, np.int16),
        customer=owner,
        location=np.ones(len(baskets), np.int32),
        is_web=np.zeros(len(baskets), bool),
    )


NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
