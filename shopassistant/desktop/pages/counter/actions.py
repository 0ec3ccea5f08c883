"""Everything the counter can do, with its key; buttons, keys and the palette all start these."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.shell.actions import Action

if TYPE_CHECKING:
    from shopassistant.desktop.pages.counter.page import CounterPage

PAGE = "counter"


def counter_actions(page: "CounterPage") -> tuple[Action, ...]:
    """The counter's actions, in the order of their keys."""

    def words(text: str) -> str:
        return QCoreApplication.translate("counter", text)

    def has_lines() -> bool:
        return page.has_lines

    return (
        Action("counter.customer", words("Find or add a customer"), page.focus_customer, "F2", "search", PAGE),
        Action("counter.product", words("Find a product"), page.focus_product, "F3", "scan-barcode", PAGE),
        Action(
            "counter.discount", words("Give a discount"), page.discount_current, "F4", "badge-percent", PAGE, has_lines
        ),
        Action("counter.hold", words("Hold the basket"), page.hold, "F6", "pause", PAGE, has_lines),
        Action("counter.resume", words("Resume a held basket"), page.ask_held, "F7", "play", PAGE),
        Action("counter.return", words("Take goods back"), page.ask_return, "F8", "undo-2", PAGE),
        Action("counter.offers", words("Go to the recommendations"), page.focus_offers, "F9", "sparkles", PAGE),
        Action("counter.filter", words("Filter the recommendations"), page.focus_filters, "Ctrl+F", "filter", PAGE),
        Action(
            "counter.unfilter",
            words("Show all recommendations again"),
            page.clear_filters,
            "Ctrl+Shift+F",
            "x",
            PAGE,
            lambda: page.is_filtered,
        ),
        Action("counter.lines", words("Go to the basket's lines"), page.focus_lines, "F10", "shopping-basket", PAGE),
        Action("counter.complete", words("Complete the sale"), page.complete, "F12", "check", PAGE),
        Action("counter.note", words("Write a note about the customer"), page.note, "Ctrl+N", "sticky-note", PAGE),
        Action("counter.follow-up", words("Promise a follow-up"), page.follow_up, "Ctrl+Shift+N", "bell", PAGE),
        Action("counter.history", words("Show what was bought before"), page.toggle_history, "Ctrl+H", "history", PAGE),
        Action("counter.next", words("Next customer"), page.next_customer, "Ctrl+Return", "arrow-right", PAGE),
        Action("counter.drop", words("Give the basket up"), page.presenter.basket.drop, "", "trash-2", PAGE, has_lines),
    )
