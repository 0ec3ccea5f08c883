"""The import page in its states, for the tour."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from shopassistant.desktop.pages.imports.page import ImportPage
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene

_NAMES = ("Wool scarf, moss", "Linen shirt, white", "Round frame, gold", "Leather belt, tan", "Silk tie, navy")


def scenes() -> tuple[Scene, ...]:
    """What is worth a picture."""
    return (
        Scene("import", "import", _on(_start)),
        Scene("import-preview", "import", _on(_preview)),
        Scene("import-dates", "import", _on(_dates)),
        Scene("import-report", "import", _on(_report)),
    )


def _start(page: ImportPage) -> Iterator[None]:
    page.show_start()
    yield


def _preview(page: ImportPage) -> Iterator[None]:
    page.take_files([_file(most_days=28)])
    yield


def _dates(page: ImportPage) -> Iterator[None]:
    page.take_files([_file(most_days=12)])
    yield


def _report(page: ImportPage) -> Iterator[None]:
    page.take_files([_file(most_days=28)])
    yield
    page.desk.run()
    yield
    for row in page.report.rule_rows()[:1]:
        row.unfold(True)


def _file(most_days: int) -> Path:
    """A till's export with a few lines that are not as they should be."""
    lines = ["Invoice;Article;Description;Qty;Date;Price;Customer;E-mail"]
    for n in range(120):
        day, month = 1 + n % most_days, 1 + n % 9
        name, price = _NAMES[n % 5], 19 + 10 * (n % 5)
        quantity = 0 if n == 33 else 1 + n % 3
        customer, mail = (f"C{n % 40:03}", f"customer{n % 40}@example.org") if n % 7 else ("", "")
        when = "unknown" if n == 50 else f"{day:02}/{month:02}/2026"
        lines.append(f"{10_000 + n // 2};SC{n % 5};{name};{quantity};{when};{price},50;{customer};{mail}")
    path = Path(tempfile.mkdtemp()) / "till-export.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _on(steps: Callable[[ImportPage], Iterator[None]]) -> Callable[[Page], Iterator[None]]:
    def prepare(page: Page) -> Iterator[None]:
        if isinstance(page, ImportPage):
            yield from steps(page)

    return prepare
