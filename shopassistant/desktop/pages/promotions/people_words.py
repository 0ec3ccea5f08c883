"""What a promotion is expected to do with each segment, in the words of the people step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.promotions.people_step import PeopleRow
from shopassistant.desktop.pages.promotions.rehearsal_words import Figures

if TYPE_CHECKING:
    from shopassistant.promotions.audience.advice import Audience, AudienceLine, Reason
    from shopassistant.promotions.proof.design import Plan

_MOST_REASONS = 2
# What a column of the table says already.
_SHOWN = ("loses",)


def _tr(text: str) -> str:
    return QCoreApplication.translate("promotions", text)


@dataclass(frozen=True, slots=True)
class PeopleAnswer:
    """Rows of the people step, and what is advised in a sentence."""

    rows: tuple[PeopleRow, ...]
    advice: str = ""


def say_audience(
    catalogue: Catalogue, audience: "Audience", names: Mapping[int, str], plan: "Plan | None" = None
) -> PeopleAnswer:
    """All segments, the one with most to gain first.

    Args:
        plan: how many of the recommended ones to leave out, and whether that would show the gain.
    """
    figures = Figures(catalogue)
    rows = tuple(
        _row(catalogue, figures, line, _name(line, names), place == audience.recommended)
        for place, line in enumerate(audience.lines)
    )
    best = next((one for one in rows if one.is_best), None)
    if best is None:
        return PeopleAnswer(rows, _tr("With nobody is this offer likelier than not to add margin."))
    words = (
        _tr("Most is to be gained with {name}: {reason}.") if best.reason else _tr("Most is to be gained with {name}.")
    )
    advice = [words.format(name=best.name, reason=best.reason), *_holdout(catalogue, plan)]
    return PeopleAnswer(rows, " ".join(advice))


def _holdout(catalogue: Catalogue, plan: "Plan | None") -> list[str]:
    """How to find out whether it is true."""
    if plan is None or plan.needed is None:
        return []
    share = catalogue.formats.say_share(plan.advised)
    if plan.is_enough:
        return [_tr("To see whether it is so, leave {share} of them out at random.").format(share=share)]
    return [_tr("They are too few to prove it, even with {share} of them left out at random.").format(share=share)]


def _name(line: "AudienceLine", names: Mapping[int, str]) -> str:
    return _tr("Everybody") if line.segment_id is None else names.get(line.segment_id, "")


def _row(catalogue: Catalogue, figures: Figures, line: "AudienceLine", name: str, is_best: bool) -> PeopleRow:
    change, told = line.margin_change, [one for one in line.reasons if one.code not in _SHOWN]
    return PeopleRow(
        segment_id=line.segment_id,
        name=name,
        customers=line.customers,
        uses=figures.number(line.redemptions.mid),
        gain=figures.span(change, figures.signed) or figures.signed(change.mid),
        reason=", ".join(_reason(catalogue, one) for one in told[:_MOST_REASONS]),
        is_best=is_best,
        is_loss=change.high < 0,
    )


def _reason(catalogue: Catalogue, reason: "Reason") -> str:
    values = dict(reason.values)
    if "times" in values:
        values["times"] = catalogue.formats.say_number(float(values["times"]), 1)
    if "share" in values:
        values["share"] = catalogue.formats.say_share(float(values["share"]))
    return catalogue.say(f"audience.reason.{reason.code}", values)
