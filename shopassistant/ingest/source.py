"""Opens a file somebody else made, suspiciously: what kind it is, and its bytes, never more than the limits allow."""

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from shopassistant.core.errors import EnvironmentProblem, NotFound, ShopError, UserError
from shopassistant.ingest import limits

TEXT, GZIP, WORKBOOK = "text", "gzip", "workbook"

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"SQLite format 3",
    b"PAR1",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x9d",
    b"BZh",
)


def kind_of(path: Path) -> str:
    """`TEXT`, `GZIP` or `WORKBOOK`, told by the first bytes, not by the name.

    Raises:
        NotFound: ``import.file_missing``.
        UserError: ``import.file_empty``, ``import.old_excel``, ``import.not_a_table``, ``import.not_a_file``.
        EnvironmentProblem: ``import.unreadable``.
    """
    if path.is_dir():
        raise UserError("import.not_a_file", file=path.name)
    with explained(path), path.open("rb") as file:
        head = file.read(16)
    if not head:
        raise UserError("import.file_empty", file=path.name)
    if head.startswith(b"\x1f\x8b"):
        return GZIP
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return WORKBOOK
    if head.startswith(_OLD_EXCEL):
        raise UserError("import.old_excel", file=path.name)
    if head.startswith(_FOREIGN):
        raise UserError("import.not_a_table", file=path.name)
    return TEXT


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what the disk or a damaged archive raises into errors with a sentence."""
    try:
        yield
    except ShopError:
        raise
    except FileNotFoundError as error:
        raise NotFound("import.file_missing", path=str(path)) from error
    except EOFError as error:
        raise UserError("import.truncated", file=path.name) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise UserError("import.archive_damaged", file=path.name) from error
    except OSError as error:
        raise EnvironmentProblem("import.unreadable", path=str(path), reason=str(error)) from error


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more bytes than a file may have."""

    def __init__(self, inner: IO[bytes], name: str, packed_bytes: int | None) -> None:
        self._inner = inner
        self._name = name
        self._packed = packed_bytes
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        block = self._inner.read(len(buffer))
        buffer[: len(block)] = block
        self._given += len(block)
        self._check()
        return len(block)

    def close(self) -> None:
        self._inner.close()
        super().close()

    def _check(self) -> None:
        if self._given > limits.MAX_BYTES:
            raise UserError("import.too_large", file=self._name, megabytes=limits.MAX_BYTES >> 20)
        bomb = self._packed is not None and self._given > max(limits.RATIO_FREE_BYTES, limits.MAX_RATIO * self._packed)
        if bomb:
            raise UserError("import.bomb", file=self._name)


@contextmanager
def opened(path: Path, kind: str) -> Iterator[IO[bytes]]:
    """The unpacked bytes of a `TEXT` or `GZIP` file, within the limits; errors carry a sentence."""
    with explained(path):
        raw = cast(IO[bytes], gzip.open(path, "rb") if kind == GZIP else path.open("rb"))  # noqa: SIM115
        packed = path.stat().st_size if kind == GZIP else None
        bounded: Any = _Bounded(raw, path.name, packed)
        with io.BufferedReader(bounded, buffer_size=1 << 18) as stream:
            yield stream


def head(path: Path, kind: str, size: int = limits.SAMPLE_BYTES) -> bytes:
    """The first bytes, unpacked; a truncated archive gives what there is."""
    with opened(path, kind) as stream:
        try:
            return stream.read(size)
        except EOFError:
            return b""


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of the file as it lies on the disk."""
    with explained(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
