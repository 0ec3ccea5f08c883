"""The files of one version of a fit: written durably, and read without trusting them.

Arrays are NumPy's own format (NEP 1), but its reader is not asked: a file is opened once, without following a link,
its checksum is taken, its header is read with a bound on its length and compared with the file's size, and the same
open file is mapped. Between the check and the mapping nothing can be put in its place, a header that promises
gigabytes allocates nothing, and objects (pickles) are refused before anything is made of them.
"""

import hashlib
import math
import os
import re
from io import BufferedReader
from pathlib import Path

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from shopassistant.store.artefacts.plain_files import UnsoundFileError, opened, read

# Numbers, truth values and fixed-width texts; no objects, no records.
_KINDS = "biufSU"
_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_]))*")
_LONGEST_NAME = 100
# Bytes of a text part, and of an array's header.
LARGEST_TEXT = 256 * 2**20
_LARGEST_HEADER = 10_000


def is_part_name(name: object) -> bool:
    """Whether a part may be called so: a plain file name everywhere, which leads out of no folder."""
    return isinstance(name, str) and len(name) <= _LONGEST_NAME and _NAME.fullmatch(name) is not None


def write_array(path: Path, array: NDArray[np.generic]) -> str:
    """Write an array to a new file durably. Returns the file's SHA-256 in hexadecimal.

    Raises:
        ValueError: the array holds objects or records.
    """
    if array.dtype.kind not in _KINDS:
        raise ValueError(f"{path.name}: no array of {array.dtype}")
    with path.open("xb+") as file:
        np.save(file, np.asarray(array, order="C"), allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_text(path: Path, digest: str) -> str:
    """A text part, its checksum verified.

    Raises:
        UnsoundFileError: it is not what was written.
    """
    data = read(path, LARGEST_TEXT)
    if hashlib.sha256(data).hexdigest() != digest:
        raise UnsoundFileError(path.name, "checksum")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnsoundFileError(path.name, str(error)) from error


def map_array(path: Path, digest: str) -> NDArray[np.generic]:
    """An array, its checksum verified, mapped read-only.

    Raises:
        UnsoundFileError: it is not what was written.
    """
    with opened(path) as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise UnsoundFileError(path.name, "checksum")
        file.seek(0)
        try:
            return _map(file)
        except (ValueError, OverflowError) as error:
            raise UnsoundFileError(path.name, str(error)) from error


def _map(file: BufferedReader) -> NDArray[np.generic]:
    version = npy.read_magic(file)
    readers = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
    if version not in readers:
        raise ValueError(f"array format {version}")
    shape, is_fortran, dtype = readers[version](file, max_header_size=_LARGEST_HEADER)
    offset = file.tell()
    if dtype.kind not in _KINDS:
        raise ValueError(f"array of {dtype}")
    if min(shape, default=0) < 0 or math.prod(shape) * dtype.itemsize != os.fstat(file.fileno()).st_size - offset:
        raise ValueError(f"array of shape {shape}")
    if math.prod(shape) * dtype.itemsize == 0:
        return np.empty(shape, dtype)  # nothing can be mapped of nothing
    order = "F" if is_fortran else "C"
    mapped = np.memmap(file, dtype=dtype, mode="r", offset=offset, shape=shape, order=order)  # type: ignore[call-overload]
    return np.asarray(mapped)  # a plain view: indexing a memmap costs more on every call
