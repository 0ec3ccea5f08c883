"""What can be done on the tab Prices, with its keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.shell.actions import Action

if TYPE_CHECKING:
    from shopassistant.desktop.pages.promotions.prices_tab import PricesTab


def _tr(text: str) -> str:
    return QCoreApplication.translate("prices", text)


def add_actions(tab: "PricesTab") -> None:
    """Register them; they work while the tab is in front."""
    for name, words, handler, keys, icon in (
        ("look", _tr("Look for better prices"), tab.look_for_better, "Alt+P", "sparkles"),
        ("markdown", _tr("Mark a product down to a day"), tab.mark_down, "Alt+M", "trending-down"),
        ("approve", _tr("Approve the chosen price"), tab.approve, "Alt+A", "check"),
        ("reject", _tr("Leave the price as it is"), tab.reject, "Alt+L", "x"),
    ):
        tab.context.actions.add(Action(f"prices.{name}", words, handler, keys, icon, "promotions", tab.isVisible))
