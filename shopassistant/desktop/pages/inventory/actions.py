"""What can be done on the inventory page, with its keys."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.pages.inventory.arrangement import PARTS, part_names
from shopassistant.desktop.shell.actions import Action

if TYPE_CHECKING:
    from shopassistant.desktop.pages.inventory.page import InventoryPage

_PAGE = "inventory"


def _tr(text: str) -> str:
    return QCoreApplication.translate("inventory", text)


def add_actions(page: "InventoryPage") -> None:
    """Register them."""
    add = page.context.actions.add
    add(
        Action("inventory.find", _tr("Find in the inventory"), page.focus_search, "Ctrl+F", "search", _PAGE),
        Action("inventory.order", _tr("Order what is advised"), page.order, "F4", "shopping-basket", _PAGE),
        Action("inventory.snooze", _tr("Ask again later about this advice"), page.snooze, "F8", "clock", _PAGE),
        Action("inventory.dismiss", _tr("Decline this advice"), page.dismiss, "F9", "thumbs-down", _PAGE),
        Action("inventory.all", _tr("Show everything in the inventory"), page.widen, "Alt+A", "x", _PAGE),
        Action("inventory.csv", _tr("Save the inventory table as CSV"), page.save_csv, "Ctrl+E", "file-down", _PAGE),
        Action("inventory.pdf", _tr("Save the inventory as PDF"), page.save_pdf, "Ctrl+P", "printer", _PAGE),
        Action("inventory.refresh", _tr("Look at the stock again"), page.refresh, "F5", "refresh-cw", _PAGE),
    )
    names = part_names()
    for place, part in enumerate(PARTS, 1):
        words = _tr("Inventory: {part}").format(part=names[part])
        add(Action(f"inventory.part.{part}", words, partial(page.show_part, part), f"Alt+{place}", page=_PAGE))
    for lens, words in (
        ("likely_out", _tr("Show what runs out before the next delivery")),
        ("out_now", _tr("Show what is sold out")),
        ("dead", _tr("Show dead stock")),
        ("over", _tr("Show where there is too much")),
        ("uncounted", _tr("Show what was never counted")),
    ):
        add(Action(f"inventory.lens.{lens}", words, partial(page.show_lens, lens), page=_PAGE))
