"""What a pair of glasses is made of, in millimetres and plain words, read from a product's attributes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from shopassistant.core.errors import UserError

SHAPES = (
    "round", "oval", "panto", "square", "rectangle", "aviator", "cat-eye", "browline", "wayfarer", "geometric",
    "butterfly",
)  # fmt: skip
RIMS = ("full", "half", "rimless")
MATERIALS = ("acetate", "metal", "titanium", "wood", "nylon")
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
        colour, temple_colour: of the front and of the temples, sRGB 0 to 255.
        lens_colour: of the tint, sRGB; light passes as this colour, so white is clear glass.
        lens_colour_below: the same at the lower edge; equal where there is no gradient.
        mirror: share of light a mirrored lens throws back, 0 to 1.
    """

    lens_width_mm: float = 50.0
    lens_height_mm: float = 40.0
    bridge_mm: float = 18.0
    temple_mm: float = 145.0
    frame_width_mm: float = 138.0
    shape: str = "panto"
    rim: str = "full"
    material: str = "acetate"
    colour: tuple[int, int, int] = (40, 30, 26)
    temple_colour: tuple[int, int, int] = (40, 30, 26)
    lens_colour: tuple[int, int, int] = (246, 249, 248)
    lens_colour_below: tuple[int, int, int] = (246, 249, 248)
    mirror: float = 0.0

    def __post_init__(self) -> None:
        for name, (least, most) in _LIMITS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise UserError("tryon.measure", field=name, value=f"{value:g}", least=least, most=most)
        for name, known in (("shape", SHAPES), ("rim", RIMS), ("material", MATERIALS)):
            if getattr(self, name) not in known:
                raise UserError("tryon.style", field=name, value=str(getattr(self, name)))
        if self.frame_width_mm < 2 * self.lens_width_mm + self.bridge_mm - 2:
            raise UserError("tryon.too_narrow", width=f"{self.frame_width_mm:g}")

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


_SUN = (96, 92, 84)


def coloured(spec: EyewearSpec, colour: str, *, is_sun: bool = False) -> EyewearSpec:
    """The same glasses in a colour, ``#rrggbb``, with grey-brown lenses if they are for the sun."""
    tone = (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))
    lens = _SUN if is_sun else spec.lens_colour
    return replace(spec, colour=tone, temple_colour=tone, lens_colour=lens, lens_colour_below=lens)


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
    style = str(attributes.get("shape") or attributes.get("style") or "").lower()
    known |= {"shape": style} if style in SHAPES else {}
    for name, allowed in (("rim", RIMS), ("material", MATERIALS)):
        if str(attributes.get(name, "")).lower() in allowed:
            known[name] = str(attributes[name]).lower()
    if "frame_width_mm" not in known:
        known["frame_width_mm"] = 2 * known["lens_width_mm"] + known.get("bridge_mm", 18.0) + 10
    return EyewearSpec(**known)
