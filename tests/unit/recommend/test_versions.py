"""Versions of the index: listed, compared, promoted, rolled back, kept and removed, the same in every window."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import Conflict, EnvironmentProblem, NotAllowed, NotFound, UserError
from shopassistant.core.progress import NoProgress
from shopassistant.recommend.engine import Engine, Request, index_folder
from shopassistant.recommend.registry import VERSIONS_KEPT, ModelRegistry
from shopassistant.recommend.versions import compare, find
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.artefacts import version_folder
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, Sale, SaleLine
from tests.unit.recommend.shop import START, fill, two_circles


@pytest.fixture
def shop(store: Store) -> Store:
    store.clock = FixedClock(START + timedelta(days=401))
    fill(store, *two_circles(customers=20))
    return store


def window(shop: Store) -> tuple[Engine, ModelRegistry]:
    """The engine of one more window of the shop, and its registry."""
    engine = Engine(shop, index_folder(shop.path))
    assert engine.registry is not None
    return engine, engine.registry


def learn(engine: Engine, times: int = 1, **how: object) -> list[str]:
    """So many fits, a second apart; the names of their versions."""
    names = []
    for _ in range(times):
        assert isinstance(engine.store.clock, FixedClock)
        engine.store.clock.advance(timedelta(seconds=1))
        names.append(engine.fit(**how).version)  # type: ignore[arg-type]
    return names


def audit(shop: Store) -> list[tuple[str, str, object]]:
    """What was done to versions, in order: action, who, version."""
    with shop.read() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.subject_type == "model").order_by(AuditEntry.id))
        return [(row.action, row.actor_name, row.details["version"]) for row in rows]


def harm(folder: Path, name: str) -> None:
    """Replace a byte of a version, as a disk or a hand could."""
    victim = folder / name / "base.customer_ids.npy"
    raw = bytearray(victim.read_bytes())
    raw[-1] ^= 1
    victim.unlink()  # as an editor or a sync does; who maps the old file keeps it
    victim.write_bytes(raw)


def test_a_version_tells_how_it_came_to_be(shop: Store, manager: Actor) -> None:
    engine, registry = window(shop)
    (name,) = learn(engine, actor=manager, cause="person", note="before Christmas")
    (info,) = registry.list()
    assert (info.name, info.state, info.is_serving) == (name, "serving", True)
    assert (info.cause, info.started_by, info.note) == ("person", "Mia", "before Christmas")
    assert info.fitted_at == shop.clock.now().replace(microsecond=0)
    assert info.customers == 20
    assert info.purchases > 0
    assert info.data_from
    assert info.data_from < str(info.data_to)
    assert info.seconds > 0
    assert info.program
    assert info.size > sum(path.stat().st_size for path in (registry.folder / name).glob("*.npy"))
    assert len(info.checksum) == 64
    assert "similar" in info.settings["models"]  # type: ignore[operator]
    assert audit(shop) == [("model.learned", "Mia", name)]


def test_promote_and_roll_back(shop: Store, manager: Actor) -> None:
    engine, registry = window(shop)
    first, second, third = learn(engine, 3)
    assert engine.version == third
    registry.promote(manager, first)
    assert engine.version == first
    assert [one.state for one in registry.list()] == ["ready", "ready", "serving"]
    assert registry.roll_back(manager) == third
    assert registry.roll_back(manager) == second
    assert engine.version == second
    assert Engine(shop, engine.folder).load()
    assert version_folder.current(registry.folder) == second
    actions = [(action, version) for action, _, version in audit(shop)]
    assert actions[3:] == [("model.promoted", first), ("model.rolled_back", third), ("model.rolled_back", second)]


def test_nothing_served_before_the_first(shop: Store, manager: Actor) -> None:
    engine, registry = window(shop)
    learn(engine)
    with pytest.raises(UserError, match=r"model\.nothing_before"):
        registry.roll_back(manager)
    assert engine.is_ready


def test_a_version_can_be_learned_without_serving(shop: Store, manager: Actor) -> None:
    engine, registry = window(shop)
    (champion,) = learn(engine)
    (challenger,) = learn(engine, promote=False)
    assert engine.version == champion
    assert not registry.refresh()
    registry.promote(manager, challenger)
    assert engine.version == challenger


def test_every_window_serves_the_same_version(shop: Store, manager: Actor) -> None:
    mine, registry = window(shop)
    first, second = learn(mine, 2)
    other, elsewhere = window(shop)
    assert other.load()
    assert not other.refresh()
    registry.promote(manager, first)
    assert other.refresh()
    assert other.version == first
    elsewhere.roll_back(manager)
    assert mine.refresh()
    assert mine.version == second
    (third,) = learn(other)
    assert mine.refresh()
    assert mine.version == third
    assert not mine.refresh()


def test_a_window_that_never_loaded_finds_what_another_learned(shop: Store) -> None:
    late, _ = window(shop)
    assert not late.load()
    assert late.recommend(Request(1)).note_codes == ("recommend.note.no_index",)
    learn(window(shop)[0])
    assert late.refresh()
    assert late.is_ready


def test_a_damaged_version_is_not_promoted(shop: Store, manager: Actor) -> None:
    engine, registry = window(shop)
    first, second = learn(engine, 2)
    harm(registry.folder, first)
    with pytest.raises(EnvironmentProblem, match=r"recommend\.index_damaged") as caught:
        registry.promote(manager, first)
    assert caught.value.values["version"] == first
    with pytest.raises(EnvironmentProblem, match=r"recommend\.index_damaged"):
        registry.roll_back(manager)
    assert engine.version == version_folder.current(registry.folder) == second
    assert engine.problems == ()


def test_a_window_keeps_what_serves_when_another_makes_a_damaged_version_current(shop: Store) -> None:
    engine, registry = window(shop)
    first, second = learn(engine, 2)
    harm(registry.folder, first)
    version_folder.point_to(registry.folder, first)  # by hand: no window would
    assert not engine.refresh()
    assert engine.version == second
    assert [problem.values["version"] for problem in engine.problems] == [first]
    assert "recommend.note.older_index" in engine.recommend(Request(1)).note_codes
    states = {one.name: one.state for one in registry.list()}
    assert states == {first: "refused", second: "serving"}
    learn(engine)
    assert engine.problems == ()
    assert "recommend.note.older_index" not in engine.recommend(Request(1)).note_codes


def test_a_check_finds_what_is_damaged_and_leaves_it(shop: Store) -> None:
    engine, registry = window(shop)
    first, second, third = learn(engine, 3)
    assert registry.check() == {}
    harm(registry.folder, first)
    assert list(registry.check()) == [first]
    assert engine.version == third
    harm(registry.folder, third)
    found = registry.check(NoProgress())
    assert sorted(found) == [first, third]
    assert engine.version == second
    assert [one.state for one in registry.list(found)] == ["refused", "serving", "refused"]


def test_the_one_that_served_before_a_damaged_one_serves_not_the_newest(shop: Store, manager: Actor) -> None:
    engine, registry = window(shop)
    first, second, third = learn(engine, 3)
    registry.promote(manager, first)
    registry.promote(manager, second)
    harm(registry.folder, second)
    fresh, _ = window(shop)
    assert fresh.load()
    assert fresh.version == first
    assert third in version_folder.names(registry.folder)


def test_kept_versions_stay_others_go(shop: Store, manager: Actor) -> None:
    engine, registry = window(shop)
    kept, gone = learn(engine, 2)
    registry.keep(manager, kept)
    newest = learn(engine, VERSIONS_KEPT + 1)
    assert version_folder.names(registry.folder) == [*reversed(newest[1:]), kept]
    assert not (registry.folder / gone).exists()
    assert not list(registry.folder.glob(".removed-*"))
    assert find(registry.list(), kept).state == "kept"
    registry.keep(manager, kept, kept=False)
    learn(engine)
    assert kept not in version_folder.names(registry.folder)


def test_what_served_before_stays_for_the_way_back(shop: Store, manager: Actor) -> None:
    engine, registry = window(shop)
    old = learn(engine)[0]
    learn(engine, VERSIONS_KEPT - 1)
    registry.promote(manager, old)
    learn(engine, VERSIONS_KEPT, promote=False)
    assert version_folder.current(registry.folder) == old
    newest = learn(engine)[0]
    assert engine.version == newest
    assert registry.roll_back(manager) == old


def test_removed_versions_can_be_brought_back_until_the_next_fit(shop: Store, manager: Actor) -> None:
    engine, registry = window(shop)
    first, second = learn(engine, 2)
    with pytest.raises(Conflict, match=r"model\.version_serves"):
        registry.remove(manager, second)
    registry.remove(manager, first)
    assert [one.name for one in registry.list()] == [second]
    with pytest.raises(UserError, match=r"model\.nothing_before"):
        registry.roll_back(manager)
    registry.restore(manager, first)
    assert [one.name for one in registry.list()] == [second, first]
    registry.remove(manager, first)
    learn(engine)
    with pytest.raises(NotFound, match=r"model\.version_unknown"):
        registry.restore(manager, first)


@pytest.mark.parametrize("name", ["", "../shop.db", "20260101T000000-00000000", "..", "/"])
def test_only_versions_can_be_named(shop: Store, manager: Actor, name: str) -> None:
    engine, registry = window(shop)
    learn(engine)
    changes: tuple[Callable[[Actor, str], object], ...] = (
        registry.promote, registry.keep, registry.remove, registry.restore,
    )  # fmt: skip
    for change in changes:
        with pytest.raises(NotFound, match=r"model\.version_unknown"):
            change(manager, name)
    assert shop.path.exists()
    assert len(audit(shop)) == 1


def test_associates_change_nothing(shop: Store, associate: Actor) -> None:
    engine, registry = window(shop)
    first, second = learn(engine, 2)
    for change in (
        lambda: registry.promote(associate, first),
        lambda: registry.roll_back(associate),
        lambda: registry.keep(associate, first),
        lambda: registry.remove(associate, first),
        lambda: registry.restore(associate, first),
        lambda: engine.fit(actor=associate),
    ):
        with pytest.raises(NotAllowed, match=r"role\.required"):
            change()
    assert engine.version == version_folder.current(registry.folder) == second
    assert len(audit(shop)) == 2


def test_what_cannot_be_written_down_does_not_happen(
    shop: Store, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, registry = window(shop)
    first, second = learn(engine, 2)
    before = version_folder.served(registry.folder)

    def full(_session: Session) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(Session, "commit", full)
        for change in (lambda: registry.promote(manager, first), lambda: registry.roll_back(manager), engine.fit):
            with pytest.raises(EnvironmentProblem, match=r"recommend\.index_unwritable"):
                change()
            assert version_folder.served(registry.folder) == before
            assert engine.version == second
    assert len(audit(shop)) == 2


def test_one_fit_at_a_time(shop: Store) -> None:
    engine, registry = window(shop)
    other, _ = window(shop)

    class Meanwhile:
        """Another window wants to learn, too."""

        refused = 0

        def report(self, stage: str, done: int, total: int) -> None:
            if stage == "recommend.saving":
                (registry.folder / ".writing-mine").mkdir()
                with pytest.raises(Conflict, match=r"recommend\.fit_elsewhere"):
                    other.fit()
                self.refused += 1
                assert (registry.folder / ".writing-mine").exists()

    watching = Meanwhile()
    engine.fit(watching)
    assert watching.refused == 1
    assert len(registry.list()) == 1
    learn(other)
    assert not list(registry.folder.glob(".writing-*"))


def test_two_versions_side_by_side(shop: Store, manager: Actor) -> None:
    engine, registry = window(shop)
    learn(engine)
    same = compare(*registry.list(), *registry.list())
    assert same.data == same.settings == same.metrics == ()
    fill_more(shop)
    learn(engine)
    newer, older = registry.list()
    side = compare(newer, older)
    assert (side.before, side.after) == (older, newer)
    assert {one.key for one in side.data} >= {"purchases"}
    difference = next(one for one in side.data if one.key == "purchases")
    assert difference.before < difference.after
    assert find(registry.list(), newer.name) == newer
    with pytest.raises(NotFound):
        find(registry.list(), newer.name[:4])


def fill_more(shop: Store) -> None:
    """One more sale, to the first customer."""
    with shop.begin(SYSTEM) as unit:
        last = unit.session.scalars(select(Sale).order_by(Sale.id.desc()).limit(1)).one()
        values = {"kind": "sale", "source": "demo", "location_id": last.location_id, "currency": "GBP"}
        amounts = {"gross_minor": 1000, "discount_minor": 0, "total_minor": 1000, "tax_minor": 0}
        sale = Sale(number="R9999", customer_id=1, sold_at=last.sold_at, **values, **amounts)
        unit.session.add(sale)
        unit.session.flush()
        line = {"kind": "product", "description": "x", "quantity": 1, "unit_price_minor": 1000, "total_minor": 1000}
        unit.session.add(SaleLine(sale_id=sale.id, position=1, variant_id=1, **line))
        unit.commit()


def test_a_version_of_another_shop_is_refused(shop: Store, tmp_path: Path) -> None:
    from shopassistant.store.database import open_store

    engine, registry = window(shop)
    learn(engine)
    other = open_store(tmp_path / "other.db", create=True)
    try:
        stolen = Engine(other, registry.folder)
        assert not stolen.load()
        assert [problem.code for problem in stolen.problems] == ["recommend.index_damaged"]
    finally:
        other.close()
