"""Encodings, delimiters, headers and damaged lines: what stands in a file is what is read, or it is refused."""

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopassistant.core.errors import ShopError, UserError
from shopassistant.core.progress import NoProgress
from shopassistant.ingest import csv_reader, encoding, limits
from shopassistant.ingest.headers import recognise
from shopassistant.ingest.layout import find_layout
from shopassistant.ingest.options import ImportOptions
from shopassistant.ingest.reading import read_file
from shopassistant.ingest.table import Table
from tests.unit.ingest.helpers import write

HEAD = "Receipt,SKU,Description,Quantity,Date,Price\n"
LINE = "1,A-1,{},1,2024-01-01,9.50\n"


def _read(path: Path, **options: object) -> Table:
    return read_file(path, ImportOptions(**options), NoProgress()).tables[0][0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp850", "mac_roman"]
)
def test_encodings_are_found(tmp_path: Path, name: str) -> None:
    words = ["Käse für Gäste", "crème brûlée", "jalapeño rojo", "grüne Strümpfe", "façade étagère"]
    text = HEAD + "".join(LINE.format(word) for word in words)
    table = _read(write(tmp_path, text, encoding=name))
    assert table.header[0] == "Receipt"
    assert table.columns[2].texts == words


def test_a_pound_sign_far_down_a_large_file_decides_its_encoding(tmp_path: Path) -> None:
    text = HEAD + LINE.format("plain") * 20_000 + LINE.format("voucher £20")
    table = _read(write(tmp_path, text, encoding="cp1252"))
    assert table.columns[2].texts == ["plain", "voucher £20"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_found(tmp_path: Path, mark: str, end: str) -> None:
    text = (HEAD + LINE.format("x")).replace(",", mark).replace("\n", end)
    table = _read(write(tmp_path, text))
    assert [column.texts for column in table.columns] == [["1"], ["A-1"], ["x"], ["1"], ["2024-01-01"], ["9.50"]]


def test_a_title_and_a_sep_line_above_the_header_are_passed_over(tmp_path: Path) -> None:
    title = write(tmp_path, "Sales of the year\n\n" + HEAD + LINE.format("x"))
    assert (_read(title).header[1], _read(title).lines.tolist()) == ("SKU", [4])
    said = write(tmp_path, "sep=;\n" + (HEAD + LINE.format("x")).replace(",", ";"), "sep.csv")
    assert (_read(said).header[1], _read(said).lines.tolist()) == ("SKU", [3])


def test_broken_lines_are_set_aside_and_the_others_read(tmp_path: Path) -> None:
    text = HEAD + LINE.format("good") + '2,A-2,"open,1,2024-01-01,1\n' + LINE.format("fine") + "3,A-3\n"
    text += "4,A-4,much,1,2024-01-01,1,2,3\n" + LINE.format("x" * 40_000) + "\n\n" + LINE.format('"two\nlines"')
    table = _read(write(tmp_path, text))
    assert table.columns[2].texts == ["good", "fine", "two\nlines"]
    reasons = {(bad.line, bad.reason) for bad in table.malformed}
    assert reasons == {(3, "quote_open"), (5, "too_few_fields"), (6, "too_many_fields"), (7, "field_too_long")}
    assert table.lines.tolist() == [2, 4, 10]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12), min_size=3, max_size=3
        ),
        max_size=40,
    )
)
def test_whatever_the_csv_module_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    holder = io.StringIO()
    csv.writer(holder, lineterminator="\n").writerows([["number", "name", "city"], *rows])
    path = tmp_path_factory.mktemp("csv") / "f.csv"
    path.write_text(holder.getvalue(), "utf-8", newline="")
    layout = csv_reader.Layout(",", 1, ("number", "name", "city"))
    table = csv_reader.read_table(path, "text", "utf-8", layout, NoProgress())
    found = [table.row(place) for place in range(len(table))]
    assert found == [row for row in rows if any(cell.strip() for cell in row)]
    assert table.malformed == ()


