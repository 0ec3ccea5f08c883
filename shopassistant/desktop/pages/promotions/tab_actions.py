"""What can be done on the tab Promotions, with its keys."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.shell.actions import Action

if TYPE_CHECKING:
    from shopassistant.desktop.pages.promotions.promotions_tab import PromotionsTab

STEPS = ("products", "people", "offer", "rehearsal", "go")
_FIRST_KEY = 2


def _tr(text: str) -> str:
    return QCoreApplication.translate("promotions", text)


def step_names() -> dict[str, str]:
    """The five steps, in their order."""
    return {
        "products": _tr("Products"),
        "people": _tr("People"),
        "offer": _tr("Offer"),
        "rehearsal": _tr("Rehearsal"),
        "go": _tr("Go"),
    }


def add_actions(tab: "PromotionsTab") -> None:
    """Register them; most work in the table and in the builder alike."""

    def add(name: str, words: str, handler: Callable[[], None], keys: str, icon: str = "") -> None:
        tab.context.actions.add(Action(f"promotions.{name}", words, handler, keys, icon, "promotions", tab.isVisible))

    add("open", _tr("Open the promotion"), tab.open_current, "Ctrl+O", "pencil")
    add("copy", _tr("Copy the promotion"), tab.copy_current, "Ctrl+D", "copy")
    add("pause", _tr("Pause the promotion, or resume it"), tab.pause_current, "F10", "pause")
    for place, (step, words) in enumerate(step_names().items()):
        add(
            f"step.{step}",
            _tr("Promotion: {step}").format(step=words),
            partial(_step, tab, step),
            f"F{place + _FIRST_KEY}",
        )
    add(
        "go", _tr("Approve the promotion, or change it from now on"), partial(_builder, tab, "go"), "F8", "circle-check"
    )
    add("compare", _tr("Keep this variant beside to compare"), partial(_builder, tab, "compare"), "F9", "columns-2")
    add("back", _tr("Take the last change of the promotion back"), partial(_builder, tab, "undo"), "Alt+Backspace")


def _step(tab: "PromotionsTab", step: str) -> None:
    if tab.is_building and tab.builder is not None:
        tab.builder.show_step(step)


def _builder(tab: "PromotionsTab", name: str) -> None:
    if tab.is_building and tab.builder is not None:
        getattr(tab.builder, name)()
