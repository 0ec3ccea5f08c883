"""What every answer asks the store before it can think, in one statement: has the shop changed, who is it for, may what
is known of them be used, and what must they not be shown.

Each statement costs more in being sent than in being run, so that one is quicker than four.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from shopassistant.core.clock import Clock
from shopassistant.store.sqlite_glance import GLANCE, as_stored

RETURNED_DAYS = 90
DECLINED_DAYS = 30
# What somebody carried out of the shop today is nothing to offer them today.
JUST_BOUGHT_DAYS = 1
# Sends a statement with named parameters and gives the one value it is answered with.
Ask = Callable[[str, Mapping[str, Any]], Any]
_MOST_MERGES = 20  # merges of merges; a circle would be a damaged store


@dataclass(frozen=True)
class ShelfMark:
    """What tells one state of catalogue and stock from another.

    Attributes:
        touch, movement: highest ids of the logs that say what changed.
        unsold: locations that hold what is broken.
        taxes: the rates of value added tax, as a text.
    """

    touch: int
    movement: int
    unsold: frozenset[int]
    taxes: str

    def is_behind(self, other: "ShelfMark") -> bool:
        """Whether the other has gone on, log by log; False also where one went back: another file lies there."""
        return (
            self.touch <= other.touch
            and self.movement <= other.movement
            and (self.unsold, self.taxes) == (other.unsold, other.taxes)
        )


@dataclass(frozen=True)
class Records:
    """The state of a customer's records: number, highest and sum of their sales' ids."""

    count: int
    newest: int
    total: int


@dataclass(frozen=True)
class Person:
    """Whom an answer is for.

    Attributes:
        customer_id: after following merges.
        refuses: no personal data may be used.
    """

    customer_id: int
    refuses: bool


@dataclass(frozen=True)
class Glance:
    """What one statement told.

    Attributes:
        person: None for a walk-in, and for one who is unknown or erased.
        records: of what they bought; of those who refuse nothing is read.
        unwanted: ids of products they sent back (and did not buy later again), declined, or carried home just now.
    """

    shelf: ShelfMark
    person: Person | None = None
    records: Records = Records(0, 0, 0)
    unwanted: frozenset[int] = frozenset()


def glance(
    ask: Ask, customer_id: int | None, require_consent: bool, now: datetime, sales_end: datetime | None = None
) -> Glance:
    """See what the shelf's state is, and who the customer is, merges followed.

    An explicit refusal of personalisation (the newest record says no) is always respected. Without any record a shop
    may serve its own customer from its own books (legitimate interest at the counter), unless `require_consent`.

    Args:
        ask: sends the statement: `Store.look_up`, or `within` a session.
        customer_id: None for a walk-in.
        now: when it is asked.
        sales_end: the end of the records, where they end before now (an old import): "lately" sent back is seen from
            there.
    """
    seen_from = now if sales_end is None else min(now, sales_end)
    values = {
        "strict": require_consent,
        "returned": as_stored(seen_from - timedelta(days=RETURNED_DAYS)),
        "declined": as_stored(now - timedelta(days=DECLINED_DAYS)),
        "taken": as_stored(now - timedelta(days=JUST_BOUGHT_DAYS)),
    }
    for _ in range(_MOST_MERGES):
        told = json.loads(ask(GLANCE, values | {"customer": customer_id}))
        mark = _mark(told[:4])
        status, merged_into, allowed, records, unwanted = told[4:]
        if status is None or status == "erased":
            return Glance(mark)
        if merged_into is None:
            person = Person(customer_id or 0, not allowed)
            return Glance(mark, person, Records(*records), frozenset(unwanted)) if allowed else Glance(mark, person)
        customer_id = merged_into
    return Glance(mark)


def within(session: Session) -> Ask:
    """Asks in a session, and so of its snapshot."""

    def ask(statement: str, values: Mapping[str, Any]) -> Any:
        return session.connection().exec_driver_sql(statement, values).scalar_one()

    return ask


def glance_at_shelf(session: Session) -> ShelfMark:
    """What the shelf's state is in a session."""
    clock: Clock = session.info["clock"]
    return glance(within(session), None, False, clock.now()).shelf


def _mark(told: list[Any]) -> ShelfMark:
    touch, movement, unsold, taxes = told
    return ShelfMark(touch or 0, movement or 0, frozenset(unsold), str(taxes))
