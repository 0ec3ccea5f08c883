"""The facts a mail may state: who it is for, the shop, the offer, products with prices. All from the store."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class ProductFact:
    """A product a mail shows.

    Attributes:
        name: as in the store.
        price: with its currency, as the customer's language writes it.
        price_minor: the same in minor units.
        reason_code, reason_values: why it suits, of the recommendation; dates as ISO text.
    """

    product_id: int
    variant_id: int
    name: str
    price: str
    price_minor: int
    detail: str = ""
    reason_code: str = ""
    reason_values: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one mail may state; what is empty is not stated.

    Attributes:
        language: of the mail, ``en`` or ``de``.
        shop, address: the shop's name, and its address in one line.
        offer: the offer in words, such as "20% off".
        offer_until: its last day, in words.
        code: the customer's own coupon.
    """

    language: str
    first_name: str = ""
    shop: str = ""
    address: str = ""
    offer: str = ""
    offer_until: str = ""
    code: str = ""
    products: tuple[ProductFact, ...] = ()

    def values(self) -> dict[str, str]:
        """Text by placeholder."""
        named = {
            "first_name": self.first_name,
            "shop": self.shop,
            "address": self.address,
            "offer": self.offer,
            "offer_until": self.offer_until,
            "code": self.code,
        }
        for number, product in enumerate(self.products, 1):
            named[f"product_{number}"] = product.name
            named[f"price_{number}"] = product.price
        return named

    def with_code(self, code: str) -> "Facts":
        """The same with a coupon."""
        return replace(self, code=code)


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """Plain values, for the row of the mail."""
    return asdict(facts)


def facts_from_json(raw: Mapping[str, Any]) -> Facts:
    """What `facts_to_json` made."""
    products = tuple(ProductFact(**one) for one in raw["products"])
    return Facts(**{**raw, "products": products})
