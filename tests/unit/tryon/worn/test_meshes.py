"""Meshes of strangers: read within bounds, refused with a reason, drawn in their declared size."""

import os
import struct
from pathlib import Path

import numpy as np
import pytest

from shopassistant.core.errors import EnvironmentProblem, UserError
from shopassistant.tryon.looks.kinds import Mesh
from shopassistant.tryon.looks.mesh_wearing import MeshWorn
from shopassistant.tryon.looks.meshfile import read_mesh
from shopassistant.tryon.looks.meshlimits import MOST_BYTES, MOST_POINTS
from shopassistant.tryon.render.light import STUDIO
from shopassistant.tryon.render.renderer import Renderer
from shopassistant.tryon.render.scene import Scene
from shopassistant.tryon.worn import Moment
from tests.unit.tryon.worn.hands import hand
from tests.unit.tryon.worn.heads import CAMERA, changed, head

GREY = np.full((CAMERA.height, CAMERA.width, 3), 130, np.uint8)
# A box two units wide, its front face of four corners, with the words that modellers write beside it.
BOX = b"""# exported
mtllib ../../../etc/passwd
o box
v -1 -0.5 0.2 1 0 0
v 1 -0.5 0.2 1 0 0
v 1 0.5 0.2 1 0 0
v -1 0.5 0.2 1 0 0
v 0 0 -0.2 0 0 1
vn 0 0 1
usemtl paint
f 1/1/1 2//1 3/1 4
f -5 -1 -4
f 2 5 3
"""


def file(folder: Path, told: bytes, name: str = "box.obj") -> Path:
    path = folder / name
    path.write_bytes(told)
    return path


def ply(order: str) -> bytes:
    head_ = (
        "ply\nformat {}\ncomment made up\nelement vertex 4\nproperty float x\nproperty float y\nproperty float z\n"
        "property uchar red\nproperty uchar green\nproperty uchar blue\nelement face 2\n"
        "property list uchar int vertex_indices\nend_header\n"
    )
    points = [(-1, 0, 0), (1, 0, 0), (1, 1, 0), (-1, 1, 0)]
    if order == "ascii":
        lines = [f"{x} {y} {z} 255 0 0" for x, y, z in points] + ["3 0 1 2", "3 0 2 3"]
        return head_.format("ascii 1.0").encode() + "\n".join(lines).encode() + b"\n"
    sign = {"binary_little_endian": "<", "binary_big_endian": ">"}[order]
    body = b"".join(struct.pack(f"{sign}fffBBB", *point, 255, 0, 0) for point in points)
    body += b"".join(struct.pack(f"{sign}Biii", 3, *corners) for corners in ((0, 1, 2), (0, 2, 3)))
    return head_.format(f"{order} 1.0").encode() + body


def test_an_obj_is_read_and_what_it_refers_to_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "materials.mtl")  # opening it would wait for ever
    mesh = read_mesh(file(tmp_path, BOX.replace(b"../../../etc/passwd", b"materials.mtl")))
    assert mesh.points.shape == (5, 3)
    assert mesh.triangles.tolist() == [[0, 1, 2], [0, 2, 3], [0, 4, 1], [1, 4, 2]]
    assert mesh.colours is not None
    assert mesh.colours[0].tolist() == [1, 0, 0]


@pytest.mark.parametrize("order", ["ascii", "binary_little_endian", "binary_big_endian"])
def test_a_ply_is_read_in_every_order(tmp_path: Path, order: str) -> None:
    mesh = read_mesh(file(tmp_path, ply(order), "plate.ply"))
    assert mesh.points.tolist() == [[-1, 0, 0], [1, 0, 0], [1, 1, 0], [-1, 1, 0]]
    assert mesh.triangles.tolist() == [[0, 1, 2], [0, 2, 3]]
    assert mesh.colours is not None
    assert (mesh.colours == [1, 0, 0]).all()


