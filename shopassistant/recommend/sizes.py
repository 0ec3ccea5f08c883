"""Which variant suits a customer: the one bought last, else the size usually bought in that category."""

import numpy as np

from shopassistant.recommend.history import History, Ints
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
    at = int(np.searchsorted(customer.products, product))
    last = None
    if at < len(customer.products) and customer.products[at] == product:
        last = int(base.products.variant_ids[customer.last_variant[at]])
    if not base.products.sizes:
        return Wish(last)
    kinds, worn = _bought(base, customer)
    sizes = worn[(kinds == base.products.category[product]) & (worn >= 0)]
    if not len(sizes):
        return Wish(last)
    counts = np.bincount(sizes)
    usual = int(counts.argmax())
    firm = len(sizes) >= _FIRM_PRODUCTS and counts[usual] >= _FIRM_SHARE * len(sizes)
    return Wish(last, base.products.sizes[usual], bool(firm))


def _bought(base: Base, customer: History) -> tuple[Ints, Ints]:
    """int32 (k,) twice: category and size of what was bought, looked up once for all wishes of an answer."""
    kept = customer.scratch.get("sizes")
    if kept is None or kept[0] is not base:
        products = base.products
        sizes = products.variant_size[customer.last_variant]
        kept = customer.scratch["sizes"] = base, products.category[customer.products], sizes
    return kept[1], kept[2]
