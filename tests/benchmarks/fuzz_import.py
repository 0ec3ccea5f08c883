"""Thousands of broken and hostile files: none may crash or hang the import, or change a store that refused it.

`python -m tests.benchmarks.fuzz_import --count 10000 [--seed 1]` prints how many were imported or refused and why, and
the slowest. A file that raises anything but an expected error is kept and named, and the exit status is 1.
"""

import argparse
import random
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from shopassistant.core.errors import UserError
from shopassistant.ingest.importer import import_files
from shopassistant.ingest.options import ImportOptions
from shopassistant.ingest.preview import preview_file
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.shop import Shop, ensure_location, save_shop
from tests.benchmarks import mutations

_DATA = Path(__file__).parents[2] / "data"
# A file that takes longer hangs.
_PATIENCE_SECONDS = 60
# A fresh store now and then, so that it does not grow with what is imported.
_PER_STORE = 500


@dataclass
class Outcome:
    """What became of the files."""

    imported: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    crashed: list[str] = field(default_factory=list)
    changed_by_refusal: list[str] = field(default_factory=list)
    slowest_seconds: float = 0.0
    slowest: str = ""


class Hang(Exception):
    """A file took too long."""


def run(tiny: bool = False) -> dict[str, object]:
    """Figures of a small run, for the table of all benchmarks."""
    return figures(fuzz(60 if tiny else 2_000, seed=1, with_bombs=not tiny))


def figures(outcome: Outcome) -> dict[str, object]:
    """The outcome as plain values."""
    return {
        "imported": outcome.imported,
        "refused": sum(outcome.refused.values()),
        "crashed": len(outcome.crashed),
        "changed the store though refused": len(outcome.changed_by_refusal),
        "slowest (s)": round(outcome.slowest_seconds, 2),
    }


def fuzz(count: int, seed: int, *, with_bombs: bool = True, keep: Path | None = None) -> Outcome:
    """Import `count` mutated files.

    Args:
        keep: folder for files that crash the import.
    """
    dice = random.Random(seed)
    texts = [path.read_bytes() for path in sorted(_DATA.glob("*.csv"))]
    books = [path.read_bytes() for path in sorted(_DATA.glob("*.xlsx"))]
    bombs = mutations.bombs() if with_bombs else {}
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for start in range(0, count, _PER_STORE):
            some = range(start, min(start + _PER_STORE, count))
            _with_one_store(folder / f"{start}.db", some, dice, texts, books, bombs, outcome, keep)
    return outcome


def _with_one_store(
    place: Path,
    numbers: range,
    dice: random.Random,
    texts: list[bytes],
    books: list[bytes],
    bombs: dict[str, bytes],
    outcome: Outcome,
    keep: Path | None,
) -> None:
    store = _shop(place)
    try:
        with closing(sqlite3.connect(place)) as watcher:
            for number in numbers:
                name, data = make(number, dice, texts, books, bombs)
                _one(store, watcher, place.with_name(name), data, _options(dice), outcome, keep)
            assert watcher.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert watcher.execute("PRAGMA foreign_key_check").fetchall() == []
            wrong = watcher.execute(
                "SELECT count(*) FROM sale WHERE total_minor <> "
                "(SELECT coalesce(sum(total_minor), 0) FROM sale_line WHERE sale_id = sale.id)"
            )
            assert wrong.fetchone() == (0,)
    finally:
        store.close()
        for path in place.parent.iterdir():
            path.unlink()


def _shop(place: Path) -> Store:
    store = open_store(place, create=True)
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Fuzz"))
        ensure_location(unit)
        unit.commit()
    import_files(store, [_DATA / "products.csv", _DATA / "customers.csv", _DATA / "sales.csv"])
    return store


