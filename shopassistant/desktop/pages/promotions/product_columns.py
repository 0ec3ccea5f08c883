"""The columns of the table of products in a promotion."""

import math

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.promotions.evaluation import ProductRow
from shopassistant.desktop.widgets.table import Column

_NONE = "\u2013"


def _tr(text: str) -> str:
    return QCoreApplication.translate("promotions", text)


def product_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """Name, stock, how long it lasts, margin and price."""
    currency = catalogue.currency

    def cover(row: ProductRow) -> str:
        if row.cover_days is None:
            return _NONE
        return "\u221e" if math.isinf(row.cover_days) else catalogue.number(round(row.cover_days))

    def margin(row: ProductRow) -> str:
        return _NONE if row.margin_bp is None else catalogue.formats.say_share(row.margin_bp / 10_000)

    def money(minor: int | None) -> str:
        return _NONE if minor is None else catalogue.number(currency.to_decimal(minor))

    return (
        Column("name", _tr("Product"), lambda row: row.name, 0, tip=lambda row: row.sku),
        Column("sku", _tr("Number"), lambda row: row.sku, 110, shown=False),
        Column("units", _tr("In stock"), lambda row: _NONE if row.units is None else catalogue.number(row.units), 80,
               "right", value=lambda row: row.units),
        Column("cover", _tr("Lasts days"), cover, 92, "right"),
        Column("margin", _tr("Margin"), margin, 76, "right"),
        Column("cost", _tr("Cost {currency}").format(currency=currency.code), lambda row: money(row.cost_minor), 96,
               "right", shown=False),
        Column("price", _tr("Price {currency}").format(currency=currency.code), lambda row: money(row.price_minor), 96,
               "right"),
    )  # fmt: skip
