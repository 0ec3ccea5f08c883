"""How long one thing people do holds the window: every page and dialogue of the tour, on the demo shop at full size.

`python -m tests.benchmarks.window [--customers N] [--only TEXT]` prints every scene whose longest turn of the
event loop is over the limit, with where the time went (stacks of the GUI thread, looked at every few ms).
"""

import argparse
import inspect
import os
import platform
import signal
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LIMIT_MS = 50.0
_LOOK_EVERY_S = 0.004


@dataclass(frozen=True)
class Stretch:
    """What the GUI thread did in one turn of the event loop: at least its longest event.

    Attributes:
        work_ms: the processor's time of the GUI thread; what other threads and programs take is not in it.
        wall_ms: by the clock.
        causes: places of our own code in its stacks with how often they were seen, most often first.
    """

    scene: str
    work_ms: float
    wall_ms: float
    causes: tuple[tuple[str, int], ...]


def run(tiny: bool = False, customers: int = 5_000, only: str = "") -> dict[str, object]:
    """Figures in milliseconds of the thread's own work, which a busy machine does not colour."""
    longest = measure(150, 60, "customers") if tiny else measure(customers, 2_000, only)
    worst = max(longest, key=lambda one: one.work_ms)
    return {
        "scenes": len(longest),
        "longest_stretch_ms": worst.work_ms,
        "longest_in": worst.scene,
        "scenes_over_limit": sum(one.work_ms > LIMIT_MS for one in longest),
    }


def measure(customers: int, products: int, only: str = "") -> list[Stretch]:
    """The longest stretch of every scene whose name contains `only`."""
    from PySide6.QtWidgets import QApplication

    from shopassistant.desktop.tour import Tour, all_scenes
    from shopassistant.desktop.tour_shop import make_desktop

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    with tempfile.TemporaryDirectory(prefix="window-") as folder:
        needs = only != "customers"  # the one page that shows none
        desktop = make_desktop(app, Path(folder), customers, products, with_forecasts=needs)
        try:
            desktop.window.resize(1366, 768)
            scenes = [scene for scene in all_scenes(desktop) if only in scene.name]
            found_longest = [_longest(desktop, scene) for scene in scenes]
            Tour(desktop, Path())._clear()  # or the last scene's dialogue would take the keys of the next window
            return found_longest
        finally:
            desktop.window.close()
            desktop.close()


def _longest(desktop, scene) -> Stretch:
    from shopassistant.desktop.tour import Tour

    tour = Tour(desktop, Path())
    tour._clear()
    tour.use_profile(scene)
    with _Watch(scene.name) as watch:
        subject = desktop
        if scene.page_id:
            watch.do(lambda: desktop.window.show_page(scene.page_id))
            _rest(desktop, watch)
            subject = desktop.window.page(scene.page_id)
        steps = watch.do(lambda: scene.prepare(subject))
        _rest(desktop, watch)
        while inspect.isgenerator(steps) and watch.do(lambda: next(steps, "end")) is None:
            _rest(desktop, watch)
        _rest(desktop, watch)
    return watch.longest


def _rest(desktop, watch: "_Watch") -> None:
    """Turn the event loop until nothing is left to do, timers of a few milliseconds included."""
    from PySide6.QtWidgets import QApplication

    quiet_until = 0.0
    while time.monotonic() < quiet_until or not desktop.shell.lanes.is_idle or not quiet_until:
        watch.do(QApplication.processEvents)
        if not desktop.shell.lanes.is_idle or not quiet_until:
            quiet_until = time.monotonic() + 0.06
        time.sleep(0.001)


class _Watch:
    """Keeps the longest of many pieces of work in the GUI thread, and what was in the stack meanwhile."""

    def __init__(self, scene: str) -> None:
        self.longest = Stretch(scene, 0.0, 0.0, ())
        self._seen: Counter[str] = Counter()

    def __enter__(self) -> "_Watch":
        # A signal is handled in this very thread; a thread of its own would keep frames, and widgets in them, alive.
        self._handler_before = signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_REAL, _LOOK_EVERY_S, _LOOK_EVERY_S)
        return self

    def __exit__(self, *_error: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self._handler_before)

    def do(self, step):
        """One turn of the event loop, or one thing a person does, called as an event's handler would."""
        self._seen = Counter()
        began, at = time.thread_time(), time.perf_counter()
        done = step()
        work_ms, wall_ms = (time.thread_time() - began) * 1000, (time.perf_counter() - at) * 1000
        if work_ms > self.longest.work_ms:
            self.longest = Stretch(self.longest.scene, work_ms, wall_ms, tuple(self._seen.most_common(6)))
        return done

    def _look(self, _number: int, frame) -> None:
        self._seen[_place(frame)] += 1


def _place(frame) -> str:
    """The innermost places of our own code, innermost first."""
    found: list[str] = []
    while frame is not None and len(found) < 3:
        name = frame.f_code.co_filename
        if "shopassistant" in name:
            found.append(f"{Path(name).parent.name}/{Path(name).name}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(found) or "Qt itself"


def main() -> None:
    """Print the scenes over the limit, the longest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=5_000)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    found = sorted(measure(args.customers, 2_000, args.only), key=lambda one: -one.work_ms)
    for one in found:
        mark = "over" if one.work_ms > LIMIT_MS else "    "
        print(f"{mark} {one.scene:<28} work {one.work_ms:7.1f} ms, clock {one.wall_ms:7.1f} ms")
        if one.work_ms > LIMIT_MS:
            for place, times in one.causes:
                print(f"         {times:4} x {place}")


if __name__ == "__main__":
    main()
