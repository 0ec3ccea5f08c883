"""A day to be chosen: typed, or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate
from PySide6.QtWidgets import QDateEdit


def date_edit(name: str) -> QDateEdit:
    """A field for a day, with a calendar."""
    made = QDateEdit()
    made.setCalendarPopup(True)
    made.setDisplayFormat(QCoreApplication.translate("dates", "d MMM yyyy"))
    made.setMinimumWidth(144)
    made.setAccessibleName(name)
    return made


def show_day(edit: QDateEdit, day: date) -> None:
    """Put a day into the field."""
    edit.setDate(QDate(day.year, day.month, day.day))


def chosen_day(edit: QDateEdit) -> date:
    """The day in the field."""
    day = edit.date()
    return date(day.year(), day.month(), day.day())
