"""This terminal's settings as an object that tells when they change."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from shopassistant.core.settings import Settings, SettingsFile


class SettingsBox(QObject):
    """Holds the frozen `Settings` of the moment and writes every change to disk.

    Signals:
        changed: the new `Settings`.
    """

    changed = Signal(object)

    def __init__(self, file: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._current = file.load()

    @property
    def current(self) -> Settings:
        """The settings as they are now."""
        return self._current

    @property
    def file(self) -> SettingsFile:
        """Where they are kept."""
        return self._file

    def change(self, **values: Any) -> None:
        """Set fields of `Settings` by name, save, and tell. Raises EnvironmentProblem where the disk refuses."""
        changed = replace(self._current, **values)
        if changed == self._current:
            return
        self._current = changed
        self._file.save(changed)
        self.changed.emit(changed)