def test_chunks_never_cut_a_quoted_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reader, "_CHUNK", 7)
    text = HEAD + "".join(LINE.format(f'"line {n}\nmore, of it\nend"' if n % 3 else f"plain {n}") for n in range(100))
    table = _read(write(tmp_path, text))
    assert (len(table), table.malformed) == (100, ())
    assert table.columns[2].texts[1] == "line 1\nmore, of it\nend"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.file_empty"),
        (b"   \n\n", "import.file_empty"),
        (b"just words\nmore words\n", "import.one_column"),
        (b"%PDF-1.7 ...", "import.not_a_table"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "import.old_excel"),
        (b"PK\x03\x04 not really", "import.workbook_damaged"),
        (bytes(range(256)) * 20, "import.not_a_table"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0)[:-6], "import.truncated"),
        (b"\x1f\x8b" + b"garbage garbage garbage", "import.archive_damaged"),
        (HEAD.encode() + b"x" * 1_100_000, "import.line_too_long"),
        (b"fruit,colour\napple,red\n", "import.kind_unknown"),
        (b"Invoice,SKU,Quantity,Date\n1,2,3,4\n", "import.columns_missing"),
        (b"Invoice,SKU,Quantity,Date,Price,Price\n1,2,3,2024-01-01,5,6\n", "import.header_twice"),
        (b",".join(b"c%d" % n for n in range(300)) + b"\n", "import.too_many_columns"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_import_is_refused_with_a_code(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_file(path, ImportOptions(), NoProgress())
    assert caught.value.code == code


def test_missing_files_folders_and_wrong_options_are_said(tmp_path: Path) -> None:
    good = write(tmp_path, HEAD + LINE.format("x"))
    cases: list[tuple[Path, dict[str, object], str]] = [
        (tmp_path / "none.csv", {}, "import.file_missing"),
        (tmp_path, {}, "import.not_a_file"),
        (good, {"encoding": "klingon"}, "import.encoding_unknown"),
        (good, {"encoding": "utf-32"}, "import.encoding_wrong"),
        (good, {"mapping": {"sku": "Nope"}}, "import.map_column"),
        (good, {"mapping": {"nope": "SKU"}}, "import.map_field"),
    ]
    for path, options, code in cases:
        with pytest.raises(ShopError) as caught:
            _read(path, **options)
        assert caught.value.code == code


def test_a_bomb_is_refused_before_it_fills_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RATIO_FREE_BYTES", 1 << 20)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress((HEAD + LINE.format("x")).encode() * 100_000))
    with pytest.raises(UserError) as caught:
        _read(path)
    assert caught.value.code == "import.bomb"


@pytest.mark.parametrize(
    ("header", "kind", "fields"),
    [
        (
            "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
            "sales",
            {"sold_at": 4, "customer": 6},
        ),
        (
            "Belegnummer;Artikelnummer;Bezeichnung;Menge;Belegdatum;Einzelpreis;Rabatt %;Kundennummer",
            "sales",
            {"discount_percent": 6},
        ),
        (
            "N° facture;Réf.;Désignation;Quantité;Date facture;Prix unitaire;N° client",
            "sales",
            {"quantity": 3, "price": 5},
        ),
        ("Factura;Código;Descripción;Cantidad;Fecha;Precio;Cliente", "sales", {"sku": 1, "sold_at": 4}),
        ("SKU,Product name,Brand,Retail price,Cost,EAN", "products", {"name": 1, "barcode": 5}),
        ("Artikelnummer;Bezeichnung;Warengruppe;VK-Preis;EK", "products", {"cost": 4}),
        ("Customer No,First name,Last name,E-mail,Phone", "customers", {"number": 0, "email": 3}),
        ("Kundennr;Vorname;Nachname;Straße;PLZ;Ort;Telefon", "customers", {"street": 3, "city": 5}),
        ("Numéro client;Prénom;Nom;Courriel;Téléphone", "customers", {"given_name": 1, "email": 3}),
        ("Nombre;Apellidos;Correo electrónico;Teléfono", "customers", {"family_name": 1}),
        ("SKU,Counted,Date", "stock", {"quantity": 1, "counted_at": 2}),
        ("Artikelnr;Bestand;Filiale", "stock", {"location": 2}),
    ],
)
def test_headers_of_four_languages(header: str, kind: str, fields: dict[str, int]) -> None:
    mark = ";" if ";" in header else ","
    found = recognise(header.split(mark), ImportOptions(), "f.csv")
    assert found.kind == kind
    assert {field: found.columns.get(field) for field in fields} == fields


def test_a_mapping_wins_over_synonyms() -> None:
    options = ImportOptions(mapping={"sku": "Description", "description": "SKU", "customer": ""})
    found = recognise(["SKU", "Description", "Quantity", "Date", "Price", "Customer"], options, "f.csv")
    assert (found.columns["sku"], found.columns["description"], "customer" in found.columns) == (1, 0, False)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_every_beginning_has_an_encoding_or_is_no_table(sample: bytes) -> None:
    try:
        name = encoding.detect(sample, "f").name
    except UserError as error:
        code = error.code
    else:
        code = "read" if sample.decode(name, "replace") is not None else ""
    assert code in ("read", "import.not_a_table")


@settings(deadline=None)
@given(st.text(max_size=300))
def test_every_text_has_a_layout_or_is_refused(sample: str) -> None:
    try:
        layout = find_layout(sample, ImportOptions(), "f")
    except UserError as error:
        code = error.code
    else:
        code = "read" if len(layout.header) >= 2 else ""
    assert code in ("read", "import.one_column", "import.file_empty", "import.too_many_columns")
