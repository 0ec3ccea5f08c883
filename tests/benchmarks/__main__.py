"""Runs every benchmark, each in a process of its own, and prints one table: `python -m tests.benchmarks [--tiny]`."""

import argparse
import json
import os
import platform
import subprocess
import sys

# Benchmark and the targets its figures are held against: name of a figure, the bound, and whether it is a ceiling.
TARGETS: dict[str, dict[str, tuple[str, float]]] = {
    "search": {
        f"{size}: {figure}": target
        for size in ("10,000", "100,000", "1,000,000")
        for figure, target in (
            ("keystroke to rows p95, ms", ("<=", 10.0)),
            ("recall@5 one slip", (">=", 0.97)),
            ("recall@5 two slips", (">=", 0.90)),
        )
    },
    "startup": {"first_paint_p95_ms": ("<=", 600.0)},
    "scan": {
        "code_p95_ms": ("<=", 1.0),
        "scan_to_line_p95_ms": ("<=", 20.0),
        "promoted scan_to_line_p95_ms": ("<=", 20.0),
        "keystroke_p95_ms": ("<=", 10.0),
    },
    "counter": {
        "keystroke_to_rows_p95_ms": ("<=", 30.0),
        "scan_to_line_p95_ms": ("<=", 20.0),
    },
    "window": {"longest_stretch_ms": ("<=", 50.0)},
    # 100,000 products
    "dashboard": {
        "opens p50, ms": ("<=", 300.0),
        "opens, slowest, ms": ("<=", 300.0),
        "filters p95, ms": ("<=", 100.0),
        "window held, ms": ("<=", 50.0),
    },
    "counter_million": {"keystroke_to_painted_rows_p95_ms": ("<=", 30.0)},
    "demo": {"demo_s": ("<=", 20.0), "check_s": ("<=", 10.0), "findings": ("<=", 0.0)},
    "demand": {
        "read and correct, s": ("<=", 30.0),
        "error beside the better of the others": ("<=", 1.0),
        "lost units told of those truly lost": (">=", 0.8),
    },
    "kill_sales": {"problem_count": ("<=", 0.0), "sales_reported": (">=", 500.0)},
    "kill_mail": {"problem_count": ("<=", 0.0), "mails": (">=", 10_000.0)},
    "promotions": {"price p95, ms": ("<=", 5.0), "plain beside ours, times": (">=", 1.0)},
    "promotion_properties": {
        "problem_count": ("<=", 0.0),
        "baskets: cases": (">=", 10_000.0),
        "stories: cases": (">=", 10_000.0),
        "rushes: cases": (">=", 10_000.0),
    },
    "kill_fit": {"problem_count": ("<=", 0.0), "kills": (">=", 30.0)},
    "two_windows": {"problem_count": ("<=", 0.0)},
    "ledger_walk": {"problem_count": ("<=", 0.0), "use cases": (">=", 40_000.0)},
    "customer_profile": {"profile p95, ms": ("<=", 5.0)},
    "customer_duplicates": {"find duplicates, s": ("<=", 30.0)},
    "import_records": {
        "seconds": ("<=", 60.0),
        "peak memory (MB)": ("<=", 1_500.0),
        "again: new lines": ("<=", 0.0),
    },
    "recommend": {
        "answer p95, ms": ("<=", 5.0),
        "answer, usual terms p95, ms": ("<=", 5.0),
        "answer, terms few products meet p95, ms": ("<=", 5.0),
        "complements p95, ms": ("<=", 5.0),
        **{
            f"{change} to changed advice, ms": ("<=", 100.0)
            for change in (
                "sale",
                "return",
                "decline",
                "price",
                "stock",
                "withdrawn product",
                "new product",
                "new customer",
                "consent",
            )
        },
        "fit, s": ("<=", 15.0),
        "ndcg@10 hybrid over own top items": (">=", 1.0),
        "ndcg@10 new: hybrid over best sellers": (">=", 1.0),
    },
    "peers": {
        "ndcg@10 all: hybrid over best sellers": (">=", 1.0),
        "ndcg@10 new: hybrid over best sellers": (">=", 1.0),
    },
    # Two million lines; the curve up to twenty: python -m tests.benchmarks.scale
    "scale": {
        "answer p95, ms": ("<=", 5.0),
        "complements p95, ms": ("<=", 5.0),
        "fit, s": ("<=", 180.0),
        "peak memory, MB": ("<=", 3_000.0),
    },
    # An invented wholesaler; a real one's two years: python -m tests.benchmarks.ordering --data DIR
    "ordering": {
        "cost over the better rule": ("<=", 0.85),
        "fill rate over the better rule": (">=", 0.0),
    },
    "tafeng": {
        "answer p95, ms": ("<=", 25.0),
        "recall@10 over own and best sellers": (">=", 1.0),
        "ndcg@10 over own and best sellers": (">=", 1.0),
    },
    # On real shops: python -m tests.benchmarks.orange_juice --data DIR --out FILE
    "orange_juice": {
        "learn and forecast, s": ("<=", 60.0),
        "MAPE over the median of 13 weeks": ("<=", 0.8),
        "below the 0.9 quantile": (">=", 0.8),
    },
    # On real shops: python -m tests.benchmarks.elasticity --data DIR
    "elasticity": {
        "negative of 11": (">=", 11.0),
        "error beside log-log": ("<=", 0.9),
        "within two sd of the truth": (">=", 0.8),
    },
    "markdown": {
        "brought beside 30/50/70, mean": (">=", 1.05),
        "brought beside the price kept, mean": (">=", 1.0),
        "one plan, ms": ("<=", 200.0),
    },
    # On invented demand; on two real years: python -m tests.benchmarks.daily_demand --data DIR
    "daily_demand": {"pinball over own weekdays": ("<=", 0.92)},
    # 100,000 customers, a million lines
    "conditions": {"slowest count, ms": ("<=", 200.0)},
    # A million invented customers; on a real shop's: python -m tests.benchmarks.lifetime --data DIR
    "lifetime": {
        "learn, s": ("<=", 20.0),
        "value of everybody, s": ("<=", 20.0),
        "error per customer over going on as before": ("<=", 0.9),
    },
    # 100,000 invented customers; a real wholesaler's: python -m tests.benchmarks.segments --data DIR
    "segments": {"segmented, s": ("<=", 20.0), "stability": (">=", 0.8)},
    "forecast_speed": {
        "90-day forecasts, s": ("<=", 60.0),
        "peak memory, MB": ("<=", 4_000.0),
        "cost of four times the products, times": ("<=", 5.0),
        "sound": (">=", 1.0),
    },
    # 2,000 simulated campaigns without and 2,000 with an effect
    "experiments": {
        "false alarms, daily looks": ("<=", 0.05),
        "all intervals hold the lift": (">=", 0.93),
        "all intervals hold the lift, at most": ("<=", 0.97),
        "width with past over without": ("<=", 0.95),
        "results of 100,000 customers, s": ("<=", 2.0),
    },
    # A million past lines
    "rehearsal": {
        "slowest kind, s": ("<=", 3.0),
        "slider, ms": ("<=", 300.0),
        "rows or baskets unlike the engine": ("<=", 0.0),
        "engine over all at once": (">=", 5.0),
    },
    # Linux with a C compiler
    "kiosk_soak": {
        "problem_count": ("<=", 0.0),
        "visits not wiped": ("<=", 0.0),
        "rows found in memory": ("<=", 0.0),
        "hours of the kiosk's clock": (">=", 4.0),
        "camera lost": (">=", 50.0),
        "memory grown, MB": ("<=", 20.0),
        "threads grown": ("<=", 0.0),
        "file handles grown": ("<=", 0.0),
    },
    # On somebody's film and a shop's product: python -m tests.benchmarks.tryon --video FILE --product SKU
    "tryon": {
        "landmarks and drawing p95, ms": ("<=", 16.0),
        "30 a second: capture to shown p95, ms": ("<=", 33.0),
        "60 a second: capture to shown p95, ms": ("<=", 33.0),
        "memory grown, MB": ("<=", 10.0),
    },
    # Rendered heads of one free photograph; more faces: python -m tests.benchmarks.head_pose --face PICTURE ...
    "head_pose": {
        "live: turn, degrees, median": ("<=", 3.0),
        "live: place, pupil distance given, mm, median": ("<=", 5.0),
        "live: pupil distance, iris given, mm, median": ("<=", 2.0),
        "single: turn, degrees, median": ("<=", 3.0),
        "single: pupil distance, iris given, mm, median": ("<=", 2.0),
    },
    # Rendered cards held to rendered heads; by a card it must be surer than by people's usual iris.
    "card": {
        "forehead: pupil distance off, mm, median": ("<=", 1.5),
        "forehead: truth within the interval told, share": (">=", 0.6),
        "a square: read as a card, of 2": ("<=", 0.0),
        "a telephone: read as a card, of 2": ("<=", 0.0),
        "a larger card (ID-2): read as a card, of 2": ("<=", 0.0),
        "paper of its size: read as a card, of 2": ("<=", 0.0),
    },
    # Half of what a studio's light is off: whether looking at the face is worth it.
    "face_light": {"direction off, median, degrees": ("<=", 18.0), "side right, share": (">=", 0.95)},
    # On somebody's film: python -m tests.benchmarks.tryon_video --video FILE
    "tryon_video": {
        "lens middle to pupil, share of pupil distance, median": ("<=", 0.03),
        "lens middle to pupil, share of pupil distance, p95": ("<=", 0.08),
        "jitter while still, px RMS": ("<=", 0.5),
        "of these drawn on": ("<=", 0.0),
    },
    # 100,000 products
    "fitting_room": {
        f"{shop}: {figure}": target
        for shop in ("one in twenty", "all")
        for figure, target in (
            ("a row p95, ms", ("<=", 100.0)),
            ("a narrow row p95, ms", ("<=", 100.0)),
            ("a narrow row over plain SQL", ("<=", 1.0)),
        )
    },
    "fuzz_import": {
        "crashed": ("<=", 0.0),
        "changed the store though refused": ("<=", 0.0),
        "slowest (s)": ("<=", 20.0),
    },
}


