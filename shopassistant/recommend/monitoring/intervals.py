"""What a number of hits says for sure: an interval, and evidence of "worse than before" that one may look at daily."""

import math


def wilson(hits: int, trials: int, z: float = 1.959964) -> tuple[float, float]:
    """The interval of a share that holds for few trials and shares near 0, too.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927.

    Args:
        hits: successes among `trials`.
        z: normal quantile; 1.96 for 95 %.

    Returns:
        Lower and upper end; (0, 1) without trials.
    """
    if trials <= 0:
        return 0.0, 1.0
    share, square = hits / trials, z * z
    centre = share + square / (2 * trials)
    half = z * math.sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    scale = 1 + square / trials
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def log_evidence_below(hits: int, trials: int, share: float) -> float:
    """Natural logarithm of the evidence that the true share lies below `share`.

    The likelihood ratio of "somewhere below, each value as likely" against `share` itself. Under any true share of at
    least `share` its expectation is at most 1 at every moment, so that, looked at after every trial for ever, it
    passes 1/a with probability a at most (Ville's inequality; H. Robbins, Statistical methods related to the law of the
    iterated logarithm, 1970). A plain test repeated every night would alarm sooner or later for certain.

    Args:
        share: above 0 and below 1.
    """
    from scipy.special import betainc, betaln

    misses = trials - hits
    below = float(betainc(hits + 1, misses + 1, share))
    if below <= 0.0:  # hits far above what `share` gives: nothing speaks for less
        return -math.inf
    mixture = math.log(below) + float(betaln(hits + 1, misses + 1)) - math.log(share)
    return mixture - (hits * math.log(share) + misses * math.log1p(-share))
