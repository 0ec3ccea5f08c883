"""How long a delivery takes, as a distribution: what was seen, and what the supplier says where little was seen."""

import numpy as np

from shopassistant.inventory.reorder.arrays import Floats, Ints

# The supplier's word counts as much as so many deliveries seen.
PRIOR_WEIGHT = 4.0
# Spread of a lead time nobody has seen yet: deviation as a share of the mean.
PRIOR_SPREAD = 0.3
# An order later than any before: what is still to come, as a share of the usual lead time (exponential).
OVERDUE_SHARE = 0.25


def lead_scenarios(seen: Ints, stated_days: float, count: int, seed: int) -> Ints:
    """Equally likely lead times, int64[count], at least 0, in random order.

    A mixture of the deliveries seen and a gamma prior around what the supplier states, weighted by how many were seen
    (a Dirichlet process' predictive distribution: Ferguson 1973). Drawn by stratification: every quantile once.

    Args:
        seen: int64[m], days from ordering to arrival; the newest should be given, not all of ten years.
        stated_days: what the supplier says, 0 or more.
    """
    levels = (np.arange(count) + 0.5) / count
    share = len(seen) / (len(seen) + PRIOR_WEIGHT)
    of_prior = _prior(stated_days, levels)
    if len(seen):
        of_seen = np.sort(seen)[np.minimum((levels * len(seen)).astype(np.int64), len(seen) - 1)]
        values = np.concatenate([of_prior, of_seen])
        weights = np.concatenate([np.full(count, 1 - share), np.full(count, share)]) / count
        order = np.argsort(values, kind="stable")
        place = np.searchsorted(np.cumsum(weights[order]), levels)
        values = values[order][np.minimum(place, len(values) - 1)]
    else:
        values = of_prior
    return np.random.default_rng([seed, len(seen), int(stated_days)]).permutation(values).astype(np.int64)


def still_to_come(lead: Ints, elapsed: int) -> Ints:
    """Days until an order comes that has been under way for `elapsed` days, int64[S], at least 1.

    Lead times given that they are longer than what has passed; for an order later than any, a short exponential rest.

    Args:
        lead: int64[S], equally likely lead times.
    """
    count = len(lead)
    longer = lead[lead > elapsed]
    if len(longer):
        return np.resize(longer, count) - elapsed
    rest = max(float(lead.mean()) * OVERDUE_SHARE, 1.0)
    levels = (np.arange(count) + 0.5) / count
    drawn = np.random.default_rng([count, elapsed]).permutation(-rest * np.log1p(-levels))
    rests: Ints = np.maximum(np.ceil(drawn), 1).astype(np.int64)
    return rests


def _prior(stated_days: float, levels: Floats) -> Ints:
    """The prior's quantiles in whole days."""
    from scipy.special import gammaincinv

    if stated_days <= 0:
        return np.zeros(len(levels), np.int64)
    shape = 1 / PRIOR_SPREAD**2
    days = gammaincinv(shape, levels) * stated_days / shape
    whole: Ints = np.maximum(np.rint(days), 0).astype(np.int64)
    return whole
