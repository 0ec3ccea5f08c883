"""The invented boutique's promotions, with what was redeemed of those that ran; and one idea that is still a draft.

The rows are written as the store keeps them: this room knows neither the rules nor the builder. A test reads them back
through both.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from shopassistant.ingest.demo.assortment import KINDS
from shopassistant.ingest.demo.calendar import Days, Promotion, promotions_between
from shopassistant.ingest.demo.catalogue import Catalogue, Ints
from shopassistant.ingest.demo.tills import Receipts
from shopassistant.ingest.demo.writing import Writer
from shopassistant.store.schema import NumberSeries, PromotionItem, Redemption, SaleLineOffer
from shopassistant.store.schema import Promotion as PromotionRow

AHEAD_DAYS = 90
_PLANNED_DAYS = 21
_MORNING, _EVENING = 6 * 3_600, 21 * 3_600
_EVERYTHING = {"slots": [{"role": "get", "slot": 0, "choice": {"everything": True}}], "everything": True}


@dataclass(frozen=True, slots=True)
class _Offer:
    """A promotion as it is written; days are numbered, `items` are variants from 0 on (None: everything)."""

    name: str
    status: str
    offer: dict[str, Any]
    scope: dict[str, Any]
    first: int
    last: int
    items: Ints | None
    budget_minor: int | None = None
    needs_coupon: bool = False
    after_hours: bool = False  # begins when the shop has closed: nothing was sold under it yet


def write_promotions(
    writer: Writer,
    days: Days,
    catalogue: Catalogue,
    given_by: Ints,
    receipts: Receipts,
    customer: list[int | None],
    categories: dict[tuple[str, ...], int],
    manager: int,
) -> list[int]:
    """Everything about promotions.

    Args:
        given_by: which of the calendar's promotions cut the price, shape (days, P); -1 for none.
        customer: of each sale.

    Returns:
        Ids of the calendar's promotions up to 90 days ahead, in the order of `promotions_between`.
    """
    calendar = promotions_between(days.first, days.count + AHEAD_DAYS)
    offers = [_yearly(one, place, catalogue, given_by, categories) for place, one in enumerate(calendar)]
    offers += _others(days, catalogue, categories)
    uses = _Uses.of(receipts, days, given_by)
    _write_rows(writer, days, offers, uses, manager)
    _write_items(writer, offers)
    _write_uses(writer, uses, receipts, customer)
    writer.table(NumberSeries, name=["promotion"], next_value=[len(offers) + 1])
    return list(range(1, len(calendar) + 1))


def _yearly(
    one: Promotion, place: int, catalogue: Catalogue, given_by: Ints, categories: dict[tuple[str, ...], int]
) -> _Offer:
    offer = {"kind": "percent", "share_bp": one.percent_bp}
    if not one.kinds and not one.brand:
        return _Offer(one.name, "approved", offer, _EVERYTHING, one.first, one.last, None)
    covered = (given_by == place).any(axis=0)
    if not covered.any():  # still to come
        covered = _covers(one, catalogue) & (catalogue.end > given_by.shape[0])
    paths = [KINDS[index].path for index in range(len(KINDS)) if KINDS[index].key in one.kinds]
    choice = {"brands": [one.brand]} if one.brand else {"category_ids": sorted({categories[path] for path in paths})}
    items = np.flatnonzero(covered[catalogue.product])
    return _Offer(one.name, "approved", offer, _scope(choice), one.first, one.last, items)


def _covers(one: Promotion, catalogue: Catalogue) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    keys = np.array([KINDS[index].key for index in catalogue.kind])
    covered = np.isin(keys, one.kinds) if one.kinds else np.ones(len(keys), bool)
    return covered & (np.array(catalogue.brand) == one.brand) if one.brand else covered


def _others(days: Days, catalogue: Catalogue, categories: dict[tuple[str, ...], int]) -> list[_Offer]:
    """One that runs since this morning, one with a coupon that is coming, and one that somebody still thinks about."""
    keys = np.array([KINDS[index].key for index in catalogue.kind])
    active = catalogue.end > days.count
    path_of = {kind.key: kind.path for kind in KINDS}

    def of(*kinds: str) -> tuple[dict[str, Any], Ints]:
        chosen = np.isin(keys, kinds) & active
        choice = {"category_ids": sorted(categories[path_of[kind]] for kind in kinds)}
        return _scope(choice), np.flatnonzero(chosen[catalogue.product])

    socks, care, knits = of("SCK", "TGT"), of("SOL", "LNS", "CLN"), of("WKN", "MKN", "SCF")
    three, five_off = (
        {"kind": "buy_get", "buy": 2, "get": 1, "share_bp": 10_000},
        {"kind": "threshold", "spend_minor": 2_500, "amount_minor": 500},
    )
    today = days.count
    return [
        _Offer("3 for 2 on socks and tights", "approved", three, socks[0], today - 1, today + 13, socks[1], 60_000,
               after_hours=True),
        _Offer("5 pounds off lens care", "approved", five_off, care[0], today + 10, today + 37, care[1], 50_000, True),
        _Offer("Room for spring knits", "draft", {"kind": "percent", "share_bp": 2_500}, knits[0], today + 64,
               today + 77, knits[1]),
    ]  # fmt: skip


def _scope(choice: dict[str, Any]) -> dict[str, Any]:
    return {"slots": [{"role": "get", "slot": 0, "choice": choice}]}


@dataclass(frozen=True, slots=True)
class _Uses:
    """What was given.

    Attributes:
        line: lines (0 on) with a promotion; promotion: which of the calendar it was, the same shape.
        redeemed: (sale, promotion) pairs, both from 0 on, shape (R, 2).
        discount: given by each pair, pence, negative where goods came back, shape (R,).
    """

    line: Ints
    promotion: Ints
    redeemed: Ints
    discount: Ints

    @classmethod
    def of(cls, receipts: Receipts, days: Days, given_by: Ints) -> "_Uses":
        lines = np.arange(len(receipts.sale))
        sold = np.where(receipts.returns_line >= 0, receipts.returns_line, lines)  # a return gives back what was given
        day = receipts.at[receipts.sale[sold]].astype("datetime64[D]") - np.datetime64(days.first, "D")
        by = given_by[day.astype(np.int64), receipts.product]
        found = np.flatnonzero((by >= 0) & (receipts.line_discount != 0))
        pairs = np.stack((receipts.sale[found], by[found]), axis=1).reshape(-1, 2)
        redeemed, pair = np.unique(pairs, axis=0, return_inverse=True)
        discount = np.zeros(len(redeemed), np.int64)
        np.add.at(discount, pair.reshape(-1), receipts.line_discount[found])
        return cls(found, by[found], redeemed, discount)

    def counted(self, count: int) -> tuple[Ints, Ints]:
        """(pence, uses) of each of `count` promotions."""
        spent, used = np.zeros(count, np.int64), np.zeros(count, np.int64)
        np.add.at(spent, self.redeemed[:, 1], self.discount)
        np.add.at(used, self.redeemed[:, 1], np.sign(self.discount))
        return spent, used


def _write_rows(writer: Writer, days: Days, offers: list[_Offer], uses: _Uses, manager: int) -> None:
    count = len(offers)
    first, last = (np.array([getattr(one, name) for one in offers]) for name in ("first", "last"))
    planned = days.moments(np.clip(first - _PLANNED_DAYS, 0, days.count - 1), np.full(count, 57_600))
    is_draft = [one.status == "draft" for one in offers]
    spent, used = uses.counted(count)
    writer.table(
        PromotionRow,
        id=list(range(1, count + 1)),
        number=[f"P{number:04d}" for number in range(1, count + 1)],
        name=[one.name for one in offers],
        status=[one.status for one in offers],
        offer=[one.offer for one in offers],
        scope=[one.scope for one in offers],
        # Before it opens and after it closes: the same days wherever somebody looks at the demo shop.
        starts_at=days.moments(first, np.where([one.after_hours for one in offers], _EVENING, _MORNING)),
        ends_at=days.moments(last, np.full(count, _EVENING)),
        hours=[{}] * count,
        rehearsal=[{}] * count,
        needs_coupon=[one.needs_coupon for one in offers],
        budget_minor=[one.budget_minor for one in offers],
        spent_minor=spent,
        uses=used,
        created_at=planned,
        changed_at=planned,
        staff_id=[manager] * count,
        approved_by_id=[None if draft else manager for draft in is_draft],
        approved_at=np.where(is_draft, np.datetime64("NaT"), planned),
    )


def _write_items(writer: Writer, offers: list[_Offer]) -> None:
    """The goods of what is approved; a draft's are chosen when it is."""
    chosen = [
        (place, one.items) for place, one in enumerate(offers, 1) if one.items is not None and one.status != "draft"
    ]
    items = np.concatenate([items for _place, items in chosen])
    writer.table(
        PromotionItem,
        promotion_id=np.repeat([place for place, _items in chosen], [len(items) for _place, items in chosen]),
        role=["get"] * len(items),
        slot=np.zeros(len(items), np.int64),
        variant_id=items + 1,
    )


def _write_uses(writer: Writer, uses: _Uses, receipts: Receipts, customer: list[int | None]) -> None:
    """The part of each line's discount, and one redemption for each promotion of a sale."""
    writer.table(
        SaleLineOffer,
        sale_line_id=uses.line + 1,
        promotion_id=uses.promotion + 1,
        discount_minor=receipts.line_discount[uses.line],
        units=receipts.quantity[uses.line],
    )
    writer.table(
        Redemption,
        promotion_id=uses.redeemed[:, 1] + 1,
        sale_id=uses.redeemed[:, 0] + 1,
        customer_id=[customer[sale] for sale in uses.redeemed[:, 0].tolist()],
        kind=np.where(uses.discount < 0, "returned", "redeemed"),
        uses=np.sign(uses.discount),
        discount_minor=uses.discount,
        at=receipts.at[uses.redeemed[:, 0]],
    )
