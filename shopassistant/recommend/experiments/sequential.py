"""Tests and intervals that stay honest however often somebody looks, instead of a test at a planned end.

An ordinary 95 % interval is right for one look. Whoever looks every day and stops at the first significant one is wrong
far more often than 5 %. What is here holds at all looks at once with probability 1 - alpha, so that looking costs
nothing and one may stop whenever one likes.

The means is the normal mixture: the likelihood ratio of an estimate against a hypothesis, averaged over effects drawn
from N(0, tau^2), exceeds 1/alpha with probability alpha at most, ever (Ville's inequality; the mixture sequential
probability ratio test of Johari, Koomen, Pekelis and Walsh, *Always Valid Inference*, Operations Research 70, 2022).
The hypotheses it does not refuse are the interval, a confidence sequence. With a variance that is estimated it holds
asymptotically, for means of any distribution with a variance (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas,
*Time-uniform central limit theory and asymptotic confidence sequences*, Annals of Statistics 52, 2024), therefore
`results` gives none before a least number of customers.
"""

import math
from statistics import NormalDist

# Chance to see a difference of just the relevant size in the time that is foretold.
POWER = 0.8
_Z_POWER = NormalDist().inv_cdf(POWER)


def log_evidence(estimate: float, variance: float, tau: float) -> float:
    """The logarithm of the e-value of an estimate against zero: how many times likelier it is with an effect.

    An e-value expects at most 1 without an effect, whenever one looks; so means of several are e-values too, which is
    what puts more than two arms together (`sample_ratio` and the proof of promotions).

    Args:
        estimate: of what is zero under the hypothesis.
        variance: of the estimate now (its squared standard error), above 0.
        tau: size of the effects that matter, in the estimate's unit, fixed beforehand.
    """
    both = variance + tau * tau
    return estimate * estimate * tau * tau / (2 * variance * both) - math.log(both / variance) / 2


def p_value(estimate: float, variance: float, tau: float) -> float:
    """The p-value of an estimate against zero that may be looked at again and again; see `log_evidence`."""
    return math.exp(-max(log_evidence(estimate, variance, tau), 0.0))


def half_width(variance: float, tau: float, alpha: float) -> float:
    """Half the width of the confidence sequence: estimates further from a value than that have `p_value` below alpha.

    Args:
        variance: of the estimate now (its squared standard error), above 0.
        tau: size of the effects that matter; the interval is tightest where the standard error is of that order.
            Fixed beforehand, in the estimate's unit.
        alpha: chance that the sequence ever misses the truth.
    """
    both = variance + tau * tau
    return math.sqrt(variance * both / (tau * tau) * (2 * math.log(1 / alpha) + math.log(both / variance)))


def enough_variance(effect: float, tau: float, alpha: float) -> float:
    """The variance of the estimate at which a true difference of `effect` is seen with probability `POWER`.

    By bisection: the half width plus the standard error's quantile grow with the variance.
    """
    low, high = 0.0, effect * effect
    for _ in range(60):
        middle = (low + high) / 2
        if half_width(middle, tau, alpha) + _Z_POWER * math.sqrt(middle) > effect:
            high = middle
        else:
            low = middle
    return low
