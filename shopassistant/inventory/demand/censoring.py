"""What would have been sold had there been enough: the part of a day that an empty shelf hides.

Demand of a day is taken for a Poisson process whose rate differs from day to day as a gamma distribution says, so that
its count is negative binomial. Of a day on which s units were sold in a share e of its usual time, the posterior mean
of the rate is (k + s) / (k + m e) times the usual m (k the size of the negative binomial; Gelman et al., Bayesian Data
Analysis, section 2.6), and the rest of the day adds (1 - e) m of that. That the selling stopped because of the last
unit makes no difference to the likelihood (Berger and Wolpert, The Likelihood Principle, 1984). Where the records hold
no times, all that is known is that demand was at least s, as in Nahmias, "Demand estimation in lost sales inventory
systems", Naval Research Logistics 41 (1994), for normal demand.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def hidden_by_time(sold: Floats, available: Floats, usual: Floats, size: Floats) -> Floats:
    """float32, the shape of `sold`: units expected in the part of the day in which there was nothing to sell.

    Args:
        sold: units sold in the other part.
        available: share of the day's usual sales that falls into it.
        usual: units of such a day when there is enough.
        size: of the negative binomial.
    """
    return np.asarray((1 - available) * usual * (size + sold) / (size + usual * available), np.float32)


def hidden_by_count(sold: Floats, usual: Floats, size: Floats) -> Floats:
    """float32, the shape of `sold`: units expected beyond `sold` of a day that sold out nobody knows when.

    The mean of a negative binomial above a bound, by d p(d; k) = m p(d - 1; k + 1).
    """
    from scipy.stats import nbinom

    share = size / (size + np.maximum(usual, 1e-9))
    reached = np.maximum(nbinom.sf(sold - 1, size, share), 1e-12)
    mean = usual * nbinom.sf(sold - 2, size + 1, share) / reached
    return np.maximum(mean - sold, 0).astype(np.float32)
