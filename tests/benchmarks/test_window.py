"""The window's benchmark runs, and sees work where there is some."""

import time

from tests.benchmarks.window import _Watch, run


def test_it_runs() -> None:
    figures = run(tiny=True)
    assert float(str(figures["longest_stretch_ms"])) > 1
    assert figures["scenes"]


def test_it_sees_what_holds_the_window() -> None:
    def hold() -> None:
        until = time.thread_time() + 0.06
        while time.thread_time() < until:
            pass

    with _Watch("held") as watch:
        watch.do(hold)
        watch.do(lambda: None)
    assert watch.longest.work_ms >= 60
    assert watch.longest.causes
