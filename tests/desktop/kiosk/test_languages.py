"""A visitor who speaks neither of the shop's languages: every text of the kiosk is there in theirs."""

import pytest

from shopassistant.desktop.kiosk.language import kiosk_languages, language_name
from shopassistant.desktop.kiosk.window import KioskWindow
from tests.desktop.kiosk.test_kiosk import press, texts
from tests.desktop.test_translation import translations, values_in

FOR_VISITORS = sorted(path.stem for path in translations.FOLDER.glob("kiosk_*.ts"))


def test_there_are_several() -> None:
    assert {"en", "de", "fr", "es", "it"} <= set(kiosk_languages())
    assert [language_name(code) for code in ("en", "de", "fr")] == ["English", "Deutsch", "Fran\u00e7ais"]


@pytest.mark.parametrize("language", FOR_VISITORS)
def test_every_text_of_the_kiosk_is_translated_and_compiled(language: str) -> None:
    assert translations.problems(language) == [], "run: python packaging/translations.py"
    done = translations.read_translations(translations.FOLDER / f"{language}.ts")
    for (context, source), translation in done.items():
        where = f"{context}: {source}"
        assert sorted(values_in(translation)) == sorted(values_in(source)), where
        assert source[-1] not in ".?!:" or translation[-1] == source[-1], where


def test_a_visitor_reads_french_and_the_next_one_english(kiosk: KioskWindow) -> None:
    press(kiosk, "Fran\u00e7ais")
    press(kiosk, "Commencer")
    assert "La cam\u00e9ra peut-elle vous regarder ?" in texts(kiosk)
    press(kiosk, "Non, merci")
    assert "Begin" in texts(kiosk)
