"""A result as a file: one long table for a spreadsheet, or a document."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.pages.promotions.results_views import Shown

if TYPE_CHECKING:
    from shopassistant.inventory.dashboard.report import Report

# For programs that read it back, so in one language.
HEADER = ("part", "of", "what", "value")
Row = tuple[object, ...]


def _tr(text: str) -> str:
    return QCoreApplication.translate("results", text)


def rows_of(shown: Shown) -> Iterator[Row]:
    """Sentences, arms, intervals, funnel and days."""
    yield ("result", shown.name, "verdict", shown.verdict)
    yield ("result", shown.name, "sure", shown.sure)
    for note in (shown.warning, *shown.notes, shown.beside):
        if note:
            yield ("result", shown.name, "note", note)
    for row in shown.rows:
        yield from (("arm", row[0], head, cell) for head, cell in zip(shown.heads[1:], row[1:], strict=True))
    if shown.lifted is not None:
        yield ("lift", shown.name, "estimate, minor units per customer", round(shown.lifted.estimate, 2))
        for reach in shown.lifted.reaches:
            yield ("lift", reach.title, "from", round(reach.low, 2))
            yield ("lift", reach.title, "to", round(reach.high, 2))
    for step in shown.funnel:
        yield ("funnel", step.name, "count", step.count)
    for series in (shown.growth, shown.daily):
        if series is not None:
            for name, values in zip(series.names, series.values, strict=True):
                yield from (
                    (series.title, name, round(day - series.days[0]), value if value == value else None)
                    for day, value in zip(series.days, values, strict=True)
                )


def report_of(shown: Shown) -> "Report":
    """The document: the verdict, the funnel as facts, the table of arms."""
    from shopassistant.inventory.dashboard.report import Report

    width = 150.0 / max(len(shown.heads) - 1, 1)
    columns = [(shown.heads[0] or _tr("Arm"), 0.0, "L"), *((head, min(width, 24.0), "R") for head in shown.heads[1:])]
    return Report(
        title=shown.name,
        subtitle=[text for text in (shown.about, shown.verdict, shown.sure, shown.warning) if text],
        facts=[(step.name, step.text) for step in shown.funnel],
        columns=columns,
        rows=list(shown.rows),
        note="\n".join([*shown.notes, *([shown.beside] if shown.beside else [])]),
    )
