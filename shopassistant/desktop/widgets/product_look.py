"""What a product looks like when there is no picture of it: which drawing, in which colour. No Qt here."""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from shopassistant.core.text import words

# Words of shop talk for colours that no colour list knows, and the plain ones.
COLOURS = {
    "black": "#26282b", "white": "#f7f7f4", "ivory": "#f3ecd9", "cream": "#f4ead0", "oat": "#d8c9ae",
    "stone": "#b8ae9c", "grey": "#8b9096", "gray": "#8b9096", "charcoal": "#3b3f46", "slate": "#5a6672",
    "silver": "#b9bdc2", "gunmetal": "#53585f", "gold": "#c6a052", "honey": "#d39a3c", "mustard": "#c9972c",
    "yellow": "#e9c33b", "orange": "#dd7a2b", "rust": "#a8502b", "coral": "#e07a67", "red": "#bb2f36",
    "cherry": "#9d1f33", "burgundy": "#6b1f33", "plum": "#5c2a4d", "purple": "#6d4696", "lilac": "#b8a1cf",
    "pink": "#df8fab", "rose": "#c97a86", "blush": "#e8c1bd", "blue": "#3a6ea5", "navy": "#1f2a4d",
    "denim": "#466289", "sky": "#9cc3e0", "turquoise": "#3fb0ac", "teal": "#1f6f74", "green": "#3f8553",
    "forest": "#25503b", "sage": "#a3b18a", "mint": "#a9d6bd", "olive": "#6b6b3a", "khaki": "#8a8458",
    "brown": "#6f4a30", "chocolate": "#4d3023", "cognac": "#87492b", "tan": "#9a6a3f", "camel": "#b98d5b",
    "beige": "#d6c4a3", "tortoise": "#7a4a22", "crystal": "#dfe8ec", "copper": "#a9633c", "bronze": "#8c6a3f",
}  # fmt: skip

# First match wins, so the narrower word stands before the wider one. The drawings lie in resources/illustrations.
KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("case", ("case", "cases")),
    ("cord", ("cord", "cords", "glasses chain")),
    ("lenses", ("lenses", "lens")),
    ("glasses", ("frame glasses", "frames", "sunglasses", "readers", "glasses", "eyewear", "spectacles")),
    ("tin", ("lipstick", "gloss lip", "blush")),
    ("bottle", ("solution", "care", "spray", "shampoo", "perfume", "bottle", "balm", "soap", "lotion")),
    ("tin", ("tin", "polish", "cream", "jar", "wax")),
    ("cufflinks", ("cufflinks", "cufflink")),
    ("earrings", ("earrings", "earring", "studs", "hoops")),
    ("bangle", ("bangle", "bracelet", "bracelets", "cuff")),
    ("watch", ("watch", "watches")),
    ("ring", ("ring", "rings")),
    ("lipstick", ("lipstick", "lipsticks", "lip")),
    ("jewellery", ("jewellery", "jewelry", "necklace", "pendant", "beads")),
    ("tights", ("tights", "leggings", "stockings")),
    ("socks", ("socks", "sock")),
    ("gloves", ("gloves", "glove", "mittens")),
    ("hat", ("hats", "hat", "cap", "beanie", "beret")),
    ("scarf", ("scarves", "scarf", "shawl", "wrap")),
    ("wallet", ("wallets", "wallet", "purse", "holder card", "fob")),
    ("tie", ("ties", "tie")),
    ("belt", ("belts", "belt")),
    ("bag", ("bags", "bag", "tote", "clutch", "backpack", "basket", "shopper")),
    ("boot", ("boots", "boot")),
    ("trainer", ("trainers", "trainer", "sneakers", "sneaker")),
    ("heel", ("heels", "heel", "pumps", "sandals", "sandal")),
    ("flat", ("flats", "loafer", "loafers", "slippers", "shoes", "shoe", "oxford", "derby", "brogue", "moccasin")),
    ("dress", ("dresses", "dress", "gown")),
    ("skirt", ("skirts", "skirt")),
    ("coat", ("coats", "coat", "jackets", "jacket", "parka", "blazer", "trench")),
    ("knit", ("knitwear", "jumper", "cardigan", "sweater", "pullover", "knit")),
    ("trousers", ("trousers", "jeans", "chinos", "culottes", "shorts", "pants")),
    ("blouse", ("blouses", "blouse", "tops", "top")),
    ("tee", ("tees", "tee", "polos", "polo")),
    ("shirt", ("shirts", "shirt")),
    ("candle", ("candle", "candles", "lantern", "t light", "tea light")),
    ("mug", ("mug", "mugs", "cup", "cups", "teacup", "saucer", "teapot")),
    ("plate", ("plate", "plates", "bowl", "dish", "tray", "cakestand", "cake")),
    ("clock", ("clock", "alarm")),
    ("lamp", ("lamp", "shade", "lampshade")),
    ("book", ("book", "notebook", "journal", "diary")),
    ("card", ("card", "cards", "envelope", "postcard", "paper", "wrap")),
    ("frame", ("frame", "picture", "mirror", "sign", "chalkboard")),
    ("heart", ("heart", "hearts")),
    ("decoration", ("christmas", "decoration", "bauble", "garland", "bunting", "wreath")),
    ("toy", ("toy", "doll", "bear", "game", "puzzle", "children", "kids")),
    ("tin", ("storage", "canister", "tins")),
    ("box", ("box", "boxes", "crate", "chest")),
    ("gift", ("gift", "set", "kit")),
)

