"""How long stock has been lying: first in, first out, so what is there is what came last.

No layers are kept: what lies on a shelf is its newest arrivals up to today's level, so the arrivals summed by age say
it all. Units moved between two places of the shop do not become young by it: where a shelf was filled by transfer, it
takes the ages that the variant has in the whole shop.
"""

import numpy as np

from shopassistant.inventory.dashboard.shelves import Floats, Longs


def ages(row: Longs, units: Longs, came: tuple[Longs, ...], transferred: Longs, variants: int) -> Floats:
    """float32 (n, len(AGE_LIMITS) + 1): units of each shelf by age; rows sum to the level, zero where it is below.

    Args:
        row: (n,), place of each shelf's variant.
        units: (n,), levels.
        came: per limit of `AGE_LIMITS` (n,), units that came within it, with those of the limits before.
        transferred: (n,), units that came from another place of the shop within the last limit.
        variants: how many variants there are.
    """
    own = _layers(np.maximum(units, 0), came)
    if not transferred.any():
        return own.astype(np.float32)
    whole = [np.bincount(row, one, variants) for one in (np.maximum(units, 0), *came)]
    pooled = _layers(whole[0], tuple(whole[1:]))
    shares = pooled / np.maximum(whole[0], 1)[:, None]
    spread = shares[row] * np.maximum(units, 0)[:, None]
    return np.where(transferred[:, None] > 0, spread, own).astype(np.float32)


def _layers(units: Longs, came: tuple[Longs, ...]) -> Floats:
    """(n, ages): what is left of each age's arrivals, the newest first, until the level is reached."""
    within = np.stack([np.minimum(one, units) for one in came] + [units], axis=1)
    found = np.diff(within, axis=1, prepend=0)
    return np.asarray(np.maximum(found, 0), np.float32)
