"""What the page Try-on can do, with its keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.shell.actions import Action

if TYPE_CHECKING:
    from shopassistant.desktop.pages.tryon.desk import TryOnDesk

PAGE = "tryon"


def tryon_actions(desk: "TryOnDesk") -> tuple[Action, ...]:
    """The page's actions."""

    def words(text: str) -> str:
        return QCoreApplication.translate("tryon", text)

    def is_open() -> bool:
        return desk.is_open

    def is_closed() -> bool:
        return not desk.is_open

    def wears() -> bool:
        return desk.visit is not None and bool(desk.visit.wears)

    return (
        Action("tryon.begin", words("They agree, open the camera"), desk.begin, "F5", "eye", PAGE, is_closed),
        Action("tryon.basket", words("Put in basket"), desk.put_in_basket, "F12", "shopping-basket", PAGE, wears),
        Action("tryon.end", words("Close the camera"), desk.end, "F6", "eye-off", PAGE, is_open),
    )
