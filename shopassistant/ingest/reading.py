"""From a path to tables: which kind of file, which encoding, where the header is; the same steps for all kinds."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Progress
from shopassistant.ingest import csv_reader, encoding, layout, source
from shopassistant.ingest.headers import Recognised, recognise
from shopassistant.ingest.options import ImportOptions
from shopassistant.ingest.table import Table


@dataclass(frozen=True, slots=True)
class Opened:
    """A file read into tables that were recognised.

    Attributes:
        tables: with what was recognised of each; several for a workbook with several sheets.
    """

    path: Path
    sha256: str
    encoding: str
    delimiter: str
    tables: tuple[tuple[Table, Recognised], ...]


def read_file(path: Path, options: ImportOptions, progress: Progress) -> Opened:
    """Read all tables of a file.

    Raises:
        UserError: the file is not what an import takes; its code says why.
        NotFound, EnvironmentProblem: the file cannot be read.
        Cancelled: by `progress`.
    """
    progress.report("import.reading", 0, 0)
    kind = source.kind_of(path)
    if kind == source.WORKBOOK:
        from shopassistant.ingest.workbook import read_workbook

        tables = read_workbook(path, options, progress)
        return Opened(path, source.sha256_of(path), "", "", tables)
    found = encoding.detect_whole(path, kind, options.encoding)
    with source.explained(path):
        sample = decoded_head(path, kind, found.name)
    place = layout.find_layout(sample, options, path.name)
    recognised = recognise(place.header, options, path.name)
    table = csv_reader.read_table(path, kind, found.name, place, progress)
    return Opened(path, source.sha256_of(path), found.name, place.delimiter, ((table, recognised),))


def decoded_head(path: Path, kind: str, name: str) -> str:
    """The beginning of a text; bytes that are no text in this encoding are shown as such, reading will refuse them."""
    try:
        decoder = codecs.getincrementaldecoder(name)(errors="replace")
        return decoder.decode(source.head(path, kind), final=False).lstrip("\ufeff")
    except UnicodeError as error:
        raise UserError("import.encoding_wrong", file=path.name, encoding=name) from error
