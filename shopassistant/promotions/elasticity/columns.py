"""What a product's demand is explained by, besides the season of its category: one column each, centred per series."""

from dataclasses import dataclass

import numpy as np

from shopassistant.promotions.elasticity.weeks import YEAR, Floats, Weeks, by_group

OWN, CROSS, AFTER = "own", "cross", "after"
# A cut is remembered for so many weeks: who stocked up then buys less now.
_REMEMBERED = 4
# The level may bend every half year.
_BEND = YEAR / 2


@dataclass(frozen=True)
class Prior:
    """What is believed of a column's coefficient before looking.

    Attributes:
        mean, sd: of the whole shop's.
        between: how far categories differ, and products within one.
        is_pooled: learned from all products; otherwise each product's own, with mean 0.
    """

    mean: float
    sd: float
    between: float
    is_pooled: bool = True


@dataclass(frozen=True)
class Columns:
    """The columns.

    Attributes:
        names: of the J columns.
        priors: one each.
        values: float64 (n, W, J).
    """

    names: tuple[str, ...]
    priors: tuple[Prior, ...]
    values: Floats


def columns_of(weeks: Weeks, assumed: float, assumed_sd: float) -> Columns:
    """The columns of these weeks.

    - ``own``: log price of the product; its coefficient is the elasticity of that week.
    - ``cross``: mean log price of the others of its category at the place, weighted by what they sell.
    - ``after``: how far the price was below its usual in the weeks before (demand that was pulled forward).
    - the extras, and a level that bends every half year, so that neither a fashion that ends nor a price that creeps
      up with it is taken for an answer to the price.

    Args:
        assumed, assumed_sd: of an elasticity, before looking.
    """
    own = _centred(weeks.price, weeks.exposure)
    parts: list[tuple[str, Prior, Floats]] = [(OWN, Prior(assumed, assumed_sd, 0.7), own)]
    if (cross := _cross(weeks, own)) is not None:
        parts.append((CROSS, Prior(0.0, 0.5, 0.4), cross))
    parts.append((AFTER, Prior(0.0, 0.3, 0.3), _after(own)))
    parts += [(name, Prior(0.0, 0.5, 0.3), values) for name, values in weeks.extras.items() if np.ptp(values) > 0]
    parts += [(f"level{k}", Prior(0.0, 0.0, 0.3, False), values) for k, values in enumerate(_levels(weeks))]
    values = np.stack([_centred(values, weeks.exposure) for _, _, values in parts], axis=2)
    return Columns(tuple(name for name, _, _ in parts), tuple(prior for _, prior, _ in parts), values)


def _centred(values: Floats, exposure: Floats) -> Floats:
    total = np.maximum(exposure.sum(axis=1, keepdims=True), 1e-9)
    return np.asarray(values - (values * exposure).sum(axis=1, keepdims=True) / total)


def _after(own: Floats) -> Floats:
    """float64 (n, W): mean of how far below the usual the price was in the weeks before; never positive."""
    below = np.minimum(own - np.median(own, axis=1, keepdims=True), 0)
    summed = np.concatenate([np.zeros((len(own), 1)), np.cumsum(below, axis=1)], axis=1)
    week = np.arange(own.shape[1])
    low = np.maximum(week - _REMEMBERED, 0)
    return np.asarray((summed[:, week] - summed[:, low]) / _REMEMBERED, np.float64)


def _cross(weeks: Weeks, own: Floats) -> Floats | None:
    """float64 (n, W): what the others of the category cost relative to their usual; None where there are no others."""
    group = weeks.category[weeks.product]
    if weeks.products == weeks.categories:
        return None
    share = np.where(weeks.known, weeks.units, 0).sum(axis=1) / np.maximum(weeks.exposure.sum(axis=1), 1e-9)
    all_price = by_group(own * share[:, None], group, weeks.categories)[group]
    all_share = by_group(share, group, weeks.categories)[group]
    own_price = by_group(own * share[:, None], weeks.product, weeks.products)[weeks.product]
    others = all_share - by_group(share, weeks.product, weeks.products)[weeks.product]
    found = (all_price - own_price) / np.maximum(others, 1e-9)[:, None]
    return np.where(others[:, None] > 1e-9, found, 0)


def _levels(weeks: Weeks) -> list[Floats]:
    count = weeks.units.shape[1]
    week = np.arange(count)
    starts = np.arange(0, max(count - _BEND / 2, 1), _BEND)
    ramps = [np.clip((week - start) / _BEND, 0, 1) for start in starts]
    return [np.broadcast_to(ramp, weeks.units.shape) for ramp in ramps]