# What a product says it is when worn tells more than a category that holds all jewellery.
_WORN = {
    "hat": "hat", "earrings": "earrings", "necklace": "jewellery", "lipstick": "lipstick", "blush": "tin",
    "ring": "ring", "watch": "watch",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProductLook:
    """A drawing and its colours.

    Attributes:
        kind: a file of ``resources/illustrations``, or ``glasses``.
        colour: ``#rrggbb`` of the product.
        shape: of eyewear: round, square, panto ...
        lens_width_mm, lens_height_mm, bridge_mm, frame_width_mm: of eyewear.
        is_sun: tinted lenses.
        rim: ``full``, ``half`` or ``rimless``.
        is_tortoise: a mottled material.
    """

    kind: str
    colour: str
    shape: str = ""
    lens_width_mm: float = 50.0
    lens_height_mm: float = 40.0
    bridge_mm: float = 18.0
    frame_width_mm: float = 138.0
    is_sun: bool = False
    rim: str = "full"
    is_tortoise: bool = False


def look_of(
    category: str, name: str, colour: str | None = None, attributes: Mapping[str, Any] | None = None
) -> ProductLook:
    """How to draw a product.

    Args:
        category: path of its category, may be empty.
        name: its name; helps where the category says nothing.
        colour: name of the variant's colour, if any.
        attributes: the product's free attributes; eyewear keeps its millimetres there, `colour_hex` wins over a name.
    """
    known = attributes or {}
    kind = _kind(category, name, known)
    tone = _colour(name, colour, known)
    if kind != "glasses":
        return ProductLook(kind, tone)
    return ProductLook(
        kind,
        tone,
        shape=str(known.get("shape", "")),
        lens_width_mm=_number(known, "lens_width_mm", 50),
        lens_height_mm=_number(known, "lens_height_mm", 40),
        bridge_mm=_number(known, "bridge_mm", 18),
        frame_width_mm=_number(known, "frame_width_mm", 138),
        is_sun="sun" in f"{category} {name}".lower(),
        rim=str(known.get("rim", "full")),
        is_tortoise="tortoise" in f"{colour or ''} {known.get('colour', '')}",
    )


def _kind(category: str, name: str, attributes: Mapping[str, Any]) -> str:
    if "lens_width_mm" in attributes:
        return "glasses"
    worn = str(attributes.get("wearable", ""))
    if worn in _WORN:
        return "bangle" if attributes.get("shape") == "bangle" else _WORN[worn]
    # The last words of a category path and the name's last words say most.
    parts = [part for part in reversed(category.split("/")) if part.strip()]
    for text in (*parts[:1], name, *parts[1:]):
        found = _match(words(text))
        if found:
            return found
    return "box"


def _match(said: list[str]) -> str:
    present = set(said)
    for kind, names in KINDS:
        if any(set(one.split()) <= present for one in names):
            return kind
    return ""


def _colour(name: str, colour: str | None, attributes: Mapping[str, Any]) -> str:
    by_variant = attributes.get("colours")
    if colour and isinstance(by_variant, Mapping) and colour in by_variant:
        return str(by_variant[colour])
    if colour and colour.casefold() == str(attributes.get("colour", "")).casefold() and "colour_hex" in attributes:
        return str(attributes["colour_hex"])
    for text in (colour or "", name):
        for word in reversed(words(text)):
            if word in COLOURS:
                return COLOURS[word]
    if "colour_hex" in attributes:
        return str(attributes["colour_hex"])
    return _own_colour(name)


def _own_colour(name: str) -> str:
    """A calm colour that stays with the name, for what has none."""
    hue = crc32(name.encode()) % 360 / 360
    red, green, blue = colorsys.hls_to_rgb(hue, 0.58, 0.34)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def _number(attributes: Mapping[str, Any], name: str, default: float) -> float:
    value = attributes.get(name, default)
    return float(value) if isinstance(value, (int, float)) and 0 < value < 400 else default
