"""How the health tab says what happened and what to do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day

if TYPE_CHECKING:
    from datetime import date, datetime

    from shopassistant.desktop.pages.model.health_desk import Record
    from shopassistant.recommend.monitoring.report import Finding
    from shopassistant.recommend.retraining.log import Refit

# Icon and tone of a finding by its level.
SIGNS = {
    "warning": ("triangle-alert", "warning"),
    "note": ("info", "muted"),
    "good": ("circle-check", "positive"),
}
OUTCOME_TONES = {"promoted": "positive", "kept": "warning", "failed": "critical", "cancelled": "muted", "running": ""}


def _tr(text: str) -> str:
    return QCoreApplication.translate("health", text)


def finding_words(catalogue: Catalogue, finding: "Finding") -> tuple[str, str]:
    """What was found, and why no more is made of it; what to do stands on the button, where there is one."""
    said = [catalogue.say(finding.because)] if finding.because else []
    if finding.action == "wait":
        said.append(catalogue.say("health.action.wait"))
    return catalogue.say(finding.code, finding.values), " ".join(said)


def learn_words(seconds: float) -> str:
    """The button that learns, with how long it took last time."""
    if seconds <= 0:
        return _tr("Learn anew")
    if seconds < 90:
        return _tr("Learn anew (about 1 minute)")
    return _tr("Learn anew (about {minutes} minutes)").format(minutes=round(seconds / 60))


def age_words(catalogue: Catalogue, fitted_at: "datetime | None", today: "date") -> str:
    """When it was learned, as people say it."""
    if fitted_at is None:
        return _tr("never")
    return f"{day(catalogue, fitted_at, today)}, {fitted_at.astimezone():%H:%M}"


def plan_words(catalogue: Catalogue, record: "Record", today: "date") -> tuple[str, str]:
    """When it is learned next, and by what plan."""
    modes = {
        "off": _tr("Not learned by itself"),
        "nightly": _tr("Every night in which something was sold"),
        "weekly": _tr("Once a week"),
    }
    if record.next_at is None:
        return _tr("not planned"), modes["off"]
    if record.is_waiting:
        return _tr("in the next quiet moment"), modes[record.plan.mode]
    return f"{day(catalogue, record.next_at, today)}, {record.next_at:%H:%M}", modes[record.plan.mode]


def cause_words(cause: str) -> str:
    """Why it was learned."""
    return {
        "schedule": _tr("As planned"),
        "drift": _tr("Because what is sold changed"),
        "growth": _tr("Because much was sold"),
        "import": _tr("After an import"),
        "person": _tr("By hand"),
        "command": _tr("By command"),
    }[cause]


def outcome_words(catalogue: Catalogue, refit: "Refit") -> str:
    """How it ended, with the problem where there was one."""
    words = {
        "promoted": _tr("took over"),
        "kept": _tr("put aside: it was worse"),
        "failed": _tr("failed"),
        "cancelled": _tr("stopped"),
        "running": _tr("under way"),
    }[refit.outcome]
    problem = str(refit.details.get("problem", ""))
    if problem == "retraining.interrupted":
        return f"{words}: {catalogue.say(problem)}"
    return words


def rate_words(catalogue: Catalogue, hits: int, trials: int) -> str:
    """A hit rate as a share."""
    return catalogue.formats.say_share(hits / trials) if trials else "\u2013"
