"""What the accuracy table's columns say: a method a row, a measure a column, each number with its interval."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.widgets.table import Column
from shopassistant.recommend.evaluation.intervals import Estimate
from shopassistant.recommend.evaluation.result import Comparison, Evaluation
from shopassistant.recommend.evaluation.settings import PRIMARY
from shopassistant.recommend.evaluation.verdict import is_beyond_chance

# Measures, and whether their column is shown at first; everybody may choose.
_MEASURES = {
    "found": True, "precision": False, "recall": True, "f1": False, "ndcg": True, "map": True, "hit": True,
    "mrr": False, "coverage": True, "novelty": False, "diversity_kind": False, "diversity_content": False,
    "gini": False,
}  # fmt: skip
_WIDTH = 160


@dataclass(frozen=True)
class MethodRow:
    """One method in one view.

    Attributes:
        measures: by name.
        lead: the champion's lead in the primary measure; None for the champion itself.
        level: of the intervals.
        k: length of a list.
    """

    name: str
    measures: dict[str, Estimate]
    lead: Comparison | None
    level: float
    k: int


def rows_of(found: Evaluation, view: str) -> dict[int, MethodRow]:
    """The rows of a view, by place."""
    return {
        place: MethodRow(
            one.name,
            dict(one.views[view]),
            found.comparison(one.name, view, PRIMARY),
            found.settings.level,
            found.settings.k,
        )
        for place, one in enumerate(found.methods, start=1)
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("accuracy", text)


def columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """The columns."""
    titles = {
        "found": _tr("Bought"),
        "precision": _tr("Precision"),
        "recall": _tr("Recall"),
        "f1": _tr("F1"),
        "ndcg": _tr("NDCG"),
        "map": _tr("MAP"),
        "hit": _tr("Customers with a hit"),
        "mrr": _tr("MRR"),
        "coverage": _tr("Range shown"),
        "novelty": _tr("Novelty, bits"),
        "diversity_kind": _tr("Variety of categories"),
        "diversity_content": _tr("Variety of content"),
        "gini": _tr("Inequality (Gini)"),
    }
    return (
        Column("method", _tr("Method"), lambda row: catalogue.method(row.name), 0, strong=True),
        Column("verdict", _tr("Order"), verdict_words, 92, tip=verdict_tip, tone=verdict_tone, badge=True),
        *(_measure(catalogue, name, titles[name], is_shown) for name, is_shown in _MEASURES.items()),
    )


def _measure(catalogue: Catalogue, name: str, title: str, is_shown: bool) -> Column:
    def text(row: MethodRow) -> str:
        return interval_words(catalogue, row.measures[name])

    def tip(row: MethodRow) -> str:
        return catalogue.say(f"evaluation.measure.{name}", {"k": row.k})

    return Column(
        name, title, text, _WIDTH, "right", tip=tip, shown=is_shown, value=lambda row: row.measures[name].value
    )


def interval_words(catalogue: Catalogue, one: Estimate) -> str:
    """A number with its interval; a dash where nothing could be measured."""
    if one.value is None or one.low is None or one.high is None:
        return "\u2013"
    value, low, high = (catalogue.formats.say_number(number, 3) for number in (one.value, one.low, one.high))
    return f"{value} ({low}\u2013{high})"


def verdict_words(row: MethodRow) -> str:
    """How a method's order compares with the champion's; nothing for the champion itself."""
    if row.lead is None or row.lead.chance is None:
        return ""
    if not is_beyond_chance(row.lead, row.level):
        return _tr("as good")
    return _tr("worse") if (row.lead.difference.value or 0) > 0 else _tr("better")


def verdict_tip(row: MethodRow) -> str:
    """What the word compares."""
    return _tr("NDCG compared with the method in the first row; as good: chance explains the difference")


def verdict_tone(row: MethodRow) -> str:
    """Its colour."""
    if row.lead is None or row.lead.chance is None or not is_beyond_chance(row.lead, row.level):
        return "muted"
    return "warning" if (row.lead.difference.value or 0) < 0 else "muted"
