"""Keeps the whole shop from being shown the same products: what would be on everybody's list makes a little room.

A ranker that is right on average puts the same few best sellers before hundreds of customers. Each product loses a
little of its log odds for every e-fold of how often it would be shown (after Abdollahpouri, Burke and Mobasher,
"Managing popularity bias in recommender systems with personalized re-ranking", FLAIRS 2019): where two products are
about as likely, the less shown one is on the list, and far more of the catalogue is seen at hardly any cost in
accuracy. What is on a list stands in the order of its chances all the same.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import Progress
from shopassistant.recommend.blend import ask
from shopassistant.recommend.history import Floats
from shopassistant.recommend.index import Index
from shopassistant.recommend.list_order import PLACES

_SEED = 20190519
# How far down a list of new products counts as nearly shown: a fortieth of the catalogue; smoother than ten alone.
_NEARLY, _MOST_NEARLY = 40, 100
_LATELY = 182  # days
_FEW = 100  # customers
_PER = 2000.0  # customers; makes a shop's exposure the same number whatever the sample


def with_spread(index: Index, progress: Progress) -> Index:
    """The index with `Blend.spread`, from the lists that a sample of its customers would see today.

    Raises:
        Cancelled: by `progress`.
    """
    config = index.blend.config
    customers = _who_comes(index)
    if not index.blend.learned or not len(customers):
        return index
    if len(customers) > config.spread_customers:
        customers = np.random.default_rng(_SEED).choice(customers, config.spread_customers, replace=False)
    nearly_shown = int(np.clip(index.base.products.count // _NEARLY, PLACES, _MOST_NEARLY))
    shown = np.zeros((2, index.base.products.count), np.float64)
    for done, row in enumerate(customers.tolist()):
        if done % 50 == 0:
            progress.report("recommend.fitting.spread", done, len(customers))
        customer = index.history(index.base.events_of(row), index.base.fitted_day, row)
        asked = ask(index.sources, customer, config)
        margin, own = index.blend.rank(asked), asked.own
        listed = _first(margin, PLACES)
        shown[0, asked.products[listed[own[listed]]]] += 1
        new = asked.products[~own]
        shown[1, new[_first(margin[~own], nearly_shown)]] += 1
    spread = np.array([[config.spread], [config.spread_new]]) * np.log1p(_PER * shown / len(customers))
    return replace(index, blend=replace(index.blend, spread=spread.astype(np.float32)))


def _who_comes(index: Index) -> NDArray[np.int64]:
    """Indices of the customers who bought within half a year: those to whom lists are shown. All where they are few."""
    start = index.base.start
    known = np.flatnonzero(np.diff(start) > 0)
    lately = index.base.events.day[start[known + 1] - 1] >= index.base.time.last_day - _LATELY
    return known[lately] if lately.sum() >= _FEW else known


def _first(margin: Floats, count: int) -> NDArray[np.int64]:
    return np.asarray(np.argsort(-margin, kind="stable")[:count], np.int64)
