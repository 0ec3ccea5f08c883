"""The baskets of the past out of the store: whole, or only what was sold since they were last read."""

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sqlalchemy import Integer, Select, case, cast, func, literal, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import Progress
from shopassistant.inventory.demand.keys import Series
from shopassistant.inventory.demand.reading import distinct, epoch, numbers
from shopassistant.promotions.rehearsal.past import Articles, Bools, Longs, PastBaskets
from shopassistant.store.schema import Sale, SaleLine, SaleLineOffer

STAGE = "rehearsal.reading"
_DAY = 86_400


@dataclass(frozen=True)
class Written:
    """Lines of products as they were written; n rows by sale.

    Attributes:
        sale, variant, units, price, cost (-1 unknown), discount, offered: int64 (n,); units and discounts of a return
            are negative.
        from_sale: int64 (n,), the sale a returned line was of; 0 for none.
        sales: int64 (s,), ids, ascending; at, customer, location, web: int64 (s,), of each.
    """

    sale: Longs
    variant: Longs
    units: Longs
    price: Longs
    cost: Longs
    discount: Longs
    offered: Longs
    from_sale: Longs
    sales: Longs
    at: Longs
    customer: Longs
    location: Longs
    web: Longs


def read_written(session: Session, since: datetime, after_sale: int, progress: Progress) -> Written:
    """Sales and returns from a moment on whose id is above `after_sale`.

    Raises:
        Cancelled: by `progress`.
    """
    wanted = (Sale.id > after_sale, Sale.sold_at >= since)
    sales = numbers(session, _sales().where(*wanted).order_by(Sale.id), 5, progress, STAGE)
    lines = numbers(session, _lines(session).where(*wanted).order_by(SaleLine.sale_id), 8, progress, STAGE)
    return Written(*lines, *sales)


def _sales() -> Select[*tuple[Any, ...]]:
    web = case((Sale.source == "api", 1), else_=0)
    return select(Sale.id, epoch(Sale.sold_at), func.coalesce(Sale.customer_id, 0), Sale.location_id, web)


def _lines(session: Session) -> Select[*tuple[Any, ...]]:
    """One row per line of a product. What offers gave is joined only in a shop that ever had one: over a million lines
    it costs a second."""
    of = SaleLine.__table__.alias("of_line")
    columns: list[Any] = [
        SaleLine.sale_id,
        SaleLine.variant_id,
        SaleLine.quantity,
        SaleLine.unit_price_minor,
        func.coalesce(SaleLine.unit_cost_minor, -1),
        SaleLine.discount_minor,
    ]
    statement = select(*columns)
    if session.scalar(select(SaleLineOffer.id).limit(1)) is not None:
        given = (
            select(SaleLineOffer.sale_line_id, func.sum(SaleLineOffer.discount_minor).label("given"))
            .where(SaleLineOffer.promotion_id.is_not(None))
            .group_by(SaleLineOffer.sale_line_id)
            .subquery()
        )
        statement = statement.add_columns(cast(func.coalesce(given.c.given, 0), Integer))
        statement = statement.outerjoin(given, given.c.sale_line_id == SaleLine.id)
    else:
        statement = statement.add_columns(literal(0))
    statement = statement.add_columns(func.coalesce(of.c.sale_id, 0)).outerjoin(of, of.c.id == SaleLine.returns_line_id)
    return statement.join(Sale, Sale.id == SaleLine.sale_id).where(SaleLine.kind == "product")


def read_articles(session: Session, ids: Longs) -> Articles:
    """What is known of some variants today; `ids` ascend."""
    from shopassistant.inventory.demand.catalogue import read_goods
    from shopassistant.inventory.demand.keys import joined

    goods = read_goods(session, Series.of(joined(ids, np.ones(len(ids), np.int64))))
    tax = np.divide(goods.price, goods.net, out=np.ones(len(ids), np.float32), where=goods.net > 0) - 1
    return Articles(
        ids=ids,
        category=goods.category,
        brand=goods.brand,
        tax_bp=np.rint(tax * 10_000).astype(np.int32),
        cost=goods.cost.astype(np.float64),
    )


def assemble(session: Session, written: Written, before: PastBaskets | None, *, touched: bool = False) -> PastBaskets:
    """Baskets of what was written: identical units together, what came back taken off where it was bought.

    Args:
        before: what was read earlier, to be added to.
        touched: products were changed since.
    """
    bought = written.units > 0
    key, basket = _baskets(written, bought)
    ids = distinct(written.variant[bought])
    if before is not None:
        ids = distinct(np.concatenate([ids, before.articles.ids]))
    is_same = before is not None and not touched and len(ids) == len(before.articles.ids)
    articles = before.articles if before is not None and is_same else read_articles(session, ids)
    new = _rows(written, bought, basket, key, articles)
    past = new if before is None else _joined(before, new)
    return _without_returns(past, written)


