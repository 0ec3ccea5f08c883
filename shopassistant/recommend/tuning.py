"""Learning the blend on the shop's own past: fit before a cut, look at what was bought after it."""

import logging
import math
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import Progress
from shopassistant.recommend.blend import Blend, BlendConfig, ask, signals_of, table_of
from shopassistant.recommend.history import Floats
from shopassistant.recommend.index import Base, fit_models, make_base
from shopassistant.recommend.models.base import Model, Training
from shopassistant.recommend.purchases import Ints, Purchases
from shopassistant.recommend.regression import learn
from shopassistant.recommend.shoptime import ShopTime

_log = logging.getLogger(__name__)
_SEED = 20240229
_ROWS = 150_000


def learn_blend(purchases: Purchases, config: BlendConfig, progress: Progress) -> tuple[Blend, dict[str, Any]]:
    """The blend for this shop, and what the hold-out showed.

    Returns:
        The learned blend with metrics, or the stated defaults with an empty dict where the past is too short: fewer
        than `least_customers` or `least_purchases` in the hold-out.
    """
    cut = cut_day(purchases, config)
    past = purchases.before(cut)
    truth = bought_after(purchases, cut, config)
    enough = len(truth) >= config.least_customers and sum(map(len, truth.values())) >= config.least_purchases
    time = ShopTime.from_days(past.day)
    models = list(
        fit_models(Training(past if enough else _nothing(purchases), time, cut, progress, explains=False)).values()
    )
    if not enough:
        return Blend.default(models, config), {}
    base = make_base(past, time, cut)
    tables = _tables(base, models, truth, config, cut, progress)
    names = tuple(signal.name for signal in signals_of(models))
    parts = []
    for table, bought in tables:
        if bought.sum() < config.least_purchases / 4:
            return Blend.default(models, config), {}
        rows, share = _thinned(bought)
        part = learn(table[:, rows], bought[rows], names, config.ridge)
        parts.append(replace(part, constant=part.constant + math.log(share)))
    metrics = {
        "holdout_day": cut,
        "customers": len(truth),
        "rows_again": int(tables[0][1].size),
        "rows_new": int(tables[1][1].size),
        "rate_again": float(tables[0][1].mean()),
        "rate_new": float(tables[1][1].mean()),
    }
    return Blend(config, parts[0], parts[1], True), metrics


def cut_day(purchases: Purchases, config: BlendConfig) -> int:
    """The calendar day at which the hold-out begins: a horizon before the end, at most a quarter of the past."""
    if not len(purchases.day):
        return 0
    first, last = int(purchases.day.min()), int(purchases.day.max())
    return last + 1 - min(config.horizon_days, max((last - first) // 4, 1))


def bought_after(purchases: Purchases, cut: int, config: BlendConfig) -> dict[int, Ints]:
    """What customers known before `cut` bought after it of what was sold before it: index -> product indices.

    At most `config.customers` of them, the same ones at every run.
    """
    before = purchases.day < cut
    product, customer = purchases.product, purchases.customer
    sold = np.zeros(purchases.products.count, bool)
    sold[product[before]] = True
    known = np.zeros(len(purchases.customer_ids) + 1, bool)
    known[customer[before]] = True
    known[-1] = False  # walk-ins
    wanted = ~before & known[customer] & sold[product]
    pairs = np.unique(np.stack([customer[wanted], product[wanted]]), axis=1)
    customers = np.unique(pairs[0])
    if len(customers) > config.customers:
        customers = np.sort(np.random.default_rng(_SEED).choice(customers, config.customers, replace=False))
    return {int(row): pairs[1][slice(*np.searchsorted(pairs[0], (row, row + 1)))] for row in customers}


def _tables(
    base: Base, models: list[Model], truth: dict[int, Ints], config: BlendConfig, cut: int, progress: Progress
) -> list[tuple[Floats, NDArray[np.bool_]]]:
    """Log signals and truth of (bought before, candidates not bought before), over the customers of the hold-out."""
    from shopassistant.recommend.history import summarise

    parts: list[list[tuple[Floats, NDArray[np.bool_]]]] = [[], []]
    for done, (row, bought) in enumerate(truth.items()):
        customer = summarise(base.events_of(row), base.time, cut, row)
        asked = ask(models, customer, config.candidates)
        for part, products in zip(parts, (customer.products, asked.fresh), strict=True):
            part.append((table_of(models, customer, asked, products), np.isin(products, bought)))
        if done % 50 == 0:
            progress.report("recommend.fitting.blend", done, len(truth))
    return [
        (np.concatenate([table for table, _ in part], axis=1), np.concatenate([hits for _, hits in part]))
        for part in parts
    ]


def _thinned(bought: NDArray[np.bool_]) -> tuple[NDArray[np.int64], float]:
    """Rows to learn from: all purchases and as many of the rest as the budget allows; and the share of the rest kept.

    Log odds learned on them are too high by the logarithm of that share (King and Zeng, 2001).
    """
    rest = np.flatnonzero(~bought)
    room = max(_ROWS - int(bought.sum()), _ROWS // 2)
    if len(rest) <= room:
        return np.arange(len(bought)), 1.0
    kept = np.random.default_rng(_SEED).choice(rest, room, replace=False)
    return np.sort(np.concatenate([np.flatnonzero(bought), kept])), room / len(rest)


def _nothing(purchases: Purchases) -> Purchases:
    return purchases.before(-1)
