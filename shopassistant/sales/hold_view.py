"""What a hold looks like from outside: its goods with today's price and stock, and how it stands with it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from shopassistant.sales.hold_codes import hold_code, shown_code
from shopassistant.store.schema import Basket, Hold, HoldItem, Product, StockLevel, Variant


@dataclass(frozen=True, slots=True)
class HoldItemView:
    """Goods of a hold.

    Attributes:
        price_minor: today's, in minor units; a hold keeps goods, not prices.
        stock: units by the books where the hold lies; None where never counted.
        is_sold: the shop still sells it.
    """

    variant_id: int
    product_id: int
    name: str
    brand: str | None
    size: str | None
    colour: str | None
    image: str | None
    price_minor: int
    stock: int | None
    is_sold: bool
    quantity: int


@dataclass(frozen=True, slots=True)
class HoldView:
    """A hold at one moment.

    Attributes:
        code: as a QR code holds it; `shown` is how people read it.
        status: ``waiting``, ``taken``, ``expired`` (also where nobody wrote that yet) or ``cancelled``.
        closed_at: when it stopped waiting.
        basket_id: which basket took it; `terminal` is where.
        is_given_up: it was taken, but the basket was dropped: it can be taken again.
        items: in the order they were chosen.
    """

    id: int
    code: str
    status: str
    location_id: int
    created_at: datetime
    expires_at: datetime
    closed_at: datetime | None
    basket_id: int | None
    terminal: str
    is_given_up: bool
    items: tuple[HoldItemView, ...]

    @property
    def shown(self) -> str:
        """The code in its groups."""
        return shown_code(self.code)

    @property
    def total_minor(self) -> int:
        """What the goods come to at today's prices, minor units."""
        return sum(item.price_minor * item.quantity for item in self.items)


def find_hold(session: Session, code: str) -> HoldView | None:
    """The hold with a code, however it was typed, in whatever state; None where there is none."""
    wanted = hold_code(code)
    hold = None if wanted is None else session.scalar(select(Hold).where(Hold.code == wanted))
    return None if hold is None else views_of(session, [hold])[0]


def waiting_holds(session: Session, location_id: int | None = None) -> tuple[HoldView, ...]:
    """All holds somebody may still come for, the oldest first; of one location where `location_id` is given."""
    query = select(Hold).where(Hold.status == "waiting", Hold.expires_at > session.info["clock"].now())
    if location_id is not None:
        query = query.where(Hold.location_id == location_id)
    return views_of(session, session.scalars(query.order_by(Hold.created_at, Hold.id)).all())


def views_of(session: Session, holds: Iterable[Hold]) -> tuple[HoldView, ...]:
    """Views of holds that are loaded, in their order: two queries, however many they are."""
    found = list(holds)
    ids = [hold.id for hold in found]
    items: dict[int, list[HoldItemView]] = {id_: [] for id_ in ids}
    for row in session.execute(_ITEMS.where(HoldItem.hold_id.in_(ids))):
        items[row.hold_id].append(_item(row))
    taken = [hold.basket_id for hold in found if hold.basket_id is not None]
    baskets = {one.id: one for one in session.scalars(select(Basket).where(Basket.id.in_(taken)))} if taken else {}
    now = session.info["clock"].now()
    return tuple(_view(hold, baskets.get(hold.basket_id or 0), tuple(items[hold.id]), now) for hold in found)


def _view(hold: Hold, basket: Basket | None, items: tuple[HoldItemView, ...], now: datetime) -> HoldView:
    is_over = hold.status == "waiting" and hold.expires_at <= now
    return HoldView(
        id=hold.id,
        code=hold.code,
        status="expired" if is_over else hold.status,
        location_id=hold.location_id,
        created_at=hold.created_at,
        expires_at=hold.expires_at,
        closed_at=hold.expires_at if is_over else hold.closed_at,
        basket_id=hold.basket_id,
        terminal="" if basket is None else basket.terminal,
        is_given_up=basket is not None and basket.status == "dropped",
        items=items,
    )


def _item(row: Row[*tuple[Any, ...]]) -> HoldItemView:
    return HoldItemView(
        variant_id=row.variant_id,
        product_id=row.product_id,
        name=row.name,
        brand=row.brand,
        size=row.size,
        colour=row.colour,
        image=row.image,
        price_minor=row.price_minor,
        stock=row.level if row.is_counted else None,
        is_sold=row.variant_active and row.product_active,
        quantity=row.quantity,
    )


def _items_query() -> Select[*tuple[Any, ...]]:
    return (
        select(
            HoldItem.hold_id,
            HoldItem.variant_id,
            HoldItem.quantity,
            Variant.product_id,
            Variant.size,
            Variant.colour,
            Variant.price_minor,
            Variant.active.label("variant_active"),
            Product.name,
            Product.brand,
            Product.image,
            Product.active.label("product_active"),
            StockLevel.quantity.label("level"),
            StockLevel.is_counted,
        )
        .join(Hold, Hold.id == HoldItem.hold_id)
        .join(Variant, Variant.id == HoldItem.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(
            StockLevel,
            (StockLevel.variant_id == HoldItem.variant_id) & (StockLevel.location_id == Hold.location_id),
        )
        .order_by(HoldItem.hold_id, HoldItem.position)
    )


_ITEMS = _items_query()
