"""The dashboard as a document: the numbers that are shown and the rows behind them, on A4 or Letter."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.paths import resource
from shopassistant.inventory.purchasing.documents.fonts import find_fallbacks, font_folders, missing_letters
from shopassistant.inventory.purchasing.documents.paper import Column, Paper
from shopassistant.store.shop import Shop

# Rows a document holds; a spreadsheet takes the rest.
MOST_ROWS = 1_000


@dataclass(frozen=True)
class Report:
    """What is to be drawn, in words.

    Attributes:
        title: what this is; stands on every page.
        subtitle: which part of the shop, and of when.
        facts: names and numbers.
        columns: titles, widths in mm (0 takes what is left) and sides of the table.
        rows: its cells, at most `MOST_ROWS`.
        note: under the table; empty for none.
    """

    title: str
    subtitle: Sequence[str]
    facts: Sequence[tuple[str, str]]
    columns: Sequence[tuple[str, float, str]]
    rows: Sequence[tuple[str, ...]]
    note: str = ""


def save_report(report: Report, shop: Shop, size: str, path: Path) -> int:
    """Draw it into a file, whole or not at all; what was at `path` is replaced. Returns the rows drawn.

    Args:
        size: ``a4`` or ``letter``.

    Raises:
        EnvironmentProblem: ``document.unwritable`` with ``path`` and ``reason``.
    """
    data = _draw(report, shop, size)
    scratch = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_bytes(data)
        scratch.replace(path)
    except OSError as error:
        raise EnvironmentProblem("document.unwritable", path=str(path), reason=error.strerror or str(error)) from error
    return len(report.rows)


def _draw(report: Report, shop: Shop, size: str) -> bytes:
    words = [report.title, shop.name, report.note, *report.subtitle, *(cell for row in report.rows for cell in row)]
    missing = missing_letters("".join(words), resource("fonts", "Inter-Regular.ttf"))
    fallbacks, nowhere = find_fallbacks(missing, font_folders()) if missing else ((), "")
    columns = [Column(*column) for column in report.columns]
    with closing(Paper(size, columns, fallbacks, nowhere, f"{report.title}, {{page}} / {{nb}}")) as paper:
        paper.set_title(report.title)
        paper.set_author(shop.name)
        paper.add_page()
        address = [line.strip() for line in shop.address.splitlines() if line.strip()]
        paper.letterhead(shop.name, address, report.title, "")
        paper.parties(report.subtitle, report.facts)
        paper.lines(list(report.rows))
        if report.note:
            paper.note(report.note)
        return bytes(paper.output())
