"""Recognises what a file holds by its headings: which kind of records, and which column is which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopassistant.core.errors import UserError
from shopassistant.core.text import fold
from shopassistant.ingest.options import KINDS, ImportOptions
from shopassistant.ingest.words import headings

# Each inner tuple is a choice: one of its fields must be there.
REQUIRED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "sales": (("sold_at",), ("quantity",), ("price", "total"), ("sku", "barcode", "description")),
    "products": (("sku", "barcode"), ("name",), ("price",)),
    "customers": (("number", "email", "phone", "mobile", "card", "name", "family_name"),),
    "stock": (("sku", "barcode"), ("quantity",)),
}
# Fields that make no sense in a file of the kind: a file that has one of these is another kind.
_SPEAKS_AGAINST = {
    "sales": frozenset[str](),
    "products": frozenset({"quantity", "invoice", "sold_at"}),
    "customers": frozenset({"quantity", "invoice", "sku", "price"}),
    "stock": frozenset({"invoice", "price", "total", "customer"}),
}
_ONLINE_RETAIL = ("invoice", "stockcode", "description", "quantity", "invoicedate")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A header that was understood.

    Attributes:
        kind: one of `KINDS`.
        preset: ``online-retail`` or ``generic``.
        columns: field to the position of its column.
        ignored: headings that no field took.
    """

    kind: str
    preset: str
    columns: Mapping[str, int]
    ignored: tuple[str, ...]


def squash(heading: str) -> str:
    """A heading as it is compared: folded, letters and digits only."""
    return "".join(letter for letter in fold(heading.replace("%", "percent")) if letter.isalnum())


def familiar(cells: Sequence[str]) -> int:
    """How many cells are headings of some kind; tells a header from a title or a row."""
    return max(len(_by_synonyms(kind, cells)) for kind in KINDS) if cells else 0


def recognise(header: Sequence[str], options: ImportOptions, file: str) -> Recognised:
    """Kind and columns of a file with these headings.

    Raises:
        UserError: ``import.columns_missing`` (a kind was named, or nearly recognised), ``import.kind_unknown``,
            ``import.header_twice`` (two columns with one name are the same field), ``import.map_field``,
            ``import.map_column``.
    """
    kinds = [options.kind] if options.kind else list(KINDS)
    found = {kind: mapped(kind, header, options, file) for kind in kinds}
    fitting = {kind: columns for kind, columns in found.items() if not missing(kind, columns)}
    if not options.kind:
        fitting = {kind: columns for kind, columns in fitting.items() if not _contradicted(kind, header)}
    if not fitting:
        _refuse(found, header, file)
    kind = max(fitting, key=lambda name: (len(fitting[name]), -KINDS.index(name)))
    _check_twice(kind, header, fitting[kind], file)
    taken = set(fitting[kind].values())
    ignored = tuple(heading for place, heading in enumerate(header) if place not in taken and heading.strip())
    return Recognised(kind, _preset(kind, header, options), fitting[kind], ignored)


def mapped(kind: str, header: Sequence[str], options: ImportOptions, file: str) -> dict[str, int]:
    """Field to column position: what the person said first, then synonyms for the rest."""
    columns = _by_synonyms(kind, header)
    squashed = [squash(heading) for heading in header]
    for field, heading in (options.mapping or {}).items():
        if field not in headings(kind):
            if options.kind or not any(field in headings(other) for other in KINDS):
                raise UserError("import.map_field", field=field, known=", ".join(sorted(headings(kind))))
            continue
        columns.pop(field, None)
        if not heading:
            continue
        exact = [place for place, name in enumerate(header) if name == heading]
        places = exact or [place for place, name in enumerate(squashed) if name and name == squash(heading)]
        if not places:
            raise UserError("import.map_column", column=heading, file=file)
        columns = {other: place for other, place in columns.items() if place != places[0]}
        columns[field] = places[0]
    return columns


def nearest_kind(found: Mapping[str, Mapping[str, int]], header: Sequence[str]) -> str:
    """The kind whose fields a header that is not understood comes nearest to."""
    kinds = [kind for kind in found if len(found) == 1 or not _contradicted(kind, header)]
    return max(kinds, key=lambda kind: (len(found[kind]) - 2 * len(missing(kind, found[kind])), kind == "sales"))


def missing(kind: str, columns: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """The required choices of which no field was found."""
    return tuple(choice for choice in REQUIRED[kind] if not any(field in columns for field in choice))


def _by_synonyms(kind: str, header: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    squashed = [squash(heading) for heading in header]
    for field, names in headings(kind).items():
        places = [place for place, name in enumerate(squashed) if name in names and place not in columns.values()]
        if places:
            columns[field] = places[0]
    return columns


def _contradicted(kind: str, header: Sequence[str]) -> bool:
    sales = _by_synonyms("sales", header)
    return any(field in sales for field in _SPEAKS_AGAINST[kind])


def _check_twice(kind: str, header: Sequence[str], columns: Mapping[str, int], file: str) -> None:
    squashed = [squash(heading) for heading in header]
    for place in columns.values():
        if squashed[place] and squashed.count(squashed[place]) > 1:
            raise UserError("import.header_twice", file=file, column=header[place])


def _refuse(found: Mapping[str, Mapping[str, int]], header: Sequence[str], file: str) -> None:
    nearest = nearest_kind(found, header)
    lacks = missing(nearest, found[nearest])
    if len(found) > 1 and (len(found[nearest]) < 2 or not lacks):
        raise UserError("import.kind_unknown", file=file, columns=", ".join(header)[:300])
    names = ", ".join(" / ".join(choice) for choice in lacks)
    raise UserError("import.columns_missing", file=file, kind=nearest, fields=names, columns=", ".join(header)[:300])


def _preset(kind: str, header: Sequence[str], options: ImportOptions) -> str:
    if options.preset != "auto":
        return options.preset
    squashed = {squash(heading) for heading in header}
    return "online-retail" if kind == "sales" and squashed.issuperset(_ONLINE_RETAIL) else "generic"
