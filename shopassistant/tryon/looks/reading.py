"""What a product's attributes say it is when worn: read strictly, since a wrong measure would be drawn in true size."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from shopassistant.core.errors import UserError
from shopassistant.tryon.eyewear.spec import EyewearSpec, coloured, spec_of
from shopassistant.tryon.looks.kinds import (
    KINDS,
    LIMITS,
    MATERIALS,
    Blush,
    Colour,
    Earrings,
    Glasses,
    Hat,
    Lipstick,
    Mesh,
    Necklace,
    Ring,
    Watch,
    Wearable,
)
from shopassistant.tryon.looks.sizes import head_circumference, ring_diameter
from shopassistant.tryon.looks.words import colour_of, kind_of, shape_of

Attributes = Mapping[str, Any]

# What things are made of, as shops say it; what is not here is drawn as its kind usually is.
_MATERIALS = {
    "metal": ("gold", "gold plate", "silver", "brass", "steel", "platinum", "titanium", "copper", "rose gold"),
    "cloth": ("wool", "cotton", "felt", "cashmere", "merino", "linen", "tweed", "canvas", "acrylic", "lambswool"),
    "straw": ("straw", "raffia", "paper straw", "palm"), "leather": ("leather", "suede"),
    "acetate": ("acetate", "resin", "plastic", "rubber", "silicone"), "pearl": ("pearl", "pearls", "mother of pearl"),
    "stone": ("stone", "glass", "crystal", "onyx", "turquoise", "agate", "jade", "amber"),
}  # fmt: skip
_MATERIAL_OF = {word: material for material, known in _MATERIALS.items() for word in (material, *known)}


def can_try_on(attributes: Attributes) -> str | None:
    """The kind a product is tried on as, None where it cannot be: no kind, or measures that cannot be. Microseconds."""
    if "wearable" not in attributes and "lens_width_mm" not in attributes:
        return None
    try:
        return wearable_of(attributes).kind
    except UserError:
        return None


def wearable_of(attributes: Attributes, colour: str | None = None, size: str = "") -> Wearable:
    """What a product is when worn.

    Args:
        attributes: the product's; ``wearable`` says the kind (one of `KINDS`), the rest its measures in millimetres
            and its style. A lens width without a kind means glasses.
        colour: of the variant: ``#rrggbb``, or a name: one that ``colours`` of the attributes has, or a usual one.
        size: of the variant: a hat's in centimetres, a ring's by ISO 8653, in the United States or Britain.

    Raises:
        UserError: ``tryon.not_wearable``, ``tryon.measure``, ``tryon.style``, ``tryon.colour``, ``tryon.size``,
            ``tryon.too_narrow``, ``tryon.no_eyewear``, ``tryon.mesh_name``.
    """
    kind = kind_of(str(attributes.get("wearable") or ("glasses" if "lens_width_mm" in attributes else "")))
    if kind not in KINDS:
        raise UserError("tryon.not_wearable")
    tone = _tone(attributes, colour)
    if kind == "glasses":
        spec = _patterned(spec_of(attributes), attributes, colour)
        is_sun = attributes.get("filter_category") is not None
        return Glasses(coloured(spec, _hex(tone), is_sun=is_sun) if tone else spec)
    return _READ[kind](attributes, {} if tone is None else {"colour": tone}, size)


# Colours of plates are called by their patterns.
_PATTERN_OF = {"tortoise": "tortoise", "havana": "tortoise", "crystal": "crystal", "transparent": "crystal",
               "clear": "crystal", "horn": "horn"}  # fmt: skip


def _patterned(spec: EyewearSpec, attributes: Attributes, colour: str | None) -> EyewearSpec:
    """A frame sold in the colour "tortoise" is mottled, unless its pattern is told."""
    if "pattern" in attributes or spec.is_metal:
        return spec
    said = (colour if colour and not colour.startswith("#") else str(attributes.get("colour", ""))).lower()
    found = next((pattern for word, pattern in _PATTERN_OF.items() if word in said.split()), None)
    return replace(spec, pattern=found) if found else spec


def _hat(attributes: Attributes, tone: dict[str, Any], size: str) -> Hat:
    found = tone | _measures(attributes, "circumference_mm", "crown_mm", "brim_mm") | _words(attributes, "shape")
    found |= _material(attributes) | _colour(attributes, "band_colour")
    if "colour" in found:
        found.setdefault("band_colour", found["colour"])
    return Hat(**_sized(found, "circumference_mm", size, head_circumference))


def _earrings(attributes: Attributes, tone: dict[str, Any], size: str) -> Earrings:
    found = tone | _measures(attributes, "diameter_mm", "drop_mm", "thickness_mm") | _words(attributes, "shape")
    return Earrings(**found | _material(attributes) | _colour(attributes, "stone_colour"))


def _necklace(attributes: Attributes, tone: dict[str, Any], size: str) -> Necklace:
    found = tone | _measures(attributes, "length_mm", "thickness_mm", "pendant_mm") | _words(attributes, "shape")
    return Necklace(**found | _material(attributes) | _colour(attributes, "stone_colour"))


def _lipstick(attributes: Attributes, tone: dict[str, Any], size: str) -> Lipstick:
    return Lipstick(**tone | _measures(attributes, "coverage", "gloss"))


def _blush(attributes: Attributes, tone: dict[str, Any], size: str) -> Blush:
    return Blush(**tone | _measures(attributes, "coverage"))


def _ring(attributes: Attributes, tone: dict[str, Any], size: str) -> Ring:
    found = tone | _measures(attributes, "inner_mm", "band_mm", "thickness_mm", "stone_mm")
    found |= _words(attributes, "shape", "finger") | _material(attributes) | _colour(attributes, "stone_colour")
    return Ring(**_sized(found, "inner_mm", size, ring_diameter))


def _watch(attributes: Attributes, tone: dict[str, Any], size: str) -> Watch:
    found = tone | _measures(attributes, "case_mm", "thickness_mm", "strap_mm") | _words(attributes, "shape")
    found |= _colour(attributes, "strap_colour") | _colour(attributes, "dial_colour")
    return Watch(**found | _material(attributes))


def _mesh(attributes: Attributes, tone: dict[str, Any], size: str) -> Mesh:
    file = str(attributes.get("mesh_file", ""))
    if not file or PurePath(file).name != file or "\\" in file or not file.lower().endswith((".obj", ".ply")):
        raise UserError("tryon.mesh_name", name=file[:60])
    found = _measures(attributes, "width_mm")
    if "width_mm" not in found:
        raise UserError("tryon.measure", field="width_mm", value="-", least=LIMITS["width_mm"][0],
                        most=LIMITS["width_mm"][1])  # fmt: skip
    return Mesh(file, **found | tone | _words(attributes, "anchor") | _material(attributes))


_READ: dict[str, Callable[[Attributes, dict[str, Any], str], Wearable]] = {
    "hat": _hat, "earrings": _earrings, "necklace": _necklace, "lipstick": _lipstick, "blush": _blush, "ring": _ring,
    "watch": _watch, "mesh": _mesh,
}  # fmt: skip


def _sized(found: dict[str, Any], name: str, size: str, read: Callable[[str], float]) -> dict[str, Any]:
    """The variant's size counts before the product's; one that says nothing (``S/M``) gives way to the product's."""
    if not size:
        return found
    try:
        return found | {name: read(size)}
    except UserError:
        if name not in found:
            raise
        return found


