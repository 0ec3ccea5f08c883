"""How long the counter lets people wait: from a keystroke to painted rows, from a scan to the painted line.

`python -m tests.benchmarks.counter [--customers N] [--rounds N]`: the real window, offscreen, on the synthetic shop.
"""

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Letters as people type them, and words they search with; half of them with a slip.
QUERIES = ("anna cl", "smith jo", "willaims", "tomas w", "patel", "marie", "o'brien", "jonhson", "brown k", "clark a")


def run(tiny: bool = False, customers: int = 5_000, rounds: int = 12) -> dict[str, object]:
    """Figures in milliseconds. `tiny` shows that it runs."""
    from PySide6.QtWidgets import QApplication

    import shopassistant.desktop  # noqa: F401  before Qt is used
    from shopassistant.desktop.tour_shop import make_desktop

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    with tempfile.TemporaryDirectory(prefix="counter-") as folder:
        size = (150, 60) if tiny else (customers, 2_000)
        desktop = make_desktop(app, Path(folder), *size, with_forecasts=not tiny)
        try:
            return _measure(desktop, 2 if tiny else rounds, size[0])
        finally:
            desktop.window.close()
            desktop.close()


def _measure(desktop, rounds: int, customers: int) -> dict[str, object]:
    page = desktop.window.page("counter")
    desktop.shell.lanes.wait_idle()
    # The first ones pay for what is loaded once.
    keystrokes(desktop, page, QUERIES[:1])
    _scans(desktop, page, 2)
    keys = [value for _ in range(max(1, rounds // 4)) for value in keystrokes(desktop, page, QUERIES)]
    scans = _scans(desktop, page, rounds * 10)
    cards = _customers(desktop, page, rounds)
    return {
        "customers": customers,
        "keystrokes": len(keys),
        "keystroke_to_rows_median_ms": quantile(keys, 50),
        "keystroke_to_rows_p95_ms": quantile(keys, 95),
        "scans": len(scans),
        "scan_to_line_median_ms": quantile(scans, 50),
        "scan_to_line_p95_ms": quantile(scans, 95),
        "customer_to_cards_p95_ms": quantile(cards, 95),
    }


def keystrokes(desktop, page, queries: tuple[str, ...]) -> list[float]:
    """Time from each key press until the rows for the text so far are painted."""
    took = []
    box = page.customer_box
    hands = _hands(desktop)
    for query in queries:
        box.empty()
        page.focus_customer()
        _rest(desktop)
        for letter in query:
            began = time.perf_counter()
            hands.type(letter)
            text = box.text()
            _until_painted(box.list.view.viewport(), lambda text=text: box.answered == text)
            took.append((time.perf_counter() - began) * 1000)
    box.empty()
    return took


def _scans(desktop, page, count: int) -> list[float]:
    """Time from the first key of a scan until its line is painted."""
    from sqlalchemy import select

    from shopassistant.store.schema import Barcode

    with page.presenter.basket.store.read() as session:
        codes = list(session.scalars(select(Barcode.code).order_by(Barcode.code).limit(40)))
    hands = _hands(desktop)
    touched: list[int] = []
    page.presenter.basket.touched.connect(touched.append)
    took = []
    for number in range(count):
        if number % 15 == 14:
            page.presenter.basket.drop()
        _rest(desktop)
        before = len(touched)
        began = time.perf_counter()
        hands.scan(codes[number % len(codes)])
        _until_painted(page.panel.ground, lambda before=before: len(touched) > before)
        took.append((time.perf_counter() - began) * 1000)
    page.presenter.basket.touched.disconnect(touched.append)
    page.presenter.basket.drop()
    _rest(desktop)
    return took


def _customers(desktop, page, count: int) -> list[float]:
    """Time from picking a customer until card and recommendations have arrived."""
    took = []
    for number in range(1, count + 1):
        seen: list[object] = []
        page.presenter.advice.answered.connect(seen.append)
        began = time.perf_counter()
        page.presenter.open_customer(number)
        while not seen:
            _turn()
        took.append((time.perf_counter() - began) * 1000)
        page.presenter.advice.answered.disconnect(seen.append)
        _rest(desktop)
    return took


def _until_painted(widget, is_ready: Callable[[], bool]) -> None:
    """Turn the event loop until `widget` is painted after `is_ready` came true."""
    from PySide6.QtCore import QEvent, QObject

    class Eye(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.saw = False

        def eventFilter(self, watched, event) -> bool:  # noqa: N802  Qt's own name
            if event.type() == QEvent.Type.Paint and is_ready():
                self.saw = True
            return False

    eye = Eye()
    widget.installEventFilter(eye)
    until = time.monotonic() + 10
    while not eye.saw:
        _turn()
        if time.monotonic() > until:
            raise TimeoutError("nothing was painted")
    widget.removeEventFilter(eye)


def _turn() -> None:
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _rest(desktop) -> None:
    for _ in range(3):
        _turn()
        desktop.shell.lanes.wait_idle()


def _hands(desktop):
    from tests.desktop.hands import Hands

    return Hands(desktop.window)


def quantile(values: list[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=12)
    args = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in run(customers=args.customers, rounds=args.rounds).items():
        print(f"{name:<36} {value:,.2f}" if isinstance(value, float) else f"{name:<36} {value:,}")
