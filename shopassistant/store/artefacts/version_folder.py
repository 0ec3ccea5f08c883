"""The folder of versions: which there are, which serves and which served before, and who may fit into it now.

The pointer file holds names, one a line: the version that serves, under it those that served before. It is replaced as
a whole, so that promoting and rolling back are each one step that happens or does not.
"""

import os
import re
import shutil
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shopassistant.core.errors import Conflict, EnvironmentProblem
from shopassistant.store.artefacts.kind import Kind
from shopassistant.store.artefacts.plain_files import UnsoundFileError, read, write

SCRATCH = ".writing-"
_POINTER = "CURRENT"
_REMOVED = ".removed-"
_LOCK = ".fitting"
_KEPT = "KEPT"
_VERSION = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")
# Names remembered of those that served.
_REMEMBERED = 20


def names(folder: Path) -> list[str]:
    """All versions, newest first."""
    if not folder.is_dir():
        return []
    return sorted((entry.name for entry in folder.iterdir() if _is_version(entry)), reverse=True)


def _is_version(path: Path) -> bool:
    return _VERSION.fullmatch(path.name) is not None and path.is_dir() and not path.is_symlink()


def served(folder: Path) -> list[str]:
    """Versions that were pointed to and are still there: the one that should serve, then the earlier ones."""
    try:
        lines = read(folder / _POINTER, 10_000).decode("ascii").split()
    except (UnsoundFileError, UnicodeDecodeError):
        return []
    there = set(names(folder))
    return [name for name in dict.fromkeys(lines) if name in there]


def current(folder: Path) -> str | None:
    """The name of the version that should serve; None where there is none."""
    return next(iter(served(folder)), None)


def stamp(folder: Path) -> tuple[int, int, int] | None:
    """What changes when the pointer does; costs one look at the file. None where there is none."""
    try:
        state = (folder / _POINTER).stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_ino, state.st_size


def point_to(folder: Path, name: str) -> None:
    """Make `name` the version that serves; the one that did comes after it."""
    point_at(folder, [name, *(one for one in served(folder) if one != name)])


def point_back(folder: Path) -> None:
    """Make the version serve that did before, and forget that the present one ever did."""
    point_at(folder, served(folder)[1:])


def point_at(folder: Path, order: list[str]) -> None:
    """Write the pointer: the version that serves, then those that served before."""
    aside = folder / f"{_POINTER}.{uuid.uuid4().hex[:8]}"
    write(aside, "\n".join(order[:_REMEMBERED]).encode())
    aside.replace(folder / _POINTER)
    sync(folder)


def is_kept(folder: Path, name: str) -> bool:
    """Whether the version is never to be cleared away."""
    return (folder / name / _KEPT).exists()


def set_kept(folder: Path, name: str, kept: bool) -> None:
    """Mark a version as one to keep, or no more."""
    mark = folder / name / _KEPT
    if kept:
        mark.touch()
    else:
        mark.unlink(missing_ok=True)


def set_aside(folder: Path, name: str) -> None:
    """Take a version out of the list in one step; `sweep` deletes it, until then `bring_back` can."""
    (folder / name).rename(folder / f"{_REMOVED}{name}")


def bring_back(folder: Path, name: str) -> bool:
    """Undo `set_aside`; False where it was swept."""
    aside = folder / f"{_REMOVED}{name}"
    if not aside.is_dir() or not _VERSION.fullmatch(name):
        return False
    aside.rename(folder / name)
    return True


def prune(folder: Path, keep: int) -> None:
    """Clear away all but the newest `keep` versions, the one that serves, the one before it, and the kept ones."""
    safe = {*served(folder)[:2]}
    for name in names(folder)[keep:]:
        if name not in safe and not is_kept(folder, name):
            with suppress(PermissionError):  # Windows moves no folder a window maps: after the next fit, then
                set_aside(folder, name)


def sweep(folder: Path) -> None:
    """Delete what was set aside, and what a killed fit left behind. Call it while `fitting`, or it takes one's work."""
    for pattern in (f"{SCRATCH}*", f"{_REMOVED}*"):
        for left in folder.glob(pattern):
            shutil.rmtree(left, ignore_errors=True)
    for pointer in folder.glob(f"{_POINTER}.*"):
        pointer.unlink(missing_ok=True)


@contextmanager
def fitting(kind: Kind, folder: Path) -> Iterator[None]:
    """Hold the right to fit into `folder`, which one process at a time has, until it ends in whatever way.

    Raises:
        Conflict: the kind's ``elsewhere``, somebody else is at it.
        EnvironmentProblem: the kind's ``unwritable``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / _LOCK).open("ab")
    except OSError as error:
        raise EnvironmentProblem(kind.unwritable, path=str(folder), reason=str(error)) from error
    with lock:
        try:
            _lock(lock.fileno())
        except OSError as error:
            raise Conflict(kind.elsewhere) from error
        yield


def sync(folder: Path) -> None:
    """Make a rename durable, where the system lets a folder be synced (Windows does not)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
