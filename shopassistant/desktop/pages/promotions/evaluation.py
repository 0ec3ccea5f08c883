"""What a promotion comes to now: its products, what is in the way, what it makes of a real basket. No widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from shopassistant.promotions.choosing.choosing import ChosenFigures
    from shopassistant.promotions.choosing.goods import Goods
    from shopassistant.promotions.drafts.checks import Checked
    from shopassistant.promotions.drafts.frozen import Frozen
    from shopassistant.promotions.drafts.terms import Place, Terms

# Variant, name, units, price of one now, cost of one.
_Line = tuple[int, str, int, int, int | None]
# Baskets that are looked at for one that shows the offer.
_BASKETS = 60
_MOST_LINES = 6
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product of a choice; unknown figures are None, `cover_days` without demand is infinite."""

    variant_id: int
    name: str
    sku: str
    price_minor: int
    cost_minor: int | None
    margin_bp: int | None
    units: int | None
    cover_days: float | None


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """A line of the example; `discount_minor` is for all its units."""

    name: str
    quantity: int
    gross_minor: int
    discount_minor: int


@dataclass(frozen=True, slots=True)
class Example:
    """A basket somebody truly bought, under the offer; `sold_at` is None for one that was made up of single units."""

    lines: tuple[ExampleLine, ...]
    sold_at: datetime | None
    gross_minor: int
    discount_minor: int
    points: int


@dataclass(frozen=True)
class Evaluation:
    """The answer to the newest terms.

    Attributes:
        frozen: variants by place; figures: of each place that is chosen by hand or by condition.
        example: None where no basket shows the offer.
    """

    terms: "Terms"
    goods: "Goods"
    frozen: "Frozen"
    figures: "Mapping[Place, ChosenFigures]"
    checked: "Checked"
    example: Example | None


def evaluate(session: "Session", goods: "Goods", terms: "Terms", promotion_id: int, now: datetime) -> Evaluation:
    """Work it out; called inside a lane."""
    from shopassistant.promotions.choosing.choosing import choose
    from shopassistant.promotions.drafts.checks import check_promotion
    from shopassistant.promotions.drafts.frozen import freeze
    from shopassistant.promotions.drafts.terms import places

    frozen = freeze(terms, lambda choice: choose(goods, choice).variant_ids.tolist())
    figures = {
        place: choose(goods, terms.choices[place]).figures for place in places(terms.offer) if place in terms.choices
    }
    checked = check_promotion(session, terms, frozen, now, promotion_id)
    return Evaluation(terms, goods, frozen, figures, checked, _example(session, terms, frozen, now))


def product_rows(session: "Session", goods: "Goods", ids: Sequence[int]) -> dict[int, ProductRow]:
    """Rows of the table of products; called inside the read lane."""
    import numpy as np

    from shopassistant.promotions.drafts.floor import load_goods

    stock = goods.stock(None)
    rows = {}
    for one in load_goods(session, ids):
        at = int(np.searchsorted(goods.ids, one.variant_id))
        is_there = at < len(goods) and int(goods.ids[at]) == one.variant_id
        margin, cover = (goods.margin_bp[at], stock.cover[at]) if is_there else (np.nan, np.nan)
        rows[one.variant_id] = ProductRow(
            one.variant_id,
            one.name,
            one.sku,
            one.price_minor,
            one.cost_minor,
            None if np.isnan(margin) else round(float(margin)),
            int(stock.units[at]) if is_there and stock.counted[at] else None,
            None if np.isnan(cover) else float(cover),
        )
    return rows


def _example(session: "Session", terms: "Terms", frozen: "Frozen", now: datetime) -> Example | None:
    """The offer on a basket out of the shop's own past, the newest of those that show it."""
    from shopassistant.promotions.drafts.frozen import missing_places

    if missing_places(terms, frozen):
        return None
    found = None
    for sold_at, lines in _baskets(session, frozen):
        found = _priced(terms, frozen, lines, sold_at, now)
        if found is not None and len(found.lines) > 1:
            return found
    return found


def _priced(
    terms: "Terms", frozen: "Frozen", lines: "Sequence[_Line]", sold_at: datetime, now: datetime
) -> Example | None:
    from shopassistant.promotions.drafts.frozen import rule_of
    from shopassistant.promotions.rules.book import RuleBook
    from shopassistant.promotions.rules.engine import price
    from shopassistant.promotions.rules.pricing import Case, Line
    from shopassistant.promotions.rules.rule import ALWAYS, UNLIMITED

    rule = replace(
        rule_of(1, terms, frozen), when=ALWAYS, segments=None, locations=None, channels=None, needs_coupon=False,
        limits=UNLIMITED,
    )  # fmt: skip
    asked = [Line(key, one[0], one[2], one[3], one[4]) for key, one in enumerate(lines)]
    priced = price(asked, RuleBook([rule]), Case(now, customer_id=1), tried=0)
    if not priced.discount_minor and not priced.points_earned:
        return None
    shown = tuple(
        ExampleLine(line[1], line[2], line[2] * line[3], priced.lines[key].discount_minor)
        for key, line in enumerate(lines)
    )
    return Example(shown, sold_at, priced.gross_minor, priced.discount_minor, priced.points_earned)


def _baskets(session: "Session", frozen: "Frozen") -> "Sequence[tuple[datetime, list[_Line]]]":
    """Newest sales with some of the products: (variant, name, units, price now, cost) per line."""
    from sqlalchemy import select

    from shopassistant.promotions.drafts.frozen import variants_of
    from shopassistant.store.schema import Sale, SaleLine, Variant

    wanted = variants_of(frozen)
    ids = select(SaleLine.sale_id).where(SaleLine.quantity > 0, SaleLine.variant_id.is_not(None))
    if wanted is not None:
        ids = ids.where(SaleLine.variant_id.in_(sorted(wanted)[:_CHUNK]))
    newest = list(session.scalars(ids.order_by(SaleLine.id.desc()).limit(_BASKETS)))
    query = (
        select(
            Sale.id, Sale.sold_at, Variant.id, SaleLine.description, SaleLine.quantity, Variant.price_minor,
            Variant.cost_minor,
        )
        .join(SaleLine, SaleLine.sale_id == Sale.id)
        .join(Variant, Variant.id == SaleLine.variant_id)
        .where(Sale.id.in_(newest), SaleLine.quantity > 0)
        .order_by(SaleLine.position)
    )  # fmt: skip
    baskets: dict[int, tuple[datetime, list[_Line]]] = {}
    for sale_id, sold_at, variant_id, name, units, price_minor, cost_minor in session.execute(query):
        line = (int(variant_id or 0), name, units, price_minor, cost_minor)
        baskets.setdefault(sale_id, (sold_at, []))[1].append(line)
    ordered = [baskets[one] for one in dict.fromkeys(newest) if one in baskets]
    return [basket for basket in ordered if len(basket[1]) <= _MOST_LINES]
