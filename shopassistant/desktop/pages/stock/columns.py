"""What the stock table's columns say; "not counted" in words, never as a zero."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.widgets.table import Column
from shopassistant.inventory.listing import LOW_UNITS, Choice, VariantRow


def _tr(text: str) -> str:
    return QCoreApplication.translate("stock", text)


def stock_text(catalogue: Catalogue, units: int | None) -> str:
    """Units as people say them."""
    return _tr("not counted") if units is None else catalogue.number(units).replace("-", "\u2212")


def stock_tone(units: int | None) -> str:
    """The colour that goes with `stock_text`."""
    if units is None:
        return "muted"
    if units < 0:
        return "critical"
    return "warning" if units <= LOW_UNITS else "text"


def columns(catalogue: Catalogue, places: Sequence[Choice], here: int) -> tuple[Column, ...]:
    """The columns for a shop with these locations; the terminal's own comes first."""
    code = catalogue.currency.code
    ordered = sorted(places, key=lambda place: place.id != here)
    stock = [_stock_column(catalogue, place, is_only=len(places) == 1, is_here=place.id == here) for place in ordered]
    if len(places) > 1:
        stock.append(_total_column(catalogue))
    return (
        Column("name", _tr("Product"), _name, 0, sort="name", strong=True, value=lambda row: row.name),
        Column("brand", _tr("Brand"), lambda row: row.brand, 130, sort="brand", shown=False),
        Column("size", _tr("Size"), lambda row: row.size, 56, sort="size"),
        Column("colour", _tr("Colour"), lambda row: row.colour, 92, sort="colour"),
        Column("sku", _tr("Number"), lambda row: row.sku, 126, sort="sku", tone=lambda row: "muted"),
        Column("category", _tr("Category"), lambda row: row.category, 180, sort="category", shown=False),
        Column("supplier", _tr("Supplier"), lambda row: row.supplier, 150, sort="supplier", shown=False),
        Column(
            "price",
            _tr("Price {currency}").format(currency=code),
            lambda row: catalogue.number(catalogue.currency.to_decimal(row.price_minor)),
            84,
            "right",
            sort="price",
            descending=True,
            value=lambda row: catalogue.currency.to_decimal(row.price_minor),
        ),
        *stock,
        Column(
            "state",
            _tr("On sale"),
            lambda row: _tr("yes") if row.active else _tr("withdrawn"),
            96,
            tone=lambda row: "text" if row.active else "warning",
            badge=True,
            shown=False,
        ),
    )


def _name(row: VariantRow) -> str:
    return row.name if row.active else _tr("Withdrawn: {name}").format(name=row.name)


def _stock_column(catalogue: Catalogue, place: Choice, *, is_only: bool, is_here: bool) -> Column:
    def units(row: VariantRow) -> int | None:
        return row.levels.get(place.id)

    return Column(
        f"stock@{place.id}",
        _tr("Stock") if is_only else place.name,
        lambda row: stock_text(catalogue, units(row)),
        100,
        "right",
        sort=f"stock@{place.id}",
        tone=lambda row: stock_tone(units(row)),
        value=lambda row: "" if units(row) is None else units(row),
        shown=is_only or is_here,
    )


def _total_column(catalogue: Catalogue) -> Column:
    return Column(
        "stock",
        _tr("Total"),
        lambda row: stock_text(catalogue, row.total),
        92,
        "right",
        sort="stock",
        tone=lambda row: stock_tone(row.total),
        value=lambda row: "" if row.total is None else row.total,
    )
