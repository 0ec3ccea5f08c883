"""The index on disk: comes back the same, swaps whole, and refuses what is damaged."""

import dataclasses
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.messages import Catalogue
from shopassistant.core.progress import Cancelled
from shopassistant.recommend import artefacts
from shopassistant.recommend.engine import Engine, Request, index_folder
from shopassistant.recommend.index_kind import INDEX
from shopassistant.store.artefacts import version_folder, versions
from shopassistant.store.artefacts.sealing import seal_key
from shopassistant.store.database import Store
from tests.unit.recommend.shop import START, fill, two_circles


@pytest.fixture
def shop(store: Store) -> Store:
    store.clock = FixedClock(START + timedelta(days=401))
    fill(store, *two_circles(customers=30))
    return store


def fitted(store: Store) -> Engine:
    """A fresh fit, a second after the one before."""
    assert isinstance(store.clock, FixedClock)
    store.clock.advance(timedelta(seconds=1))
    engine = Engine(store, index_folder(store.path))
    engine.fit()
    return engine


def answers(engine: Engine) -> list[tuple[int, float, str]]:
    return [
        (item.product_id, item.score, item.reason_code)
        for customer in (1, 2, None)
        for item in engine.recommend(Request(customer, "all")).items
    ]


def test_a_loaded_index_answers_as_the_fitted_one(shop: Store) -> None:
    engine = fitted(shop)
    loaded = Engine(shop, engine.folder)
    assert loaded.load()
    assert answers(loaded) == answers(engine)
    assert loaded.fitted_at == shop.clock.now()


def test_a_version_tells_what_it_was_made_of(shop: Store) -> None:
    engine = fitted(shop)
    assert engine.folder is not None
    name = version_folder.current(engine.folder)
    assert name is not None
    description = artefacts.describe(engine.folder, name, seal_key(shop, INDEX)).description
    assert description["data_from"] < description["data_to"]
    assert description["models"]["similar"]["neighbours"] == 200
    assert set(description["files"]) == {path.stem for path in (engine.folder / name).glob("*.npy")}


@pytest.mark.parametrize("harm", ["flip", "cut", "missing", "pickle", "description"])
def test_damage_is_refused_and_the_last_good_one_serves(shop: Store, harm: str) -> None:
    first = fitted(shop)
    second = fitted(shop)
    assert second.folder is not None
    version = second.folder / str(version_folder.current(second.folder))
    damage(version, harm)
    engine = Engine(shop, second.folder)
    assert engine.load()
    assert [problem.code for problem in engine.problems] == ["recommend.index_damaged"]
    assert Catalogue().explain(engine.problems[0])
    assert "recommend.note.older_index" in engine.recommend(Request(None)).note_codes
    assert answers(engine) == answers(first)


def damage(version: Path, harm: str) -> None:
    """Do something to the files of a version that a disk or a hand could do."""
    victim = version / "similar.similarity.npy"
    raw = bytearray(victim.read_bytes())
    if harm == "flip":
        raw[-3] ^= 1
        victim.write_bytes(raw)
    elif harm == "cut":
        victim.write_bytes(raw[:-100])
    elif harm == "missing":
        victim.unlink()
    elif harm == "pickle":
        np.save(victim, np.array([{"run": "me"}], object), allow_pickle=True)
    else:
        path = version / "index.json"
        path.write_text(path.read_text().replace('"neighbours": 200', '"neighbours": 999'))


def test_nothing_good_left_means_plain_answers(shop: Store) -> None:
    engine = fitted(shop)
    assert engine.folder is not None
    damage(engine.folder / str(version_folder.current(engine.folder)), "flip")
    engine = Engine(shop, engine.folder)
    assert not engine.load()
    assert engine.recommend(Request(1)).note_codes == ("recommend.note.no_index",)


def test_an_index_that_knew_less_of_each_product_is_learned_anew(tmp_path: Path) -> None:
    name = versions.save(dataclasses.replace(INDEX, format=2), tmp_path, START, {}, {"facts": np.zeros((19, 3))})
    with pytest.raises(EnvironmentProblem, match=r"recommend\.index_format"):
        artefacts.load(tmp_path, name)


def test_a_future_format_is_not_guessed_at(tmp_path: Path) -> None:
    name = versions.save(dataclasses.replace(INDEX, format=99), tmp_path, START, {}, {"x": np.arange(3)})
    with pytest.raises(EnvironmentProblem, match=r"recommend\.index_format"):
        artefacts.load(tmp_path, name)


def test_a_stopped_fit_leaves_the_old_index_serving(shop: Store) -> None:
    engine = fitted(shop)
    before, folder = answers(engine), engine.folder
    assert folder is not None
    serving = version_folder.current(folder)

    class Stop:
        def report(self, stage: str, done: int, total: int) -> None:
            if stage == "recommend.saving":
                raise Cancelled

    with pytest.raises(Cancelled):
        engine.fit(Stop())
    assert answers(engine) == before
    assert version_folder.current(folder) == serving
    (folder / ".writing-left").mkdir()  # as a killed fit would leave it
    assert Engine(shop, folder).load()
    fitted(shop)
    assert not list(folder.glob(".writing-*"))


def test_a_folder_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where a folder should be")
    with pytest.raises(EnvironmentProblem, match=r"recommend\.index_unwritable"):
        artefacts.save(tmp_path / "models", START, {}, {})


def test_a_byte_changed_in_any_file_of_an_index_is_refused_and_the_last_good_one_serves(shop: Store) -> None:
    first, second = fitted(shop), fitted(shop)
    assert second.folder is not None
    version = second.folder / second.version
    window = Engine(shop, second.folder)
    assert window.load()
    for file in sorted(version.iterdir()):
        raw = file.read_bytes()
        place = len(raw) // 2
        replace(file, raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        engine = Engine(shop, second.folder)
        assert engine.load(), file.name
        assert engine.version == first.version
        (problem,) = engine.problems
        assert problem.values["version"] == second.version
        named = "index.json" if file.name == "index.json.seal" else file.name
        assert problem.values["file"] == named
        sentence = Catalogue().explain(problem)
        assert second.version in sentence
        assert named in sentence
        replace(file, raw)
    assert window.registry is not None
    assert window.registry.check() == {}
    damage(version, "missing")
    assert list(window.registry.check()) == [second.version]
    assert window.version == first.version
    assert "recommend.note.older_index" in window.recommend(Request(None)).note_codes


def replace(file: Path, raw: bytes) -> None:
    """Put another file in the place of one, as a sync does; a window that maps the old one keeps it."""
    file.unlink()
    file.write_bytes(raw)
