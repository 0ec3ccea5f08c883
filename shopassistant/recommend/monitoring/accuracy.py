"""Whether the advice is as right as it was when it was learned, judged so that one may look every day."""

import math
from dataclasses import dataclass

from shopassistant.recommend.monitoring.intervals import log_evidence_below, wilson

# Visits below which nothing is said.
LEAST_VISITS = 50
# A drop smaller than this part of the old hit rate is nobody's concern.
RELEVANT = 0.1
# The recent visits begin on at most 365 different days of a year. For each beginning the evidence passes this with
# probability 1/10,000 at most, however often it is looked at: an unchanged model is accused in less than 4 % of years.
LOG_ALARM = math.log(10_000)


@dataclass(frozen=True)
class Accuracy:
    """The hit rate of recent visits beside that of the fit.

    Attributes:
        state: ``fine``, ``worse``, or ``unknown`` where there is too little to tell.
        hits, trials: of the visits after the fit.
        low, high: interval (95 %) of the true rate.
        expected_hits, expected_trials: on the hold-out of the fit; 0 where there was none.
        log_evidence: for a rate that is lower by a relevant part; natural logarithm.
    """

    state: str
    hits: int
    trials: int
    low: float
    high: float
    expected_hits: int
    expected_trials: int
    log_evidence: float

    @property
    def rate(self) -> float | None:
        """Share of recent visits with a hit."""
        return self.hits / self.trials if self.trials else None

    @property
    def expected_rate(self) -> float | None:
        """Share of visits of the hold-out with a hit."""
        return self.expected_hits / self.expected_trials if self.expected_trials else None


def judge_accuracy(hits: int, trials: int, expected_hits: int, expected_trials: int) -> Accuracy:
    """Compare recent visits with those of the fit's hold-out.

    The rate of the hold-out is itself only known within an interval: what must be undercut is its lower end, less the
    tenth that does not matter.
    """
    low, high = wilson(hits, trials)
    least = (1 - RELEVANT) * wilson(expected_hits, expected_trials)[0] if expected_trials else 0.0
    evidence = log_evidence_below(hits, trials, least) if 0 < least < 1 else 0.0
    state = "unknown"
    if trials >= LEAST_VISITS and expected_trials >= LEAST_VISITS:
        state = "worse" if evidence >= LOG_ALARM else "fine"
    return Accuracy(state, hits, trials, low, high, expected_hits, expected_trials, evidence)
