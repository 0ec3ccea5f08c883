"""A file with other shops' prices as rows of text, whatever made it: CSV in any usual encoding, or XLSX."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shopassistant.core.errors import UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.ingest import csv_reader, encoding, layout, source
from shopassistant.ingest.headers import squash
from shopassistant.ingest.layout import clean_heading, header_row
from shopassistant.ingest.options import ImportOptions
from shopassistant.ingest.reading import decoded_head
from shopassistant.promotions.prices.competitors.fields import CODE, COMPETITOR, FIELDS, PRICE, SEEN

# Nobody watches more prices than that by hand; a file with more is another one.
MOST_ROWS = 200_000
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    CODE: ("sku", "barcode", "ean", "gtin", "upc", "code", "articlenumber", "productcode", "stockcode", "artikelnummer",
           "artikelnr", "strichcode", "itemnumber", "ourcode"),
    PRICE: ("competitorprice", "theirprice", "price", "unitprice", "amount", "preis", "wettbewerberpreis", "vk",
            "verkaufspreis"),
    COMPETITOR: ("competitor", "shop", "store", "retailer", "seller", "source", "wettbewerber", "mitbewerber",
                 "konkurrent", "geschaft", "handler", "anbieter"),
    SEEN: ("seenon", "seen", "date", "day", "checkedon", "collectedon", "datum", "gesehenam", "stand", "erhoben"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it stands.

    Attributes:
        name: of the file.
        header: headings.
        rows: texts, each as wide as the header.
        lines: number of each row in the file.
        malformed: lines that are no rows.
        encoding, delimiter: empty for a workbook.
        typed: cells of a workbook: numbers have a decimal point.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    malformed: int
    encoding: str
    delimiter: str
    typed: bool


def read_sheet(path: Path, progress: Progress | None = None) -> Sheet:
    """The whole table.

    Raises:
        UserError: ``import.*``, what is wrong with the file; ``prices.file_too_long``.
        NotFound, EnvironmentProblem: it cannot be read.
        Cancelled: by `progress`.
    """
    kind = source.kind_of(path)
    if kind == source.WORKBOOK:
        return _from_workbook(path)
    found = encoding.detect_whole(path, kind, None)
    with source.explained(path):
        sample = decoded_head(path, kind, found.name)
    place = layout.find_layout(sample, ImportOptions(), path.name)
    table = csv_reader.read_table(path, kind, found.name, place, progress or NoProgress())
    _check_length(len(table), path.name)
    rows = tuple(tuple(table.row(index)) for index in range(len(table)))
    lines = tuple(int(line) for line in table.lines)
    malformed = len(table.malformed)
    return Sheet(path.name, table.header, rows, lines, malformed, found.name, place.delimiter, typed=False)


def guess(header: tuple[str, ...]) -> dict[str, str]:
    """Field to heading, as far as the headings tell; each heading once."""
    squashed = {heading: squash(heading) for heading in header}
    found: dict[str, str] = {}
    for field in FIELDS:
        for word in _HEADINGS[field]:
            match = next((one for one, own in squashed.items() if own == word and one not in found.values()), None)
            if match is not None:
                found[field] = match
                break
    return found


def _from_workbook(path: Path) -> Sheet:
    from shopassistant.ingest.workbook import preview_rows

    raw = preview_rows(path, MOST_ROWS + 20)
    if not raw:
        raise UserError("import.file_empty", file=path.name)
    place = header_row(raw)
    header = tuple(clean_heading(cell) for cell in raw[place])
    width = len(header)
    below = [(place + 2 + n, tuple((row + [""] * width)[:width])) for n, row in enumerate(raw[place + 1 :])]
    kept = [(line, row) for line, row in below if any(cell.strip() for cell in row)]
    _check_length(len(kept), path.name)
    return Sheet(
        path.name, header, tuple(row for _, row in kept), tuple(line for line, _ in kept), 0, "", "", typed=True
    )


def _check_length(count: int, name: str) -> None:
    if count > MOST_ROWS:
        raise UserError("prices.file_too_long", file=name, most=MOST_ROWS)