def _baskets(written: Written, bought: Bools) -> tuple[Longs, Longs]:
    """Places of the sales with something bought, by day, and the basket of every line bought."""
    has = np.zeros(len(written.sales), bool)
    place = np.searchsorted(written.sales, written.sale[bought])
    has[place] = True
    kept = np.flatnonzero(has)
    order = kept[np.lexsort((written.sales[kept], local_seconds(written.at[kept]) // _DAY))]
    number = np.empty(len(written.sales), np.int64)
    number[order] = np.arange(len(order))
    return order, number[place]


def local_seconds(at: Longs) -> Longs:
    """int64: seconds of the clock on the wall, one look at the time zone for each hour that occurs."""
    hours = at // 3_600
    known = distinct(hours)
    offsets = [datetime.fromtimestamp(int(one) * 3_600, UTC).astimezone().utcoffset() for one in known]
    shift = np.array([0 if one is None else int(one.total_seconds()) for one in offsets], np.int64)
    return np.asarray(at + shift[np.searchsorted(known, hours)]) if len(known) else at


def _rows(written: Written, bought: Bools, basket: Longs, sales: Longs, articles: Articles) -> PastBaskets:
    """Identical units of a basket put together: same variant, price and cost, and both or neither cut by hand."""
    variant = np.searchsorted(articles.ids, written.variant[bought])
    price, cost = written.price[bought], written.cost[bought]
    discount, offered, units = written.discount[bought], written.offered[bought], written.units[bought]
    by_hand = np.maximum(discount - offered, 0)
    is_cut = by_hand > 0
    order = np.lexsort((is_cut, cost, price, variant, basket))
    columns = [one[order] for one in (basket, variant, price, cost, is_cut)]
    head = np.ones(len(order), bool)
    head[1:] = np.logical_or.reduce([one[1:] != one[:-1] for one in columns])
    starts = np.flatnonzero(head)

    def summed(values: Longs) -> Longs:
        return np.asarray(np.add.reduceat(values[order], starts)) if len(starts) else values[:0]

    own_basket, own_variant, own_price, own_cost, own_cut = (one[starts] for one in columns)
    local = local_seconds(written.at[sales])
    return PastBaskets(
        articles=articles,
        basket=own_basket.astype(np.int32),
        variant=own_variant.astype(np.int32),
        units=summed(units),
        price=own_price,
        cost=own_cost,
        given=summed(offered),
        takes_offers=np.asarray(own_cut == 0),
        paid_by_hand=summed(by_hand),
        sale=written.sales[sales],
        at=written.at[sales],
        day=(local // _DAY).astype(np.int32),
        minute=(local % _DAY // 60).astype(np.int16),
        customer=written.customer[sales],
        location=written.location[sales].astype(np.int32),
        is_web=written.web[sales] > 0,
    )


def _joined(before: PastBaskets, new: PastBaskets) -> PastBaskets:
    """Both, sorted by day again; new ones are mostly the newest."""

    place = np.searchsorted(new.articles.ids, before.articles.ids).astype(np.int32)
    values = {one.name: np.concatenate([getattr(before, one.name), getattr(new, one.name)])
              for one in fields(PastBaskets) if one.name != "articles"}  # fmt: skip
    values["variant"] = np.concatenate([place[before.variant], new.variant])
    values["basket"] = np.concatenate([before.basket, new.basket + before.baskets])
    order = np.lexsort((values["sale"], values["day"]))
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    basket = number[values["basket"]]
    rows = np.argsort(basket, kind="stable")
    made = {name: column[rows] for name, column in values.items() if len(column) == len(rows) and name in _BY_ROW}
    made |= {name: column[order] for name, column in values.items() if name not in _BY_ROW}
    return PastBaskets(articles=new.articles, **(made | {"basket": basket[rows].astype(np.int32)}))


_BY_ROW = ("basket", "variant", "units", "price", "cost", "given", "takes_offers", "paid_by_hand")


def _without_returns(past: PastBaskets, written: Written) -> PastBaskets:
    """Take returned units off the basket they were bought in, if it is there; a row without units goes."""

    back = np.flatnonzero((written.units < 0) & (written.from_sale > 0))
    if not len(back):
        return past
    by_sale = np.argsort(past.sale, kind="stable")
    at = np.searchsorted(past.sale[by_sale], written.from_sale[back])
    units = past.units.copy()
    for line, place in zip(back.tolist(), at.tolist(), strict=True):
        if place < past.baskets and past.sale[by_sale[place]] == written.from_sale[line]:
            _take_off(past, units, int(by_sale[place]), int(written.variant[line]), -int(written.units[line]))
    share = units / past.units
    made = replace(
        past,
        units=np.maximum(units, 1),
        given=np.rint(past.given * share).astype(np.int64),
        paid_by_hand=np.rint(past.paid_by_hand * share).astype(np.int64),
    )
    return _kept(made, units > 0)


def _take_off(past: PastBaskets, units: Longs, basket: int, variant: int, count: int) -> None:
    for row in range(int(past.starts[basket]), int(past.starts[basket + 1])):
        if past.articles.ids[past.variant[row]] == variant and count > 0:
            taken = min(count, int(units[row]))
            units[row] -= taken
            count -= taken


def _kept(past: PastBaskets, rows: Bools) -> PastBaskets:
    """Only some rows, and the baskets that still have one."""

    whole = replace(past, **{name: getattr(past, name)[rows] for name in _BY_ROW})
    has = np.zeros(past.baskets, bool)
    has[whole.basket] = True
    return whole.of_baskets(has)
