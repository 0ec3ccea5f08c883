"""How long a promotion takes to be rehearsed on a million past lines, and how long the till's engine, basket by basket,
takes for the same on the same baskets.

`python -m tests.benchmarks.rehearsal [--lines N] [--store FILE]`. Reading the past out of the store is told apart: it
is done once and then follows what is sold. Every kind of offer is also held against the engine to the minor unit, row
by row. Seconds are by the clock unless said otherwise: on a busy machine look at those of the processor.
"""

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from tests.benchmarks.dashboard_shop import Size, build

_FULL = Size(20_000, 1_000_000)
_TINY = Size(300, 2_000)
# Lines of the past at which a moved slider must be answered at once.
SLIDER_LINES = 100_000
PEER_BASKETS, TINY_PEER = 20_000, 100
ROUNDS = 5


def run(tiny: bool = False, size: Size | None = None, store: Path | None = None) -> dict[str, object]:
    """The figures; see the module."""
    size = size or (_TINY if tiny else _FULL)
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        path = store or Path(folder) / "shop.db"
        if not path.exists():
            build(path, size, datetime.now(UTC))
        past, found = _read(path)
    found |= _kinds(past)
    found |= _slider(past, 2 if tiny else ROUNDS)
    found |= _peer(past, TINY_PEER if tiny else PEER_BASKETS)
    return found


def _read(path: Path) -> tuple:
    from shopassistant.promotions.rehearsal.book import PastBook
    from shopassistant.store.database import open_store

    store = open_store(path)
    took, past = _timed(lambda: PastBook(store).past())
    store.close()
    # What is worked out once for a past is no part of a rehearsal.
    past.starts, past.gross, past.week  # noqa: B018
    return past, {
        "lines": len(past),
        "baskets": past.baskets,
        "read once, s": took.clock,
        "read once, s of processor": took.processor,
    }


class _Took:
    """Seconds by the clock, and of the processor."""

    def __init__(self, clock: float, processor: float) -> None:
        self.clock = clock
        self.processor = processor


def _timed(do: Callable[[], object]) -> tuple:
    at, busy = time.perf_counter(), time.process_time()
    made = do()
    return _Took(time.perf_counter() - at, time.process_time() - busy), made


def _rules(past) -> dict:
    """A promotion of every kind; those over some goods take a twentieth of what is sold."""
    from shopassistant.promotions.rules.offers import (
        AmountOff,
        Bundle,
        BuyGet,
        FixedPrice,
        PercentOff,
        Points,
        Threshold,
        Tiered,
    )
    from shopassistant.promotions.rules.rule import Rule

    ids = past.articles.ids.tolist()
    some, others = frozenset(ids[::20]), frozenset(ids[1::20])
    middle = int(np.median(np.bincount(past.basket, past.gross)))
    return {
        "a fifth off everything": Rule(1, "", PercentOff(2_000)),
        "a fifth off some": Rule(1, "", PercentOff(2_000), (some,)),
        "an amount off some": Rule(1, "", AmountOff(200), (some,)),
        "a fixed price": Rule(1, "", FixedPrice(999), (some,)),
        "an amount off the basket": Rule(1, "", AmountOff(500, "basket")),
        "three for two": Rule(1, "", BuyGet(2, 1)),
        "one of these for one of those": Rule(1, "", BuyGet(1, 1), (some,), buy_items=others),
        "a bundle": Rule(1, "", Bundle((1, 1), share_bp=2_500), (some, others)),
        "a threshold": Rule(1, "", Threshold(middle, None, 1_000)),
        "tiers": Rule(1, "", Tiered("units", ((3, 500), (6, 1_500)))),
        "points": Rule(1, "", Points(5)),
    }


def _setting(days: int = 28):
    from shopassistant.promotions.rehearsal.setting import Setting

    return Setting(date.today(), days)


