"""A modelled mesh put on one person, at the place it is made for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from shopassistant.core.paths import data_dir
from shopassistant.tryon.eyewear.solids import smooth_normals
from shopassistant.tryon.hands.hiding import fingers_hiding
from shopassistant.tryon.hands.joints import FINGERS, Hand
from shopassistant.tryon.hands.thickness import RING_AT
from shopassistant.tryon.looks.body import HEAD_MM, band, lobes, neck
from shopassistant.tryon.looks.hand_wearing import axes_along
from shopassistant.tryon.looks.kinds import Mesh
from shopassistant.tryon.looks.meshfile import ModelledMesh, read_mesh
from shopassistant.tryon.looks.shapes.hats import oval
from shopassistant.tryon.looks.shapes.solid import FINISHES
from shopassistant.tryon.render.scene import Drawable, Hiding, Model, Placed, Worn
from shopassistant.tryon.render.surface import Surface
from shopassistant.tryon.render.tone import linear
from shopassistant.tryon.wearing import seat
from shopassistant.tryon.worn import Moment


def meshes_dir() -> Path:
    """Where a shop puts its meshes: beside its own file."""
    return data_dir() / "meshes"


@dataclass
class MeshWorn:
    """A mesh on one person. It is read when it is put on.

    Raises:
        EnvironmentProblem: ``tryon.mesh_unreadable``.
        UserError: ``tryon.mesh_too_large``, ``tryon.mesh_broken``.
    """

    mesh: Mesh
    folder: Path = field(default_factory=meshes_dir)
    _model: Model = field(init=False)

    def __post_init__(self) -> None:
        self._model = model_of_mesh(read_mesh(self.folder / self.mesh.file), self.mesh)

    def drawn(self, moment: Moment) -> Drawable:
        """The mesh with its origin at its anchor."""
        hides: tuple[Hiding, ...] = ()
        if self.mesh.on_hand:
            places = _on_hand(moment, self.mesh.anchor)
            if places and self.mesh.anchor == "finger":
                hides = (fingers_hiding(moment.hands[0], "ring"),)
        else:
            places = _ON_HEAD[self.mesh.anchor](moment)
        over = self.mesh.anchor == "crown"
        return Drawable(tuple(Placed(self._model, worn, over_hair=over) for worn in places), hides=hides)


def model_of_mesh(read: ModelledMesh, mesh: Mesh) -> Model:
    """The mesh in millimetres: as wide as it is said to be. Nobody knows which side of its faces is out."""
    scale = mesh.width_mm / float(np.ptp(read.points[np.unique(read.triangles), 0]))
    points = np.asarray(read.points * scale, np.float32)
    colours = linear(mesh.colour) if read.colours is None else np.asarray(read.colours**2, np.float32)
    surface = Surface.even(len(points), colours, FINISHES[mesh.material])
    return Model(points, read.triangles, smooth_normals(points, read.triangles), surface, two_sided=True)


def _nose(moment: Moment) -> list[Worn]:
    return [] if moment.face is None else [seat(moment.face.pose, moment.face.face)]


def _crown(moment: Moment) -> list[Worn]:
    if moment.face is None:
        return []
    found = band(moment.face, HEAD_MM * moment.face.pose.scale, oval(HEAD_MM * moment.face.pose.scale)[1])
    return [Worn(found.rotation, found.middle)]


def _lobes(moment: Moment) -> list[Worn]:
    return [] if moment.face is None else [Worn(moment.face.pose.rotation, lobe.hole) for lobe in lobes(moment.face)]


def _neck(moment: Moment) -> list[Worn]:
    if moment.face is None:
        return []
    below = neck(moment.face)
    return [Worn(below.rotation, below.base)]


_ON_HEAD: dict[str, Callable[[Moment], list[Worn]]] = {
    "nose": _nose, "crown": _crown, "lobes": _lobes, "neck": _neck,
}  # fmt: skip


def _on_hand(moment: Moment, anchor: str) -> list[Worn]:
    if not moment.hands:
        return []
    hand: Hand = moment.hands[0]
    if anchor == "wrist":
        return [Worn(axes_along(-hand.arm, hand.back), hand.joints[0] + hand.arm * 30.0 * hand.scale)]
    knuckle, middle = (hand.joints[joint] for joint in FINGERS["ring"][:2])
    return [Worn(axes_along(middle - knuckle, hand.back), knuckle + RING_AT * (middle - knuckle))]
