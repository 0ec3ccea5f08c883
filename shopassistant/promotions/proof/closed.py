"""Several comparisons at once without crying wolf more often: closed testing with averaged e-values.

Whoever compares three subject lines has three chances to be fooled. A comparison is believed only where every mean of
its e-value with any of the others reaches 1 / alpha; the chance that even one true "no difference" is refused is then
at most alpha, however the comparisons hang together and whenever one looks (Vovk and Wang, *E-values: calibration,
combination and applications*, Annals of Statistics 49, 2021, section 3). It never refuses less than Bonferroni and Holm
on the same e-values do.
"""

import math
from collections.abc import Sequence


def closed_logs(logs: Sequence[float]) -> list[float]:
    """The logarithms of e-values, adjusted for being several.

    The worst mean that holds a given e-value is made of it and of the smallest others, so that sorting is enough.

    Args:
        logs: natural logarithms of the e-values, one per comparison.
    """
    order = sorted(range(len(logs)), key=lambda place: logs[place])
    adjusted = list(logs)
    for place in range(len(logs)):
        others = [logs[other] for other in order if other != place]
        for count in range(1, len(others) + 1):
            adjusted[place] = min(adjusted[place], _log_mean([logs[place], *others[:count]]))
    return adjusted


def _log_mean(logs: Sequence[float]) -> float:
    most = max(logs)
    if math.isinf(most):
        return most
    return most + math.log(math.fsum(math.exp(one - most) for one in logs) / len(logs))