def _kinds(past) -> dict[str, object]:
    from dataclasses import replace

    from shopassistant.promotions.rehearsal.rehearse import rehearse
    from shopassistant.promotions.rules.offers import PercentOff

    found: dict[str, object] = {}
    slowest = busiest = 0.0
    for name, rule in _rules(past).items():
        took, _ = _timed(lambda rule=rule: rehearse(past, [rule], _setting()))
        found[f"{name}, s"] = took.clock
        slowest, busiest = max(slowest, took.clock), max(busiest, took.processor)
    first = _rules(past)["a fifth off everything"]
    three = [replace(first, offer=PercentOff(share)) for share in (1_000, 2_000, 3_000)]
    took, _ = _timed(lambda: rehearse(past, three, _setting()))
    return found | {
        "slowest kind, s": slowest,
        "slowest kind, s of processor": busiest,
        "three side by side, s": took.clock,
        "three side by side, s of processor": took.processor,
    }


def _slider(past, rounds: int) -> dict[str, object]:
    """A new rehearsal of some goods for every place of a slider, on the newest 100,000 lines."""
    from shopassistant.promotions.rehearsal.rehearse import rehearse
    from shopassistant.promotions.rules.offers import PercentOff
    from shopassistant.promotions.rules.rule import Rule

    row = max(len(past) - SLIDER_LINES, 0)
    keep = np.arange(past.baskets) >= (past.basket[row] if len(past) else 0)
    part = past.of_baskets(keep)
    part.starts, part.gross, part.week  # noqa: B018
    some = frozenset(part.articles.ids[::20].tolist())
    clock, processor = [], []
    for number in range(rounds):
        rule = Rule(1, "", PercentOff(500 * (1 + number % 10)), (some,))
        took, _ = _timed(lambda rule=rule: rehearse(part, [rule], _setting()))
        clock.append(took.clock * 1000)
        processor.append(took.processor * 1000)
    return {
        "slider, lines": len(part),
        "slider, ms": float(np.median(clock)),
        "slider, slowest, ms": max(clock),
        "slider, ms of processor": float(np.median(processor)),
    }


def _peer(past, baskets: int) -> dict[str, object]:
    """The till's engine on some baskets, one by one, and both results compared row by row."""
    from shopassistant.promotions.rehearsal.replay import meeting, replay, scopes_of

    rng = np.random.default_rng(1)
    keep = np.zeros(past.baskets, bool)
    keep[rng.choice(past.baskets, min(baskets, past.baskets), replace=False)] = True
    part = past.of_baskets(keep)
    part.starts, part.gross, part.week  # noqa: B018
    alone = together = 0.0
    differ = 0
    everything = np.ones(part.baskets, bool)
    for rule in _rules(past).values():
        scopes = scopes_of(part, [rule], {})
        fast, mine = _timed(lambda scopes=scopes: replay(part, scopes, [1], meeting(part, scopes)))
        slow, tills = _timed(lambda scopes=scopes: replay(part, scopes, [1], everything))
        together, alone = together + fast.processor, alone + slow.processor
        differ += int((mine.discount != tills.discount).sum() + (mine.given[1].uses != tills.given[1].uses).sum())
        differ += int((mine.given[1].points != tills.given[1].points).sum())
    return {
        "compared baskets": part.baskets * len(_rules(past)),
        "rows or baskets unlike the engine": differ,
        "engine, us a basket": alone / part.baskets / len(_rules(past)) * 1e6,
        "all at once, us a basket": together / part.baskets / len(_rules(past)) * 1e6,
        "engine over all at once": alone / together,
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=_FULL.products)
    parser.add_argument("--lines", type=int, default=_FULL.lines)
    parser.add_argument("--store", type=Path)
    args = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in run(size=Size(args.products, args.lines), store=args.store).items():
        print(f"{name:<36} {value:,.3f}" if isinstance(value, float) else f"{name:<36} {value}", flush=True)


if __name__ == "__main__":
    main()
