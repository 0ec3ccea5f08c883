"""A purchase order as PDF, CSV and e-mail: whole, in any script, over many pages, with numbers that read back."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from shopassistant.core.csv_file import safe_cell
from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.messages import Catalogue
from shopassistant.core.money import Currency
from shopassistant.core.paths import resource
from shopassistant.inventory.purchasing.documents import (
    Drawn,
    OrderLineView,
    PurchaseOrderView,
    SupplierView,
    file_name,
    order_letter,
    order_pdf,
    order_table,
    save_pdf,
    save_table,
)
from shopassistant.inventory.purchasing.documents.pdf import draw_order
from shopassistant.inventory.purchasing.documents.table import COLUMNS
from shopassistant.store.shop import Shop

SHOP = Shop(name="Ahorn & Söhne", address="Lindenstraße 5\n\nHove", currency="GBP")
SCARF = OrderLineView(1, "SC-1", "LY/7", "5901234123457", "Linen scarf", "teal, M", 24, 6, 1050)
HAT = OrderLineView(2, "HA-2", "", "", "Hat", "", 5, 1, 99_950)
ORDER = PurchaseOrderView(
    "PO-000012",
    "sent",
    SupplierView("Maison Lys", "orders@lys.example", "+33 1 23", "1 rue du Lac\nLille", "K-88"),
    "Shop",
    (SCARF, HAT),
    date(2026, 11, 20),
    date(2026, 12, 1),
    "Mia",
    "Before ten, please.",
)


def pages(drawn: Drawn) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(drawn.data)).pages]


def test_the_pdf_says_who_what_when_and_how_much() -> None:
    (text,) = pages(order_pdf(ORDER, SHOP, Catalogue()))
    for part in (
        "Ahorn & Söhne", "Lindenstraße 5", "Purchase order PO-000012", "Maison Lys", "1 rue du Lac", "K-88",
        "orders@lys.example", "20 November 2026", "1 December 2026", "Mia", "LY/7", "SC-1", "Linen scarf, teal, M",
        "4 × 6", "24", "10.50", "252.00", "999.50", "4,997.50", "Amount GBP", "2 lines, 29 units",
        "Total before tax", "£5,249.50", "Before ten, please.", "page 1 of 1",
    ):  # fmt: skip
        assert part in text, part
    assert "Draft" not in text


def test_a_draft_is_marked_and_the_language_is_the_readers() -> None:
    draft = replace(ORDER, status="draft", ordered_on=None, expected_on=None)
    (text,) = pages(order_pdf(draft, SHOP, Catalogue("de")))
    for part in ("Bestellung PO-000012", "Entwurf, noch keine Bestellung", "4.997,50", "5.249,50 £", "Seite 1 von 1"):
        assert part in text, part
    assert "Bestellt am" not in text


def test_many_lines_take_many_pages_each_with_headings_and_none_lost() -> None:
    lines = tuple(replace(SCARF, position=n, sku=f"SC-{n:04}", name="Linen scarf " * 9) for n in range(1, 121))
    found = pages(order_pdf(replace(ORDER, lines=lines), SHOP, Catalogue()))
    assert len(found) > 5
    for number, text in enumerate(found[:-1], 1):
        assert f"page {number} of {len(found)}" in text
        assert "Our number" in text
    whole = "".join(found)
    assert [f"SC-{n:04}" for n in range(1, 121) if f"SC-{n:04}" not in whole] == []
    assert found[-1].count("Total before tax") == 1


def test_the_same_order_is_the_same_file() -> None:
    assert order_pdf(ORDER, SHOP, Catalogue()).data == order_pdf(ORDER, SHOP, Catalogue()).data


def test_america_prints_on_letter() -> None:
    sizes = []
    for country in ("GB", "US"):
        reader = PdfReader(io.BytesIO(order_pdf(ORDER, replace(SHOP, country=country), Catalogue()).data))
        sizes.append(tuple(round(float(side)) for side in reader.pages[0].mediabox[2:]))
    assert sizes == [(595, 842), (612, 792)]


def a_font(path: Path, letters: str) -> None:
    """A font file with a square for each of `letters`."""
    names = [".notdef", *(f"uni{ord(letter):04X}" for letter in letters)]
    pen = TTGlyphPen(None)
    for step, point in enumerate(((0, 0), (500, 0), (500, 500), (0, 500))):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names[1:], strict=True)})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def test_letters_the_bundled_font_lacks_come_from_a_font_of_the_machine(tmp_path: Path) -> None:
    a_font(tmp_path / "squares.ttf", "丝绸שלום")
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    order = replace(ORDER, lines=(replace(SCARF, name="丝绸 Ελληνικά Шарф", detail="שלום"),))
    drawn = draw_order(order, SHOP, Catalogue(), [tmp_path, tmp_path / "nowhere"])
    assert drawn.missing == ""
    (text,) = pages(drawn)
    for part in ("丝绸", "Ελληνικά", "Шарф"):
        assert part in text
    assert "םולש" in text.replace("\n", "") or "שלום" in text


def test_letters_no_font_has_are_told_and_the_rest_is_drawn(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    order = replace(ORDER, lines=(replace(SCARF, name="Silk 丝绸"),))
    drawn = draw_order(order, SHOP, Catalogue(), [tmp_path])
    assert drawn.missing == "丝绸"
    assert "Silk ??" in pages(drawn)[0]
    assert not caplog.records


def test_the_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / file_name(ORDER, "pdf")
    save_pdf(ORDER, SHOP, Catalogue(), path)
    assert [one.name for one in path.parent.iterdir()] == ["PO-000012 Maison Lys.pdf"]
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentProblem, match=r"document\.unwritable"):
        save_pdf(ORDER, SHOP, Catalogue(), tmp_path / "file" / "x.pdf")


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c:d*?", "x" * 300, "\n\t", "CON"])
def test_no_supplier_leads_out_of_the_folder(name: str) -> None:
    made = file_name(replace(ORDER, supplier=SupplierView(name)), "csv")
    assert made.startswith("PO-000012")
    assert made.endswith(".csv")
    assert not set(made) & set('/\\:*?"<>|\n\t')
    assert len(made) < 100


def read_back(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]]


def test_the_table_reads_back_with_its_numbers(tmp_path: Path) -> None:
    first, second = read_back(save_table(ORDER, Catalogue("de"), tmp_path / "o.csv"))
    assert (first["units"], first["packs"], first["pack_size"]) == ("24", "4", "6")
    assert (Decimal(first["unit_cost"]), Decimal(first["total"]), first["currency"]) == (
        Decimal("10.50"),
        Decimal("252.00"),
        "GBP",
    )
    assert (second["packs"], second["total"], second["expected"]) == ("", "4997.50", "2026-12-01")


@settings(max_examples=60, deadline=None)
@given(
    units=st.integers(1, 1_000_000),
    cost=st.integers(0, 100_000_000),
    pack=st.integers(1, 500),
    code=st.sampled_from(["GBP", "JPY", "KWD"]),
)
def test_any_number_survives_the_table(units: int, cost: int, pack: int, code: str) -> None:
    order = replace(ORDER, lines=(replace(SCARF, units=units, cost_minor=cost, pack_size=pack),))
    currency = Currency(code)
    _, (row,) = order_table(order, Catalogue("de", currency))
    said = dict(zip(COLUMNS, (safe_cell(cell) for cell in row), strict=True))
    assert currency.to_minor(Decimal(said["unit_cost"])) == cost
    assert currency.to_minor(Decimal(said["total"])) == units * cost
    assert int(said["units"]) == units
    if said["packs"]:
        assert int(said["packs"]) * int(said["pack_size"]) == units


def test_no_formula_leaves_the_shop(tmp_path: Path) -> None:
    evil = replace(SCARF, name="=HYPERLINK(1)", supplier_sku="@x", sku="+cmd|' /C calc'!A0")
    (row,) = read_back(save_table(replace(ORDER, lines=(evil,)), Catalogue(), tmp_path / "o.csv"))
    assert (row["description"][0], row["supplier_sku"][0], row["sku"][0]) == ("'", "'", "'")


def test_the_letter_is_in_the_readers_language_with_every_line() -> None:
    letter = order_letter(ORDER, SHOP, Catalogue("de"))
    assert letter.to == "orders@lys.example"
    assert letter.subject == "Bestellung PO-000012 von Ahorn & Söhne"
    for part in ("bis zum 1. Dezember 2026", "24 x Linen scarf, teal, M", "Ihre Nummer LY/7", "4 Packungen zu 6",
                 "unsere Nummer HA-2", "Before ten, please.", "Mia"):  # fmt: skip
        assert part in letter.body, part
    english = order_letter(ORDER, SHOP, Catalogue("fr"))
    assert "1. 24 x Linen scarf, teal, M (your number LY/7), 4 packs of 6, at £10.50: £252.00\n" in english.body
    assert "£5,249.50 in all" in english.body


def test_nothing_a_supplier_is_called_gets_into_the_head_of_the_mail() -> None:
    evil = replace(ORDER, number="1\nBcc: x@y.example", supplier=SupplierView("{{ shop }}", "a@b.c\nBcc: x@y.example"))
    letter = order_letter(evil, SHOP, Catalogue())
    assert "\n" not in letter.to + letter.subject
    assert "Dear {{ shop }} team" in letter.body


def test_the_mail_program_gets_it_whole_while_it_fits() -> None:
    letter = order_letter(ORDER, SHOP, Catalogue())
    link, is_whole = letter.link()
    assert is_whole
    asked = parse_qs(urlsplit(link).query)
    assert asked["subject"] == [letter.subject]
    assert asked["body"][0].replace("\r\n", "\n") == letter.body
    assert unquote(urlsplit(link).path) == "orders@lys.example"
    long = replace(ORDER, lines=tuple(replace(SCARF, position=n) for n in range(80)))
    link, is_whole = order_letter(long, SHOP, Catalogue()).link()
    assert not is_whole
    assert "body" not in link


def test_every_language_of_the_sentences_has_its_letter() -> None:
    languages = {path.name for path in resource("messages").iterdir() if path.is_dir()}
    assert {path.parent.name for path in resource("letters").glob("*/purchase_order.txt")} == languages
