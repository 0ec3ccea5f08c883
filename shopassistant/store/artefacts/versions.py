"""A fit on disk: versioned folders of plain arrays and texts with checksums, swapped in one step.

Nothing here can run code: arrays hold numbers, the description is JSON (see `array_files` for how they are read). A
version is written aside, made durable and renamed; then the pointer file is replaced. A process killed at any moment
leaves the old version serving.

The description holds the checksum of every other file, and is itself sealed (HMAC-SHA-256, RFC 2104) with a key of the
shop, which lies in its store: a version that was changed and given fitting checksums, or comes from another shop, is
refused like one the disk damaged.
"""

import hmac
import json
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.store.artefacts import array_files as files
from shopassistant.store.artefacts import version_folder
from shopassistant.store.artefacts.kind import Kind
from shopassistant.store.artefacts.plain_files import UnsoundFileError, read, write

_LARGEST_DESCRIPTION = 64 * 2**20


@dataclass(frozen=True)
class Version:
    """One fit on disk.

    Attributes:
        name: folder name; sorts by time of fit.
        description: settings, data range, metrics, and the checksum of every file.
    """

    name: str
    description: Mapping[str, Any]


def save(
    kind: Kind,
    folder: Path,
    fitted_at: datetime,
    description: Mapping[str, Any],
    arrays: Mapping[str, NDArray[Any]],
    texts: Mapping[str, str] | None = None,
    key: bytes = b"",
) -> str:
    """Write a version; it does not serve until it is pointed to, see `version_folder`.

    Args:
        kind: whose fit it is.
        folder: where versions live; made if missing.
        fitted_at: names the version.
        description: plain JSON values.
        arrays: numbers by name; a name becomes a file name.
        texts: parts that are texts, such as a tree ensemble in its own notation.
        key: the shop's, for the seal.

    Returns:
        The version's name.

    Raises:
        EnvironmentProblem: the kind's ``unwritable``.
        ValueError: a part whose name is no file name, or an array of objects.
    """
    texts = texts or {}
    if unfit := [part for part in (*arrays, *texts) if not files.is_part_name(part)]:
        raise ValueError(f"no name for a part: {unfit[0]!r}")
    name = f"{fitted_at:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
    scratch = folder / f"{version_folder.SCRATCH}{name}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch.mkdir()
        sums = {
            "files": {part: files.write_array(scratch / f"{part}.npy", value) for part, value in arrays.items()},
            "texts": {part: write(scratch / f"{part}.txt", value.encode()) for part, value in texts.items()},
        }
        whole = {**description, "format": kind.format, "version": name, **sums}
        raw = json.dumps(whole, indent=1, sort_keys=True).encode()
        write(scratch / kind.description, raw)
        write(scratch / _seal_name(kind), _seal(raw, key).encode())
        version_folder.sync(scratch)
        scratch.rename(folder / name)
        version_folder.sync(folder)
    except OSError as error:
        raise EnvironmentProblem(kind.unwritable, path=str(folder), reason=str(error)) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return name


def describe(kind: Kind, folder: Path, name: str, key: bytes = b"") -> Version:
    """The description of a version, its seal checked.

    Raises:
        EnvironmentProblem: the kind's ``damaged`` or ``unknown``.
    """
    try:
        raw = read(folder / name / kind.description, _LARGEST_DESCRIPTION)
        seal = read(folder / name / _seal_name(kind), 1_000)
        if not hmac.compare_digest(_seal(raw, key).encode(), seal.strip()):
            raise UnsoundFileError(kind.description, "seal")
        description = json.loads(raw)
    except UnsoundFileError as error:
        raise _damaged(kind, name, error) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(kind, name, UnsoundFileError(kind.description, str(error))) from error
    known = description.get("format") if isinstance(description, dict) else None
    if known != kind.format:
        raise EnvironmentProblem(kind.unknown, version=name, format=str(known))
    if description.get("version") != name:  # a whole version copied over another
        raise _damaged(kind, name, UnsoundFileError(kind.description, "another version's"))
    return Version(name, description)


def seal(kind: Kind, folder: Path, name: str) -> str:
    """The seal a version carries, whether it fits or not; empty where there is none."""
    try:
        return read(folder / name / _seal_name(kind), 1_000).decode("ascii", "replace").strip()
    except UnsoundFileError:
        return ""


def load(
    kind: Kind, folder: Path, name: str, key: bytes = b""
) -> tuple[Version, dict[str, NDArray[Any]], dict[str, str]]:
    """A version with its arrays, mapped read-only, and its texts; every checksum verified.

    All of it is read once for that, at some 1.6 GB a second and core (SHA-256 by the processor's own instructions).
    Remembering by size and time that a file was good would be faster, and blind to whoever sets the time back.

    Raises:
        EnvironmentProblem: the kind's ``damaged`` naming the file, or ``unknown``.
    """
    version = describe(kind, folder, name, key)
    home = folder / name
    try:
        arrays = {part: files.map_array(home / f"{part}.npy", sha) for part, sha in _parts(kind, version, "files")}
        texts = {part: files.read_text(home / f"{part}.txt", sha) for part, sha in _parts(kind, version, "texts")}
    except UnsoundFileError as error:
        raise _damaged(kind, name, error) from error
    return version, arrays, texts


def _parts(kind: Kind, version: Version, sort: str) -> list[tuple[str, str]]:
    """Names and checksums of the parts; names are checked, although they were when they were written."""
    listed = version.description.get(sort)
    if not isinstance(listed, dict):
        raise UnsoundFileError(kind.description, f"no {sort}")
    for part in listed:
        if not files.is_part_name(part):
            raise UnsoundFileError(kind.description, f"a part called {part!r}")
    return list(listed.items())


def _seal_name(kind: Kind) -> str:
    return f"{kind.description}.seal"


def _seal(raw: bytes, key: bytes) -> str:
    return hmac.new(key, raw, "sha256").hexdigest()


def _damaged(kind: Kind, version: str, error: UnsoundFileError) -> EnvironmentProblem:
    return EnvironmentProblem(kind.damaged, version=version, file=str(error.args[0]))
