"""Kinds of things that can be tried on, each by its own measures; a product says which it is, no code knows it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from shopassistant.core.errors import UserError
from shopassistant.tryon.eyewear.spec import EyewearSpec

if TYPE_CHECKING:
    from shopassistant.tryon.worn import Wearing

Colour = tuple[int, int, int]

HAT_SHAPES = ("brimmed", "bucket", "cap", "flat-cap", "beanie", "beret")
EARRING_SHAPES = ("stud", "hoop", "drop")
NECKLACE_SHAPES = ("chain", "beads", "pendant")
RING_SHAPES = ("band", "solitaire", "signet")
WATCH_SHAPES = ("round", "square", "bangle")
FINGERS = ("thumb", "index", "middle", "ring", "little")
MATERIALS = ("metal", "cloth", "straw", "leather", "acetate", "pearl", "stone")
ANCHORS = ("nose", "crown", "lobes", "neck", "finger", "wrist")
PLACES = ("eyes", "head", "ears", "neck", "lips", "cheeks", "finger", "wrist")

# What is plausible; a figure outside is a typing error and would draw nonsense.
LIMITS: dict[str, tuple[float, float]] = {
    "circumference_mm": (440, 680), "crown_mm": (60, 260), "brim_mm": (0, 220),
    "diameter_mm": (2, 120), "drop_mm": (0, 160), "thickness_mm": (0.3, 20), "stone_mm": (0, 40),
    "length_mm": (300, 1200), "pendant_mm": (0, 90),
    "inner_mm": (10, 30), "band_mm": (0.8, 25), "case_mm": (0, 60), "strap_mm": (2, 45),
    "width_mm": (1, 600), "coverage": (0, 1), "gloss": (0, 1),
}  # fmt: skip


_PLACE_OF = {
    "glasses": "eyes", "hat": "head", "earrings": "ears", "necklace": "neck", "lipstick": "lips", "blush": "cheeks",
    "ring": "finger", "watch": "wrist",
}  # fmt: skip


class _Put:
    """What the mirror asks of everything worn."""

    __slots__ = ()
    kind: ClassVar[str]

    @property
    def place(self) -> str:
        """Where it is worn, one of `PLACES`."""
        return _PLACE_OF[self.kind]

    @property
    def on_hand(self) -> bool:
        """Worn on a hand rather than on a head."""
        return self.place in ("finger", "wrist")

    def put_on(self) -> "Wearing":
        """Put it on somebody; drawing is loaded only now."""
        from shopassistant.tryon.looks.wearing import put_on

        return put_on(cast("Wearable", self))


@dataclass(frozen=True, slots=True)
class _Checked(_Put):
    """Refuses measures that cannot be.

    Raises:
        UserError: ``tryon.measure``, ``tryon.style``.
    """

    def __post_init__(self) -> None:
        for name, (least, most) in LIMITS.items():
            value = getattr(self, name, None)
            if value is not None and not least <= value <= most:
                raise UserError("tryon.measure", field=name, value=f"{value:g}", least=least, most=most)
        for name, known in self._words().items():
            if getattr(self, name) not in known:
                raise UserError("tryon.style", field=name, value=str(getattr(self, name))[:40])

    def _words(self) -> dict[str, tuple[str, ...]]:
        return {}


@dataclass(frozen=True, slots=True)
class Glasses(_Put):
    """A pair of glasses; see `EyewearSpec`."""

    kind: ClassVar[str] = "glasses"
    spec: EyewearSpec


@dataclass(frozen=True, slots=True)
class Hat(_Checked):
    """Something on the head.

    Attributes:
        shape: one of `HAT_SHAPES`.
        circumference_mm: of the head it is made for, along its inner edge; what a hat's size says in centimetres.
        crown_mm: from that edge to the top. brim_mm: how far the brim (or a cap's peak) stands out.
        colour, band_colour: sRGB 0 to 255; a band of the same colour is none.
        material: one of `MATERIALS`.
    """

    kind: ClassVar[str] = "hat"
    shape: str = "brimmed"
    circumference_mm: float = 575.0
    crown_mm: float = 115.0
    brim_mm: float = 60.0
    colour: Colour = (58, 52, 48)
    band_colour: Colour = (58, 52, 48)
    material: str = "cloth"

    def _words(self) -> dict[str, tuple[str, ...]]:
        return {"shape": HAT_SHAPES, "material": MATERIALS}


@dataclass(frozen=True, slots=True)
class Earrings(_Checked):
    """A pair of earrings.

    Attributes:
        shape: one of `EARRING_SHAPES`.
        diameter_mm: of the stud's face, over the hoop, or over what hangs at the drop.
        drop_mm: from the lobe's hole to the lowest point of a drop.
        thickness_mm: of the hoop's tube or of the drop's wire.
        colour: of the metal. stone_colour: of stone or pearl; None for metal all over. material: of stud or drop.
    """

    kind: ClassVar[str] = "earrings"
    shape: str = "stud"
    diameter_mm: float = 6.0
    drop_mm: float = 30.0
    thickness_mm: float = 1.8
    colour: Colour = (205, 168, 90)
    stone_colour: Colour | None = None
    material: str = "metal"

    def _words(self) -> dict[str, tuple[str, ...]]:
        return {"shape": EARRING_SHAPES, "material": MATERIALS}


@dataclass(frozen=True, slots=True)
class Necklace(_Checked):
    """Something around the neck.

    Attributes:
        shape: one of `NECKLACE_SHAPES`.
        length_mm: all the way around, closed.
        thickness_mm: of the chain, or of one bead.
        pendant_mm: height of the pendant; 0 without one.
        colour: of chain or beads. stone_colour: of the pendant; None for the chain's own. material: of chain or beads.
    """

    kind: ClassVar[str] = "necklace"
    shape: str = "chain"
    length_mm: float = 450.0
    thickness_mm: float = 1.6
    pendant_mm: float = 0.0
    colour: Colour = (205, 168, 90)
    stone_colour: Colour | None = None
    material: str = "metal"

    def _words(self) -> dict[str, tuple[str, ...]]:
        return {"shape": NECKLACE_SHAPES, "material": MATERIALS}


@dataclass(frozen=True, slots=True)
class Lipstick(_Checked):
    """Colour on the lips.

    Attributes:
        coverage: how much of the lip's own colour it covers: 0.25 tinted balm, 0.85 opaque.
        gloss: 0 matt, 0.4 satin, 1 wet.
    """

    kind: ClassVar[str] = "lipstick"
    colour: Colour = (165, 32, 52)
    coverage: float = 0.75
    gloss: float = 0.3


@dataclass(frozen=True, slots=True)
class Blush(_Checked):
    """Colour on the cheeks; see `Lipstick`."""

    kind: ClassVar[str] = "blush"
    colour: Colour = (214, 110, 112)
    coverage: float = 0.35


@dataclass(frozen=True, slots=True)
class Ring(_Checked):
    """A ring on a finger.

    Attributes:
        shape: one of `RING_SHAPES`.
        inner_mm: inner diameter. band_mm: width of the band along the finger. thickness_mm: of the band.
        stone_mm: width of the stone or of the signet's face; 0 without.
        finger: one of `FINGERS`, where it is tried.
    """

    kind: ClassVar[str] = "ring"
    shape: str = "band"
    inner_mm: float = 17.3
    band_mm: float = 3.0
    thickness_mm: float = 1.6
    stone_mm: float = 0.0
    colour: Colour = (205, 168, 90)
    stone_colour: Colour | None = None
    material: str = "metal"
    finger: str = "ring"

    def _words(self) -> dict[str, tuple[str, ...]]:
        return {"shape": RING_SHAPES, "material": MATERIALS, "finger": FINGERS}


@dataclass(frozen=True, slots=True)
class Watch(_Checked):
    """Something around the wrist.

    Attributes:
        shape: one of `WATCH_SHAPES`; a bangle has no case.
        case_mm: width of the case without the crown. thickness_mm: of the case. strap_mm: width of the strap.
        colour: of case (or bangle). strap_colour, dial_colour: sRGB. material: of the strap.
    """

    kind: ClassVar[str] = "watch"
    shape: str = "round"
    case_mm: float = 38.0
    thickness_mm: float = 9.0
    strap_mm: float = 19.0
    colour: Colour = (190, 192, 196)
    strap_colour: Colour = (62, 42, 30)
    dial_colour: Colour = (240, 240, 236)
    material: str = "leather"

    def _words(self) -> dict[str, tuple[str, ...]]:
        return {"shape": WATCH_SHAPES, "material": MATERIALS}


_ANCHOR_PLACES = {
    "nose": "eyes", "crown": "head", "lobes": "ears", "neck": "neck", "finger": "finger", "wrist": "wrist",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mesh(_Checked):
    """A shape that somebody modelled, in a file of the shop's meshes.

    Attributes:
        file: its bare name, ``.obj`` or ``.ply``.
        width_mm: its true extent from the wearer's right to left; the rest follows.
        anchor: one of `ANCHORS`: where its origin goes, its axes x to the wearer's left, y up, z out of the face.
        colour: where the file has none. material: one of `MATERIALS`.
    """

    kind: ClassVar[str] = "mesh"
    file: str
    width_mm: float
    anchor: str = "nose"
    colour: Colour = (120, 120, 124)
    material: str = "acetate"

    @property
    def place(self) -> str:
        """Where it is worn."""
        return _ANCHOR_PLACES[self.anchor]

    def _words(self) -> dict[str, tuple[str, ...]]:
        return {"anchor": ANCHORS, "material": MATERIALS}


Wearable = Glasses | Hat | Earrings | Necklace | Lipstick | Blush | Ring | Watch | Mesh

KINDS = ("glasses", "hat", "earrings", "necklace", "lipstick", "blush", "ring", "watch", "mesh")
