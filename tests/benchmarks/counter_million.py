"""How long a keystroke in the customer box takes until its rows are painted, with a million customers in the shop.

`python -m tests.benchmarks.counter_million [--size N] [--rounds N]`: the real window, offscreen, on the people of the
search benchmark.
"""

import argparse
import os
import platform
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.staff import add_staff
from tests.benchmarks.counter import QUERIES, keystrokes, quantile
from tests.benchmarks.population import build_store

_SEED = 20_250_601


def run(tiny: bool = False, size: int = 1_000_000, rounds: int = 5) -> dict[str, object]:
    """Figures in milliseconds. `tiny` shows that it runs."""
    from PySide6.QtWidgets import QApplication

    from shopassistant.desktop.shell.opening import look_at
    from shopassistant.desktop.tour_shop import show_desktop

    size, rounds = (2_000, 1) if tiny else (size, rounds)
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    with tempfile.TemporaryDirectory(prefix="counter-million-") as folder:
        store = build_store(Path(folder) / "shop.db", size, _SEED)
        with store.begin(SYSTEM) as unit:
            staff_id = add_staff(unit, "Mia", "manager", "2468")
            unit.commit()
        desktop = show_desktop(app, Path(folder), look_at(store), Actor("staff", "Mia", staff_id, "manager"))
        try:
            desktop.context.services.search().warm()  # what the start does in the background
            desktop.shell.lanes.wait_idle(600_000)
            page = desktop.window.page("counter")
            keystrokes(desktop, page, QUERIES[:1])  # pays for what is loaded once
            took = [value for _ in range(rounds) for value in keystrokes(desktop, page, QUERIES)]
        finally:
            desktop.window.close()
            desktop.close()
    return {
        "customers": size,
        "keystrokes": len(took),
        "keystroke_to_painted_rows_median_ms": quantile(took, 50),
        "keystroke_to_painted_rows_p95_ms": quantile(took, 95),
        "keystroke_to_painted_rows_max_ms": max(took),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in run(size=args.size, rounds=args.rounds).items():
        print(f"{name:<40} {value:,.2f}" if isinstance(value, float) else f"{name:<40} {value:,}")
