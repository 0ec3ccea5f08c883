"""Letters look right: every template, in both languages, light and dark, with and without what they can show."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.core.money import Currency
from shopassistant.promotions.campaigns.content import (
    KINDS,
    Block,
    Content,
    Words,
    content_from_json,
    content_to_json,
)
from shopassistant.promotions.campaigns.drawing import DARK, LIGHT, Drawn, Links, Palette, draw
from shopassistant.promotions.campaigns.facts import Facts, ProductFact
from shopassistant.promotions.campaigns.offer_words import offer_words
from shopassistant.promotions.campaigns.placeholders import check_text, fill
from shopassistant.promotions.campaigns.templates import NAMES, load_template
from shopassistant.promotions.campaigns.writing import write_letter
from tests.desktop.theme.test_tokens import contrast

LINKS = Links("https://m.example/c/1/2", "https://m.example/o/1/2.gif", "https://m.example/u/1/2", "a@lark.example")
PRODUCTS = (ProductFact(1, 1, "Scarf <b>&", "£49.00", 4900), ProductFact(2, 2, "Gloves", "£65.00", 6500))
FULL = Facts("en", "Ann", "Lark & Thread", "12 High Street", "20% off", "30 November 2026", "K7QF-2M9P", PRODUCTS)


class _Links(HTMLParser):
    """Everything a page would load or lead to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [value or "" for name, value in attrs if name in ("src", "background", "srcset", "data")]
        if tag == "link":
            self.loads.append("link")
        if tag not in ("meta", "br", "img", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _draw(name: str, language: str, facts: Facts = FULL, links: Links = LINKS) -> Drawn:
    letter = write_letter(load_template(name), replace(facts, language=language))
    return draw(letter, links, Catalogue(language, Currency("GBP")))


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", NAMES)
def test_every_template_is_whole_in_both_languages(name: str, language: str) -> None:
    drawn = _draw(name, language)
    page = _Links(drawn.html)
    assert page.open == []
    assert page.loads == [LINKS.opened]  # nothing but the point that counts opens
    assert "url(" not in drawn.html
    for text in (drawn.subject, drawn.html, drawn.text):
        assert not re.search(r"[{}]{2}|\{[a-z_]", re.sub(r"<style>.*?</style>", "", text, flags=re.S))
    assert "Ann" in drawn.text
    assert LINKS.unsubscribe in drawn.html
    assert LINKS.unsubscribe in drawn.text
    assert max(len(line) for line in drawn.text.splitlines()) <= 90
    assert len(drawn.html) < 12_000  # some programs cut a long mail off


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_there_leaves_no_hole(name: str) -> None:
    drawn = _draw(name, "en", Facts("en", shop="Lark"), Links(unsubscribe_mail="a@lark.example"))
    assert "Hello there," in drawn.text
    body = re.sub(r"<style>.*?</style>", "", drawn.html, flags=re.S)
    assert not re.search(r" [,.:]|\n\n\n|at \.|: at|Code:|<img|<a href=\"\"", drawn.subject + drawn.text + body)


def test_the_code_works_without_any_link() -> None:
    text = _draw("offer", "en", links=Links()).text
    assert "K7QF-2M9P" in text
    assert "at the till of Lark & Thread" in " ".join(text.split())
    assert "12 High Street" in text
    assert "http" not in text


def test_names_from_the_store_are_text_and_never_markup() -> None:
    drawn = _draw("offer", "en")
    assert "Scarf &lt;b&gt;&amp;" in drawn.html
    assert "Scarf <b>&" in drawn.text


def test_a_name_with_a_line_break_adds_no_header() -> None:
    facts = replace(FULL, first_name="Ann\r\nBcc: x@y.example")
    assert "\n" not in _draw("offer", "en", facts).subject


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_text_can_be_read_on_its_ground(palette: Palette) -> None:
    pairs = (
        (palette.text, palette.card), (palette.text, palette.tint), (palette.muted, palette.ground),
        (palette.muted, palette.card), (palette.muted, palette.tint), (palette.on_accent, palette.accent),
    )  # fmt: skip
    for text, ground in pairs:
        assert contrast(text, ground) >= 4.5, (text, ground)


def test_a_phone_is_wide_enough() -> None:
    html = _draw("offer", "en").html
    assert 'content="width=device-width' in html
    assert "max-width:600px" in html
    widths = [int(width) for width in re.findall(r"(?<!max-)(?<!-)width:(\d+)px", html)]
    assert all(width <= 320 for width in widths)


def test_content_comes_back_as_it_was_written() -> None:
    for name in NAMES:
        content = load_template(name)
        assert content_from_json(content_to_json(content)) == content


@pytest.mark.parametrize(
    "broken",
    [
        {}, {"words": {}}, {"words": {"fr": {"subject": "x", "blocks": [{"kind": "text", "text": "x"}]}}},
        {"words": {"en": {"subject": "", "blocks": [{"kind": "text", "text": "x"}]}}},
        {"words": {"en": {"subject": "a\nb", "blocks": [{"kind": "text", "text": "x"}]}}},
        {"words": {"en": {"subject": "x", "blocks": []}}},
        {"words": {"en": {"subject": "x", "blocks": [{"kind": "script", "text": "x"}]}}},
        {"words": {"en": {"subject": "x", "blocks": [{"kind": "coupon"}, {"kind": "coupon"}]}}},
        {"words": {"en": {"subject": "x" * 500, "blocks": [{"kind": "text", "text": "x"}]}}},
        {"words": {"en": {"subject": "x", "blocks": [{"kind": "text", "text": "x"}]}}, "products": 99},
        {"words": {"en": {"subject": "x", "blocks": [{"kind": "text", "text": "x"}]}}, "url": "javascript:alert(1)"},
        {"words": {"en": {"subject": "x", "blocks": [{"kind": "text", "text": "x"}]}}, "url": "https://a@b.example"},
    ],
)  # fmt: skip
def test_content_that_makes_no_sense_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(UserError, match=r"campaign\.(content|no_subject)"):
        content_from_json(broken)


def test_placeholders_are_checked_while_typing() -> None:
    assert check_text("Hello {first_name|there}, {product_2} {{as is}}", 2) == ()
    (near,) = check_text("Hello {frist_name}", 2)
    assert (near.code, dict(near.values)) == (
        "campaign.text.unknown_near",
        {"name": "frist_name", "near": "first_name"},
    )
    assert (near.start, near.end) == (6, 18)
    assert [one.code for one in check_text("{product_3}", 2)] == ["campaign.text.unknown_near"]
    assert [one.code for one in check_text("50 } or {", 2)] == ["campaign.text.brace"] * 2


def test_filling_puts_the_other_words_where_nothing_is_known() -> None:
    assert fill("Hello {first_name|there} {{x}}", {"first_name": ""}) == "Hello there {x}"
    assert fill("Hello {first_name|there}", {"first_name": "{code}"}) == "Hello {code}"


def test_the_offer_is_said_in_the_customer_s_language() -> None:
    said = {
        ("percent", "en"): ({"share_bp": 2000}, "20% off"),
        ("percent", "de"): ({"share_bp": 1250}, "12,5\u00a0% Rabatt"),
        ("amount", "en"): ({"amount_minor": 500, "per": "basket"}, "£5.00 off"),
        ("price", "en"): ({"price_minor": 999}, "each for £9.99"),
        ("buy_get", "en"): ({"buy": 2, "get": 1, "share_bp": 10_000}, "buy 2, get 1 free"),
        ("bundle", "en"): ({"slots": [1, 2], "price_minor": 2000}, "3 together for £20.00"),
        ("threshold", "en"): ({"spend_minor": 5000, "share_bp": 1000}, "10% off from £50.00"),
        ("tiered", "en"): ({"by": "units", "tiers": [[2, 500], [4, 1500]]}, "up to 15% off from 4 pieces"),
        ("points", "en"): ({"multiplier_bp": 20_000}, "2 times the points"),
    }
    for (kind, language), (terms, words) in said.items():
        assert offer_words({"kind": kind, **terms}, Catalogue(language, Currency("GBP"))) == words


def test_a_block_that_says_nothing_is_left_out() -> None:
    content = Content(
        {"en": Words("x", "", (Block("text", "Until {offer_until}."), Block("text", "Hello")))}, products=0
    )
    letter = write_letter(content, Facts("en", shop="Lark"))
    assert [part.paragraphs for part in letter.parts] == [("Hello",)]
    assert set(KINDS) >= {part.kind for part in letter.parts}
