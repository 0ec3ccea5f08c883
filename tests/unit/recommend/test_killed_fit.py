"""A refit that is killed, really and at any moment, leaves the old index serving, and the next fit works."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from shopassistant.recommend.engine import Engine, Request, index_folder
from shopassistant.store.artefacts import version_folder
from shopassistant.store.check import check_store
from shopassistant.store.database import Store
from tests.unit.recommend.killed_fit import MOMENTS, NEW_SERVES
from tests.unit.recommend.shop import fill, two_circles

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL")


@pytest.fixture
def shop(store: Store) -> Store:
    fill(store, *two_circles(customers=20))
    return store


def answers(engine: Engine) -> list[tuple[int, float, str]]:
    return [
        (item.product_id, item.score, item.reason_code)
        for customer in (1, 2, None)
        for item in engine.recommend(Request(customer, "all")).items
    ]


def kill_a_fit(shop: Store, moment: str) -> None:
    """Start a fit in a process of its own and kill it when it says that the moment has come."""
    program = [sys.executable, "-m", "tests.unit.recommend.killed_fit", str(shop.path), moment]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "here\n", "the moment never came"
        child.send_signal(signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL


@pytest.mark.parametrize("moment", list(MOMENTS))
def test_killed_at(shop: Store, moment: str) -> None:
    engine = Engine(shop, index_folder(shop.path))
    old = engine.fit().version
    before = answers(engine)
    kill_a_fit(shop, moment)

    fresh = Engine(shop, engine.folder)
    assert fresh.load(), fresh.problems
    assert fresh.problems == ()
    assert fresh.registry is not None
    assert fresh.registry.check() == {}
    assert (fresh.version == old) == (moment not in NEW_SERVES)
    assert answers(fresh) == before  # the sales are the same, and so is what is learned from them
    assert answers(engine) == before
    assert check_store(shop).is_fine

    newest = fresh.fit().version
    assert engine.refresh()
    assert engine.version == fresh.version == newest
    assert version_folder.current(fresh.registry.folder) == newest
    left = [path.name for path in fresh.registry.folder.iterdir() if path.name not in {"CURRENT", ".fitting"}]
    assert sorted(left, reverse=True) == version_folder.names(fresh.registry.folder)


def test_the_first_fit_killed_leaves_plain_answers(shop: Store) -> None:
    kill_a_fit(shop, "half of the arrays")
    engine = Engine(shop, index_folder(shop.path))
    assert not engine.load()
    assert engine.recommend(Request(1)).note_codes == ("recommend.note.no_index",)
    engine.fit()
    assert engine.is_ready
    assert timedelta(0) <= shop.clock.now() - engine.fitted_at < timedelta(minutes=5)  # type: ignore[operator]