def _measures(attributes: Attributes, *names: str) -> dict[str, float]:
    found = {}
    for name in names:
        said = attributes.get(name)
        if said is None:
            continue
        least, most = LIMITS[name]
        try:
            found[name] = float(said)
        except (TypeError, ValueError):
            raise UserError("tryon.measure", field=name, value=str(said)[:40], least=least, most=most) from None
    return found


def _words(attributes: Attributes, *names: str) -> dict[str, str]:
    return {name: shape_of(str(attributes[name])) for name in names if attributes.get(name)}


def _material(attributes: Attributes) -> dict[str, str]:
    said = str(attributes.get("material", "")).lower()
    found = _MATERIAL_OF.get(said)
    return {"material": found} if found in MATERIALS else {}


def _colour(attributes: Attributes, name: str) -> dict[str, Colour]:
    said = attributes.get(f"{name}_hex")
    return {} if not said else {name: _rgb(str(said))}


def _tone(attributes: Attributes, colour: str | None) -> Colour | None:
    """The variant's colour, else the product's, else None."""
    if colour and colour.startswith("#"):
        return _rgb(colour)
    several = attributes.get("colours")
    by_name = several.get(colour) if isinstance(several, Mapping) and colour else None
    # A shop that gives no codes still says what its colours are called.
    said = by_name or attributes.get("colour_hex") or colour_of(colour or str(attributes.get("colour", "")))
    return None if not said else _rgb(str(said))


def _rgb(said: str) -> Colour:
    try:
        value = bytes.fromhex(said.removeprefix("#"))
    except ValueError:
        value = b""
    if len(value) != 3:
        raise UserError("tryon.colour", value=said[:20])
    return value[0], value[1], value[2]


def _hex(tone: Colour) -> str:
    return "#" + bytes(tone).hex()
