"""What tells one variant of a product from the next, without saying twice what the name says already."""


def variant_detail(name: str, colour: str | None, size: str | None) -> str:
    """Colour and size; a colour that many shops write into the product's name, too, is left out."""
    shown = colour if colour and colour.casefold() not in name.casefold() else ""
    return ", ".join(part for part in (shown, size) if part)
