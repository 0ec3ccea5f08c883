"""Customers, products and stock counts: what is new comes in, what staff changed since stays."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from shopassistant.core.errors import UserError
from shopassistant.ingest.importer import import_files
from shopassistant.ingest.options import ImportOptions
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    AuditEntry,
    Barcode,
    Category,
    Consent,
    Contact,
    Customer,
    ImportantDate,
    ImportRun,
    Note,
    PriceChange,
    Product,
    SaleLine,
    StockLevel,
    StockMovement,
    Variant,
)
from shopassistant.store.schema import Base as AnyTable
from shopassistant.tryon.eyewear.spec import spec_of
from shopassistant.tryon.looks.kinds import Earrings, Hat
from shopassistant.tryon.looks.reading import wearable_of
from tests.unit.ingest.helpers import row_counts, write

DATA = Path(__file__).parents[3] / "data"
CUSTOMERS = "Customer No,First name,Last name,E-mail,Phone,Country,Date of birth,Newsletter,Notes\n"
ZOE = "1,Zoë,Hartmann,ZOE@example.com,020 7946 0018,GB,1984-03-25,yes,likes linen\n"
PRODUCTS = "SKU,Model,Name,Category,Size,Price,Cost,EAN,VAT %,Lens width\n"
TEE = "TEE-S,TEE,Breton tee,Women > Tops,S,24.00,9.10,5012345000015,20,\n"


def _all(store: Store, model: type[AnyTable]) -> list[AnyTable]:
    with store.read() as session:
        return list(session.scalars(select(model)))


def _change(store: Store, statement: object) -> None:
    with store.begin(SYSTEM) as unit:
        unit.session.execute(statement)  # type: ignore[call-overload]
        unit.commit()


def test_the_sample_files_come_in_and_change_nothing_the_second_time(store: Store) -> None:
    files = sorted(DATA.glob("*.csv")) + sorted(DATA.glob("*.xlsx"))
    report = import_files(store, files)
    assert report.kind == "mixed"
    assert (report.customers, report.products, report.stock_counts) == (8, 10, 10)
    assert (
        report.lines_read
        == report.lines_new + report.lines_known + report.rejected + report.rule("import.rule.exact_duplicate").count
    )
    before = row_counts(store)
    again = import_files(store, files)
    assert (again.lines_new, row_counts(store)) == (0, before)
    one_by_one = [import_files(store, [path]).lines_new for path in files]
    assert one_by_one == [0] * len(files)


def test_a_customer_comes_with_contacts_consents_birthday_and_note(store: Store, tmp_path: Path) -> None:
    bad = "2,Sean,O'Neil,not an address,12,GB,,maybe,\n"
    report = import_files(store, [write(tmp_path, CUSTOMERS + ZOE + bad + ",,,,,,,,nobody\n")])
    counts = {rule.code.removeprefix("import.rule."): rule.count for rule in report.rules}
    assert (report.customers, counts["email_invalid"], counts["phone_invalid"], counts["customer_empty"]) == (
        2,
        1,
        1,
        1,
    )
    assert counts["consent_unclear"] == 1
    with store.read() as session:
        rows = session.execute(
            select(Contact.kind, Contact.value, Contact.lookup, Contact.is_valid).order_by(Contact.id)
        )
        assert [tuple(row) for row in rows] == [
            ("email", "ZOE@example.com", "zoe@example.com", True),
            ("phone", "020 7946 0018", "+442079460018", True),
            ("email", "not an address", "not an address", False),
            ("phone", "12", "12", False),
        ]
        assert [tuple(row) for row in session.execute(select(Consent.purpose, Consent.granted, Consent.source))] == [
            ("email", True, "import")
        ]
        birthday = session.execute(select(ImportantDate.month, ImportantDate.day, ImportantDate.year)).one()
        assert tuple(birthday) == (3, 25, 1984)
        assert session.scalars(select(Note.text)).all() == ["likes linen"]


def test_known_customers_are_completed_and_never_overwritten(store: Store, tmp_path: Path) -> None:
    import_files(store, [write(tmp_path, CUSTOMERS + ZOE)])
    _change(store, update(Customer).values(family_name="Hartmann-Lee"))
    richer = CUSTOMERS.replace("Notes", "City") + ZOE.replace("ZOE@", "work@").replace("likes linen", "Leeds").replace(
        "yes", "no"
    )
    report = import_files(store, [write(tmp_path, richer, "b.csv")])
    assert (report.customers, report.lines_new) == (0, 1)
    assert report.rule("import.rule.customer_differs").count == 1
    with store.read() as session:
        customer = session.scalars(select(Customer)).one()
        assert (customer.family_name, customer.city) == ("Hartmann-Lee", "Leeds")
        assert session.scalar(select(func.count()).select_from(Contact)) == 3
        assert session.scalars(select(Consent.granted)).all() == [True]
    assert import_files(store, [write(tmp_path, CUSTOMERS + ZOE)]).lines_new == 0


def test_customers_without_number_are_known_again_and_families_kept_apart(store: Store, tmp_path: Path) -> None:
    head = "Vorname;Nachname;Telefon\n"
    import_files(store, [write(tmp_path, head + "Anna;Groß;0049 30 901820\nBert;Groß;0049 30 901820\n")])
    assert len(_all(store, Customer)) == 2
    report = import_files(store, [write(tmp_path, head + "anna;GROSS;+49 (30) 901820\n", "b.csv")])
    assert (report.customers, len(_all(store, Customer))) == (0, 2)


def test_an_erased_customer_is_not_brought_back_and_a_merged_one_is_followed(store: Store, tmp_path: Path) -> None:
    other = ZOE.replace("1,Zoë,Hartmann", "2,Zoe,Hartman")
    import_files(store, [write(tmp_path, CUSTOMERS + ZOE + other)])
    with store.read() as session:
        first, second = session.scalars(select(Customer.id).order_by(Customer.id)).all()
    _change(store, update(Customer).where(Customer.id == second).values(status="merged", merged_into_id=first))
    head = "Invoice,SKU,Description,Quantity,Date,Price,Customer No\n"
    import_files(store, [write(tmp_path, head + "7,A,Apple,1,2024-01-25,1.00,2\n", "s.csv")])
    with store.read() as session:
        sale_customer = session.execute(select(SaleLine.sale_id)).all()
        assert len(sale_customer) == 1
    _change(store, update(Customer).where(Customer.id == first).values(status="erased", given_name="", family_name=""))
    report = import_files(store, [write(tmp_path, CUSTOMERS + ZOE.replace("linen", "wool"), "c.csv")])
    assert (report.customers, report.rule("import.rule.customer_erased").count) == (0, 1)


def test_products_come_with_variants_categories_barcodes_and_measures(store: Store, tmp_path: Path) -> None:
    frame = "OSLO,,Oslo frame,Eyewear,49,145.00,52.00,5012345000084,20,49.5\n"
    report = import_files(
        store, [write(tmp_path, PRODUCTS + TEE + TEE.replace("TEE-S", "TEE-M").replace("015", "022") + frame)]
    )
    assert (report.products, report.lines_new) == (2, 3)
    with store.read() as session:
        assert session.scalars(select(Category.path).order_by(Category.path)).all() == [
            "Eyewear",
            "Women",
            "Women / Tops",
        ]
        tee, oslo = session.scalars(select(Product).order_by(Product.id)).all()
        assert (tee.code, oslo.attributes) == ("TEE", {"lens_width_mm": 49.5})
        rows = session.execute(select(Variant.sku, Variant.size, Variant.price_minor, Variant.cost_minor)).all()
        assert tuple(rows[0]) == ("TEE-S", "S", 2400, 910)
        assert len(session.scalars(select(Barcode.code)).all()) == 3


def test_glasses_of_a_list_look_as_it_says(store: Store, tmp_path: Path) -> None:
    text = (
        "SKU;Bezeichnung;Preis;Glasbreite;Glashöhe;Stegbreite;Fassungsform;Fassungsmaterial;Rand;Tönung;Filterkategorie\n"
        "P-1;Brille Kiel;199,00;58;50;14;Pilot;Edelstahl;Vollrand;braun;3\n"
    )
    import_files(store, [write(tmp_path, text, "fassungen.csv")])
    with store.read() as session:
        attributes = session.scalars(select(Product.attributes)).one()
    spec = spec_of(attributes)
    assert (spec.shape, spec.material, spec.rim, spec.lens_height_mm) == ("aviator", "metal", "full", 50)
    assert max(spec.lens_colour) < 140
    assert spec.lens_colour[0] > spec.lens_colour[2]


def test_a_list_says_how_things_are_worn_also_of_goods_that_are_known_already(store: Store, tmp_path: Path) -> None:
    plain = "SKU;Bezeichnung;Preis;Farbe\nH-1;Hut Kiel;59,00;dunkelblau/navy\nO-1;Ringe;29,00;Silber\n"
    import_files(store, [write(tmp_path, plain, "waren.csv")])
    told = (
        "SKU;Bezeichnung;Preis;Farbe;Getragen als;Form;Kopfumfang;Krempe;Durchmesser\n"
        "H-1;Hut Kiel;59,00;dunkelblau/navy;Hut;Fedora;580;62,5;\nO-1;Ringe;29,00;Silber;Ohrringe;Creolen;;;32\n"
    )
    import_files(store, [write(tmp_path, told, "anprobe.csv")])
    with store.read() as session:
        rows = session.execute(select(Product.attributes, Variant.colour).join(Variant).order_by(Variant.sku)).all()
    hat, rings = (wearable_of(attributes, colour) for attributes, colour in rows)
    assert isinstance(hat, Hat)
    assert (hat.shape, hat.circumference_mm, hat.brim_mm) == ("brimmed", 580, 62.5)
    assert hat.colour == (0x1F, 0x2A, 0x4D), "navy"
    assert isinstance(rings, Earrings)
    assert (rings.shape, rings.diameter_mm) == ("hoop", 32)


def test_a_newer_price_list_changes_prices_and_the_old_one_never_changes_them_back(
    store: Store, tmp_path: Path
) -> None:
    old = write(tmp_path, PRODUCTS + TEE)
    import_files(store, [old])
    report = import_files(store, [write(tmp_path, PRODUCTS + TEE.replace("24.00", "26.00"), "b.csv")])
    assert (report.lines_new, report.rule("import.rule.price_changed").count) == (1, 1)
    assert import_files(store, [old]).lines_new == 0
    with store.read() as session:
        assert session.scalars(select(Variant.price_minor)).all() == [2600]
        assert session.scalars(select(PriceChange.price_minor).order_by(PriceChange.id)).all() == [2400, 2600]


def test_products_that_make_no_sense_are_refused(store: Store, tmp_path: Path) -> None:
    lines = TEE + TEE + ",,No code,,,1.00,,,,\nX,,,,,1.00,,,,\nY,,Y,,,,,,,\nZ,,Z,,,-1.00,,,,\nQ,,Q,,,cheap,,,,\n"
    report = import_files(store, [write(tmp_path, PRODUCTS + lines)])
    codes = {rule.code.removeprefix("import.rule.") for rule in report.rules if rule.effect == "refused"}
    assert codes == {
        "code_twice",
        "code_missing",
        "name_missing",
        "price_missing",
        "price_negative",
        "price_unreadable",
    }


def test_counts_open_the_ledger_and_later_ones_correct_it(store: Store, tmp_path: Path) -> None:
    import_files(store, [write(tmp_path, PRODUCTS + TEE)])
    first = write(tmp_path, "SKU,Counted,Date\nTEE-S,7,2024-01-31\nNOPE,1,2024-01-31\nTEE-S,8,2024-01-31\n", "one.csv")
    report = import_files(store, [first])
    assert (report.stock_counts, report.rejected) == (1, 2)
    assert {rule.code for rule in report.rules} == {"import.rule.product_unknown", "import.rule.code_twice"}
    assert import_files(store, [first]).lines_new == 0
    import_files(store, [write(tmp_path, "EAN;Bestand;Datum\n5012345000015;5;28.02.2024\n", "two.csv")])
    late = import_files(store, [write(tmp_path, "SKU,Counted,Date\nTEE-S,9,2024-02-15\n", "late.csv")])
    assert late.lines_new == 0
    with store.read() as session:
        moves = session.execute(select(StockMovement.reason, StockMovement.quantity).order_by(StockMovement.id)).all()
        assert [tuple(row) for row in moves] == [("opening", 7), ("count", -2)]
        level = session.scalars(select(StockLevel)).one()
        assert (level.quantity, level.is_counted) == (5, True)


def test_an_undated_count_is_of_the_day_it_first_came_in(store: Store, tmp_path: Path) -> None:
    products = write(tmp_path, PRODUCTS + TEE)
    counts = write(tmp_path, "SKU,Counted\nTEE-S,7\nTEE-M,3\n", "counts.csv")
    import_files(store, [products])
    import_files(store, [counts])
    import_files(
        store, [write(tmp_path, PRODUCTS + TEE.replace("TEE-S", "TEE-M").replace("5012345000015", ""), "m.csv")]
    )
    with store.begin(SYSTEM) as unit:
        variant, location = unit.session.execute(select(StockLevel.variant_id, StockLevel.location_id)).one()
        now = unit.clock.now()
        unit.session.add(StockMovement(variant_id=variant, location_id=location, quantity=-2, reason="sale", at=now))
        unit.commit()
    again = import_files(store, [counts])
    assert (again.stock_counts, again.lines_known) == (1, 1)
    with store.read() as session:
        assert sorted(session.scalars(select(StockLevel.quantity)).all()) == [3, 5]


def test_what_was_done_is_on_record_once(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, CUSTOMERS + ZOE)
    import_files(store, [path])
    copy = Path(shutil.copy(path, tmp_path / "copy.csv"))
    import_files(store, [copy])
    with store.read() as session:
        run = session.scalars(select(ImportRun)).one()
        assert (run.file_name, run.report["customers"]) == ("sales.csv", 1)
        audit = session.scalars(select(AuditEntry).where(AuditEntry.action == "import.finished")).one()
        assert audit.actor_kind == "import"
        assert "example.com" not in str(audit.details)


def test_ambiguous_days_are_asked_about_in_every_kind_of_file(store: Store, tmp_path: Path) -> None:
    files = {
        "c.csv": CUSTOMERS + ZOE.replace("1984-03-25", "03/04/1984"),
        "s.csv": "SKU,Counted,Date\nTEE-S,7,03/04/2024\n",
        "v.csv": "Invoice,SKU,Description,Quantity,Date,Price\n7,A,Apple,1,03/04/2024,1.00\n",
    }
    for name, text in files.items():
        with pytest.raises(UserError) as caught:
            import_files(store, [write(tmp_path, text, name)])
        assert caught.value.code == "import.dates_ambiguous"
    report = import_files(store, [tmp_path / "v.csv"], options=ImportOptions(day_first=True))
    assert (report.files[0].date_order, report.files[0].date_basis) == ("day_first", "option")
    assert report.first_at == "2024-04-03T00:00:00Z"
    assert datetime.fromisoformat(report.first_at).tzinfo == UTC


def test_totals_discounts_and_tax_agree_with_the_lines(store: Store, tmp_path: Path) -> None:
    head = "Bon;Artikelnr;Bezeichnung;Menge;Datum;Einzelpreis;Rabatt %;MwSt %\n"
    lines = "1;A;Schal;3;25.01.2024;10,00;10;19\n1;B;Hut;-1;25.01.2024;25,00;;19\n"
    import_files(store, [write(tmp_path, head + lines)])
    other = (
        "Receipt,SKU,Description,Quantity,Date,Total\n2,A,Scarf,3,2024-01-26,10.00\n3,A,Scarf,-3,2024-01-27,-10.00\n"
    )
    import_files(store, [write(tmp_path, other, "b.csv")])
    with store.read() as session:
        rows = session.execute(
            select(
                SaleLine.quantity,
                SaleLine.unit_price_minor,
                SaleLine.discount_minor,
                SaleLine.total_minor,
                SaleLine.tax_minor,
            )
        ).all()
    assert [tuple(row) for row in rows] == [
        (3, 1000, 300, 2700, 431), (-1, 2500, 0, -2500, -399), (3, 334, 2, 1000, 0), (-3, 334, -2, -1000, 0),
    ]  # fmt: skip
