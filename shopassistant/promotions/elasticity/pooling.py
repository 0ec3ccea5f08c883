"""What products learn from each other: a product's coefficients come from its category's, and these from the shop's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopassistant.promotions.elasticity.columns import Prior
from shopassistant.promotions.elasticity.weeks import Floats, Ints, by_group

# So many products' (categories') worth of the first guess of how far they differ.
_GUESSED_PRODUCTS, _GUESSED_CATEGORIES = 8, 6
_LEAST_VARIANCE = 0.02**2
# More than so many times as far apart as guessed no products are believed to be: what looks like it is a price that was
# changed just when something else happened.
_MOST_TIMES = 2.0
# Of coefficients that are a product's own affair.
_NONE = 1e-8


@dataclass(frozen=True)
class Pools:
    """The J columns' coefficients over the shop; c categories.

    Attributes:
        mean: float64 (c, J), of each category.
        doubt: float64 (c, J), variance of `mean`.
        variance: float64 (J,), how far products of a category differ.
        shop_mean, shop_doubt: float64 (J,), of the shop.
        between: float64 (J,), how far categories differ (a variance).
    """

    mean: Floats
    doubt: Floats
    variance: Floats
    shop_mean: Floats
    shop_doubt: Floats
    between: Floats


def first_pools(priors: Sequence[Prior], categories: int) -> Pools:
    """Before looking."""
    mean = np.array([prior.mean for prior in priors])
    variance = np.array([prior.between**2 for prior in priors])
    between = np.where([prior.is_pooled for prior in priors], variance / 4, _NONE)
    doubt = np.array([max(prior.sd**2, _NONE) for prior in priors])
    return Pools(
        np.tile(mean, (categories, 1)), np.tile(doubt + between, (categories, 1)), variance, mean, doubt, between
    )


def learn_pools(
    priors: Sequence[Prior], before: Pools, aim: Floats, information: Floats, covariance: Floats, category: Ints
) -> Pools:
    """The means that the products' likelihoods ask for under the variances of `before`, and an EM step of these
    (Dempster, Laird, Rubin 1977; Gelman, Hill 2007, 12).

    Args:
        aim: float64 (p, J), each product's posterior mean under `before`.
        information: float64 (p, J, J), of its likelihood alone.
        covariance: float64 (p, J, J), of its posterior.
        category: int64 (p,).
    """
    count = len(before.mean)
    inner, outer = np.diag(1 / before.variance), np.diag(1 / before.between)
    # What a product's own weeks say of its category's mean: precision, and precision times value.
    told = inner - inner @ covariance @ inner
    own = np.einsum("pjk,pk->pj", np.linalg.inv(covariance), aim) - before.mean[category] @ inner
    said = np.einsum("jk,pkl,pl->pj", inner, covariance, own)
    precision, value = by_group(told, category, count), by_group(said, category, count)
    # And what a category says of the shop's.
    first = np.array([max(prior.sd**2, _NONE) for prior in priors])
    within = np.linalg.inv(precision + outer)
    heard = (outer - outer @ within @ outer).sum(axis=0) + np.diag(1 / first)
    summed = np.einsum("jk,ckl,cl->j", outer, within, value) + np.array([prior.mean for prior in priors]) / first
    shop_covariance = np.linalg.inv(heard)
    shop = shop_covariance @ summed
    mean = np.einsum("cjk,ck->cj", within, value + shop @ outer)
    leaning = within @ outer
    doubt = within + leaning @ shop_covariance @ leaning.transpose(0, 2, 1)
    guess = np.array([prior.between for prior in priors])
    products = np.square(aim - mean[category]) + np.einsum("pjj->pj", covariance)
    categories = np.square(mean - shop) + np.einsum("cjj->cj", within)
    pooled = np.array([prior.is_pooled for prior in priors])
    return Pools(
        mean=mean,
        doubt=np.einsum("cjj->cj", doubt),
        variance=_spread(products, guess, _GUESSED_PRODUCTS),
        shop_mean=shop,
        shop_doubt=np.diag(shop_covariance).copy(),
        between=np.where(pooled, _spread(categories, guess / 2, _GUESSED_CATEGORIES), _NONE),
    )


def _spread(squares: Floats, guess: Floats, worth: int) -> Floats:
    learned = (squares.sum(axis=0) + worth * guess**2) / (len(squares) + worth)
    return np.asarray(np.clip(learned, _LEAST_VARIANCE, (_MOST_TIMES * guess) ** 2), np.float64)
