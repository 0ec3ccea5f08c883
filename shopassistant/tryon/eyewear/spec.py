"""What a pair of glasses is made of, in millimetres and plain words, read from a product's attributes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from shopassistant.core.errors import UserError
from shopassistant.tryon.eyewear.tints import TINTS, lenses_of, tinted

SHAPES = (
    "round", "oval", "panto", "square", "rectangle", "aviator", "cat-eye", "browline", "wayfarer", "geometric",
    "butterfly", "hexagonal",
)  # fmt: skip
RIMS = ("full", "half", "rimless")
MATERIALS = ("acetate", "metal", "titanium", "wood", "nylon")
PATTERNS = ("plain", "tortoise", "horn", "fade", "crystal")
FINISHES = ("polished", "brushed", "matte")
BRIDGES = ("saddle", "keyhole", "double", "wire")
_CLEAR = (246, 249, 248)
# What opticians call plausible; a figure outside is a typing error and would draw nonsense.
_LIMITS = {
    "lens_width_mm": (20, 85),
    "lens_height_mm": (15, 75),
    "bridge_mm": (5, 35),
    "temple_mm": (80, 180),
    "frame_width_mm": (80, 190),
}


@dataclass(frozen=True, slots=True)
class EyewearSpec:
    """A pair of glasses in the boxing system (ISO 8624).

    Attributes:
        lens_width_mm, lens_height_mm: of the box around one lens.
        bridge_mm: the least distance between the lenses.
        temple_mm: length of a temple from its hinge to its tip.
        frame_width_mm: over all, from hinge to hinge.
        shape: one of `SHAPES`. rim: one of `RIMS`. material: one of `MATERIALS`.
        pattern: one of `PATTERNS`; ``fade`` runs from the colour above to clear below, ``crystal`` is clear.
        finish: one of `FINISHES`. bridge: one of `BRIDGES`, or empty for the usual one of the shape and material.
        colour, temple_colour: of the front and of the temples, sRGB 0 to 255.
        lens_colour: of the tint, sRGB; light passes as this colour, so white is clear glass.
        lens_colour_below: the same at the lower edge; equal where there is no gradient.
        mirror: share of light a mirrored lens throws back, 0 to 1. mirror_colour: of that light, sRGB.
    """

    lens_width_mm: float = 50.0
    lens_height_mm: float = 40.0
    bridge_mm: float = 18.0
    temple_mm: float = 145.0
    frame_width_mm: float = 138.0
    shape: str = "panto"
    rim: str = "full"
    material: str = "acetate"
    pattern: str = "plain"
    finish: str = "polished"
    bridge: str = ""
    colour: tuple[int, int, int] = (40, 30, 26)
    temple_colour: tuple[int, int, int] = (40, 30, 26)
    lens_colour: tuple[int, int, int] = _CLEAR
    lens_colour_below: tuple[int, int, int] = _CLEAR
    mirror: float = 0.0
    mirror_colour: tuple[int, int, int] = (225, 228, 232)

    def __post_init__(self) -> None:
        for name, (least, most) in _LIMITS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise UserError("tryon.measure", field=name, value=f"{value:g}", least=least, most=most)
        for name, known in _WORDS.items():
            if getattr(self, name) not in known:
                raise UserError("tryon.style", field=name, value=str(getattr(self, name)))
        if self.frame_width_mm < 2 * self.lens_width_mm + self.bridge_mm - 2:
            raise UserError("tryon.too_narrow", width=f"{self.frame_width_mm:g}")

    @property
    def bridge_style(self) -> str:
        """How the lenses are joined: what is said, or what is usual."""
        if self.bridge:
            return self.bridge
        if self.is_metal or self.rim == "rimless":
            return "double" if self.shape == "aviator" and self.rim == "full" else "wire"
        return "keyhole" if self.shape in ("round", "panto") else "saddle"

    @property
    def metal_colour(self) -> tuple[int, int, int]:
        """Of wires, hinges and mounts, sRGB: the frame's own, or steel beside acetate, gold beside warm acetate."""
        if self.is_metal or self.rim == "rimless":
            return self.colour
        warm = self.colour[0] > self.colour[2] + 30 or self.pattern in ("tortoise", "horn")
        return (196, 164, 104) if warm else (196, 198, 202)

    @property
    def tip_colour(self) -> tuple[int, int, int]:
        """Of the tips of metal temples, sRGB: the temples' own where that was told, else dark."""
        return self.temple_colour if self.temple_colour != self.colour else (48, 34, 26)

    @property
    def is_metal(self) -> bool:
        """Thin and shiny rather than thick and glossy."""
        return self.material in ("metal", "titanium")

    @property
    def rim_mm(self) -> float:
        """How wide a rim looks from the front."""
        if self.rim == "rimless":
            return 0.0
        return {"metal": 1.4, "titanium": 1.2, "nylon": 3.2, "wood": 4.4}.get(self.material, 3.8)

    @property
    def depth_mm(self) -> float:
        """How thick the front is from front to back."""
        return {"metal": 1.6, "titanium": 1.4, "nylon": 3.6, "wood": 4.4}.get(self.material, 4.0)

    @property
    def centre_mm(self) -> float:
        """Distance of a lens' middle from the nose."""
        return (self.bridge_mm + self.lens_width_mm) / 2


