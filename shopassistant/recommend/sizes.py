"""Which variant suits a customer: the one bought last, else the size usually bought in that category."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from shopassistant.recommend.history import History
from shopassistant.recommend.index import Base
from shopassistant.recommend.rules import NO_WISH, Wish

_FIRM_PRODUCTS = 3
_FIRM_SHARE = 0.6


def wish_for(base: Base, customer: History, product: int) -> Wish:
    """The customer's wish for a product (index).

    The usual size is the one most products of the category were last bought in; it is firm from three products on, when
    at least 60 % of them agree.
    """
    if customer.is_cold:
        return NO_WISH
    worn = _worn(base, customer)
    variant = worn.variants.get(product)
    last = None if variant is None else int(base.products.variant_ids[variant])
    sizes = worn.sizes.get(base.products.category.item(product)) if worn.sizes else None
    if not sizes:
        return Wish(last)
    usual, count = min(Counter(sizes).items(), key=lambda size: (-size[1], size[0]))
    firm = len(sizes) >= _FIRM_PRODUCTS and count >= _FIRM_SHARE * len(sizes)
    return Wish(last, base.products.sizes[usual], firm)


@dataclass(frozen=True)
class _Worn:
    """What all wishes of one answer look at.

    Attributes:
        base: of the fit it is about.
        variants: by product bought, the variant bought last.
        sizes: by category, the sizes last bought of each of its products; those without one are not here.
    """

    base: Base
    variants: Mapping[int, int]
    sizes: Mapping[int, Sequence[int]]


def _worn(base: Base, customer: History) -> _Worn:
    """Looked up once for all wishes of an answer."""
    kept = customer.scratch.get("sizes")
    if kept is None or kept.base is not base:
        variants = dict(zip(customer.products.tolist(), customer.last_variant.tolist(), strict=True))
        sizes: dict[int, list[int]] = {}
        if base.products.sizes:
            kinds = base.products.category[customer.products].tolist()
            for kind, size in zip(kinds, base.products.variant_size[customer.last_variant].tolist(), strict=True):
                if size >= 0:
                    sizes.setdefault(kind, []).append(size)
        kept = customer.scratch["sizes"] = _Worn(base, variants, sizes)
    return cast(_Worn, kept)
