"""What the stock table's columns say; "not counted" in words, never as a zero."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
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


def columns(catalogue: Catalogue, places: Sequence[Choice], here: int, today: Callable[[], date]) -> tuple[Column, ...]:
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
        # With several places the name needs its room; the number stands beside the table, and the search finds it.
        Column(
            "sku", _tr("Number"), lambda row: row.sku, 116, sort="sku", tone=lambda row: "muted", shown=len(places) == 1
        ),
        Column("category", _tr("Category"), lambda row: row.category, 180, sort="category", shown=False),
        Column("supplier", _tr("Supplier"), lambda row: row.supplier, 150, sort="supplier", shown=False),
        Column(
            "price",
            _tr("Price {currency}").format(currency=code),
            lambda row: catalogue.number(catalogue.currency.to_decimal(row.price_minor)),
            80,
            "right",
            sort="price",
            descending=True,
            value=lambda row: catalogue.currency.to_decimal(row.price_minor),
        ),
        *stock,
        Column(
            "available",
            _tr("Available"),
            lambda row: stock_text(catalogue, row.available),
            84,
            "right",
            tone=lambda row: stock_tone(row.available),
            tip=lambda row: available_tip(catalogue, row),
            value=lambda row: "" if row.available is None else row.available,
            shown=len(places) > 1,
        ),
        Column(
            "reserved",
            _tr("Reserved"),
            lambda row: catalogue.number(row.reserved) if row.reserved else "",
            80,
            "right",
            value=lambda row: row.reserved,
            shown=False,
        ),
        Column(
            "on_order",
            _tr("On order"),
            lambda row: on_order_text(catalogue, row, today()),
            112,
            "right",
            tone=lambda row: "critical" if is_late(row, today()) else "text",
            tip=lambda row: on_order_tip(catalogue, row),
            value=lambda row: sum(one.units for one in row.arriving),
        ),
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


def on_order_text(catalogue: Catalogue, row: VariantRow, today: date) -> str:
    """How many are coming, and when the first of them."""
    if not row.arriving:
        return ""
    units = catalogue.number(sum(one.units for one in row.arriving))
    first = row.arriving[0].expected_on
    return units if first is None else f"{units} \u00b7 {day(catalogue, first, today)}"


def is_late(row: VariantRow, today: date) -> bool:
    """Whether something should be here already."""
    return any(one.expected_on is not None and one.expected_on < today for one in row.arriving)


def on_order_tip(catalogue: Catalogue, row: VariantRow) -> str:
    """What is coming, day by day."""
    words = _tr("{units} units, {day}")
    return "\n".join(
        words.format(units=catalogue.number(one.units), day=exact_day(catalogue, one.expected_on) or _tr("some day"))
        for one in row.arriving
    )


def available_tip(catalogue: Catalogue, row: VariantRow) -> str:
    """How it is reckoned."""
    words = _tr("{units} on hand, {reserved} reserved in held baskets and holds")
    return words.format(units=stock_text(catalogue, row.sellable), reserved=catalogue.number(row.reserved))


def _name(row: VariantRow) -> str:
    return row.name if row.active else _tr("Withdrawn: {name}").format(name=row.name)


def _stock_column(catalogue: Catalogue, place: Choice, *, is_only: bool, is_here: bool) -> Column:
    def units(row: VariantRow) -> int | None:
        return row.levels.get(place.id)

    return Column(
        f"stock@{place.id}",
        _tr("Stock") if is_only else place.name,
        lambda row: stock_text(catalogue, units(row)),
        88,
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
        shown=False,
    )
