"""How long forecasts of a whole shop take: 90 days ahead for many products with two years of days, and how much memory.

`python -m tests.benchmarks.forecast_speed [--products 1000 2500 5000 10000] [--threads 2]` prints the curve; each size
runs in a process of its own, so that the peak of memory is its own. Everything is in it: classes, back-tests from three
origins, the model learned from all products, weights, calibration, the forecasts.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Sequence

import numpy as np

_DAYS, _AHEAD = 730, 90


def measure(products: int, days: int, threads: int) -> dict[str, float]:
    """One size, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.forecast_speed",
        "--child",
        str(products),
        str(days),
        str(threads),
    ]
    environment = os.environ | {"OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _child(products: int, days: int, threads: int) -> None:
    from shopassistant.inventory.forecast.fitting import FitConfig, fit_forecasts
    from shopassistant.inventory.forecast.pooled.hurdle import PooledConfig
    from tests.benchmarks.retail_days import invented

    panel = invented(products, days)
    began, worked = time.perf_counter(), time.process_time()
    forecasts = fit_forecasts(panel, _AHEAD, FitConfig(pooled=PooledConfig(threads=threads)))
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    sound = bool(np.isfinite(forecasts.quantiles).all() and forecasts.quantiles.shape[:2] == (products, _AHEAD))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "processor": processor, "peak": peak, "sound": float(sound)}))


def run(tiny: bool) -> dict[str, object]:
    """Figures of the full size, and how its cost compares with that of a quarter of it."""
    if tiny:
        full = small = measure(60, 250, 1)
    else:
        small, full = measure(2_500, _DAYS, 2), measure(10_000, _DAYS, 2)
    return {
        "90-day forecasts, s": full["seconds"],
        "90-day forecasts, s of processor": full["processor"],
        "peak memory, MB": full["peak"],
        "cost of four times the products, times": full["processor"] / small["processor"],
        "sound": full["sound"],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the machine and the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--products", type=int, nargs="+", default=[1_000, 2_500, 5_000, 10_000])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--child", type=int, nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.child:
        _child(*args.child)
        return 0
    machine = f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}, load before {os.getloadavg()[0]:.1f}")
    for products in args.products:
        found = measure(products, _DAYS, args.threads)
        each = found["processor"] / products * 1000
        print(
            f"{products:>7,} products x {_DAYS} days, {_AHEAD} ahead: {found['seconds']:>6.1f} s, "
            f"{found['processor']:>6.1f} s of processor ({each:.2f} ms each), peak {found['peak']:,.0f} MB",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
