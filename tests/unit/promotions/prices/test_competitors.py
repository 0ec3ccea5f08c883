"""Other shops' prices come in from any usual table, are asked about where they are not clear, and break nothing."""

import random
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import NotAllowed, ShopError, UserError
from shopassistant.promotions.prices.competitors.importing import (
    forget,
    list_competitors,
    look_again,
    look_at,
    take_in,
)
from shopassistant.promotions.prices.competitors.understanding import Columns
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import CompetitorPrice, Variant
from tests.unit.promotions.prices.shelf import NOW
from tests.unit.shop_rows import a_product


@pytest.fixture
def shop(store: Store) -> Store:
    store.clock = FixedClock(NOW)
    a_product(store, "Scarf", barcode="4006381333931")
    a_product(store, "Hat")
    return store


def skus(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Variant.sku).order_by(Variant.id)))


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def prices(store: Store) -> list[tuple[int, str, int, date]]:
    with store.read() as session:
        rows = session.scalars(select(CompetitorPrice).order_by(CompetitorPrice.id))
        return [(row.variant_id, row.competitor, row.price_minor, row.seen_on) for row in rows]


def test_a_german_export_is_understood_by_its_headings(shop: Store, manager: Actor, tmp_path: Path) -> None:
    sku = skus(shop)[1]
    text = (
        f"Artikelnummer;Händler;Preis;Datum\n4006381333931;Müller;1.234,50 €;03.05.2026\n{sku};Müller;9,99;04.05.2026\n"
    )
    look = look_at(shop, write(tmp_path / "preise.csv", text, "cp1252"))
    assert look.problem is None
    done = take_in(shop, manager, look)
    assert (done.added, done.changed, done.variants) == (2, 0, 2)
    assert prices(shop) == [(1, "Müller", 123_450, date(2026, 5, 3)), (2, "Müller", 999, date(2026, 5, 4))]


def test_the_same_file_again_changes_nothing_and_a_corrected_one_only_that(
    shop: Store, manager: Actor, tmp_path: Path
) -> None:
    file = write(tmp_path / "p.csv", "ean,shop,price,date\n4006381333931,Corner,9.99,2026-05-01\n")
    take_in(shop, manager, look_at(shop, file))
    again = take_in(shop, manager, look_at(shop, file))
    assert (again.added, again.changed) == (0, 0)
    write(file, "ean,shop,price,date\n4006381333931,Corner,8.99,2026-05-01\n")
    corrected = take_in(shop, manager, look_at(shop, file))
    assert (corrected.added, corrected.changed) == (0, 1)
    assert [one[2] for one in prices(shop)] == [899]


def test_without_a_name_it_is_asked_whose_prices_they_are(shop: Store, manager: Actor, tmp_path: Path) -> None:
    file = write(tmp_path / "p.csv", "sku,price\n" + f"{skus(shop)[0]},9.99\n")
    look = look_at(shop, file)
    assert look.problem is not None
    assert look.problem.code == "prices.competitor_missing"
    with pytest.raises(UserError):
        take_in(shop, manager, look)
    named = look_again(shop, look.sheet, Columns(look.columns.mapping, competitor="Corner shop"))
    assert take_in(shop, manager, named).added == 1
    assert prices(shop)[0][1:] == ("Corner shop", 999, NOW.date())


def test_columns_nobody_knows_are_asked_for_and_can_be_said(shop: Store, manager: Actor, tmp_path: Path) -> None:
    file = write(tmp_path / "p.csv", "a;b;c\n" + f"{skus(shop)[0]};9,99;Corner\n")
    look = look_at(shop, file)
    assert look.problem is not None
    assert look.problem.code == "prices.column_missing"
    said = look_again(shop, look.sheet, Columns({"code": "a", "price": "b", "competitor": "c"}))
    assert take_in(shop, manager, said).added == 1


def test_lines_that_mean_nothing_are_left_out_and_counted(shop: Store, manager: Actor, tmp_path: Path) -> None:
    sku = skus(shop)[0]
    rows = [
        f"{sku},Corner,9.99",
        "nobody,Corner,1.00",
        f"{sku},,2.00",
        f"{sku},Corner,free",
        f"{sku},Corner,-3",
        ",x,1",
    ]
    look = look_at(shop, write(tmp_path / "p.csv", "sku,shop,price\n" + "\n".join(rows) + "\n"))
    assert look.understood is not None
    counted = {code: count for code, count, _ in look.understood.refused}
    assert counted["prices.line.no_price"] == 2
    assert counted["prices.line.unknown_code"] == 1
    assert counted["prices.line.no_competitor"] == 1
    assert take_in(shop, manager, look).added == 1


def test_a_day_that_could_be_either_is_asked(shop: Store, tmp_path: Path) -> None:
    text = "sku,shop,price,date\n" + f"{skus(shop)[0]},Corner,9.99,03/04/2026\n"
    look = look_at(shop, write(tmp_path / "p.csv", text))
    assert look.problem is not None
    assert look.problem.code.startswith("import.dates")
    said = look_again(shop, look.sheet, Columns(look.columns.mapping, day_first=True))
    assert said.understood is not None
    assert said.understood.prices[0].seen_on == date(2026, 4, 3)


def test_a_workbook_is_read_like_a_csv(shop: Store, manager: Actor, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["SKU", "Competitor", "Price", "Date"])
    book.active.append([skus(shop)[0], "Big chain", 12.5, date(2026, 5, 2)])
    book.save(tmp_path / "p.xlsx")
    assert take_in(shop, manager, look_at(shop, tmp_path / "p.xlsx")).added == 1
    assert prices(shop)[0][1:] == ("Big chain", 1_250, date(2026, 5, 2))


def test_a_competitor_can_be_forgotten(shop: Store, manager: Actor, tmp_path: Path) -> None:
    file = write(tmp_path / "p.csv", "ean,shop,price\n4006381333931,Corner,9.99\n4006381333931,Big,8.99\n")
    take_in(shop, manager, look_at(shop, file))
    forget(shop, manager, "Corner")
    with shop.read() as session:
        assert [name for name, _, _ in list_competitors(session)] == ["Big"]


def test_only_managers_take_prices_in(shop: Store, associate: Actor, tmp_path: Path) -> None:
    look = look_at(shop, write(tmp_path / "p.csv", "ean,shop,price\n4006381333931,Corner,9.99\n"))
    with pytest.raises(NotAllowed):
        take_in(shop, associate, look)
    with pytest.raises(NotAllowed):
        forget(shop, associate, "Corner")
    assert prices(shop) == []


def test_hostile_files_are_refused_with_a_sentence_or_read_and_never_crash(
    shop: Store, manager: Actor, tmp_path: Path
) -> None:
    draws = random.Random(7)
    base = ("sku,shop,price,date\n" + f"{skus(shop)[0]},Corner,9.99,2026-05-01\n" * 20).encode()
    outcomes = {"read": 0, "refused": 0}
    for number in range(150):
        raw = bytearray(base)
        for _ in range(draws.randrange(1, 30)):
            raw[draws.randrange(len(raw))] = draws.choice(b'\x00\xff",;\n\r=\t\x9d9')
        file = tmp_path / f"{number}.csv"
        file.write_bytes(bytes(raw) if draws.random() < 0.8 else bytes(raw[: draws.randrange(len(raw))]))
        try:
            look = look_at(shop, file)
            take_in(shop, manager, look)
            outcomes["read"] += 1
        except ShopError:  # any other error fails the test
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 0, outcomes
    assert all(0 < minor < 100_000_000 and name.isprintable() for _, name, minor, _ in prices(shop))
