"""What can be answered to advice besides ordering: later, or no and why."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.form_dialog import FormDialog, field

_OTHER = "other"
_LONGEST_NOTE = 200


def _tr(text: str) -> str:
    return QCoreApplication.translate("inventory", text)


def snooze_menu(parent: QWidget) -> QMenu:
    """Ways to put it off; an action's data is the number of days."""
    menu = QMenu(parent)
    for days, words in (
        (1, _tr("Ask again tomorrow")),
        (3, _tr("In three days")),
        (7, _tr("In a week")),
        (30, _tr("In a month")),
    ):
        _add(menu, words, days)
    return menu


def dismiss_menu(parent: QWidget, catalogue: Catalogue) -> QMenu:
    """Reasons to say no; an action's data is the code."""
    from shopassistant.inventory.reorder.reasons import REASONS

    menu = QMenu(parent)
    for code in REASONS:
        words = catalogue.say(f"reorder.reason.{code}")
        _add(menu, f"{words} \u2026" if code == _OTHER else words, code)
    return menu


def _add(menu: QMenu, words: str, data: object) -> None:
    action = QAction(words, menu)
    action.setData(data)
    menu.addAction(action)


class ReasonDialog(FormDialog):
    """Another reason, in words."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(context.theme, _tr("Why not?"), _tr("Decline"), parent)
        self.note = QLineEdit()
        self.note.setMaxLength(_LONGEST_NOTE)
        self.fields.addWidget(field(_tr("Reason"), self.note))

    def ask(self) -> None:
        """Ask anew."""
        self.note.clear()
        self.begin()
        self.note.setFocus()

    def is_ready(self) -> bool:
        if not self.note.text().strip():
            self.refuse(_tr("Please say why, so that it can be remembered."))
            return False
        return True
