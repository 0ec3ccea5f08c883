"""What an import would make of a file, from its first lines only, so that even a gigabyte is shown at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shopassistant.core.errors import UserError
from shopassistant.ingest import dates, encoding, numbers, source
from shopassistant.ingest.csv_reader import fitted, records
from shopassistant.ingest.customer_rows import DAYS
from shopassistant.ingest.headers import REQUIRED, familiar, mapped, nearest_kind, recognise
from shopassistant.ingest.layout import clean_heading, find_layout, header_row
from shopassistant.ingest.options import KINDS, ImportOptions
from shopassistant.ingest.products import NUMBERS
from shopassistant.ingest.reading import decoded_head
from shopassistant.ingest.words import headings

# Enough lines to settle the order of day and month in nearly every file.
_SAMPLE_ROWS = 3_000
_DAY_FIELDS = {"sales": ("sold_at",), "stock": ("counted_at",), "customers": DAYS, "products": ()}
_NUMBER_FIELDS = {
    "sales": ("quantity", "price", "total", "discount", "discount_percent"),
    "stock": ("quantity",),
    "products": NUMBERS,
    "customers": (),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that stands in the way or must be asked: a code with its values, as an error would carry them."""

    code: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What is known of a file before it is imported.

    Attributes:
        kind: one of `KINDS`, empty where the headings do not tell.
        preset: ``online-retail``, ``generic`` or empty.
        encoding, delimiter: empty for a workbook.
        header: headings as they stand in the file.
        mapping: field to column heading, as far as recognised.
        fields: every field a column can be given to, the required ones first.
        rows: the first rows as text, each as wide as the header.
        date_order, date_basis: see `FileReport`; empty while it must be asked or where there are no dates.
        decimal_mark: ``"."``, ``","`` or empty.
        problems: what an import would refuse, as far as the first lines show it.
    """

    name: str
    size: int
    kind: str
    preset: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    mapping: Mapping[str, str]
    fields: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    date_order: str
    date_basis: str
    decimal_mark: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    typed: bool


def preview_file(path: Path, options: ImportOptions | None = None, rows: int = 20) -> FilePreview:
    """Look at the beginning of a file.

    Args:
        rows: how many rows to show.

    Raises:
        UserError: the file is no table at all; what can be put right by an option is in `problems` instead.
        NotFound, EnvironmentProblem: the file cannot be read.
    """
    options = options or ImportOptions()
    head = _head(path, options)
    problems: list[Problem] = []
    kind, preset, columns = "", "", _best_guess(head.header, options, path.name)[1]
    try:
        found = recognise(head.header, options, path.name)
        kind, preset, columns = found.kind, found.preset, dict(found.columns)
    except UserError as error:
        problems.append(Problem(error.code, error.values))
        kind = _best_guess(head.header, options, path.name)[0]
    order, mark = dates.Order("", ""), ""
    try:
        order = dates.find_order(_texts(head, columns, _DAY_FIELDS.get(kind, ())), options.day_first, path.name)
    except UserError as error:
        problems.append(Problem(error.code, error.values))
    try:
        mark = options.decimal_mark or _mark(head, columns, kind, path.name)
    except UserError as error:
        problems.append(Problem(error.code, error.values))
    if not head.rows:
        problems.append(Problem("import.no_lines", {"file": path.name}))
    return FilePreview(
        name=path.name,
        size=path.stat().st_size,
        kind=kind,
        preset=preset,
        encoding=head.encoding,
        delimiter=head.delimiter,
        header=head.header,
        mapping={field: head.header[place] for field, place in columns.items()},
        fields=_fields(kind),
        rows=head.rows[:rows],
        date_order=order.order,
        date_basis="cells" if head.typed and order.basis == "iso" else order.basis,
        decimal_mark=mark,
        problems=tuple(problems),
    )


def _head(path: Path, options: ImportOptions) -> _Head:
    kind = source.kind_of(path)
    if kind == source.WORKBOOK:
        return _workbook_head(path)
    if options.encoding:
        encoding.check_name(options.encoding)
    with source.explained(path):
        name = options.encoding or encoding.detect(source.head(path, kind), path.name).name
        text = decoded_head(path, kind, name)
    place = find_layout(text, options, path.name)
    lines = text.splitlines(keepends=True)
    if len(lines) > place.header_line + 1 and not text.endswith(("\n", "\r")):
        lines.pop()  # the sample ends within a line
    below = lines[place.header_line : place.header_line + _SAMPLE_ROWS]
    found = (
        fitted(record.cells, len(place.header)) for record in records(below, 1, place.delimiter) if not record.reason
    )
    rows = tuple(tuple(cells) for cells, reason in found if not reason)
    return _Head(name, place.delimiter, place.header, rows, False)


def _workbook_head(path: Path) -> _Head:
    from shopassistant.ingest.workbook import preview_rows

    found = preview_rows(path, _SAMPLE_ROWS)
    if not found:
        raise UserError("import.file_empty", file=path.name)
    place = header_row(found)
    header = tuple(clean_heading(cell) for cell in found[place])
    below = (fitted(row + [""] * (len(header) - len(row)), len(header)) for row in found[place + 1 :])
    return _Head("", "", header, tuple(tuple(cells) for cells, reason in below if not reason), True)


def _best_guess(header: Sequence[str], options: ImportOptions, file: str) -> tuple[str, dict[str, int]]:
    """The kind whose headings fit best, and its columns, for a file that cannot be recognised yet."""
    if not familiar(header) and not options.kind:
        return "", {}
    kinds = [options.kind] if options.kind else list(KINDS)
    try:
        found = {kind: mapped(kind, header, options, file) for kind in kinds}
    except UserError:  # a mapping that names what is not there; recognising has said so
        found = {kind: mapped(kind, header, ImportOptions(), file) for kind in kinds}
    best = nearest_kind(found, header)
    return best, found[best]


def _fields(kind: str) -> tuple[str, ...]:
    if not kind:
        return ()
    required = [field for choice in REQUIRED[kind] for field in choice]
    return tuple(dict.fromkeys([*required, *headings(kind)]))


def _texts(head: _Head, columns: Mapping[str, int], fields: Sequence[str]) -> set[str]:
    return {row[columns[field]] for field in fields if field in columns for row in head.rows}


def _mark(head: _Head, columns: Mapping[str, int], kind: str, file: str) -> str:
    if head.typed:
        return "."
    texts = _texts(head, columns, _NUMBER_FIELDS.get(kind, ()))
    return numbers.decimal_mark(texts, file) if texts else ""
