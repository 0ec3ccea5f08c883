"""Small and large files that are written durably and read without trusting them; the standard library only."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UnsoundFileError(Exception):
    """A file that is not what was written; `args` are its name and what is wrong with it, for the log."""


def write(path: Path, data: bytes) -> str:
    """Write a new file durably. Returns its SHA-256 in hexadecimal."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return hashlib.sha256(data).hexdigest()


def read(path: Path, limit: int) -> bytes:
    """A small file's bytes.

    Raises:
        UnsoundFileError: no file, no plain one, or longer than `limit`.
    """
    with opened(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise UnsoundFileError(path.name, "too long")
    return data


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """A plain file that is open under this name alone: no link, no pipe, nothing that is written through elsewhere."""
    try:
        if path.is_symlink():  # where the system has no O_NOFOLLOW
            raise UnsoundFileError(path.name, "link")
        with os.fdopen(_plain(os.open(path, _FLAGS), path.name), "rb") as file:
            yield file
    except OSError as error:
        raise UnsoundFileError(path.name, str(error)) from error


def _plain(handle: int, name: str) -> int:
    """The open file, if it is a plain one without a second name; closed and refused otherwise."""
    state = os.fstat(handle)
    if not stat.S_ISREG(state.st_mode) or state.st_nlink > 1:
        os.close(handle)
        raise UnsoundFileError(name, "not a plain file of its own")
    return handle