def make(
    number: int, dice: random.Random, texts: list[bytes], books: list[bytes], bombs: dict[str, bytes]
) -> tuple[str, bytes]:
    """Name and content of the next file."""
    if bombs and number % 500 == 250:
        name = dice.choice(sorted(bombs))
        return name, bombs[name]
    if dice.random() < 0.25:
        return "file.xlsx", dice.choice(mutations.WORKBOOK_MUTATIONS)(dice.choice(books), dice)
    data = dice.choice(texts)
    chosen = [dice.choice(mutations.TEXT_MUTATIONS) for _ in range(dice.choice((1, 1, 2, 3)))]
    if dice.random() < 0.01:
        chosen.append(dice.choice(mutations.RARE_MUTATIONS))
    for mutation in chosen:
        data = mutation(data, dice) if data else data
    return dice.choice(("file.csv", "file.csv", "file.csv.gz", "file.txt", "file.xlsx")), data


def _options(dice: random.Random) -> ImportOptions:
    if dice.random() < 0.7:
        return ImportOptions()
    return ImportOptions(
        preset=dice.choice(("auto", "online-retail", "generic")),
        kind=dice.choice((None, "sales", "products", "customers", "stock")),
        mapping=dice.choice((None, {"sku": "Description"}, {"quantity": "No such column"}, {"price": ""})),
        day_first=dice.choice((None, True, False)),
        encoding=dice.choice((None, "cp1252", "utf-16", "no such encoding", "base64")),
        delimiter=dice.choice((None, ";", "\t", "x", '"', "\n")),
        decimal_mark=dice.choice((None, ".", ",")),
        keep_duplicates=dice.random() < 0.5,
    )


def _one(
    store: Store,
    watcher: sqlite3.Connection,
    path: Path,
    data: bytes,
    options: ImportOptions,
    outcome: Outcome,
    keep: Path | None,
) -> None:
    path.write_bytes(data)
    before = watcher.execute("PRAGMA data_version").fetchone()
    began = time.monotonic()
    try:
        with _Patience():
            _preview(path, options)
            report = import_files(store, [path], options=options)
        outcome.imported += 1
        changed = report.changes.everything
    except UserError as error:
        outcome.refused[error.code] += 1
        changed = False
    except Exception:  # noqa: BLE001 - whatever it is, it is what this program looks for
        kept = _keep(keep, path, data, len(outcome.crashed))
        outcome.crashed.append(f"{kept} {options}\n{traceback.format_exc()}")
        changed = False
    seconds = time.monotonic() - began
    if seconds > outcome.slowest_seconds:
        outcome.slowest_seconds, outcome.slowest = seconds, f"{path.name}, {len(data):,} bytes"
    if not changed and watcher.execute("PRAGMA data_version").fetchone() != before:
        outcome.changed_by_refusal.append(path.name)
    path.unlink()


def _preview(path: Path, options: ImportOptions) -> None:
    """The preview must take whatever the import takes; a refusal of it is the import's to report."""
    try:
        preview_file(path, options)
    except UserError:
        return


class _Patience:
    """Raises `Hang` in the main thread after a minute."""

    def __enter__(self) -> None:
        signal.signal(signal.SIGALRM, self._ring)
        signal.alarm(_PATIENCE_SECONDS)

    def __exit__(self, *_: object) -> None:
        signal.alarm(0)

    @staticmethod
    def _ring(*_: object) -> None:
        raise Hang


def _keep(folder: Path | None, path: Path, data: bytes, number: int) -> str:
    if folder is None:
        return path.name
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{number}-{path.name}"
    kept.write_bytes(data)
    return str(kept)


def main() -> int:
    """Print the outcome."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for files that crash the import")
    args = parser.parse_args()
    began = time.monotonic()
    outcome = fuzz(args.count, args.seed, keep=args.keep)
    for name, value in figures(outcome).items():
        print(f"{name:<40} {value}")
    for code, count in outcome.refused.most_common():
        print(f"    {code:<36} {count}")
    print(f"slowest file: {outcome.slowest}; all in {time.monotonic() - began:.0f} s")
    for crash in outcome.crashed[:20]:
        print(crash, file=sys.stderr)
    return 1 if outcome.crashed or outcome.changed_by_refusal else 0


if __name__ == "__main__":
    sys.exit(main())
