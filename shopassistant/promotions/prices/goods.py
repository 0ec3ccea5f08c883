"""What is known of each thing that has a price: variants of a product that cost the same, with stock and rivals."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.inventory.purchasing.arriving import on_order
from shopassistant.inventory.variant_words import variant_detail
from shopassistant.store.schema import (
    CompetitorPrice,
    Location,
    MarkdownPlan,
    PriceChange,
    Product,
    Promotion,
    PromotionItem,
    StockLevel,
    Supplier,
    TaxClass,
    Variant,
)

# What others asked longer ago is no news.
COMPETITOR_DAYS = 60
_USUAL_LEAD_DAYS = 14
_NOT_SOLD_FROM = ("transit", "damaged")


@dataclass(frozen=True, slots=True)
class Rival:
    """What somebody else asks."""

    name: str
    price_minor: int
    seen_on: date


@dataclass(frozen=True, slots=True)
class Priced:
    """Variants of one product that have one price.

    Attributes:
        variant_ids: ascending; the first stands for all.
        name: of the product, with what tells the variant where there is but one.
        cost_minor: of a unit, without tax; None where nobody knows.
        rate_bp: tax in the price, in hundredths of a percent.
        stock: units that can be sold; None where nobody counted.
        coming: units on order.
        ends: never ordered again.
        lead_days: until what is ordered today is here.
        changed_at: when the price last changed; None where it never did.
        rivals: the newest price of each, the lowest first.
        is_promoted: a promotion lowers it now, or a markdown plan does.
    """

    variant_ids: tuple[int, ...]
    product_id: int
    category_id: int | None
    name: str
    sku: str
    price_minor: int
    cost_minor: int | None
    rate_bp: int
    stock: int | None
    coming: int
    ends: bool
    lead_days: int
    changed_at: datetime | None
    rivals: tuple[Rival, ...]
    is_promoted: bool

    @property
    def id(self) -> int:
        """The variant that stands for all."""
        return self.variant_ids[0]

    @property
    def others_minor(self) -> int | None:
        """The middle one of what others ask."""
        return round(median(rival.price_minor for rival in self.rivals)) if self.rivals else None


def read_goods(session: Session, now: datetime, today: date, variant_ids: Sequence[int] | None = None) -> list[Priced]:
    """Everything on sale, by product and price.

    Args:
        now: in UTC.
        variant_ids: only what one of these belongs to; all by default.
    """
    rows = _variants(session, variant_ids)
    groups: defaultdict[tuple[int, int], list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row.product_id, row.price_minor].append(row)
    if variant_ids is not None:
        wanted = set(variant_ids)
        groups = defaultdict(list, {k: own for k, own in groups.items() if wanted & {row.id for row in own}})
    facts = _Facts(session, now, today)
    return [_priced(own, facts) for own in groups.values()]


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    product_id: int
    category_id: int | None
    name: str
    sku: str
    colour: str | None
    size: str | None
    price_minor: int
    cost_minor: int | None
    rate_bp: int
    discontinued: bool
    lead_days: int


class _Facts:
    """What hangs on variants, each read in one go."""

    def __init__(self, session: Session, now: datetime, today: date) -> None:
        self.stock = _stock(session)
        self.coming = {id_: sum(one.units for one in coming) for id_, coming in on_order(session).items()}
        self.changed = _changed(session)
        self.rivals = read_rivals(session, today)
        self.promoted = _promoted(session, now)


def _variants(session: Session, variant_ids: Sequence[int] | None) -> list[_Row]:
    query = (
        select(
            Variant.id, Variant.product_id, Product.category_id, Product.name, Variant.sku, Variant.colour,
            Variant.size, Variant.price_minor, Variant.cost_minor, func.coalesce(TaxClass.rate_bp, 0),
            Variant.discontinued, func.coalesce(Supplier.lead_time_days, _USUAL_LEAD_DAYS),
        )
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(TaxClass, TaxClass.id == Product.tax_class_id)
        .outerjoin(Supplier, Supplier.id == Product.supplier_id)
        .where(Variant.active, Product.active, Variant.price_minor > 0)
        .order_by(Variant.product_id, Variant.id)
    )  # fmt: skip
    if variant_ids is not None:
        query = query.where(Variant.product_id.in_(select(Variant.product_id).where(Variant.id.in_(variant_ids))))
    return [_Row(*tuple(row)) for row in session.execute(query)]


def _priced(own: list[_Row], facts: _Facts) -> Priced:
    first, ids = own[0], tuple(row.id for row in own)
    costs = [row.cost_minor for row in own if row.cost_minor is not None]
    stocks = [facts.stock[id_] for id_ in ids if id_ in facts.stock]
    changes = [facts.changed[id_] for id_ in ids if id_ in facts.changed]
    detail = variant_detail(first.name, first.colour, first.size) if len(own) == 1 else ""
    return Priced(
        variant_ids=ids,
        product_id=first.product_id,
        category_id=first.category_id,
        name=f"{first.name}, {detail}" if detail else first.name,
        sku=first.sku,
        price_minor=first.price_minor,
        cost_minor=max(costs) if costs else None,
        rate_bp=first.rate_bp,
        stock=sum(stocks) if stocks else None,
        coming=sum(facts.coming.get(id_, 0) for id_ in ids),
        ends=all(row.discontinued for row in own),
        lead_days=first.lead_days,
        changed_at=max(changes) if changes else None,
        rivals=_merged([facts.rivals[id_] for id_ in ids if id_ in facts.rivals]),
        is_promoted=not facts.promoted.isdisjoint(ids),
    )


def _stock(session: Session) -> dict[int, int]:
    query = (
        select(StockLevel.variant_id, func.sum(StockLevel.quantity))
        .join(Location, Location.id == StockLevel.location_id)
        .where(StockLevel.is_counted, Location.active, Location.kind.not_in(_NOT_SOLD_FROM))
        .group_by(StockLevel.variant_id)
    )
    return {row[0]: int(row[1]) for row in session.execute(query)}


def _changed(session: Session) -> dict[int, datetime]:
    """When each variant's price last changed; its first price is no change."""
    query = (
        select(PriceChange.variant_id, func.max(PriceChange.at))
        .group_by(PriceChange.variant_id)
        .having(func.count() > 1)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def read_rivals(session: Session, today: date) -> dict[int, dict[str, Rival]]:
    """The newest price of each competitor, by variant."""
    query = (
        select(
            CompetitorPrice.variant_id, CompetitorPrice.competitor, CompetitorPrice.price_minor, CompetitorPrice.seen_on
        )
        .where(CompetitorPrice.seen_on >= today - timedelta(days=COMPETITOR_DAYS))
        .order_by(CompetitorPrice.seen_on, CompetitorPrice.id)
    )
    found: defaultdict[int, dict[str, Rival]] = defaultdict(dict)
    for variant_id, name, price_minor, seen_on in session.execute(query):
        found[variant_id][name] = Rival(name, price_minor, seen_on)
    return dict(found)


def _merged(parts: Sequence[Mapping[str, Rival]]) -> tuple[Rival, ...]:
    """Of several variants, the newest of each competitor; the lowest first."""
    newest: dict[str, Rival] = {}
    for part in parts:
        for name, rival in part.items():
            if name not in newest or rival.seen_on > newest[name].seen_on:
                newest[name] = rival
    return tuple(sorted(newest.values(), key=lambda rival: (rival.price_minor, rival.name)))


def _promoted(session: Session, now: datetime) -> frozenset[int]:
    """Variants that a promotion without coupon lowers now for everybody (one for all products names none), and those
    that are being marked down."""
    query = (
        select(PromotionItem.variant_id)
        .join(Promotion, Promotion.id == PromotionItem.promotion_id)
        .where(
            Promotion.status == "approved",
            ~Promotion.needs_coupon,
            Promotion.segment_id.is_(None),
            PromotionItem.role == "get",
            (Promotion.starts_at.is_(None)) | (Promotion.starts_at <= now),
            (Promotion.ends_at.is_(None)) | (Promotion.ends_at > now),
        )
    )
    planned = session.scalars(select(MarkdownPlan.figures).where(MarkdownPlan.status == "approved"))
    return frozenset(session.scalars(query)) | {id_ for figures in planned for id_ in figures["variant_ids"]}
