"""Segments on the command line: grouped, used, shown, kept fresh, and taken away as a table that harms nobody."""

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest

from shopassistant.cli import main
from shopassistant.customers.consent import set_consent
from shopassistant.customers.edit import add_contact
from shopassistant.customers.segments.definitions import RfmGroups
from shopassistant.customers.segments.keeping import save_segment
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from tests.unit.customers.segments.shop import END, KINDS, fill
from tests.unit.shop_rows import AT, a_customer, a_product, a_sale


def said(capsys: pytest.CaptureFixture[str], store: Store, *arguments: str) -> str:
    assert main(["segments", *arguments, "--db", str(store.path)]) == 0
    return capsys.readouterr().out


def test_customers_are_grouped_used_and_listed(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    fill(store, 60)
    assert "No segments yet" in said(capsys, store, "list")
    text = said(capsys, store, "fit", "--groups", "4")
    assert "Best customers" in text
    assert "silhouette" in text
    found = json.loads(said(capsys, store, "fit", "--use", "--json"))
    assert found["recommended"] >= 3
    assert sum(one["size"] for one in found["groups"]) == 60 * len(KINDS)
    listed = json.loads(said(capsys, store, "list", "--json"))
    assert {one["name"] for one in listed} == {one["name"] for one in found["groups"]}
    assert sum(one["members"] for one in json.loads(said(capsys, store, "refresh", "--json"))) == 60 * len(KINDS)
    name = found["groups"][0]["name"]
    assert name in said(capsys, store, "show", name)
    assert json.loads(said(capsys, store, "show", name.upper(), "--json"))["versions"][0]["number"] == 1


def test_groups_of_rfm_are_counted(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    fill(store, 20)
    assert "Champions" in said(capsys, store, "rfm")
    assert sum(one["customers"] for one in json.loads(said(capsys, store, "rfm", "--json"))) == 20 * len(KINDS)


def test_a_segment_nobody_knows_is_a_sentence(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segments", "show", "x", "--db", str(store.path)]) == 1
    assert "There is no segment called “x”" in capsys.readouterr().err


def test_members_are_exported_with_ways_to_reach_them_only_by_consent_and_no_formula(
    store: Store, manager: Actor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    variant = a_product(store, stock=None)[0]
    willing, silent = a_customer(store, '=HYPERLINK("http://x")', number="W"), a_customer(store, number="S")
    for who in (willing, silent):
        a_sale(store, variant, customer_id=who, at=AT)
        add_contact(store, manager, who, "email", f"c{who}@example.com")
        add_contact(store, manager, who, "phone", "020 7946 0018")
    set_consent(store, manager, willing, "email", True)
    set_consent(store, manager, silent, "email", True, at=END - timedelta(days=9))
    set_consent(store, manager, silent, "email", False, at=END)
    save_segment(store, manager, "All", RfmGroups(("new", "lost", "hibernating", "promising", "about_to_sleep")))
    file = tmp_path / "all.csv"
    assert "2 customers written" in said(capsys, store, "export", "All", str(file))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["number"] for row in rows] == ["W", "S"]
    assert rows[0]["given_name"].startswith("'=")
    assert [row["email"] for row in rows] == [f"c{willing}@example.com", ""]
    assert [row["phone"] for row in rows] == ["", ""]
