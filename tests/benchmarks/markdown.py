"""What the markdown programme brings beside a ladder of 30, 50 and 70 per cent off, and beside leaving the price.

    python -m tests.benchmarks.markdown

Invented products of many prices, rates and stocks, each sold a thousand times over by each way with the same luck. How
lively demand truly is, and how much there is of it, is drawn anew each time and not known to any of them; what the
programme believes of it is off as well: its elasticities are drawn about a mean that itself misses the truth.
"""

import os
import platform
import time
from dataclasses import replace

import numpy as np

from shopassistant.promotions.elasticity.responses import draw
from shopassistant.promotions.prices.ladder import ladder
from shopassistant.promotions.prices.markdown.programme import Sale, solve
from shopassistant.promotions.prices.markdown.simulating import by_policy, fixed_ladder, keep_price, simulate


def invent(seed: int) -> tuple[Sale, Sale]:
    """What is believed of a product, and what is true of it."""
    draws = np.random.default_rng(seed)
    weeks, price = int(draws.integers(4, 20)), int(draws.integers(10, 200)) * 100 + 99
    rate, sd = float(draws.uniform(0.3, 8)), float(draws.uniform(0.3, 0.7))
    stock = max(int(rate * weeks * draws.uniform(1.0, 4.0)), 3)
    believed = float(draws.normal(-2.2, 0.5))
    truth = believed + sd * float(draws.normal())
    sale = Sale(
        prices=np.array(ladder(price, price // 4, "99", 12)), rate_bp=2_000, salvage_minor=price // 10, stock=stock,
        weekly=np.full(weeks, rate), level=draws.gamma(6, 1 / 6, 400),
        elasticity=draw(np.array([believed]), np.array([sd]), 400, seed)[:, 0], every=2,
    )  # fmt: skip
    return sale, replace(sale, elasticity=np.full(400, min(max(truth, -6.0), -0.1)))


def run(tiny: bool = False) -> dict[str, object]:
    """Ratios of what is brought, over products, and the time of one plan."""
    products, courses = (6, 100) if tiny else (200, 1_000)
    ladders, kept, seconds = [], [], []
    for seed in range(products):
        believed, truth = invent(seed)
        started = time.perf_counter()
        policy = solve(believed)
        seconds.append(time.perf_counter() - started)
        own = simulate(truth, by_policy(policy), courses).revenue.mean()
        ladders.append(own / simulate(truth, fixed_ladder(truth), courses).revenue.mean())
        kept.append(own / simulate(truth, keep_price, courses).revenue.mean())
    return {
        "products": products,
        "brought beside 30/50/70, mean": float(np.mean(ladders)),
        "brought beside 30/50/70, 5th of 100": float(np.quantile(ladders, 0.05)),
        "won against 30/50/70, share": float(np.mean(np.array(ladders) > 1)),
        "brought beside the price kept, mean": float(np.mean(kept)),
        "one plan, ms": 1_000 * float(np.median(seconds)),
    }


if __name__ == "__main__":
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for figure, value in run().items():
        print(f"{figure:<40} {value}")
