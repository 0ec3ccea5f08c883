"""The table of promotions: which there are, when they hold, what was used of them and what they brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.promotions.drafts.state import STATES, state_of
from shopassistant.promotions.rules.offer_json import offer_from_json
from shopassistant.promotions.rules.offers import Offer
from shopassistant.store.schema import Promotion, PromotionItem, SaleLine, SaleLineOffer, Segment

SORTS = ("number", "name", "state", "starts", "ends", "products", "uses", "spent", "margin")
# What a manager looks for; each is a set of states.
SCOPES = {
    "current": ("draft", "coming", "running", "paused", "used_up"),
    "running": ("running", "used_up"),
    "coming": ("coming",),
    "draft": ("draft",),
    "past": ("over", "ended", "cancelled"),
    "all": STATES,
}
_ORDER = ("running", "used_up", "paused", "coming", "draft", "over", "ended", "cancelled")
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class PromotionFilter:
    """What the table is narrowed to.

    Attributes:
        scope: one of `SCOPES`.
        text: in the number or the name.
    """

    scope: str = "current"
    text: str = ""

    def __post_init__(self) -> None:
        if self.scope not in SCOPES:
            raise UserError("promotions.scope", scope=self.scope, known=", ".join(SCOPES))


@dataclass(frozen=True, slots=True)
class PromotionRow:
    """One promotion of the table; money in minor units.

    Attributes:
        state: one of `STATES`.
        products: variants it is about; None for everything, and 0 while nothing is approved.
        segment: name of the customers it is for; empty for everybody.
        spent_minor, uses: given so far; `budget_minor` and `max_uses` are their bounds.
        margin_minor: earned without tax on the lines it was used on; None while there are none whose cost is known.
        without_cost: units of those lines of which nobody knows the cost; their margin is not counted.
    """

    promotion_id: int
    number: str
    name: str
    state: str
    offer: Offer
    starts_at: datetime | None
    ends_at: datetime | None
    products: int | None
    segment_id: int | None
    segment: str
    needs_coupon: bool
    spent_minor: int
    budget_minor: int | None
    uses: int
    max_uses: int | None
    margin_minor: int | None
    without_cost: int
    changed_at: datetime


def list_promotions(
    session: Session, wanted: PromotionFilter, now: datetime, sort: str = "state", *, descending: bool = False
) -> list[int]:
    """Ids of the promotions that match, in order; what has no value to sort by comes last either way.

    Raises:
        UserError: ``list.sort``, an order that is not known.
    """
    if sort not in SORTS:
        raise UserError("list.sort", sort=sort, known=", ".join(SORTS))
    text = " ".join(wanted.text.lower().split())
    found = [
        row
        for row in session.scalars(select(Promotion))
        if state_of(row, now) in SCOPES[wanted.scope] and (text in row.name.lower() or text in row.number.lower())
    ]
    by_id = load_promotions(session, [row.id for row in found], now) if sort in ("products", "margin") else {}
    keys = {row.id: _key(row, sort, now, by_id) for row in sorted(found, key=lambda row: -row.id)}
    filled = sorted((one for one in keys if keys[one] is not None), key=lambda one: keys[one] or (), reverse=descending)
    return [*filled, *(one for one in keys if keys[one] is None)]


def _key(row: Promotion, sort: str, now: datetime, by_id: "dict[int, PromotionRow]") -> tuple[Any, ...] | None:
    if sort == "state":
        return _by_state(row, now)
    if sort == "name":
        return row.name == "", row.name.lower()
    if sort in ("products", "margin"):
        shown = by_id[row.id]
        value = shown.products if sort == "products" else shown.margin_minor
        return None if value is None else (value,)
    plain = {"number": row.id, "starts": row.starts_at, "ends": row.ends_at, "uses": row.uses, "spent": row.spent_minor}
    return None if plain[sort] is None else (plain[sort],)


def _by_state(row: Promotion, now: datetime) -> tuple[int, float]:
    """What runs first, then what comes next, then what is thought about, then the newest of the past."""
    state = state_of(row, now)
    coming = 0.0 if row.starts_at is None else row.starts_at.timestamp()
    within = coming if state == "coming" else -(row.ends_at or row.changed_at).timestamp()
    return _ORDER.index(state), within


def load_promotions(session: Session, ids: Sequence[int], now: datetime) -> dict[int, PromotionRow]:
    """The rows of `ids`; an id that is gone is left out."""
    rows: dict[int, PromotionRow] = {}
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        items, money = _items(session, part), _margins(session, part)
        query = select(Promotion, Segment.name).outerjoin(Segment, Segment.id == Promotion.segment_id)
        for row, segment in session.execute(query.where(Promotion.id.in_(part))):
            margin, without = money.get(row.id, (None, 0))
            everything = bool((row.scope or {}).get("everything"))
            rows[row.id] = PromotionRow(
                row.id, row.number, row.name, state_of(row, now), offer_from_json(row.offer), row.starts_at,
                row.ends_at, None if everything else items.get(row.id, 0), row.segment_id, segment or "",
                row.needs_coupon, row.spent_minor, row.budget_minor, row.uses, row.max_uses, margin, without,
                row.changed_at,
            )  # fmt: skip
    return rows


def count_promotions(session: Session, now: datetime) -> dict[str, int]:
    """How many promotions there are in each of `SCOPES`."""
    states = [state_of(row, now) for row in session.scalars(select(Promotion))]
    return {scope: sum(state in wanted for state in states) for scope, wanted in SCOPES.items()}


def _items(session: Session, ids: Sequence[int]) -> dict[int, int]:
    query = select(PromotionItem.promotion_id, func.count(func.distinct(PromotionItem.variant_id)))
    query = query.where(PromotionItem.promotion_id.in_(ids), PromotionItem.role == "get")
    return dict(session.execute(query.group_by(PromotionItem.promotion_id)).all())


def _margins(session: Session, ids: Sequence[int]) -> dict[int, tuple[int | None, int]]:
    """(margin, units without a cost) by promotion, of lines sold less those that came back."""
    lines = (
        select(SaleLineOffer.promotion_id, SaleLineOffer.sale_line_id)
        .where(SaleLineOffer.promotion_id.in_(ids))
        .distinct()
        .subquery()
    )
    cost = SaleLine.unit_cost_minor * SaleLine.quantity
    known = SaleLine.unit_cost_minor.is_not(None)
    query = (
        select(
            lines.c.promotion_id,
            func.sum(case((known, SaleLine.total_minor - SaleLine.tax_minor - cost))),
            func.sum(case((known, 0), else_=SaleLine.quantity)),
        )
        .join(SaleLine, SaleLine.id == lines.c.sale_line_id)
        .group_by(lines.c.promotion_id)
    )
    return {
        one: (None if margin is None else int(margin), int(without or 0))
        for one, margin, without in session.execute(query)
    }
