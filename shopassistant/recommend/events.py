"""The log of what was recommended and what became of it: shown, pitched, added, declined, bought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import Session

from shopassistant.recommend.requests import Answer
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import RecommendationEvent, Sale, SaleLine, Variant
from shopassistant.store.unit_of_work import UnitOfWork

EVENTS = ("shown", "pitched", "added", "declined", "bought")
# A purchase counts for a list shown at most so long before.
BOUGHT_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Event:
    """One step of one recommended product.

    Attributes:
        kind: one of `EVENTS`.
        list_key: of the answer it was in.
        method: that put it forward.
        position: 1 for the first of its list.
        sale_id: for "bought".
        at: when; the store's clock where None.
    """

    kind: str
    list_key: str
    product_id: int
    method: str
    position: int
    customer_id: int | None = None
    sale_id: int | None = None
    at: datetime | None = None

    def __post_init__(self) -> None:
        if self.kind not in EVENTS or self.position < 1:
            raise ValueError(f"no event: {self.kind} at position {self.position}")


def events_of_answer(kind: str, answer: Answer, customer_id: int | None, products: Iterable[int] = ()) -> list[Event]:
    """Events of one kind for the items of an answer: all of them, or those of the given product ids."""
    wanted = set(products)
    return [
        Event(kind, answer.list_key, item.product_id, item.method, item.position, customer_id)
        for item in answer.items
        if not wanted or item.product_id in wanted
    ]


def log_events(store: Store, actor: Actor, events: Sequence[Event]) -> int:
    """Write a batch in one transaction; returns how many. An empty batch touches nothing.

    Raises:
        EnvironmentProblem: the store cannot be written.
    """
    if not events:
        return 0
    with store.begin(actor) as unit:
        write_events(unit, events)
        unit.commit()
    return len(events)


def write_events(unit: UnitOfWork, events: Sequence[Event]) -> None:
    """Add a batch to a unit of work, such as a sale's own."""
    if not events:
        return
    now = unit.clock.now()
    rows = [
        {
            "at": event.at or now,
            "list_key": event.list_key,
            "customer_id": event.customer_id,
            "product_id": event.product_id,
            "method": event.method,
            "position": event.position,
            "event": event.kind,
            "staff_id": unit.actor.staff_id,
            "sale_id": event.sale_id,
        }
        for event in events
    ]
    unit.session.execute(insert(RecommendationEvent), rows)


def events_for_sale(session: Session, sale_id: int, list_keys: Sequence[str] = ()) -> list[Event]:
    """ "Bought" events for the products of a completed sale that were recommended before it.

    A product counts once, for the list it was last added from, else pitched, else shown: of the lists named, or, for a
    known customer, any list shown to that customer within 30 days before the sale. What is already logged as bought by
    this sale is left out, so that calling twice adds nothing.
    """
    sale = session.get(Sale, sale_id)
    if sale is None or sale.kind != "sale":
        return []
    products = set(
        session.scalars(
            select(Variant.product_id)
            .join(SaleLine, SaleLine.variant_id == Variant.id)
            .where(SaleLine.sale_id == sale_id, SaleLine.quantity > 0)
        )
    )
    log = RecommendationEvent
    done = set(session.scalars(select(log.product_id).where(log.sale_id == sale_id, log.event == "bought")))
    mine: ColumnElement[bool] = log.list_key.in_(list_keys)
    if sale.customer_id is not None:
        mine |= (log.customer_id == sale.customer_id) & (log.at >= sale.sold_at - BOUGHT_WITHIN)
    rows = session.scalars(
        select(log)
        .where(mine, log.at <= sale.sold_at, log.product_id.in_(products - done), log.event.in_(tuple(_STRENGTH)))
        .order_by(log.at, log.id)
    )
    best: dict[int, RecommendationEvent] = {}
    for row in rows:
        known = best.get(row.product_id)
        if known is None or _STRENGTH[row.event] >= _STRENGTH[known.event]:
            best[row.product_id] = row
    return [
        Event("bought", row.list_key, row.product_id, row.method, row.position, sale.customer_id, sale_id, sale.sold_at)
        for row in sorted(best.values(), key=lambda row: row.id)
    ]


_STRENGTH = {"shown": 0, "pitched": 1, "added": 2}
