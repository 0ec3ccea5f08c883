"""This terminal: how it looks, what its scanner sends, where it prints, when it locks."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from shopassistant.core.paths import resource
from shopassistant.core.settings import Settings
from shopassistant.desktop.pages.settings.sections import Section, number_box
from shopassistant.desktop.shell.settings_box import SettingsBox
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.widgets.segmented import Segmented

CODE_PAGES = ("cp437", "cp850", "cp852", "cp858", "cp866", "cp1252")
KEY_NAMES = {"\r": "\u21b5", "\n": "\u240a", "\t": "\u21e5", "\x02": "\u2402", "\x03": "\u2403"}


class TerminalSection(Section):
    """Every change holds at once and is remembered on this machine."""

    def __init__(self, theme: Theme, settings: SettingsBox) -> None:
        super().__init__(theme)
        self._settings = settings
        self.theme_choice = Segmented(
            (("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark")))
        )
        self.profile = Segmented((("counter", self.tr("Counter")), ("floor", self.tr("Floor, large"))))
        self.language = QComboBox()
        self.language.addItem(self.tr("As the system"), "")
        for code in ("en", *translated_languages()):
            self.language.addItem(QLocale(code).nativeLanguageName(), code)
        self.prefix = KeysEdit()
        self.suffix = KeysEdit()
        self.gap = number_box(10, 500, " ms")
        self.printer = QLineEdit()
        self.printer.setPlaceholderText("tcp:192.168.1.50:9100")
        self.code_page = QComboBox()
        self.code_page.addItems(CODE_PAGES)
        self.lock = number_box(0, 240, self.tr(" min"))
        self.lock.setSpecialValueText(self.tr("never"))
        self._lay_out()
        self._show(settings.current)
        self._connect()

    def _lay_out(self) -> None:
        look = self.add_card()
        look.add_field(self.tr("Colours"), self.theme_choice)
        look.add_field(self.tr("Size"), self.profile, self.tr("Large letters and targets for a tablet on the floor."))
        look.add_field(self.tr("Language"), self.language, self.tr("Holds from the next start."))
        look.add_field(self.tr("Ask for a PIN after"), self.lock, self.tr("Minutes without a key or touch."))
        tools = self.add_card()
        tools.add_field(
            self.tr("Scanner begins with"), self.prefix, self.tr("Press the key it sends first, or leave it empty.")
        )
        tools.add_field(self.tr("Scanner ends with"), self.suffix)
        tools.add_field(
            self.tr("Scanner speed"), self.gap, self.tr("Keys closer together than this come from a scanner.")
        )
        tools.add_field(
            self.tr("Receipt printer"),
            self.printer,
            self.tr("tcp:ADDRESS:PORT for one in the network, file:PATH for a file, or empty."),
        )
        tools.add_field(self.tr("Printer's letters"), self.code_page, self.tr("cp858 holds \u00a3 and \u20ac."))

    def _connect(self) -> None:
        self.theme_choice.chosen.connect(self._store)
        self.profile.chosen.connect(self._store)
        self.language.activated.connect(self._store)
        self.code_page.activated.connect(self._store)
        for edit in (self.prefix, self.suffix, self.printer):
            edit.editingFinished.connect(self._store)
        self.gap.valueChanged.connect(self._store)
        self.lock.valueChanged.connect(self._store)
        self._settings.changed.connect(self._show)

    def _show(self, settings: Settings) -> None:
        self.theme_choice.choose(settings.theme)
        self.profile.choose(settings.profile)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.prefix.set_keys(settings.scanner_prefix)
        self.suffix.set_keys(settings.scanner_suffix)
        self.code_page.setCurrentText(settings.printer_code_page)
        if self.printer.text().strip() != settings.printer:
            self.printer.setText(settings.printer)
        for box, value in ((self.gap, settings.scanner_gap_ms), (self.lock, settings.lock_after_minutes)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)

    def _store(self) -> None:
        self._settings.change(
            theme=self.theme_choice.value,
            profile=self.profile.value,
            language=str(self.language.currentData()),
            scanner_prefix=self.prefix.keys,
            scanner_suffix=self.suffix.keys,
            scanner_gap_ms=self.gap.value(),
            printer=self.printer.text().strip(),
            printer_code_page=self.code_page.currentText(),
            lock_after_minutes=self.lock.value(),
        )


class KeysEdit(QLineEdit):
    """Takes keys as they are pressed, Enter and Tab among them; Backspace takes the last away."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = ""
        self.setMaximumWidth(200)

    def set_keys(self, keys: str) -> None:
        """Show these keys."""
        self.keys = keys
        self.setText("".join(KEY_NAMES.get(key, key) for key in keys))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.set_keys(self.keys[:-1])
        elif event.key() == Qt.Key.Key_Escape or not event.text():
            super().keyPressEvent(event)
            return
        elif event.key() == Qt.Key.Key_Tab and not self.keys and not self.hasSelectedText():
            self.focusNextChild()
            return
        else:
            self.set_keys(self.keys + event.text())
        self.editingFinished.emit()


def translated_languages() -> list[str]:
    """Codes of the languages there is a translation for, besides English."""
    found = resource("translations").glob("shopassistant_*.qm")
    return sorted(path.stem.removeprefix("shopassistant_") for path in found)
