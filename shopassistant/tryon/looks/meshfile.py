"""Shapes that somebody modelled, read from OBJ and PLY files as from strangers: bounded, checked, and nothing else of
the disk is opened, whatever a file names."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import EnvironmentProblem, UserError
from shopassistant.tryon.looks.meshlimits import MOST_BYTES, MOST_CORNERS, MOST_POINTS, MOST_TRIANGLES, Damaged
from shopassistant.tryon.looks.plyfile import parse_ply

Floats = NDArray[np.float32]

_MOST_LINE = 4096
# Beyond this a coordinate is no model's; sums of squares stay finite.
_FARTHEST = 1e7


@dataclass(frozen=True, slots=True, eq=False)
class ModelledMesh:
    """A mesh as it is in its file.

    Attributes:
        points: float32 (n, 3), the file's own units. triangles: int32 (m, 3).
        colours: float32 (n, 3), sRGB 0 to 1; None where the file has none.
    """

    points: Floats
    triangles: NDArray[np.int32]
    colours: Floats | None


def read_mesh(path: Path) -> ModelledMesh:
    """The mesh of a file.

    Raises:
        EnvironmentProblem: ``tryon.mesh_unreadable``.
        UserError: ``tryon.mesh_too_large``, ``tryon.mesh_broken``: not such a file, corners of no points, no width.
    """
    try:
        with path.open("rb") as file:
            told = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise EnvironmentProblem("tryon.mesh_unreadable", name=path.name, reason=str(error.strerror)) from error
    if len(told) > MOST_BYTES:
        raise _too_large(path)
    try:
        points, triangles, colours = parse_ply(told) if told[:4] in (b"ply\n", b"ply\r") else _parse_obj(told)
        _check(points, triangles)
    except OverflowError:
        raise _too_large(path) from None
    except Damaged as error:
        raise UserError("tryon.mesh_broken", name=path.name, line=error.line) from None
    return ModelledMesh(points.astype(np.float32), triangles.astype(np.int32), colours)


def _too_large(path: Path) -> UserError:
    return UserError(
        "tryon.mesh_too_large", name=path.name, most_mb=MOST_BYTES // 1_000_000, most_points=MOST_POINTS,
        most_triangles=MOST_TRIANGLES,
    )  # fmt: skip


def _check(points: NDArray[np.float64], triangles: NDArray[np.int64]) -> None:
    if not len(points) or not len(triangles) or not np.isfinite(points).all() or np.abs(points).max() > _FARTHEST:
        raise Damaged(0)
    if triangles.min() < 0 or triangles.max() >= len(points):
        raise Damaged(0)
    if np.ptp(points[np.unique(triangles), 0]) <= 0:
        raise Damaged(0)


def _parse_obj(told: bytes) -> tuple[NDArray[np.float64], NDArray[np.int64], Floats | None]:
    """Points and faces of a Wavefront file; materials, groups and what they refer to are passed over."""
    points: list[list[float]] = []
    colours: list[list[float]] = []
    triangles: list[tuple[int, int, int]] = []
    for number, line in enumerate(told.split(b"\n"), 1):
        if line[:2] not in (b"v ", b"f "):
            continue
        if len(line) > _MOST_LINE:
            raise Damaged(number)
        words = line.split()
        if words[0] == b"v":
            values = _numbers(words[1:7], number)
            points.append(values[:3])
            if len(values) == 6:
                colours.append(values[3:])
            if len(points) > MOST_POINTS:
                raise OverflowError
            continue
        corners = [_corner(word, len(points), number) for word in words[1:]]
        if not 3 <= len(corners) <= MOST_CORNERS:
            raise Damaged(number)
        triangles += [(corners[0], a, b) for a, b in pairwise(corners[1:])]
        if len(triangles) > MOST_TRIANGLES:
            raise OverflowError
    found = np.clip(np.array(colours, np.float32), 0, 1) if len(colours) == len(points) and colours else None
    return np.array(points, np.float64).reshape(-1, 3), np.array(triangles, np.int64).reshape(-1, 3), found


def _numbers(words: list[bytes], line: int) -> list[float]:
    try:
        found = [float(word) for word in words]
    except ValueError:
        raise Damaged(line) from None
    if len(found) < 3:
        raise Damaged(line)
    return found


def _corner(word: bytes, points: int, line: int) -> int:
    """Counted from 1, or from the end where negative; texture and normal after slashes are not needed."""
    digits = word.split(b"/", 1)[0]
    if len(digits) > 9 or not digits.removeprefix(b"-").isdigit():
        raise Damaged(line)
    index = int(digits)
    at = index - 1 if index > 0 else points + index
    if index == 0 or not 0 <= at < points:
        raise Damaged(line)
    return at
