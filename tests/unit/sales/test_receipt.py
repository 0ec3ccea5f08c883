"""Receipts say the same on paper and in the PDF, with the right letters, and a dead printer loses no sale."""

import logging
import socket
import threading
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from shopassistant.core.errors import EnvironmentProblem, NotFound, UserError
from shopassistant.core.messages import Catalogue
from shopassistant.core.money import Currency
from shopassistant.sales.basket import set_customer, set_discount
from shopassistant.sales.code_pages import NUMBERS, encode, parse_code_page
from shopassistant.sales.complete import TenderRequest, complete_sale
from shopassistant.sales.receipt import Receipt, load_receipt, receipt_escpos, receipt_pdf, send_to_printer
from shopassistant.sales.returns import return_lines
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.shop import Shop
from tests.unit.sales.shop import Goods, make_customer

SHOP = Shop(name="Ahorn & Söhne", address="Lindenstraße 5\n\nHove", receipt_footer="Merci beaucoup, à bientôt!")


@pytest.fixture
def receipt(goods: Goods, store: Store, associate: Actor) -> Receipt:
    """Two frames, one discounted coffee; paid by card and cash, with change."""
    basket_id = goods.basket(associate)
    goods.add(basket_id, "frame", 2, associate)
    line = goods.add(basket_id, "coffee", 1, associate).lines[1]
    set_discount(store, associate, basket_id, line.id, amount_minor=50)
    set_customer(store, associate, basket_id, make_customer(store, "C-77"))
    tenders = [TenderRequest("card", 20000), TenderRequest("cash", 6500)]
    done = complete_sale(store, associate, basket_id, tenders, "key")
    with store.read() as session:
        return load_receipt(session, done.sale_id)


def test_a_receipt_is_read_from_the_books(receipt: Receipt) -> None:
    assert (receipt.number, receipt.kind, receipt.staff, receipt.customer_number) == ("R000001", "sale", "Alex", "C-77")
    assert (receipt.gross_minor, receipt.discount_minor, receipt.total_minor) == (26450, 50, 26400)
    assert (receipt.tenders, receipt.change_minor) == ((("card", 20000), ("cash", 6500)), 100)
    assert [(tax.rate_bp, tax.net_minor, tax.tax_minor, tax.gross_minor) for tax in receipt.taxes] == [
        (2000, 21500, 4300, 25800),
        (0, 600, 0, 600),
    ]


def test_an_unknown_sale_has_no_receipt(store: Store) -> None:
    with store.read() as session, pytest.raises(NotFound, match="sale_unknown"):
        load_receipt(session, 1)


def pdf_text(path: Path) -> str:
    from pypdf import PdfReader

    reader = PdfReader(path)
    assert len(reader.pages) == 1
    return reader.pages[0].extract_text()


def test_the_pdf_reads_back(receipt: Receipt, tmp_path: Path) -> None:
    from pypdf import PdfReader

    path = receipt_pdf(receipt, SHOP, Catalogue(), tmp_path / "new" / "r.pdf", zone=UTC)
    text = pdf_text(path)
    for part in (
        "Ahorn & Söhne", "Lindenstraße 5", "Receipt R000001", f"{receipt.sold_at:%H:%M}", "Served by Alex",
        "Customer C-77",
        "Linden, Tortoise, 52", "2 × £129.00", "£258.00", "Café crème", "-£0.50", "Total", "£264.00", "Card", "£200.00",
        "Change", "£1.00", "20 %", "£215.00", "£43.00", "Merci beaucoup, à bientôt!",
    ):  # fmt: skip
        assert part in text, part
    page = PdfReader(path).pages[0].mediabox
    assert float(page.width) == pytest.approx(80 / 25.4 * 72, abs=0.5)
    assert 100 < float(page.height) < 1000
    assert [entry.name for entry in path.parent.iterdir()] == ["r.pdf"]


def test_the_bars_of_the_pdf_are_the_receipts_number(receipt: Receipt, tmp_path: Path) -> None:
    from barcode.codex import Code128

    from shopassistant.sales.receipt_pdf import _bars

    modules = Code128(receipt.number).build()[0]
    drawn = ["0"] * len(modules)
    for start, length in _bars(modules):
        drawn[start : start + length] = "1" * length
    assert "".join(drawn) == modules


