"""Keeps the whole shop from being shown the same products: what would be on everybody's list makes a little room.

A ranker that is right on average puts the same few best sellers before hundreds of customers. Each product loses a
little of its log odds for every e-fold of how often it would be shown (after Abdollahpouri, Burke and Mobasher,
"Managing popularity bias in recommender systems with personalized re-ranking", FLAIRS 2019): where two products are
about as likely, the less shown one comes first, and far more of the catalogue is seen at hardly any cost in accuracy.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import Progress
from shopassistant.recommend.blend import ask
from shopassistant.recommend.history import Floats
from shopassistant.recommend.index import Index

_SEED = 20190519
_PLACES = 10
_PER = 2000.0  # customers; makes a shop's exposure the same number whatever the sample


def with_spread(index: Index, progress: Progress) -> Index:
    """The index with `Blend.spread`, from the lists that a sample of its customers would see today.

    Raises:
        Cancelled: by `progress`.
    """
    config = index.blend.config
    customers = np.flatnonzero(np.diff(index.base.start) > 0)
    if not index.blend.learned or not len(customers):
        return index
    if len(customers) > config.spread_customers:
        customers = np.random.default_rng(_SEED).choice(customers, config.spread_customers, replace=False)
    shown = np.zeros((2, index.base.products.count), np.float64)
    for done, row in enumerate(customers.tolist()):
        if done % 50 == 0:
            progress.report("recommend.fitting.spread", done, len(customers))
        customer = index.history(index.base.events_of(row), index.base.fitted_day, row)
        asked = ask(index.sources, customer, config)
        margin = index.blend.margin(asked.table, asked.own)
        for counts, mine in zip(shown, (np.ones(len(margin), bool), ~asked.own), strict=True):
            counts[_first(asked.products[mine], margin[mine])] += 1
    shares = shown / len(customers)
    spread = config.spread * np.log1p(_PER * shares[0]) + config.spread_new * np.log1p(_PER * shares[1])
    usual = float((spread * shares[0]).sum() / max(float(shares[0].sum()), 1e-9))
    return replace(index, blend=replace(index.blend, spread=(spread - usual).astype(np.float32)))


def _first(products: NDArray[np.int32], margin: Floats) -> NDArray[np.int32]:
    return products[np.argsort(-margin, kind="stable")[:_PLACES]]
