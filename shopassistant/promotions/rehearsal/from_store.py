"""The setting of a rehearsal as the store has it: what runs anyway, who is in which segment, what there is to sell."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.customers.segments.membership import members
from shopassistant.inventory.dashboard.shelves import to_day
from shopassistant.promotions.choosing.goods import Goods
from shopassistant.promotions.elasticity.responses import Responses
from shopassistant.promotions.rehearsal.past import Longs
from shopassistant.promotions.rehearsal.setting import CANNIBAL, LONGEST_DAYS, PULLED, Setting, Stock
from shopassistant.promotions.rehearsal.switching import Switching
from shopassistant.promotions.rules.live import promotion_items, rule_of
from shopassistant.promotions.rules.rule import Rule
from shopassistant.store.schema import Promotion

# Of a promotion without an end.
USUAL_DAYS = 28


def setting_for(
    session: Session,
    goods: Goods,
    rules: Iterable[Rule],
    responses: Responses,
    today: date,
    switching: Switching | None = None,
) -> Setting:
    """The setting for promotions that are compared: they begin when the first of them does.

    Args:
        goods: for the stock; what is expected within the days counts, too.
        today: a promotion that began already, or names no day, begins today.
        switching: what was measured in this shop (`PastBook.switching`); what is known of others without it.
    """
    asked = tuple(rules)
    starts_on, days = span(asked[0], today)
    live = live_in(session, starts_on, days)
    wanted = {one for rule in (*asked, *live) for one in rule.segments or ()}
    return Setting(
        starts_on=starts_on,
        days=days,
        live=live,
        memberships={one: members(session, one) for one in sorted(wanted)},
        responses=responses,
        stock=stock_of(goods, starts_on, days),
        cannibal=CANNIBAL if switching is None else switching.cannibal,
        pulled=PULLED if switching is None else switching.pulled,
    )


def span(rule: Rule, today: date) -> tuple[date, int]:
    """First day and number of days of a promotion; four weeks where it has no end."""
    first = today
    if rule.when.starts_at is not None:
        first = max(today, rule.when.starts_at.astimezone().date())
    if rule.when.ends_at is None:
        return first, USUAL_DAYS
    last = (rule.when.ends_at - timedelta(microseconds=1)).astimezone().date()
    return first, min(max((last - first).days + 1, 1), LONGEST_DAYS)


def live_in(session: Session, starts_on: date, days: int) -> tuple[Rule, ...]:
    """Approved promotions that hold on at least half of the days; one that cannot be read holds at no till either."""
    first = datetime.combine(starts_on, datetime.min.time()).astimezone(UTC)
    end = first + timedelta(days=days)
    rows = session.scalars(
        select(Promotion)
        .where(
            Promotion.status == "approved",
            Promotion.starts_at.is_(None) | (Promotion.starts_at < end),
            Promotion.ends_at.is_(None) | (Promotion.ends_at > first),
        )
        .order_by(Promotion.id)
    ).all()
    items = promotion_items(session, [row.id for row in rows])
    found = []
    for row in rows:
        held = min(row.ends_at or end, end) - max(row.starts_at or first, first)
        if held < (end - first) / 2:
            continue
        try:
            found.append(rule_of(row, items.get(row.id, {})))
        except UserError:
            continue  # the till says so in its log, and so does `check`
    return tuple(found)


def stock_of(goods: Goods, starts_on: date, days: int) -> Stock:
    """What there is to sell of every variant somebody counted, with what should arrive before the last day."""
    stock = goods.stock()
    shelves = goods.snapshot.shelves
    end = to_day(starts_on) + days
    arrives = (shelves.due_day > 0) & (shelves.due_day < end)
    due = np.bincount(shelves.row, np.where(arrives, shelves.due, 0), len(goods)).astype(np.int64)
    counted: Longs = np.flatnonzero(stock.counted)
    return Stock(goods.ids[counted], stock.units[counted] + due[counted])
