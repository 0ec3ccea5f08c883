"""What taste goes by in things that are worn: a few words of a product, the same for every kind."""

from collections.abc import Mapping
from typing import Any

# Attributes that say how a thing looks. Of these a product has one each.
_SAID = ("shape", "rim", "material")
_LONGEST = 40


def traits_of(kind: str, attributes: Mapping[str, Any], brand: str | None) -> tuple[str, ...]:
    """Such as ``("kind:glasses", "shape:round", "rim:full", "material:metal", "brand:linden")``; lower case."""
    found = [f"kind:{kind}"]
    for name in _SAID:
        said = attributes.get(name) or (attributes.get("style") if name == "shape" else None)
        if isinstance(said, str) and said.strip():
            found.append(f"{name}:{said.strip().lower()[:_LONGEST]}")
    if attributes.get("filter_category") is not None:
        found.append("lens:sun")
    if brand:
        found.append(f"brand:{brand.lower()[:_LONGEST]}")
    return tuple(found)


def sort_of(trait: str) -> str:
    """The sort of a trait, before its colon."""
    return trait.partition(":")[0]
