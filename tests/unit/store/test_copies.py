"""Who may carry the shop away and who may replace it is asked below any window, and written down."""

from pathlib import Path

import pytest
from sqlalchemy import select

from shopassistant.core.errors import NotAllowed
from shopassistant.core.progress import Cancelled
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.copies import back_up, bring_back
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry
from shopassistant.store.staff import add_staff


def _trail(store: Store, action: str) -> list[tuple[str, int | None]]:
    with store.read() as session:
        found = session.execute(
            select(AuditEntry.actor_name, AuditEntry.staff_id).where(AuditEntry.action == action)
        ).all()
    return [(name, staff_id) for name, staff_id in found]


def test_a_copy_is_a_managers_and_is_written_down(
    store: Store, manager: Actor, associate: Actor, tmp_path: Path
) -> None:
    with pytest.raises(NotAllowed):
        back_up(store, associate, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
    back_up(store, manager, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").exists()
    assert _trail(store, "store.backed_up") == [("Mia", manager.staff_id)]


class _StopsAtOnce:
    def report(self, stage: str, done: int, total: int) -> None:
        raise Cancelled


def test_both_can_be_stopped_and_leave_everything_as_it_was(store: Store, manager: Actor, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        back_up(store, manager, tmp_path / "copy.db", _StopsAtOnce())
    assert list(tmp_path.glob("copy*")) == []
    back_up(store, manager, tmp_path / "copy.db")
    with pytest.raises(Cancelled):
        bring_back(store, SYSTEM, tmp_path / "copy.db", _StopsAtOnce())
    assert _trail(store, "store.restored") == []
    assert _trail(store, "store.backed_up") == [("Mia", manager.staff_id)]


def test_bringing_back_is_an_administrators_even_of_one_the_copy_does_not_know(
    store: Store, manager: Actor, tmp_path: Path
) -> None:
    back_up(store, manager, tmp_path / "copy.db")
    with pytest.raises(NotAllowed):
        bring_back(store, manager, tmp_path / "copy.db")
    with store.begin(SYSTEM) as unit:
        boss = Actor("staff", "Zoë", add_staff(unit, "Zoë", "administrator", "8642"), "administrator")
        unit.commit()
    kept = bring_back(store, boss, tmp_path / "copy.db")
    assert kept is not None
    assert kept.exists()
    assert _trail(store, "store.restored") == [("Zoë", None)]
    with store.read() as session:
        assert "staff.added" in session.scalars(select(AuditEntry.action))
