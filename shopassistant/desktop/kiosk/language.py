"""The window's words in the language a visitor chose, and the shop's own again afterwards."""

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from shopassistant.core.paths import resource


def language_name(code: str) -> str:
    """What people who speak it call a language."""
    name = QLocale(code).nativeLanguageName().partition(" ")[0]  # not of which country: Español, not of Spain
    return "English" if code == "en" else name[:1].upper() + name[1:]


def kiosk_languages() -> tuple[str, ...]:
    """Codes of the languages a visitor can choose, English first."""
    names = {path.stem.partition("_")[2] for path in resource("translations").glob("shopassistant_*.qm")}
    names |= {path.stem.partition("_")[2] for path in resource("translations").glob("kiosk_*.qm")}
    return ("en", *sorted(names))


class Speech:
    """Puts one language over what the program speaks; use `restore` at the end."""

    def __init__(self) -> None:
        self._translators: list[QTranslator] = []
        self._before = QLocale()

    def speak(self, language: str) -> None:
        """From now on what is built says it in `language`."""
        self._drop()
        locale = QLocale(language)
        QLocale.setDefault(locale)
        app = QCoreApplication.instance()
        if app is None:
            return
        for name in ("shopassistant", "kiosk"):
            translator = QTranslator()
            # English has no file: its words stand in the program, and over another language they must win all the same.
            if language == "en":
                translator = _English()
            elif not translator.load(locale, name, "_", str(resource("translations"))):
                continue
            app.installTranslator(translator)
            self._translators.append(translator)
            if language == "en":
                break

    def restore(self) -> None:
        """What the program spoke before."""
        self._drop()
        QLocale.setDefault(self._before)

    def _drop(self) -> None:
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators = []


class _English(QTranslator):
    """Every text as it stands in the program."""

    def translate(self, _context: str, source: str, _about: str | None = None, _count: int = -1) -> str:
        return source

    def isEmpty(self) -> bool:
        return False
