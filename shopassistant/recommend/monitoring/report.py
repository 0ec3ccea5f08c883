"""What the watch found, as codes and values; each finding has one thing to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shopassistant.recommend.monitoring.accuracy import Accuracy
from shopassistant.recommend.monitoring.drift import Drift

# What to do, the most urgent first.
RETRAIN, LOOK_AT_IMPORT, WAIT, NOTHING = "retrain", "look_at_import", "wait", "nothing"
ACTIONS = (RETRAIN, LOOK_AT_IMPORT, WAIT, NOTHING)
LEVELS = ("warning", "note", "good")


@dataclass(frozen=True)
class Finding:
    """One thing somebody should know.

    Attributes:
        code: of the sentence (``health.*``).
        level: ``warning`` needs a manager, ``note`` is good to know, ``good`` reassures.
        action: one of `ACTIONS`.
        values: what the sentence needs.
        because: code of a sentence that says why no more is made of it (``health.because.*``), or empty.
    """

    code: str
    level: str
    action: str
    values: Mapping[str, Any] = field(default_factory=dict)
    because: str = ""


@dataclass(frozen=True)
class HealthReport:
    """The state of the recommendations.

    Attributes:
        at: when it was looked.
        fitted_at: when what serves was learned; None where nothing was.
        findings: the most urgent first; never empty.
        drifts: every measure, also the stable ones.
        accuracy: None where nothing serves.
        own_hits, own_trials: of `accuracy`, those of what serves now; the others are of what served lately.
        unknown_share: of the lines sold since the fit, those of products it does not know; None without lines.
        growth_share: lines sold since, beside those learned from.
        new_lines: how many.
        filled_share: of recent personal lists, those filled up with what sells well; None without lists.
        compared_from, compared_to: the newest days (ISO dates) that were compared; None where there were too few.
    """

    at: datetime
    fitted_at: datetime | None
    findings: tuple[Finding, ...]
    drifts: tuple[Drift, ...] = ()
    accuracy: Accuracy | None = None
    own_hits: int = 0
    own_trials: int = 0
    unknown_share: float | None = None
    growth_share: float = 0.0
    new_lines: int = 0
    filled_share: float | None = None
    compared_from: str | None = None
    compared_to: str | None = None

    @property
    def needs_action(self) -> bool:
        """Whether a manager should do something."""
        return any(finding.level == "warning" for finding in self.findings)

    @property
    def age_days(self) -> float | None:
        """Days since what serves was learned."""
        return (self.at - self.fitted_at).total_seconds() / 86_400 if self.fitted_at else None

    @property
    def should_retrain(self) -> bool:
        """Whether learning anew is what helps."""
        return any(finding.level == "warning" and finding.action == RETRAIN for finding in self.findings)


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """The most urgent first, otherwise as they came."""
    return tuple(sorted(findings, key=lambda one: (LEVELS.index(one.level), ACTIONS.index(one.action))))
