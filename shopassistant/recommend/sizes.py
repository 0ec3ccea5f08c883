"""Which variant suits a customer: the one bought last, else the size usually bought in that category."""

import numpy as np

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
    at = int(np.searchsorted(customer.products, product))
    last = None
    if at < len(customer.products) and customer.products[at] == product:
        last = int(base.products.variant_ids[customer.last_variant[at]])
    if not base.products.sizes:
        return Wish(last)
    same = base.products.category[customer.products] == base.products.category[product]
    sizes = base.products.variant_size[customer.last_variant[same]]
    sizes = sizes[sizes >= 0]
    if not len(sizes):
        return Wish(last)
    counts = np.bincount(sizes)
    usual = int(counts.argmax())
    firm = len(sizes) >= _FIRM_PRODUCTS and counts[usual] >= _FIRM_SHARE * len(sizes)
    return Wish(last, base.products.sizes[usual], bool(firm))