def test_a_long_receipt_is_one_long_page(receipt: Receipt, tmp_path: Path) -> None:
    line = replace(receipt.lines[0], description="A name that is far too long for one line of a narrow receipt " * 3)
    long = replace(receipt, lines=(line,) * 150)
    assert pdf_text(receipt_pdf(long, SHOP, Catalogue(), tmp_path / "long.pdf")).count("narrow receipt") >= 300


def test_a_pdf_that_cannot_be_written_says_so(receipt: Receipt, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(EnvironmentProblem) as caught:
        receipt_pdf(receipt, SHOP, Catalogue(), tmp_path / "file" / "r.pdf")
    assert caught.value.code == "receipt.unwritable"
    assert "booked all the same" in Catalogue().explain(caught.value)


def printed(data: bytes, codec: str) -> list[str]:
    """The lines a printer with that code page would print: the bytes without the commands."""
    text = b""
    place = 0
    lengths = {b"\x1b@": 2, b"\x1dL": 4}  # all others have one parameter
    while place < len(data):
        command = data[place : place + 2]
        if command == b"\x1dk":
            place += 4 + data[place + 3]
        elif data[place : place + 1] in (b"\x1b", b"\x1d"):
            place += lengths.get(command, 3)
        else:
            text += data[place : place + 1]
            place += 1
    return text.decode(codec).split("\n")


@pytest.mark.parametrize("code_page", ["cp858", "cp1252", "iso8859-15", "cp858:13"])
def test_the_printer_gets_the_right_letters(receipt: Receipt, code_page: str) -> None:
    euro = Catalogue(currency=Currency("EUR"))
    data = receipt_escpos(receipt, SHOP, euro, code_page, zone=UTC)
    codec, number = parse_code_page(code_page)
    assert data.startswith(b"\x1b@\x1bt" + bytes([number]))
    lines = printed(data, codec)
    assert all(len(line) <= 42 for line in lines)
    assert "Ahorn & Söhne" in lines
    assert "Linden, Tortoise, 52               €258.00" in lines
    assert "Café crème, 250 g                    €6.50" in lines
    assert "  Discount                          -€0.50" in lines
    assert "Total                              €264.00" in lines
    assert "Merci beaucoup, à bientôt!" in lines
    assert ["Tax", "rate", "Net", "Tax", "Gross"] in [line.split() for line in lines]
    assert b"\x1dkI" in data
    assert b"{BR000001" in data
    assert data.rstrip(b"\x00").endswith(b"\x1dV")


def test_a_german_receipt_reads_as_one(receipt: Receipt, tmp_path: Path) -> None:
    german = Catalogue("de", Currency("EUR"))
    lines = printed(receipt_escpos(receipt, SHOP, german, "cp858", zone=UTC), "cp858")
    assert "Linden, Tortoise, 52              258,00 €" in lines
    assert "  Rabatt                           -0,50 €" in lines
    assert "Summe                             264,00 €" in lines
    assert any(line.startswith("Beleg R000001") for line in lines)
    assert not any("\u00a0" in line for line in lines)
    text = pdf_text(receipt_pdf(receipt, SHOP, german, tmp_path / "r.pdf", zone=UTC)).replace("\u00a0", " ")
    for part in ("Bedient von Alex", "Zwischensumme", "Rückgeld", "1,00 €", "MwSt.-Satz", "Netto", "Brutto"):
        assert part in text


def test_what_a_code_page_lacks_gets_its_nearest_letters() -> None:
    assert encode("Łódź £5 – 10 € “ok” × 2…", "cp437").decode("cp437") == 'Lódz £5 - 10 EUR "ok" x 2...'
    assert encode("Zoe\u0308", "cp858").decode("cp858") == "Zoë"  # letter and accent apart
    assert encode("ŒUVRE", "cp858").decode("cp858") == "OeUVRE"
    assert encode("漢字", "cp858") == b"??"
    assert encode("a\x1bp\x00\n\u200bb", "cp858") == b"apb"  # a name gives the printer no orders


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_every_code_page_is_known_to_python(name: str) -> None:
    assert encode("Total 12.50", name) == b"Total 12.50"
    assert parse_code_page(name.upper().replace("_", "-")) == (name, NUMBERS[name])


@pytest.mark.parametrize("setting", ["", "utf-8", "cp858:x", "cp858:256", "cp858:"])
def test_unknown_code_pages(setting: str) -> None:
    if setting == "cp858:":
        assert parse_code_page(setting) == ("cp858", 19)
        return
    with pytest.raises(UserError, match=r"printer\.code_page"):
        parse_code_page(setting)


def test_a_name_cannot_give_orders_to_the_printer(receipt: Receipt) -> None:
    evil = replace(receipt, lines=(replace(receipt.lines[0], description="\x1bp0\x1dV\x00gone"),))
    data = receipt_escpos(evil, SHOP, Catalogue(), "cp858")
    assert b"\x1bp" not in data
    assert data.count(b"\x1dV") == 1


def test_printing_over_the_network(receipt: Receipt) -> None:
    got: list[bytes] = []

    def serve(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            while part := connection.recv(65536):
                got.append(part)

    data = receipt_escpos(receipt, SHOP, Catalogue(), "cp858")
    with socket.create_server(("127.0.0.1", 0)) as server:
        printer = threading.Thread(target=serve, args=(server,))
        printer.start()
        send_to_printer(f"tcp:127.0.0.1:{server.getsockname()[1]}", data)
        printer.join(timeout=10)
    assert b"".join(got) == data


def test_printing_to_a_file_appends(tmp_path: Path) -> None:
    path = tmp_path / "printer"
    send_to_printer(f"file:{path}", b"one")
    send_to_printer(f" file:{path} ", b"two")
    assert path.read_bytes() == b"onetwo"


def test_a_printer_that_is_off_says_so_and_the_sale_stays(receipt: Receipt, store: Store, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for address in (f"tcp:127.0.0.1:{port}", f"file:{tmp_path}/no/such/device"):
        with pytest.raises(EnvironmentProblem) as caught:
            send_to_printer(address, b"data")
        assert caught.value.code == "printer.unreachable"
        assert "The sale is booked" in Catalogue().explain(caught.value)
    with store.read() as session:
        assert load_receipt(session, receipt.sale_id) == receipt


@pytest.mark.parametrize("address", [f"tcp:{'a' * 300}:9100", "tcp:\x00:1", "file:\x00"])
def test_an_address_that_cannot_even_be_tried_says_so(address: str) -> None:
    with pytest.raises(EnvironmentProblem, match=r"printer\.unreachable"):
        send_to_printer(address, b"data")


def test_a_number_too_long_for_the_paper_is_printed_as_text(receipt: Receipt) -> None:
    number = "X" * 300
    data = receipt_escpos(replace(receipt, number=number), Shop(name="Test"), Catalogue(), "cp858")
    assert b"\x1dk" not in data
    assert data.count(b"X") >= 300


def test_a_printer_that_hangs_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        address = f"tcp:127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(EnvironmentProblem, match="unreachable"):
            send_to_printer(address, b"x" * 50_000_000, timeout_s=0.2)


@pytest.mark.parametrize(
    "address", ["", "printer", "tcp:", "file:", "usb:1", "tcp:host:0", "tcp:host:99999", "tcp:host:x"]
)
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(UserError, match=r"printer\.address"):
        send_to_printer(address, b"data")


def test_a_return_says_where_it_came_from(
    goods: Goods, store: Store, associate: Actor, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    sale = goods.sell(associate, cloth=2)
    done = return_lines(
        store, associate, sale.sale_id, {sale.lines[0].line_id: 1}, True, [TenderRequest("cash", 499)], "back"
    )
    with store.read() as session:
        back = load_receipt(session, done.sale_id)
    assert (back.tenders, back.change_minor) == ((("cash", -499),), 0)
    text = pdf_text(receipt_pdf(back, SHOP, Catalogue(), tmp_path / "r.pdf"))
    for part in ("Return R000002", "from receipt R000001", "Paid back", "-£4.99"):
        assert part in text, part