_SUN = tinted(TINTS["grey"], 0.13)
_ALSO_CALLED = {
    "steel": "metal", "stainless steel": "metal", "aluminium": "metal", "bio-acetate": "acetate", "plastic": "acetate",
    "tr90": "nylon", "havana": "tortoise", "tortoiseshell": "tortoise", "transparent": "crystal", "gradient": "fade",
    "matt": "matte", "satin": "brushed", "semi-rimless": "half", "semi": "half", "half-rim": "half",
    "double bridge": "double", "pilot": "aviator", "cateye": "cat-eye", "cat eye": "cat-eye", "clubmaster": "browline",
    "pantos": "panto", "rund": "round", "eckig": "square", "quadratisch": "square", "rechteckig": "rectangle",
    "schmetterling": "butterfly", "katzenauge": "cat-eye", "sechseckig": "hexagonal", "randlos": "rimless",
    "vollrand": "full", "halbrand": "half", "nylor": "half", "metall": "metal", "edelstahl": "metal",
    "titan": "titanium", "holz": "wood", "kunststoff": "acetate", "azetat": "acetate",
}  # fmt: skip
_WORDS = {
    "shape": SHAPES, "rim": RIMS, "material": MATERIALS, "pattern": PATTERNS, "finish": FINISHES,
    "bridge": ("", *BRIDGES),
}  # fmt: skip


def coloured(spec: EyewearSpec, colour: str, *, is_sun: bool = False) -> EyewearSpec:
    """The same glasses in a colour, ``#rrggbb``, with grey lenses if they are for the sun and no tint was told."""
    tone = (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))
    found = replace(spec, colour=tone, temple_colour=tone)
    if is_sun and spec.lens_colour == _CLEAR:
        found = replace(found, lens_colour=_SUN, lens_colour_below=_SUN)
    return found


def spec_of(attributes: Mapping[str, Any]) -> EyewearSpec:
    """The glasses that a product's attributes describe; what they do not say is usual.

    Raises:
        UserError: ``tryon.measure``, ``tryon.style``, ``tryon.too_narrow``, ``tryon.no_eyewear`` (no lens width).
    """
    if "lens_width_mm" not in attributes:
        raise UserError("tryon.no_eyewear")
    known: dict[str, Any] = {}
    for name in _LIMITS:
        if name in attributes:
            try:
                known[name] = float(attributes[name])
            except (TypeError, ValueError):
                raise UserError(
                    "tryon.measure", field=name, value=str(attributes[name])[:40], least=0, most=0
                ) from None
    style = str(attributes.get("shape") or attributes.get("style") or "").strip().lower()
    style = _ALSO_CALLED.get(style, style)
    known |= {"shape": style} if style in SHAPES else {}
    for name, allowed in _WORDS.items():
        word = str(attributes.get("bridge_style" if name == "bridge" else name, "")).strip().lower()
        word = _ALSO_CALLED.get(word, word)
        if word in allowed and name not in known:
            known[name] = word
    known |= lenses_of(attributes)
    if "frame_width_mm" not in known:
        known["frame_width_mm"] = 2 * known["lens_width_mm"] + known.get("bridge_mm", 18.0) + 10
    return EyewearSpec(**known)