HOSTILE = {
    "empty": b"",
    "no mesh": b"GIF89a" + bytes(200),
    "only points": b"v 0 0 0\nv 1 0 0\n",
    "corner of no point": BOX + b"f 1 2 99\n",
    "corner nought": BOX + b"f 0 1 2\n",
    "far before the first": BOX + b"f -9 1 2\n",
    "a huge number of a corner": BOX + b"f 1 2 99999999999999999999\n",
    "no number": BOX + b"v 0 zero 0\n",
    "not finite": BOX + b"v nan 0 0\nf 1 2 6\n",
    "out of this world": BOX + b"v 1e30 0 0\nf 1 2 6\n",
    "a face of a thousand corners": BOX + b"f " + b"1 " * 1000 + b"\n",
    "without width": b"v 0 0 0\nv 0 1 0\nv 0 0 1\nf 1 2 3\n",
    "a header without end": b"ply\nformat ascii 1.0\n" + b"comment x\n" * 2000,
    "a strange order": ply("ascii").replace(b"ascii", b"middle_endian"),
    "cut off": ply("binary_little_endian")[:-7],
    "text cut off": ply("ascii")[:-20],
    "a list of points": ply("ascii").replace(b"property float x", b"property list uchar float x"),
    "a count of -1": ply("ascii").replace(b"vertex 4", b"vertex -1"),
    "corner beyond": ply("ascii").replace(b"3 0 2 3", b"3 0 2 4"),
    "corner below": ply("ascii").replace(b"3 0 2 3", b"3 0 2 -1"),
    "corners of nothing": ply("ascii").replace(b"3 0 2 3", b"0"),
    "a float for a count": ply("ascii").replace(b"list uchar int", b"list float int"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_damaged_or_hostile_is_refused_with_a_reason(tmp_path: Path, case: str) -> None:
    with pytest.raises(UserError) as refused:
        read_mesh(file(tmp_path, HOSTILE[case]))
    assert refused.value.code == "tryon.mesh_broken"


def test_what_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    many = b"v 0 0 0\n" * (MOST_POINTS + 1)
    for told in (
        b"#" * (MOST_BYTES + 10), many, BOX + b"f 1 2 3\n" * 60_001,
        ply("binary_little_endian").replace(b"vertex 4", b"vertex 999999999"),
        ply("ascii").replace(b"face 2", b"face 999999999"),
    ):  # fmt: skip
        with pytest.raises(UserError) as refused:
            read_mesh(file(tmp_path, told))
        assert refused.value.code == "tryon.mesh_too_large"


def test_a_mesh_that_is_gone_is_the_shops_trouble_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match=r"tryon\.mesh_unreadable"):
        MeshWorn(Mesh("gone.obj", 100), tmp_path)


@pytest.mark.parametrize("anchor", ["nose", "crown", "lobes", "neck"])
def test_it_is_drawn_at_its_anchor_in_its_true_width(tmp_path: Path, anchor: str) -> None:
    file(tmp_path, BOX)
    face = head(place=(0, 60, -700))
    drawable = MeshWorn(Mesh("box.obj", 40, anchor), tmp_path).drawn(Moment(face, CAMERA, 0))
    assert len(drawable.placed) == (2 if anchor == "lobes" else 1)
    there = changed(GREY, Renderer().draw(GREY, Scene(drawable and (drawable,), None, STUDIO), CAMERA))
    columns = np.nonzero(there.any(axis=0))[0]
    if anchor == "lobes":
        columns = columns[columns > 640]
    front = drawable.placed[-1].worn.points(np.array([[0, 0, 4.0]], np.float32))[0]
    assert len(columns) * -front[2] / CAMERA.focal == pytest.approx(40, abs=2.0), "millimetres"


@pytest.mark.parametrize("anchor", ["finger", "wrist"])
def test_on_a_hand_it_is_drawn_there_and_without_a_hand_nowhere(tmp_path: Path, anchor: str) -> None:
    file(tmp_path, BOX)
    worn = MeshWorn(Mesh("box.obj", 30, anchor), tmp_path)
    assert worn.drawn(Moment(None, CAMERA, 0)).placed == ()
    assert len(worn.drawn(Moment(None, CAMERA, 0, (hand(),))).placed) == 1
