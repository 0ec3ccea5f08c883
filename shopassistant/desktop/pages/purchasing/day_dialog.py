"""The supplier named another day."""

from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.dates import chosen_day, date_edit, show_day
from shopassistant.desktop.widgets.form_dialog import FormDialog, field


class DayDialog(FormDialog):
    """Asks for the day.

    Signals:
        chosen: a date.
    """

    chosen = Signal(object)

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("DayDialog", "When will it come?"), translate("DayDialog", "Note the day")
        super().__init__(context.theme, title, verb, parent, icon="calendar-clock")
        self.day = date_edit(self.tr("Expected"))
        self.fields.addWidget(field(self.tr("Expected"), self.day))
        self.submitted.connect(self._on_submitted)

    def ask(self, number: str, day: date) -> None:
        """Open it for the order with this number."""
        self.describe(self.tr("What is still to come of {number} is expected on this day.").format(number=number))
        show_day(self.day, day)
        self.begin()
        self.day.setFocus()

    def _on_submitted(self, _pin: str) -> None:
        self.accept()
        self.chosen.emit(chosen_day(self.day))
