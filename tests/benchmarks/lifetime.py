"""What will customers yet buy? Purchase models against what customers truly did, beside "everybody goes on as before".

    python -m tests.benchmarks.lifetime --data DIR

--data: ``CDNOW_sample.txt`` (sample, customer, date, units, dollars): the tenth of an on-line record shop's customers
of 1997 on which the models were published. They learn from the first 39 weeks and are held against the other 39.
Published parameters of BG/NBD: r 0.243, alpha 4.414, a 0.793, b 2.426 (Fader, Hardie and Lee 2005).
"""

import argparse
import platform
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from shopassistant.customers.value.backtest import NAIVE, BackTest, Held, back_test
from shopassistant.customers.value.bgnbd import fit_bgnbd
from shopassistant.customers.value.histories import Histories
from shopassistant.customers.value.lifetime import of_all, outlook
from shopassistant.customers.value.pareto import fit_pareto
from shopassistant.customers.value.spending import fit_spending
from tests.unit.customers.value.people import invented

PUBLISHED = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
END, WEEKS = pd.Timestamp("1997-09-30"), 39


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, fit, compare, print. Returns 0 where every parameter is within one per cent of the published one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args(arguments)
    held = read(args.data / "CDNOW_sample.txt")
    started = time.perf_counter()
    model, fit = fit_bgnbd(held.past)
    seconds = time.perf_counter() - started
    print(f"{platform.platform()}, Python {platform.python_version()}; {len(held.past):,} customers")
    worst = 0.0
    for name, published in PUBLISHED.items():
        found = getattr(model, name)
        off = found / published - 1
        worst = max(worst, abs(off))
        print(f"  {name:<6} {found:>8.4f}  published {published:<6} {off:+.2%}")
    print(f"  log-likelihood {fit.log_likelihood:,.1f}, fitted in {seconds:.2f} s")
    pareto, pareto_fit = fit_pareto(held.past)
    print(f"  Pareto/NBD {pareto}, log-likelihood {pareto_fit.log_likelihood:,.1f}")
    print(f"  interval of all purchases to come: {of_all(model, fit, held.past, WEEKS)}")
    print("\n".join(said(back_test(held))))
    return 0 if worst <= 0.01 else 1


def read(path: Path) -> Held:
    """The file cut in two; purchases of one day are one."""
    rows = pd.read_csv(path, sep=r"\s+", header=None, names=["sample", "who", "day", "units", "dollars"])
    rows["day"] = pd.to_datetime(rows["day"].astype(str))
    days = rows.groupby(["who", "day"])["dollars"].sum().reset_index()
    known, later = days[days["day"] <= END], days[days["day"] > END]
    each = known.groupby("who").agg(
        first=("day", "min"), last=("day", "max"), bought=("day", "size"), mean=("dollars", "mean")
    )
    after = later.groupby("who").agg(bought=("day", "size"), spent=("dollars", "sum")).reindex(each.index, fill_value=0)
    past = Histories(
        (each["bought"] - 1).to_numpy(np.int64),
        (each["last"] - each["first"]).dt.days.to_numpy(np.int64),
        (END - each["first"]).dt.days.to_numpy(np.int64),
    )
    return Held(
        past, 100 * each["mean"].to_numpy(np.float64), after["bought"].to_numpy(np.int64),
        100 * after["spent"].to_numpy(np.float64), float(WEEKS),
    )  # fmt: skip


def said(test: BackTest) -> list[str]:
    """The comparison as lines."""
    lines = [f"{test.weeks:.0f} weeks held out, {test.purchases:,} purchases came; used: {test.chosen}"]
    for one in test.scores:
        lines.append(
            f"  {one.name:<7} told {one.purchases:>8,.0f} ({one.total_error:+.1%})  error each {one.mae:.3f}  "
            f"deviance {one.deviance:.3f}  rank {one.rank:.3f}  best fifth {one.top_share:.1%}  "
            f"money {one.spend_error:+.1%}, each {one.spend_mae_minor / 100:.2f}"
        )
    lines.append("  repeats before: customers, came each | " + ", ".join(one.name for one in test.scores))
    for place, (least, customers, came) in enumerate(test.classes):
        told = "  ".join(f"{one.classes[place]:6.2f}" for one in test.scores)
        lines.append(f"  {least}{'+' if least == 7 else ' '}: {customers:>6,} {came:6.2f} | {told}")
    return lines


def run(tiny: bool = False) -> dict[str, object]:
    """Figures on invented customers of a known truth: how near, how fast."""
    held = invented(2_000 if tiny else 1_000_000, 80, 26)
    started = time.perf_counter()
    model, fit = fit_bgnbd(held.past)
    pareto, _ = fit_pareto(held.past)
    spending, _ = fit_spending(held.past.x + 1, held.mean_minor)
    fitted = time.perf_counter()
    outlook(model, pareto, spending, held.past, held.mean_minor)
    told = time.perf_counter()
    some = invented(2_000 if tiny else 50_000, 80, 26, seed=4)
    test = back_test(some)
    best, naive = test.of(test.chosen), test.of(NAIVE)
    return {
        "customers": len(held.past),
        "learn, s": fitted - started,
        "value of everybody, s": told - fitted,
        "purchases told over those that came": best.purchases / test.purchases,
        "error per customer over going on as before": best.mae / naive.mae,
        "log-likelihood": fit.log_likelihood,
    }


if __name__ == "__main__":
    raise SystemExit(main())
