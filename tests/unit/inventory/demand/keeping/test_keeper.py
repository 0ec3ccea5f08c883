"""Forecasts on disk: come back the same, swap whole, and are refused where they are damaged or somebody else's."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, fields
from datetime import UTC, date, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import Conflict, EnvironmentProblem, NotAllowed
from shopassistant.core.messages import Catalogue
from shopassistant.core.progress import Cancelled
from shopassistant.inventory.demand.keeping.fit import fit
from shopassistant.inventory.demand.keeping.keeper import Keeper
from shopassistant.inventory.demand.keeping.kind import FORECASTS, forecasts_folder
from shopassistant.inventory.demand.keeping.packing import pack, unpack
from shopassistant.inventory.demand.losses import losses
from shopassistant.store.actor import Actor
from shopassistant.store.artefacts import version_folder
from shopassistant.store.database import Store
from tests.unit.inventory.demand.keeping.killed_fit import MOMENTS, NEW_SERVES
from tests.unit.inventory.demand.till import FIRST, Till, after, moment


@pytest.fixture
def shop(store: Store) -> Store:
    """Ten weeks of two wares; the second one was out of stock for a week."""
    till = Till(store)
    till.open_all_days(range(70), receipts=8)
    belt = till.ware()
    till.move(belt, 0, 42, "opening", "06:00")
    for day in [*range(42), *range(49, 70)]:
        till.sell(belt, day, at="17:00")
        if day == 49:
            till.move(belt, 49, 100)
    till.write()
    store.clock = FixedClock(moment(after(70), "07:00"))
    return store


def fitted(store: Store) -> Keeper:
    """A fresh fit, a second after the one before."""
    assert isinstance(store.clock, FixedClock)
    store.clock.advance(timedelta(seconds=1))
    keeper = Keeper(store)
    fit(keeper, zone=UTC)
    return keeper


def test_forecasts_come_back_as_they_were_learned(shop: Store) -> None:
    keeper = fitted(shop)
    again = Keeper(shop)
    assert again.load()
    first, second = keeper.serving, again.serving
    assert first is not None
    assert second is not None
    assert second.forecasts.first_day == after(70)
    assert second.forecasts.horizon == 90
    for entry in fields(first.forecasts):
        one, other = (getattr(kept.forecasts, entry.name) for kept in (first, second))
        if isinstance(one, np.ndarray):
            assert np.array_equal(one, other)
            assert not other.flags.writeable
    assert second.forecasts.methods == first.forecasts.methods
    assert second.forecasts.backtest.origins == first.forecasts.backtest.origins
    drawn = second.forecasts.scenarios([0, 1], 20, seed=3)
    assert np.array_equal(drawn, first.forecasts.scenarios([0, 1], 20, seed=3))


def test_the_past_and_its_losses_are_kept_beside_them(shop: Store) -> None:
    keeper = fitted(shop)
    assert keeper.serving is not None
    past, forecasts = keeper.serving.past, keeper.serving.forecasts
    belt = forecasts.row_of[(2, 1)]
    assert past.sold(belt).tolist() == [1] * 42 + [0] * 7 + [1] * 21
    assert np.flatnonzero(past.is_unknown(belt)).tolist() == list(range(42, 49))
    assert past.lost(belt)[42:49] == pytest.approx([1] * 7, abs=0.15)
    [loss] = losses(past, forecasts.keys, after(42), after(49))
    assert (loss.variant_id, loss.location_id) == (2, 1)
    assert loss.units == pytest.approx(7, abs=0.8)
    assert loss.turnover_minor == pytest.approx(1000 * loss.units, abs=1)
    assert loss.margin_minor == pytest.approx(600 * loss.units, abs=1)
    assert losses(past, forecasts.keys, after(0), after(42), rows=[belt])[0].units < 0.5  # one evening
    assert losses(past, forecasts.keys, after(50), after(70)) == ()


def test_the_age_is_said_and_nothing_shifts_by_itself(shop: Store) -> None:
    keeper = fitted(shop)
    fresh = keeper.freshness()
    assert (fresh.fitted_at, fresh.first_day, fresh.sales_since) == (shop.clock.now(), after(70), 0)
    before = keeper.serving
    _sell_more(shop)
    assert keeper.freshness().sales_since == 2
    assert not keeper.refresh()
    assert keeper.serving is before


def _sell_more(store: Store) -> None:
    from tests.unit.shop_rows import a_sale

    for number in range(2):
        a_sale(store, 1, at=moment(after(70), "08:00"), number=f"NEW{number}")


def test_another_window_serves_what_this_one_saved(shop: Store) -> None:
    one, other = fitted(shop), Keeper(shop)
    assert other.refresh()
    assert not other.refresh()
    newer = fitted(shop)
    assert other.refresh()
    assert other.version == newer.version != one.version


@pytest.mark.parametrize("harm", ["flip", "cut", "missing", "pickle", "description", "other shop"])
def test_damage_is_refused_with_a_sentence_and_the_last_good_one_serves(shop: Store, harm: str, tmp_path: Path) -> None:
    first, second = fitted(shop), fitted(shop)
    _damage(second.folder / second.version, harm)
    keeper = Keeper(shop)
    assert keeper.load()
    assert keeper.version == first.version
    assert [problem.code for problem in keeper.problems] == ["forecast.kept_damaged"]
    assert keeper.version not in Catalogue().explain(keeper.problems[0])
    assert second.version in Catalogue().explain(keeper.problems[0])
    assert keeper.freshness().problems == keeper.problems


def _damage(version: Path, harm: str) -> None:
    victim = version / "forecasts.quantiles.npy"
    raw = victim.read_bytes()
    if harm == "flip":
        victim.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    elif harm == "cut":
        victim.write_bytes(raw[:-4])
    elif harm == "missing":
        victim.unlink()
    elif harm == "pickle":
        np.save(victim, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    elif harm == "description":
        described = version / "forecasts.json"
        said = json.loads(described.read_text())
        said["newest_sale_id"] += 1
        described.write_text(json.dumps(said))
    else:
        (version / "forecasts.json.seal").write_text("0" * 64)


def test_without_a_good_one_nothing_serves_and_the_next_fit_does(shop: Store) -> None:
    keeper = fitted(shop)
    _damage(keeper.folder / keeper.version, "cut")
    fresh = Keeper(shop)
    assert not fresh.load()
    assert fresh.freshness().fitted_at is None
    assert fitted(shop).problems == ()
    assert fresh.refresh()


def test_a_future_kind_is_not_guessed_at(shop: Store) -> None:
    from dataclasses import replace

    from shopassistant.store.artefacts import versions
    from shopassistant.store.artefacts.sealing import seal_key

    keeper = fitted(shop)
    kind = replace(FORECASTS, format=99)
    name = versions.save(kind, keeper.folder, shop.clock.now() + timedelta(hours=1), {}, {}, key=seal_key(shop, kind))
    version_folder.point_to(keeper.folder, name)
    fresh = Keeper(shop)
    assert fresh.load()
    assert fresh.version == keeper.version
    assert [problem.code for problem in fresh.problems] == ["forecast.kept_format"]


def test_a_stopped_fit_leaves_the_old_ones_serving(shop: Store) -> None:
    class Stop:
        def report(self, stage: str, done: int, total: int) -> None:
            if stage == "demand.saving":
                raise Cancelled

    keeper = fitted(shop)
    before = keeper.version
    with pytest.raises(Cancelled):
        fit(keeper, Stop(), zone=UTC)
    assert keeper.version == before
    assert version_folder.current(keeper.folder) == before


def test_only_two_versions_stay_on_the_disk(shop: Store) -> None:
    for _ in range(4):
        keeper = fitted(shop)
    assert len(version_folder.names(keeper.folder)) == 2


def test_one_fit_at_a_time(shop: Store) -> None:
    keeper = Keeper(shop)
    with version_folder.fitting(FORECASTS, keeper.folder), pytest.raises(Conflict, match=r"forecast\.fit_elsewhere"):
        fit(keeper, zone=UTC)


def test_managers_fit(shop: Store, associate: Actor) -> None:
    with pytest.raises(NotAllowed, match=r"role\.required"):
        fit(Keeper(shop), actor=associate, zone=UTC)
    assert not forecasts_folder(shop.path).exists()


def test_a_folder_that_cannot_be_written_is_explained(shop: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    with pytest.raises(EnvironmentProblem, match=r"forecast\.kept_unwritable"):
        fit(Keeper(shop, tmp_path / "file"), zone=UTC)


def test_a_shop_without_sales_gets_forecasts_of_nothing(store: Store) -> None:
    store.clock = FixedClock(moment(FIRST))
    keeper = Keeper(store)
    assert fit(keeper, zone=UTC).series == 0
    assert Keeper(store).load()


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize("stage", list(MOMENTS))
def test_a_killed_fit_leaves_whole_forecasts(shop: Store, stage: str) -> None:
    old = fitted(shop).version
    program = [sys.executable, "-m", "tests.unit.inventory.demand.keeping.killed_fit", str(shop.path), stage]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "here\n", "the moment never came"
        child.send_signal(signal.SIGKILL)
    keeper = Keeper(shop)
    assert keeper.load()
    assert keeper.problems == ()
    assert (keeper.version == old) == (stage not in NEW_SERVES)
    assert fitted(shop).version != old


@dataclass(frozen=True)
class Inner:
    days: tuple[date, ...]
    values: NDArray[np.float32]


@dataclass(frozen=True)
class Outer:
    inner: Inner
    names: tuple[str, ...]
    count: int
    share: float
    note: str | None = None


def test_packing_knows_nested_parts_dates_and_nothing() -> None:
    outer = Outer(Inner((date(2026, 1, 2),), np.arange(3, dtype=np.float32)), ("a", "b"), 3, 0.5)
    plain, arrays = pack(outer, "x")
    assert list(arrays) == ["x.inner.values"]
    back = unpack(Outer, "x", json.loads(json.dumps(plain)), arrays)
    assert back.inner.days == outer.inner.days
    assert (back.names, back.count, back.share, back.note) == (outer.names, 3, 0.5, None)
    with pytest.raises(KeyError):
        unpack(Outer, "x", {}, arrays)
    with pytest.raises(TypeError):
        pack(Outer(Inner((), np.zeros(1, np.float32)), ("a",), 1, 0.5, {1}), "x")  # type: ignore[arg-type]
