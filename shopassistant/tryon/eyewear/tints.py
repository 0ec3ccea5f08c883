"""Colours of lenses as the trade names them: a tint, how dark it is (the category of ISO 12312-1), gradient, mirror."""

from collections.abc import Mapping
from typing import Any

Colour = tuple[int, int, int]

# What a medium tint lets pass, relative to its brightest channel.
TINTS: Mapping[str, Colour] = {
    "grey": (255, 252, 246), "brown": (255, 214, 168), "green": (222, 255, 214), "blue": (196, 220, 255),
    "rose": (255, 198, 200), "yellow": (255, 236, 150), "violet": (226, 206, 255), "orange": (255, 204, 140),
}  # fmt: skip
MIRRORS: Mapping[str, Colour] = {
    "silver": (225, 228, 232), "gold": (246, 204, 120), "blue": (96, 156, 246), "green": (120, 206, 150),
    "red": (240, 120, 96), "rose": (246, 178, 172), "orange": (248, 160, 84), "violet": (176, 130, 236),
}  # fmt: skip
_ALSO_CALLED = {
    "gray": "grey", "smoke": "grey", "grau": "grey", "braun": "brown", "g15": "green", "g-15": "green", "grün": "green",
    "gruen": "green", "blau": "blue", "gelb": "yellow", "rosa": "rose", "pink": "rose", "purple": "violet",
    "violett": "violet", "silber": "silver", "rot": "red",
}  # fmt: skip
# The middle of each category's range of luminous transmittance.
_PASSES = {0: 0.92, 1: 0.62, 2: 0.30, 3: 0.13, 4: 0.055}
_USUAL_MIRROR = 0.6


def tinted(tint: Colour, passes: float) -> Colour:
    """sRGB of light that passes: `tint`, as dark as a luminous transmittance says (squared is linear, about)."""
    bright = sum(share * (value / 255) ** 2 for share, value in zip((0.21, 0.72, 0.07), tint, strict=True))
    scale = (passes / bright) ** 0.5
    red, green, blue = (min(255, round(value * scale)) for value in tint)
    return red, green, blue


def colour_of(value: object, names: Mapping[str, Colour]) -> Colour | None:
    """A colour by its name or as ``#rrggbb``; None where it is neither."""
    told = str(value or "").strip().lower()
    told = _ALSO_CALLED.get(told, told)
    if told in names:
        return names[told]
    if len(told) != 7 or not told.startswith("#"):
        return None
    try:
        return int(told[1:3], 16), int(told[3:5], 16), int(told[5:7], 16)
    except ValueError:
        return None


def lenses_of(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """What attributes say of lenses, as fields of a spec: ``tint`` (name or ``#rrggbb``), ``lens_category`` or
    ``filter_category`` (0 to 4), ``gradient`` (true: clear below), ``mirror`` (a name, ``#rrggbb``, true, or a share of
    light)."""
    found: dict[str, Any] = {}
    tint = colour_of(attributes.get("tint"), TINTS)
    category = str(attributes.get("lens_category", attributes.get("filter_category", ""))).strip()
    known = int(category) if category in {"0", "1", "2", "3", "4"} else None
    if tint is not None or known is not None:
        passes = _PASSES[3 if known is None else known]
        found["lens_colour"] = tinted(tint or TINTS["grey"], passes)
        is_gradient = _is_told(attributes.get("gradient"))
        below = min(0.85, passes * 4.5) if is_gradient else passes
        found["lens_colour_below"] = tinted(tint or TINTS["grey"], below)
    mirror = attributes.get("mirror")
    colour = colour_of(mirror, MIRRORS)
    if colour is not None or (isinstance(mirror, (bool, int, float)) and mirror):
        found["mirror"] = _USUAL_MIRROR if colour is not None or mirror is True else min(float(mirror), 1.0)  # type: ignore[arg-type]
        found["mirror_colour"] = colour or MIRRORS["silver"]
    return found


def _is_told(value: object) -> bool:
    return value is True or str(value).strip().lower() in ("1", "true", "yes", "ja")
