"""Did the customers split as they should? If not, something else differs between the arms, and no result holds.

A mismatch means that customers went missing in one arm only: a list that fails to show, a terminal with another
program, a rule that leaves out some (Fabijan and others, *Diagnosing sample ratio mismatch in online controlled
experiments*, KDD 2019). The usual check is chi-square with p < 0.001. It is looked at with every result, and at fifty
looks that bar is passed by 1 to 2 % of sound experiments; so the same statistic is held to the bar of `sequential`,
which one in a thousand sound experiments ever passes (as Lindon and Malek, *Anytime-valid inference for multinomial
count data*, NeurIPS 2022). With more than two arms, each is held against all others, and the mean of those e-values is
again one.
"""

import math
from collections.abc import Sequence

from shopassistant.recommend.experiments.sequential import log_evidence

SUSPICIOUS = 0.001
# Faults that matter shift the split by about five in a hundred customers.
_TAU = 0.05
# Below that a share is far from normally distributed, and a handful of customers proves nothing either way.
LEAST_EXPECTED = 10.0


def ratio_p_value(counts: Sequence[int], shares: Sequence[float]) -> float:
    """Chance that a split so uneven ever comes up if all is well; 1 while there are too few to tell.

    Args:
        counts: customers in each of the arms, two or more.
        shares: what each should get; they add up to 1.
    """
    total = sum(counts)
    if total * min(shares) < LEAST_EXPECTED:
        return 1.0
    found = [
        log_evidence(count / total - share, share * (1 - share) / total, _TAU)
        for count, share in zip(counts, shares, strict=True)
    ]
    most = max(found)  # taken out, so that nothing overflows
    mean = most + math.log(math.fsum(math.exp(one - most) for one in found) / len(found))
    return math.exp(-max(mean, 0.0))
