"""PLY files: points with colours and faces, as text or in binary of either order (Turk, Stanford 1994)."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.looks.meshlimits import MOST_CORNERS, MOST_POINTS, MOST_TRIANGLES, Damaged

Floats = NDArray[np.float32]

_MOST_HEADER, _MOST_PROPERTIES = 8192, 64
_TYPES = {
    "char": "i1", "int8": "i1", "uchar": "u1", "uint8": "u1", "short": "i2", "int16": "i2", "ushort": "u2",
    "uint16": "u2", "int": "i4", "int32": "i4", "uint": "u4", "uint32": "u4", "float": "f4", "float32": "f4",
    "double": "f8", "float64": "f8",
}  # fmt: skip


@dataclass
class _Element:
    """One table of the file: its name, rows, columns (name, type), and (type of count, type of items) of its list."""

    name: str
    rows: int
    columns: list[tuple[str, str]]
    listed: tuple[str, str] | None = None


def parse_ply(told: bytes) -> tuple[NDArray[np.float64], NDArray[np.int64], Floats | None]:
    """Points float64 (n, 3), triangles int64 (m, 3), colours 0 to 1 or None.

    Raises:
        Damaged: what cannot be read. OverflowError: more than may be drawn.
    """
    end = told.find(b"end_header\n", 0, _MOST_HEADER)
    skip = len(b"end_header\n")
    if end < 0:
        end, skip = told.find(b"end_header\r\n", 0, _MOST_HEADER), len(b"end_header\r\n")
    if end < 0:
        raise Damaged(1)
    order, elements = _header(told[:end])
    if [element.name for element in elements[:2]] != ["vertex", "face"]:
        raise Damaged(1)
    vertex, face = elements[:2]
    if vertex.rows > MOST_POINTS or face.rows > MOST_TRIANGLES:
        raise OverflowError
    names = [name for name, _kind in vertex.columns]
    if vertex.listed is not None or face.columns or face.listed is None or not {"x", "y", "z"} <= set(names):
        raise Damaged(1)
    body = told[end + skip :]
    table, faces = _text(body, vertex, face) if order == "" else _binary(body, order, vertex, face)
    points = table[:, [names.index(axis) for axis in "xyz"]]
    colours = None
    if {"red", "green", "blue"} <= set(names):
        colours = np.clip(table[:, [names.index(tone) for tone in ("red", "green", "blue")]] / 255, 0, 1)
    if len(faces) > MOST_TRIANGLES:
        raise OverflowError
    return points, faces, None if colours is None else colours.astype(np.float32)


def _header(told: bytes) -> tuple[str, list[_Element]]:
    """Byte order (empty for text) and the elements."""
    order, elements = None, list[_Element]()
    for number, line in enumerate(told.decode("ascii", "replace").splitlines(), 1):
        words = line.split()
        if words[:1] == ["format"] and len(words) == 3:
            order = {"ascii": "", "binary_little_endian": "<", "binary_big_endian": ">"}.get(words[1])
        elif words[:1] == ["element"] and len(words) == 3 and words[2].isdigit() and len(words[2]) < 10:
            elements.append(_Element(words[1], int(words[2]), []))
        elif words[:1] == ["property"] and not (elements and _property(elements[-1], words)):
            raise Damaged(number)
    if order is None or len(elements) < 2:
        raise Damaged(1)
    return order, elements


def _property(element: _Element, words: list[str]) -> bool:
    """Take it on; False where it cannot be."""
    if len(element.columns) >= _MOST_PROPERTIES:
        return False
    if len(words) == 5 and words[1] == "list" and words[2] in _TYPES and words[3] in _TYPES and element.listed is None:
        element.listed = _TYPES[words[2]], _TYPES[words[3]]
        return _TYPES[words[2]][0] in "iu" and _TYPES[words[3]][0] in "iu"
    if len(words) == 3 and words[1] in _TYPES:
        element.columns.append((words[2], _TYPES[words[1]]))
        return True
    return False


def _text(body: bytes, vertex: _Element, face: _Element) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    lines = body.split(b"\n")
    if len(lines) < vertex.rows + face.rows:
        raise Damaged(0)
    try:
        rows = [[float(word) for word in line.split()] for line in lines[: vertex.rows]]
        listed = [[int(word) for word in line.split()] for line in lines[vertex.rows : vertex.rows + face.rows]]
    except (ValueError, OverflowError):
        raise Damaged(0) from None
    wide = len(vertex.columns)
    if any(len(row) != wide for row in rows) or any(not row or len(row) != row[0] + 1 for row in listed):
        raise Damaged(0)
    return np.array(rows, np.float64).reshape(-1, wide), _fans([row[1:] for row in listed])


def _binary(body: bytes, order: str, vertex: _Element, face: _Element) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    row = np.dtype([(f"c{place}", order + kind) for place, (_name, kind) in enumerate(vertex.columns)])
    long = row.itemsize * vertex.rows
    if len(body) < long:
        raise Damaged(0)
    told = np.frombuffer(body, row, vertex.rows)
    table = np.column_stack([told[name].astype(np.float64) for name in row.names or ()])
    if face.listed is None:
        raise Damaged(0)
    count_type, item_type = (np.dtype(order + kind) for kind in face.listed)
    at, faces = long, list[list[int]]()
    for _ in range(face.rows):
        if at + count_type.itemsize > len(body):
            raise Damaged(0)
        count = int(np.frombuffer(body, count_type, 1, at)[0])
        at += count_type.itemsize
        if not 0 <= count <= MOST_CORNERS or at + count * item_type.itemsize > len(body):
            raise Damaged(0)
        faces.append(np.frombuffer(body, item_type, count, at).tolist())
        at += count * item_type.itemsize
    return table, _fans(faces)


def _fans(faces: list[list[int]]) -> NDArray[np.int64]:
    """int64 (m, 3): faces of several corners as triangles around their first."""
    found: list[tuple[int, int, int]] = []
    for corners in faces:
        if not 3 <= len(corners) <= MOST_CORNERS or not all(-1 < corner < 2**31 for corner in corners):
            raise Damaged(0)
        found += [(corners[0], a, b) for a, b in pairwise(corners[1:])]
        if len(found) > MOST_TRIANGLES:
            raise OverflowError
    return np.array(found, np.int64).reshape(-1, 3)
