"""Backups are one moment even while others sell, and restoring needs nobody to close their window."""

import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from shopassistant.cli import main
from shopassistant.core.errors import EnvironmentProblem, NotFound, UserError
from shopassistant.core.progress import Cancelled
from shopassistant.store import backup as backup_module
from shopassistant.store.actor import SYSTEM
from shopassistant.store.backup import copy_store, restore_store
from shopassistant.store.check import check_store
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import Sale
from tests.unit.store.shops import rows, sell, write_books

# Sells in another process until its input closes; prints a line after the first sale.
_SELLER = """
import sys, threading
from pathlib import Path
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import open_store
from tests.unit.store.shops import sell
store = open_store(Path(sys.argv[1]))
done = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), done.set()), daemon=True).start()
sold = 0
while not done.is_set():
    with store.begin(SYSTEM) as unit:
        sell(unit, 1)
        unit.commit()
    sold += 1
    if sold == 1:
        print("selling", flush=True)
print(sold, flush=True)
store.close()
"""


def one_sale(store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        sell(unit, 1)
        unit.commit()


def is_fine(path: Path) -> bool:
    store = open_store(path)
    report = check_store(store)
    store.close()
    return report.is_fine


def test_a_copy_is_the_whole_shop_in_one_file(store: Store, tmp_path: Path) -> None:
    write_books(store)
    target = tmp_path / "away" / "copy.db"
    copy_store(store.path, target)
    assert [path.name for path in target.parent.iterdir()] == ["copy.db"]
    copied = open_store(target)
    assert check_store(copied).counts == check_store(store).counts
    copied.close()


def test_copies_taken_while_another_process_sells_are_whole(store: Store, tmp_path: Path) -> None:
    write_books(store, sales=60)
    with subprocess.Popen(
        [sys.executable, "-c", _SELLER, str(store.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as seller:
        assert seller.stdout is not None
        assert seller.stdout.readline() == "selling\n"
        for number in range(6):
            copy_store(store.path, tmp_path / f"copy{number}.db")
        out, _ = seller.communicate("")
    assert seller.returncode == 0
    assert int(out) >= 6
    counts = []
    for number in range(6):
        copy = open_store(tmp_path / f"copy{number}.db")
        assert check_store(copy).is_fine
        counts.append(rows(copy, Sale))
        copy.close()
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_restoring_while_the_store_is_open_and_read(store: Store, tmp_path: Path) -> None:
    write_books(store)
    copy = tmp_path / "copy.db"
    copy_store(store.path, copy)
    for _ in range(3):
        one_sale(store)
    with store.read() as session:
        before = session.query(Sale).count()
        kept = restore_store(copy, store.path)
        assert session.query(Sale).count() == before == 7  # this reader goes on with what it saw
    assert rows(store, Sale) == 4
    one_sale(store)  # and the window goes on selling
    assert check_store(store).is_fine
    assert kept is not None
    earlier = open_store(kept)
    assert rows(earlier, Sale) == 7
    earlier.close()


def test_no_sale_falls_between_the_kept_state_and_the_restored_one(store: Store, tmp_path: Path) -> None:
    write_books(store)
    copy = tmp_path / "copy.db"
    copy_store(store.path, copy)
    sold = 0
    stop = threading.Event()

    def keep_selling() -> None:
        nonlocal sold
        while not stop.is_set():
            one_sale(store)
            sold += 1

    seller = threading.Thread(target=keep_selling)
    seller.start()
    try:
        kept = [restore_store(copy, store.path) for _ in range(4)]
    finally:
        stop.set()
        seller.join()
    assert check_store(store).is_fine
    found = rows(store, Sale) - 4
    for path in kept:
        assert path is not None
        assert is_fine(path)
        earlier = open_store(path)
        found += rows(earlier, Sale) - 4
        earlier.close()
    assert found == sold


def test_earlier_kept_states_are_not_overwritten(store: Store, tmp_path: Path) -> None:
    write_books(store)
    copy = tmp_path / "copy.db"
    copy_store(store.path, copy)
    kept = {restore_store(copy, store.path) for _ in range(3)}
    assert len(kept) == 3


def test_restoring_to_where_nothing_is(store: Store, tmp_path: Path) -> None:
    write_books(store)
    copy_store(store.path, tmp_path / "copy.db")
    assert restore_store(tmp_path / "copy.db", tmp_path / "new" / "shop.db") is None
    assert is_fine(tmp_path / "new" / "shop.db")


def test_restoring_over_a_damaged_store_keeps_the_damage_for_a_rescue(store: Store, tmp_path: Path) -> None:
    write_books(store)
    copy_store(store.path, tmp_path / "copy.db")
    store.close()
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"garbage" * 1000)
    kept = restore_store(tmp_path / "copy.db", broken)
    assert kept is not None
    assert kept.read_bytes() == b"garbage" * 1000
    assert is_fine(broken)


def damaged(good: Path, path: Path) -> None:
    content = bytearray(good.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    path.write_bytes(content)


def newer(good: Path, path: Path) -> None:
    shutil.copy(good, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def foreign(good: Path, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (id INTEGER)")


def letter(good: Path, path: Path) -> None:
    path.write_bytes(b"Dear Sir or Madam, " * 300)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (damaged, "store.damaged"),
        (newer, "store.newer"),
        (foreign, "store.foreign"),
        (letter, "store.not_a_database"),
        (lambda good, path: path.touch(), "store.foreign"),
    ],
)
def test_what_cannot_be_restored_is_refused_and_the_store_untouched(
    store: Store, tmp_path: Path, make: object, code: str
) -> None:
    write_books(store)
    copy_store(store.path, tmp_path / "good.db")
    assert callable(make)
    make(tmp_path / "good.db", tmp_path / "bad.db")
    with pytest.raises(EnvironmentProblem) as caught:
        restore_store(tmp_path / "bad.db", store.path)
    assert caught.value.code == code
    assert rows(store, Sale) == 4
    assert check_store(store).is_fine
    assert not list(tmp_path.glob("*.before-restore*"))


def test_an_older_backup_is_migrated_before_it_is_brought_back(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_books(store)
    old = tmp_path / "old.db"
    copy_store(store.path, old)
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()
    before = old.read_bytes()
    migrated: list[Path] = []

    def migrate(backup: Path, target: Path) -> None:
        migrated.append(target)
        copy_store(store.path, target)

    monkeypatch.setattr(backup_module, "_migrated_copy", migrate)
    one_sale(store)
    restore_store(old, store.path)
    assert len(migrated) == 1
    assert not migrated[0].exists()
    assert old.read_bytes() == before


def test_missing_and_same_files_are_refused(store: Store, tmp_path: Path) -> None:
    for action in (copy_store, restore_store):
        with pytest.raises(NotFound, match=r"store\.missing"):
            action(tmp_path / "missing.db", tmp_path / "x.db")
        with pytest.raises(UserError, match=r"backup\.same_file"):
            action(store.path, store.path)


def test_a_copy_that_cannot_be_written_leaves_the_old_one(store: Store, tmp_path: Path) -> None:
    write_books(store)
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentProblem, match=r"backup\.failed"):
        copy_store(store.path, tmp_path / "file" / "copy.db")


class Cancel:
    def report(self, stage: str, done: int, total: int) -> None:
        assert stage == "backup.copying"
        raise Cancelled


def test_cancelled_copies_and_restores_change_nothing(store: Store, tmp_path: Path) -> None:
    write_books(store)
    copy = tmp_path / "copy.db"
    copy_store(store.path, copy)
    before = copy.read_bytes()
    one_sale(store)
    with pytest.raises(Cancelled):
        copy_store(store.path, copy, Cancel())
    assert copy.read_bytes() == before
    assert not copy.with_name("copy.db.part").exists()
    with pytest.raises(Cancelled):
        restore_store(copy, store.path, progress=Cancel())
    assert rows(store, Sale) == 5
    assert check_store(store).is_fine


def test_command_line(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_books(store)
    copy, db = str(tmp_path / "copy.db"), str(store.path)
    assert main(["backup", copy, "--db", db]) == 0
    one_sale(store)
    assert main(["restore", copy, "--db", db]) == 0
    assert "before-restore-1" in capsys.readouterr().out
    assert rows(store, Sale) == 4
    assert main(["restore", str(tmp_path / "missing"), "--db", db]) == 1
    assert main(["backup", db, "--db", db]) == 1
    assert "same file" in capsys.readouterr().err
