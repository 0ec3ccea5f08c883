"""What a markdown brings and where it stands, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.promotions.prices.markdown.plans import STAYS

if TYPE_CHECKING:
    from shopassistant.promotions.prices.markdown.outlining import Outline, Step


def _tr(text: str) -> str:
    return QCoreApplication.translate("prices", text)


def outline_words(catalogue: Catalogue, found: "Outline") -> str:
    """What it brings beside the other ways, and its steps."""
    values: dict[str, object] = {
        "name": found.goods.name, "stock": found.stock, "until_on": found.terms.until,
        "mean_minor": round(found.mean_minor), "keep_minor": round(found.keep_minor),
        "ladder_minor": round(found.ladder_minor), "left": round(found.left[1]),
    }  # fmt: skip
    lines = [catalogue.say("prices.markdown", values), *steps_words(catalogue, found.steps)]
    if not found.steps:
        lines.append(_tr("Its price had better stay until then."))
    lines += warnings(catalogue, found.below_cost, found.stock, found.left[1])
    return "\n".join(lines)


def warnings(catalogue: Catalogue, below_cost: bool, stock: int, left: float) -> list[str]:
    """What somebody should know before saying yes."""
    said = [catalogue.say("prices.markdown.below_cost")] if below_cost else []
    return [*said, catalogue.say("prices.markdown.stays")] if left >= stock * STAYS else said


def plan_facts(catalogue: Catalogue, name: str, until: date, figures: Mapping[str, Any]) -> str:
    """The same of a plan that was written down."""
    left: Sequence[int] = figures["left"]
    values: dict[str, object] = {
        "name": name, "stock": figures["stock"], "until_on": until, "mean_minor": figures["mean_minor"],
        "keep_minor": figures["keep_minor"], "ladder_minor": figures["ladder_minor"], "left": left[1],
    }  # fmt: skip
    said = catalogue.say("prices.markdown", values)
    return "\n".join([said, *warnings(catalogue, figures["below_cost"], figures["stock"], left[1])])


def steps_words(catalogue: Catalogue, steps: "Sequence[Step]") -> list[str]:
    """One line a step; those that were taken are ticked."""
    marks = {True: "\u2713", False: "\u2022"}
    return [
        f"{marks[step.done]} {catalogue.formats.say_day(step.on)}: {catalogue.money(step.price_minor)}"
        for step in steps
    ]