def main() -> int:
    """Print the table; the exit status says whether every target that was measured at full size holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="benchmarks to run; all by default")
    parser.add_argument("--tiny", action="store_true", help="the smallest size, to see that they run")
    args = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    failed = 0
    for name in args.names or TARGETS:
        figures = measure(name, tiny=args.tiny)
        for figure, value in figures.items():
            verdict = "" if args.tiny else judge(TARGETS.get(name, {}).get(figure), value)
            failed += verdict == "MISSED"
            print(f"{name:<12} {figure:<44} {_text(value):>14}  {verdict}", flush=True)
    return 1 if failed else 0


def measure(name: str, *, tiny: bool) -> dict[str, object]:
    """Figures of one benchmark, run apart so that memory and caches of another do not colour them."""
    program = f"import json; from tests.benchmarks.{name} import run; figures = run(tiny={tiny})"
    program += "; print('FIGURES ' + json.dumps(figures, default=str))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    found = [line for line in done.stdout.splitlines() if line.startswith("FIGURES ")]
    if done.returncode or not found:
        raise SystemExit(f"benchmark {name} failed:\n{done.stderr[-2000:]}")
    figures: dict[str, object] = json.loads(found[-1].removeprefix("FIGURES "))
    return figures


def judge(target: tuple[str, float] | None, value: object) -> str:
    """``ok``, ``MISSED`` or nothing where no target is set."""
    if target is None or not isinstance(value, int | float):
        return ""
    comparison, bound = target
    holds = value <= bound if comparison == "<=" else value >= bound
    return f"{'ok' if holds else 'MISSED'} ({comparison} {bound:g})" if holds else "MISSED"


def _text(value: object) -> str:
    return f"{value:,.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    sys.exit(main())
