"""Asks for the day until which nothing is to be said of an alert."""

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.dates import chosen_day, date_edit, show_day
from shopassistant.desktop.widgets.form_dialog import FormDialog, field


class PutOffDialog(FormDialog):
    """One field.

    Signals:
        chosen: the day.
    """

    chosen = Signal(object)

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("PutOffDialog", "Put off until"), translate("PutOffDialog", "Put off")
        super().__init__(context.theme, title, verb, parent, icon="clock", width=360)
        self._today = date.min
        self.day = date_edit(self.tr("Day"))
        self.fields.addWidget(field(self.tr("Day"), self.day))
        self.submitted.connect(self._on_submitted)

    def ask(self, today: date) -> None:
        """Ask for a day after `today`."""
        self._today = today
        show_day(self.day, today + timedelta(days=14))
        self.begin()
        self.day.setFocus()

    def is_ready(self) -> bool:
        if chosen_day(self.day) > self._today:
            return True
        self.refuse(self.tr("Choose a day that is still to come."))
        return False

    def _on_submitted(self, _pin: str) -> None:
        self.accept()
        self.chosen.emit(chosen_day(self.day))
