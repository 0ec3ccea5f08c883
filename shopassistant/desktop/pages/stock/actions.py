"""Everything one can do on the Stock page, with its keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.shell.actions import Action

if TYPE_CHECKING:
    from shopassistant.desktop.pages.stock.page import StockPage


def stock_actions(page: "StockPage") -> tuple[Action, ...]:
    """The actions of a page."""
    return (
        Action("stock.delivery", _tr("Receive a delivery"), page.receive, "F6", "truck", "stock"),
        Action("stock.count", _tr("Count the stock"), page.count, "F7", "square-check", "stock"),
        Action(
            "stock.begin_count",
            _tr("Begin a count of many products"),
            page.begin_count,
            "Shift+F7",
            "list-checks",
            "stock",
        ),
        Action("stock.send", _tr("Send goods to another location"), page.send, "F8", "arrow-left-right", "stock"),
        Action("stock.add", _tr("Add a product"), page.add_product, "Ctrl+N", "plus", "stock"),
        Action("stock.find", _tr("Find in the stock"), page._focus_search, "Ctrl+F", "search", "stock"),
        Action(
            "stock.negative",
            _tr("Show stock below zero"),
            page.show_negative,
            page="stock",
            icon="trending-down",
        ),
        Action(
            "stock.warnings",
            _tr("Show what was sold below zero"),
            page.show_warnings,
            page="stock",
            icon="triangle-alert",
        ),
        Action("stock.price", _tr("Change the price"), page._on_price, page="stock", icon="tag"),
        Action(
            "stock.correct",
            _tr("Correct the stock of a product"),
            page._on_correct,
            page="stock",
            icon="pencil",
        ),
        Action("stock.export", _tr("Save the stock table as CSV"), page._on_export, page="stock", icon="file-down"),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("StockPage", text)
