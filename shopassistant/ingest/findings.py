"""An import's report as codes and values, in the order in which a person wants to read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from shopassistant.ingest.report import Derived, Example, ImportReport

_COUNTS = ("lines_new", "lines_known", "sales", "returns", "customers", "products", "stock_counts")
# Dates of which nothing needs to be said.
_PLAIN = ("", "iso", "cells")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say: a sentence's code, its values, and lines that show it."""

    code: str
    values: Mapping[str, object]
    examples: tuple[Example, ...] = ()


def findings(report: ImportReport) -> tuple[Finding, ...]:
    """What was read and how, what is new, every rule with its examples, what the sales tell, the rejects."""
    return (*_read(report), *_done(report), *_told(report.derived), *_rejects(report))


def _read(report: ImportReport) -> Iterator[Finding]:
    for file in report.files:
        yield Finding(f"import.file.{file.kind}", {"file": file.name, "count": file.lines})
    for file in report.files:
        if file.date_basis not in _PLAIN:
            ordered = file.date_basis in ("evidence", "dots", "option")
            suffix = f".{file.date_order}" if ordered else ""
            yield Finding(f"import.dates.{file.date_basis}{suffix}", {"file": file.name})


def _done(report: ImportReport) -> Iterator[Finding]:
    code = "import.done" if report.changes.everything else "import.nothing_new"
    yield Finding(code, {name: getattr(report, name) for name in _COUNTS})
    for rule in report.rules:
        yield Finding(rule.code, {"count": rule.count}, rule.examples)


def _told(derived: Derived) -> Iterator[Finding]:
    for entry in fields(derived):
        value = getattr(derived, entry.name)
        if value is not None:
            yield Finding(f"import.derived.{entry.name}", {entry.name: value})


def _rejects(report: ImportReport) -> Iterator[Finding]:
    if report.reject_file:
        yield Finding("import.rejects_at", {"count": report.rejected, "path": report.reject_file})
