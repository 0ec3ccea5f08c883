"""Reads the facts of a campaign's mails from the store: once for the campaign, then customer by customer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.messages import Catalogue
from shopassistant.promotions.campaigns.content import LANGUAGES, Content
from shopassistant.promotions.campaigns.facts import Facts, ProductFact
from shopassistant.promotions.campaigns.offer_words import offer_words
from shopassistant.recommend.requests import Recommended, Request
from shopassistant.recommend.terms import Terms
from shopassistant.store.schema import Customer, Promotion, PromotionItem, Variant
from shopassistant.store.shop import Shop, load_shop

if TYPE_CHECKING:
    from shopassistant.recommend.engine import Engine

# Somebody who bought a thing twice rarely needs to be told of it; the rest of a list is for what is new to them.
_USUAL_TERMS: Mapping[str, Any] = {"diversity": 0.2, "most_per_category": 2}


@dataclass(frozen=True)
class FactBook:
    """What all mails of one arm share.

    Attributes:
        offers: the offer in words by language; empty words without a promotion.
        ends_at: the promotion's end, None for an open one.
        product_ids: those the promotion is about; None for all, or without a promotion.
        catalogues: sentences by language, in the shop's currency.
    """

    shop: Shop
    offers: Mapping[str, str]
    ends_at: datetime | None
    product_ids: tuple[int, ...] | None
    catalogues: Mapping[str, Catalogue] = field(repr=False)

    def facts(self, customer: Customer, items: Sequence[ProductFact], language: str, code: str = "") -> Facts:
        """The facts of one customer's mail."""
        catalogue = self.catalogues[language]
        last = self.last_day()
        formats = catalogue.formats
        return Facts(
            language=language,
            first_name=" ".join(customer.given_name.split()),
            shop=self.shop.name,
            address=", ".join(line.strip() for line in self.shop.address.splitlines() if line.strip()),
            offer=self.offers[language],
            offer_until=formats.say_day(last, formats.long_day) if last else "",
            code=code,
            products=tuple(items),
        )

    def last_day(self) -> datetime | None:
        """The last day somebody can use the offer: one that ends at midnight was over the evening before."""
        return (self.ends_at - timedelta(seconds=1)).astimezone() if self.ends_at else None

    def products(self, engine: "Engine", customer_id: int, count: int, language: str) -> tuple[ProductFact, ...]:
        """Personal products that are there, for who agreed to that; what is popular for who did not."""
        if count == 0 or self.product_ids == ():
            return ()
        terms = Terms(only_product_ids=self.product_ids, **_USUAL_TERMS)
        answer = engine.recommend(Request(customer_id, "hybrid", count, require_consent=True, terms=terms))
        return tuple(self._fact(item, language) for item in answer.items)

    def _fact(self, item: Recommended, language: str) -> ProductFact:
        catalogue = self.catalogues[language]
        return ProductFact(
            product_id=item.product_id,
            variant_id=item.variant_id,
            name=" ".join(item.name.split()),
            price=catalogue.money(item.price_minor),
            price_minor=item.price_minor,
            reason_code=item.reason_code,
            reason_values=dict(item.reason_values),
        )


def read_book(session: Session, promotion_id: int | None) -> FactBook:
    """Read what the mails about a promotion (or about none) share."""
    shop = load_shop(session)
    catalogues = {language: Catalogue(language, shop.money) for language in LANGUAGES}
    promotion = session.get(Promotion, promotion_id) if promotion_id else None
    if promotion is None:
        return FactBook(shop, dict.fromkeys(LANGUAGES, ""), None, None, catalogues)
    offers = {language: offer_words(promotion.offer, catalogues[language]) for language in LANGUAGES}
    statement = (
        select(Variant.product_id)
        .join(PromotionItem, PromotionItem.variant_id == Variant.id)
        .where(PromotionItem.promotion_id == promotion.id, PromotionItem.role == "get")
        .distinct()
        .order_by(Variant.product_id)
    )
    is_all = bool(promotion.scope.get("everything"))  # a scope of no product is about none
    product_ids = None if is_all else tuple(session.scalars(statement))
    return FactBook(shop, offers, promotion.ends_at, product_ids, catalogues)


def language_of(content: Content, customer: Customer) -> str:
    """The language a customer is written in."""
    return content.in_language(customer.language)[0]
