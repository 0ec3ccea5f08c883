"""From process start to first paint and to a usable page: `python -m tests.benchmarks.startup [--runs 20]`.

Each run is a new process on an existing demo shop, warm disk, offscreen; the time of the process's start is the
kernel's. The first run of all, which fills the disk cache and compiles, is not counted.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path


def run(tiny: bool, runs: int = 20) -> dict[str, object]:
    """Figures in milliseconds; `loaded_by_then` names heavy modules loaded at the first paint (should be none)."""
    with tempfile.TemporaryDirectory() as home:
        _make_shop(Path(home), tiny)
        _start(home)
        seen = [_start(home) for _run in range(2 if tiny else runs)]
    paint, ready = ([float(str(one[name])) for one in seen] for name in ("first_paint_ms", "ready_ms"))
    return {
        "first_paint_p50_ms": statistics.median(paint),
        "first_paint_p95_ms": _p95(paint),
        "ready_p50_ms": statistics.median(ready),
        "ready_p95_ms": _p95(ready),
        "loaded_by_then": ", ".join(sorted({str(name) for one in seen for name in _names(one)})) or "none",
        "runs": len(seen),
    }


def _names(figures: dict[str, object]) -> list[object]:
    loaded = figures["loaded_by_then"]
    return loaded if isinstance(loaded, list) else []


def _make_shop(home: Path, tiny: bool) -> None:
    from shopassistant.core.progress import NoProgress
    from shopassistant.desktop.shell.opening import NewShop, create_shop, open_demo

    if tiny:
        opened, _actor = create_shop(home / "demo.db", NewShop("Tiny", "GBP", "GB", "Ann", "1234"))
    else:
        opened, _actor = open_demo(home / "demo.db", NoProgress())
    opened.store.close()


def _start(home: str) -> dict[str, object]:
    environment = {**os.environ, "SHOPASSISTANT_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "shopassistant", "--demo", "--measure-start"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    figures: dict[str, object] = json.loads(done.stdout)
    return figures


def _p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, round(0.95 * len(values)))]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--tiny", action="store_true")
    given = parser.parse_args()
    for name, value in run(given.tiny, given.runs).items():
        print(f"{name:<24} {value}")
