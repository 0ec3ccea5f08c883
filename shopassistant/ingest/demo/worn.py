"""How the boutique's invented hats and jewellery are worn: kind, shape and millimetres for the try-on."""

from typing import Any
from zlib import crc32

Measures = dict[str, Any]


def worn_as(noun: str, style: str, name: str) -> Measures:
    """Attributes that say how a product is worn, none where it cannot be tried on. The same name has the same
    measures; nothing is drawn from the shop's chance, so that the rest of it stays as it is."""
    made = {"earrings": _earrings, "pendant": _pendant, "bracelet": _bracelet, "ring": _ring}.get(noun)
    if made is not None:
        return made(style, _Chance(name))
    return _hat(noun, _Chance(name))


def sun_lenses(frame: str) -> Measures:
    """How the lenses of a pair of sunglasses look: tint, gradient, mirror; the same for the same frame."""
    chance = _Chance(frame)
    found: Measures = {"tint": chance.among("tint", "grey", "brown", "green", "grey", "brown", "blue")}
    finish = chance.among("finish", "even", "even", "even", "gradient", "mirror")
    if finish == "gradient":
        found["gradient"] = True
    if finish == "mirror":
        found["mirror"] = chance.among("mirror", "silver", "blue", "gold")
    return found


class _Chance:
    """Choices that depend on a name alone."""

    def __init__(self, name: str) -> None:
        self._name = name

    def among(self, of: str, *values: Any) -> Any:
        return values[crc32(f"{self._name}/{of}".encode()) % len(values)]


_GEMS = ("#1f6f74", "#7a2338", "#2f4a8a", "#efe8da", "#3f7a55", "#c18a3d")


def _earrings(style: str, chance: _Chance) -> Measures:
    if style == "beaded":
        return {
            "wearable": "earrings", "shape": "drop", "diameter_mm": chance.among("width", 8, 10, 12),
            "drop_mm": chance.among("drop", 28, 36, 45), "stone_colour_hex": chance.among("stone", *_GEMS),
        }  # fmt: skip
    shape = chance.among("shape", "hoop", "stud") if style == "fine" else chance.among("shape", "hoop", "hoop", "drop")
    if shape == "hoop":
        thick = {"fine": 1.4, "twist": 3.0}.get(style, 2.4)
        return {
            "wearable": "earrings", "shape": "hoop", "diameter_mm": chance.among("width", 18, 24, 32, 45),
            "thickness_mm": thick,
        }  # fmt: skip
    if shape == "stud":
        return {"wearable": "earrings", "shape": "stud", "diameter_mm": chance.among("width", 5, 6, 8)}
    return {
        "wearable": "earrings", "shape": "drop", "diameter_mm": chance.among("width", 12, 16),
        "drop_mm": chance.among("drop", 32, 42),
    }  # fmt: skip


def _pendant(style: str, chance: _Chance) -> Measures:
    found: Measures = {
        "wearable": "necklace", "shape": "beads" if style == "beaded" else "pendant",
        "length_mm": chance.among("length", 420, 450, 500), "thickness_mm": 4.0 if style == "beaded" else 1.4,
        "pendant_mm": chance.among("pendant", 12, 16, 22),
    }  # fmt: skip
    return found | ({"stone_colour_hex": chance.among("stone", *_GEMS)} if style in ("beaded", "fine") else {})


def _bracelet(style: str, chance: _Chance) -> Measures:
    return {"wearable": "watch", "shape": "bangle", "case_mm": 0, "strap_mm": chance.among("width", 3, 5, 8)}


def _ring(style: str, chance: _Chance) -> Measures:
    shape = {"beaded": "solitaire", "hammered": "signet"}.get(style, "band")
    found: Measures = {"wearable": "ring", "shape": shape, "band_mm": {"fine": 2.0, "twist": 3.5}.get(style, 3.0)}
    if shape == "solitaire":
        found |= {"stone_mm": chance.among("size", 4, 5, 6), "stone_colour_hex": chance.among("stone", *_GEMS)}
    return found | ({"stone_mm": 10} if shape == "signet" else {})


def _hat(noun: str, chance: _Chance) -> Measures:
    shapes: dict[str, Measures] = {
        "beanie": {"shape": "beanie", "crown_mm": 190, "brim_mm": 0},
        "fedora": {"shape": "brimmed", "crown_mm": 112, "brim_mm": chance.among("brim", 52, 60, 68),
                   "band_colour_hex": chance.among("band", "#1c1c1e", "#4a2f22", "#6b1f33")},
        "bucket hat": {"shape": "bucket", "crown_mm": 90, "brim_mm": chance.among("brim", 48, 56)},
        "straw hat": {"shape": "brimmed", "crown_mm": 108, "brim_mm": chance.among("brim", 70, 85),
                      "band_colour_hex": chance.among("band", "#1f2a4d", "#4a2f22", "#1c1c1e")},
        "flat cap": {"shape": "flat-cap", "crown_mm": 85, "brim_mm": 45},
    }  # fmt: skip
    shape = shapes.get(noun)
    return {} if shape is None else {"wearable": "hat", "circumference_mm": 575} | shape
