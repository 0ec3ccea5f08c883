"""`shopassistant models` from the outside."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from shopassistant.cli import main
from shopassistant.core.clock import FixedClock
from shopassistant.recommend.engine import Engine, index_folder
from shopassistant.store.artefacts import version_folder
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry
from tests.unit.recommend.shop import START, fill, two_circles


@pytest.fixture
def shop(store: Store) -> Store:
    store.clock = FixedClock(START + timedelta(days=401))
    fill(store, *two_circles(customers=20))
    return store


@pytest.fixture
def versions(shop: Store) -> list[str]:
    """Names of three versions, the oldest first."""
    made = []
    for _ in range(3):
        assert isinstance(shop.clock, FixedClock)
        shop.clock.advance(timedelta(days=1))
        made.append(Engine(shop, index_folder(shop.path)).fit().version)
    return made


def say(shop: Store, capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    """What the command prints."""
    assert main(["models", *words, "--db", str(shop.path)]) == status
    printed = capsys.readouterr()
    return printed.err if status else printed.out


def current(shop: Store) -> str | None:
    return version_folder.current(index_folder(shop.path))


def test_an_empty_list_says_so_and_fit_fills_it(shop: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nothing was learned" in say(shop, capsys, "list")
    assert "serves now" in say(shop, capsys, "fit", "--note", "first")
    (line, details) = say(shop, capsys, "list").splitlines()
    assert line.endswith("serving")
    assert "20 customers" in details
    assert "command (system)" in details
    assert details.endswith("; first")


def test_promote_and_roll_back(shop: Store, versions: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert f"Version {versions[0]} serves now." in say(shop, capsys, "promote", versions[0][:10])
    assert current(shop) == versions[0]
    assert versions[2] in say(shop, capsys, "rollback")
    assert current(shop) == versions[2]
    with shop.read() as session:
        actions = list(session.scalars(select(AuditEntry.action).where(AuditEntry.subject_type == "model")))
    assert actions[-2:] == ["model.promoted", "model.rolled_back"]


def test_learning_aside(shop: Store, versions: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "waits to be promoted" in say(shop, capsys, "fit", "--aside")
    assert current(shop) == versions[2]


def test_keep_and_remove(shop: Store, versions: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    say(shop, capsys, "keep", versions[0])
    listed = say(shop, capsys, "list")
    assert f"{versions[0]}  kept" in listed
    assert f"{versions[2]}  serving" in listed
    say(shop, capsys, "release", versions[0])
    assert f"{versions[0]}  ready" in say(shop, capsys, "list")
    say(shop, capsys, "remove", versions[0])
    assert versions[0] not in say(shop, capsys, "list")
    assert "serves now" in say(shop, capsys, "remove", versions[2], status=1)


def test_compare_and_show(shop: Store, versions: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "the same sales" in say(shop, capsys, "compare", versions[0], versions[1])
    shown = json.loads(say(shop, capsys, "show", versions[1]))
    assert shown["name"] == versions[1]
    assert shown["problem"] is None
    assert shown["settings"]["models"]["similar"]


def test_a_damaged_version_is_told_and_not_promoted(
    shop: Store, versions: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    victim = Path(index_folder(shop.path), versions[1], "time.days.npy")
    victim.write_bytes(victim.read_bytes() + b"x")
    listed = say(shop, capsys, "list")
    assert f"{versions[1]}  refused" in listed
    assert "time.days.npy" in listed
    assert "time.days.npy" in say(shop, capsys, "promote", versions[1], status=1)
    assert current(shop) == versions[2]


@pytest.mark.parametrize("name", ["x", "", "2", "../../shop.db"])
def test_an_unknown_or_ambiguous_name_is_said(
    shop: Store, versions: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "There is no version" in say(shop, capsys, "promote", name, status=1)
    assert current(shop) == versions[2]
