"""The window in another language: every text is translated, and the shop can be run in German."""

import importlib.util
import json
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from shopassistant.core.paths import resource
from shopassistant.core.settings import Settings, SettingsFile
from shopassistant.customers.segments.conditions.tree import Group, Leaf
from shopassistant.desktop.app import Desktop, build_shell
from shopassistant.desktop.pages.imports.field_words import field_words
from shopassistant.desktop.pages.registry import page_specs
from shopassistant.desktop.pages.segments.page import SegmentsPage
from shopassistant.desktop.pages.settings.terminal_section import translated_languages
from shopassistant.desktop.shell.language import reader_language
from shopassistant.desktop.shell.opening import look_at
from shopassistant.desktop.shell.window import MainWindow
from shopassistant.desktop.start import install_translators
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store

ROOT = Path(__file__).resolve().parents[2]


def collector() -> ModuleType:
    """``packaging/translations.py``, which is a command and not in a package."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


translations = collector()


@pytest.mark.parametrize("language", translated_languages())
def test_every_text_of_the_window_is_translated_and_compiled(language: str) -> None:
    assert translations.problems(language) == [], "run: python packaging/translations.py"


@pytest.mark.parametrize("language", translated_languages())
def test_translations_keep_the_values_and_the_edges_of_a_text(language: str) -> None:
    done = translations.read_translations(translations.FOLDER / f"shopassistant_{language}.ts")
    for (context, source), translation in done.items():
        where = f"{context}: {source}"
        assert sorted(values_in(translation)) == sorted(values_in(source)), where
        assert (translation[0] == " ") == (source[0] == " "), where
        assert source[-1] not in ".?!:" or translation[-1] == source[-1], where


def values_in(text: str) -> list[str]:
    """The names of the values a text needs."""
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


def test_texts_behind_helpers_and_aliases_are_found(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(
        "def _tr(text):\n"
        "    return QCoreApplication.translate('stock', text)\n"
        "class Page(Base):\n"
        "    def build(self):\n"
        "        say = QCoreApplication.translate\n"
        "        return self.tr('One' if self.few else 'Many'), _tr('Name'), say('window', 'Close')\n"
    )
    assert list(translations.texts_of_the_window(tmp_path)) == [
        ("Page", "Many"),
        ("Page", "One"),
        ("stock", "Name"),
        ("window", "Close"),
    ]


@pytest.mark.parametrize("call", ["self.tr(words)", "self.tr(f'{count} left')", "other.tr('Name')"])
def test_a_text_nobody_could_translate_is_refused(tmp_path: Path, call: str) -> None:
    (tmp_path / "page.py").write_text(f"class Page:\n    def build(self, words, other):\n        {call}\n")
    with pytest.raises(ValueError, match=r"page\.py:3"):
        translations.texts_of_the_window(tmp_path)


def test_the_language_chosen_wins_and_one_without_sentences_is_english() -> None:
    assert reader_language("de") == reader_language("de_AT") == reader_language("de-CH") == "de"
    assert reader_language("en_GB") == reader_language("fi") == "en"
    QLocale.setDefault(QLocale("de_DE"))
    assert reader_language("") == "de"


@pytest.fixture
def german(qtbot: QtBot, qapp: QApplication, tmp_path: Path, store: Store, manager: Actor) -> Iterator[Desktop]:
    """The real window on the empty test shop, in German."""
    SettingsFile(tmp_path / "settings.json").save(Settings(language="de"))
    shell = build_shell(qapp, tmp_path / "settings.json")
    translators = install_translators(qapp, "de")
    window = MainWindow(shell)
    qtbot.addWidget(window)
    made = Desktop(shell, window, page_specs)
    made.show_shop(look_at(store), manager)
    window.show()
    assert shell.lanes.wait_idle()
    yield made
    window.close()
    for translator in translators:
        qapp.removeTranslator(translator)
    assert shell.lanes.close(10)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def visible_texts(root: QWidget) -> set[str]:
    """Everything that can be read in it, tooltips and placeholders included."""
    found = {root.windowTitle()}
    for widget in (root, *root.findChildren(QWidget)):
        found |= {widget.toolTip(), widget.accessibleName()}
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
    return {text.strip() for text in found if text.strip()}


def english_of(texts: set[str]) -> set[str]:
    """Those of the texts that are the window's English ones and not the same word in German."""
    done = translations.read_translations(translations.FOLDER / "shopassistant_de.ts")
    patterns = {
        source: re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(source.strip())))
        for (_, source) in done
        if any(len(word) > 2 for word in re.findall(r"[A-Za-z]+", re.sub(r"\{\w+\}", "", source)))
    }
    german_ones = {re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(words.strip()))) for words in done.values()}
    return {
        text
        for text in texts
        if any(pattern.fullmatch(text) for pattern in patterns.values())
        and not any(pattern.fullmatch(text) for pattern in german_ones if pattern.pattern != ".+")
    }


def test_the_counter_speaks_german(german: Desktop) -> None:
    window = german.window
    texts = visible_texts(window)
    assert {"Kasse", "Kunden", "Bestand", "Belege", "Korb", "Kassieren"} <= texts
    assert not english_of(texts)
    assert "Scan a product, or press F3 and type its name." in english_of(
        texts | {"Scan a product, or press F3 and type its name."}
    )


def test_every_page_speaks_german(german: Desktop) -> None:
    for spec in page_specs():
        german.shell.navigate.open(spec.id)
        assert german.shell.lanes.wait_idle()
    assert not english_of(visible_texts(german.window))


def test_a_nested_condition_has_room_on_a_small_screen(german: Desktop) -> None:
    german.window.resize(1366, 768)
    german.shell.navigate.open("segments")
    page = german.window.page("segments")
    assert isinstance(page, SegmentsPage)
    page.new_segment()
    assert german.shell.lanes.wait_idle()
    between = Leaf("spend", "between", 40_000, 90_000, days=730)
    page.builder.tree.show_node(Group("all", (between, Group("any", (between, Group("not", (between,)))))), {})
    QApplication.processEvents()
    shown = page.builder.area
    assert page.builder.tree.minimumSizeHint().width() <= shown.viewport().width()


def test_amounts_and_errors_are_german(german: Desktop) -> None:
    context = german.context
    assert context is not None
    assert re.fullmatch(r"1\.234,50\u00a0\S+", context.catalogue.money(123450))
    assert context.catalogue.say("basket.empty") == "Der Korb ist leer."


def test_every_field_of_an_import_has_a_name() -> None:
    headings = json.loads(resource("imports", "headings.json").read_text("utf-8"))
    for name in (field for fields in headings.values() for field in fields):
        assert field_words(name)


def test_settings_offer_german() -> None:
    assert "de" in translated_languages()
    assert Settings().language == ""
