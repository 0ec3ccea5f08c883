"""Whatever happens in a shop: the ledger equals the levels, and no unit is lost or comes twice."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopassistant.inventory import transfers
from shopassistant.inventory.counting import booking
from shopassistant.inventory.posting import levels
from shopassistant.store.check import check_store
from tests.benchmarks import ledger_walk
from tests.unit.inventory.walk.floor import Floor, in_windows
from tests.unit.inventory.walk.ground import Disagreement, make_ground
from tests.unit.inventory.walk.walking import STEPS, walk


def test_ten_thousand_operations_lose_and_double_nothing(tmp_path: Path) -> None:
    ground = walk(tmp_path / "walk.db", seed=20_261_120, operations=10_000, every=1_000, most_lines=16)
    ground.store.close()
    assert ground.refused > ground.calls / 50  # it also tried what must not be
    assert len(ground.model.receipts) > 100
    assert sum(not count.open for count in ground.model.counts.values()) > 20


@settings(max_examples=6)
@given(st.integers(0, 2**32))
def test_every_short_walk_agrees_after_each_step(seed: int) -> None:
    with TemporaryDirectory() as folder:
        walk(Path(folder) / "walk.db", seed, calls=40, every=1).store.close()


def test_a_walk_would_notice_a_lost_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = transfers._pair
    monkeypatch.setattr(transfers, "_pair", lambda *given: whole(*given)[:1])  # it leaves, and arrives nowhere
    with pytest.raises(Disagreement, match=r"levels|world"):
        walk(tmp_path / "walk.db", 1, calls=100, every=1)


def test_a_walk_would_notice_a_count_against_the_books_of_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = booking._post_counted

    def against_now(unit, count, booked, lines):  # type: ignore[no-untyped-def]
        found = levels(unit.session, [one.variant_id for one in booked], count.location_id)
        for one in booked:
            object.__setattr__(one, "book_units", found[one.variant_id].quantity)
        whole(unit, count, booked, lines)

    monkeypatch.setattr(booking, "_post_counted", against_now)
    with pytest.raises(Disagreement):
        walk(tmp_path / "walk.db", 2, calls=600, every=20)


def test_walks_with_many_seeds_report_what_they_did() -> None:
    figures = ledger_walk.run(tiny=True)
    assert (figures["problem_count"], figures["walks"]) == (0, 2), figures["problems"]


def test_every_step_is_taken_in_a_long_walk(tmp_path: Path) -> None:
    ground = make_ground(tmp_path / "walk.db", 3)
    for _ in range(3):
        for step, _ in STEPS:
            step(ground)
    assert ground.calls >= 2 * len(STEPS)
    ground.store.close()


def test_counting_while_others_sell_finds_what_is_truly_there(tmp_path: Path) -> None:
    ground = make_ground(tmp_path / "floor.db", 4, variants=6)
    floor = Floor(ground, units=40)
    in_windows(
        ground.store.path,
        lambda store: floor.sell(store, "till 1", 25),
        lambda store: floor.sell(store, "till 2", 25),
        lambda store: floor.count(store, "scanner", 4),
    )
    with ground.store.read() as session:
        books = levels(session, ground.variants, floor.shop)
    assert {variant: level.known for variant, level in books.items()} == floor.there
    assert check_store(ground.store).is_fine
    ground.store.close()
