"""Tables out as CSV that a spreadsheet shows and never runs.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break is taken for a formula by spreadsheets, and
such a formula can send data away. An apostrophe in front makes it text (OWASP, "CSV Injection"). Plain numbers stay as
they are, so that a negative amount is still a number.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from shopassistant.core.errors import EnvironmentProblem

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*%?")


def safe_cell(value: object) -> str:
    """`value` as text that no spreadsheet takes for a formula; None is empty, NUL characters are dropped."""
    text = "" if value is None else str(value).replace("\x00", "")
    begins = text.lstrip(" \u00a0\ufeff")
    if begins.startswith(_STARTS) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table as CSV (UTF-8 with a mark, so that spreadsheets read accents; comma; CRLF), whole or not at all.

    Returns:
        How many rows were written, the header not counted.

    Raises:
        EnvironmentProblem: ``export.unwritable``; what was at `path` before is still there.
    """
    scratch = path.with_name(path.name + ".part")
    try:
        count = write_rows(scratch, header, rows)
        scratch.replace(path)
    except OSError as error:
        with suppress(OSError):
            scratch.unlink()
        raise EnvironmentProblem("export.unwritable", path=str(path), reason=str(error)) from error
    return count


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write straight to `path`, for callers that put the file in its place themselves. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([safe_cell(cell) for cell in header])
        for row in rows:
            writer.writerow([safe_cell(cell) for cell in row])
            count += 1
    return count
