"""The index on disk: versioned folders of plain arrays with checksums, swapped in one step, mapped back into memory.

Nothing here can run code: arrays are read with ``allow_pickle=False``, the description is JSON. A version is written
aside, made durable and renamed; then the pointer file is replaced. A process killed at any moment leaves the old index
serving.
The folder holds customers' purchases and deserves the same care as the store beside it.
"""

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import EnvironmentProblem

FORMAT = 1
_POINTER = "CURRENT"
_DESCRIPTION = "index.json"
_SEAL = "index.json.sha256"
_SCRATCH = ".writing-"


@dataclass(frozen=True)
class Version:
    """One fit on disk.

    Attributes:
        name: folder name; sorts by time of fit.
        description: settings, data range, metrics, and the checksum of every file.
    """

    name: str
    description: Mapping[str, Any]


def save(folder: Path, fitted_at: datetime, description: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> str:
    """Write a version and point to it.

    Args:
        folder: where versions live; made if missing.
        fitted_at: names the version.
        description: plain JSON values.
        arrays: by name; a name becomes a file name.

    Returns:
        The version's name.

    Raises:
        EnvironmentProblem: ``recommend.index_unwritable``.
    """
    name = f"{fitted_at:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
    scratch = folder / f"{_SCRATCH}{name}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch.mkdir()
        files = {key: _write_array(scratch / f"{key}.npy", value) for key, value in arrays.items()}
        text = json.dumps({**description, "format": FORMAT, "version": name, "files": files}, indent=1, sort_keys=True)
        _write(scratch / _DESCRIPTION, text.encode())
        _write(scratch / _SEAL, hashlib.sha256(text.encode()).hexdigest().encode())
        _sync_folder(scratch)
        scratch.rename(folder / name)
        point_to(folder, name)
    except OSError as error:
        raise EnvironmentProblem("recommend.index_unwritable", path=str(folder), reason=str(error)) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return name


def point_to(folder: Path, name: str) -> None:
    """Make `name` the version that serves."""
    _write(folder / f"{_POINTER}.new", name.encode())
    (folder / f"{_POINTER}.new").replace(folder / _POINTER)
    _sync_folder(folder)


def current(folder: Path) -> str | None:
    """The name of the version that should serve; None where there is none."""
    try:
        name = (folder / _POINTER).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if name in names(folder) else None


def names(folder: Path) -> list[str]:
    """All versions, newest first."""
    if not folder.is_dir():
        return []
    return sorted((entry.name for entry in folder.iterdir() if (entry / _DESCRIPTION).is_file()
                   and not entry.name.startswith(".")), reverse=True)  # fmt: skip


def describe(folder: Path, name: str) -> Version:
    """The description of a version, its seal checked.

    Raises:
        EnvironmentProblem: ``recommend.index_damaged`` or ``recommend.index_format``.
    """
    try:
        raw = (folder / name / _DESCRIPTION).read_bytes()
        seal = (folder / name / _SEAL).read_text("ascii").strip()
        if hashlib.sha256(raw).hexdigest() != seal:
            raise _damaged(name, _DESCRIPTION)
        description = json.loads(raw)
    except (OSError, ValueError) as error:
        raise _damaged(name, _DESCRIPTION) from error
    if description.get("format") != FORMAT:
        raise EnvironmentProblem("recommend.index_format", version=name, format=str(description.get("format")))
    return Version(name, description)


def load(folder: Path, name: str) -> tuple[Version, dict[str, NDArray[Any]]]:
    """A version with its arrays, every checksum verified, mapped read-only.

    Raises:
        EnvironmentProblem: ``recommend.index_damaged`` naming the file, or ``recommend.index_format``.
    """
    version = describe(folder, name)
    arrays = {}
    for key, digest in version.description["files"].items():
        path = folder / name / f"{key}.npy"
        try:
            if _digest(path) != digest:
                raise _damaged(name, path.name)
            mapped = np.load(path, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise _damaged(name, path.name) from error
        arrays[key] = np.asarray(mapped)  # a plain view: indexing a memmap costs more on every call
    return version, arrays


def prune(folder: Path, keep: int) -> None:
    """Delete all but the newest `keep` versions and the one that serves, and what a killed fit left behind."""
    serving = current(folder)
    for name in names(folder)[keep:]:
        if name != serving:
            shutil.rmtree(folder / name, ignore_errors=True)
    for left in folder.glob(f"{_SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)


def _damaged(version: str, file: str) -> EnvironmentProblem:
    return EnvironmentProblem("recommend.index_damaged", version=version, file=file)


def _write_array(path: Path, array: NDArray[Any]) -> str:
    with path.open("wb") as file:
        np.save(file, np.ascontiguousarray(array), allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())
    return _digest(path)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make a rename durable, where the system lets a folder be synced (Windows does not)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
