"""Pricing a basket of 50 lines under 500 live promotions, beside a plain evaluation of every rule on every line.

``python -m tests.benchmarks.promotions [--baskets N]``. Promotions of every kind in twelve groups (half of them first
match), over 5 to 200 of 5,000 variants each and a few over everything; one in a hundred exclusive. The plain peer, in
the same run, knows no index and no parcels: group by group it asks every promotion what it would save on the lines that
are free, gives them to the best, and asks again until none saves anything. Times are of the processor: what other
programs take of it does not count.
"""

import argparse
import gc
import platform
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from shopassistant.promotions.rules.book import RuleBook, is_simple, precedence
from shopassistant.promotions.rules.choosing_units import choose
from shopassistant.promotions.rules.engine import price
from shopassistant.promotions.rules.offers import (
    AmountOff,
    Bundle,
    BuyGet,
    FixedPrice,
    Offer,
    PercentOff,
    Points,
    Threshold,
    Tiered,
)
from shopassistant.promotions.rules.pricing import Case, Line
from shopassistant.promotions.rules.rule import Rule
from shopassistant.promotions.rules.worth import simple_worth, worth

VARIANTS = 5_000
PROMOTIONS = 500
LINES = 50
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
_PRICES = (99, 249, 499, 999, 1_999, 4_999)


def make_rules(rng: random.Random, count: int, variants: int) -> list[Rule]:
    """Promotions of every kind."""
    rules = []
    for number in range(1, count + 1):
        offer = _offer(rng)
        slots = len(offer.slots) if isinstance(offer, Bundle) else 1
        everywhere = rng.random() < 0.01
        rules.append(
            Rule(
                number,
                f"Promotion {number}",
                offer,
                tuple(None if everywhere else _items(rng, variants) for _ in range(slots)),
                group=f"group {rng.randrange(12)}",
                priority=rng.randrange(5),
                exclusive=rng.random() < 0.01,
                stacking=rng.choice(("best", "first")),
            )
        )
    return rules


def _offer(rng: random.Random) -> Offer:
    kind = rng.random()
    if kind < 0.35:
        return PercentOff(rng.choice((500, 1_000, 2_000, 3_000)))
    if kind < 0.45:
        return AmountOff(rng.choice((50, 100, 200)))
    if kind < 0.50:
        return AmountOff(500, "basket")
    if kind < 0.60:
        return FixedPrice(rng.choice((99, 199, 499)))
    if kind < 0.75:
        return BuyGet(rng.choice((1, 2)), 1, rng.choice((5_000, 10_000)))
    if kind < 0.85:
        return Bundle((1, 1), share_bp=1_500)
    if kind < 0.92:
        return Threshold(spend_minor=rng.choice((3_000, 5_000)), share_bp=1_000)
    return Tiered("units", ((2, 500), (4, 1_000))) if kind < 0.97 else Points(points_per_major=1)


def _items(rng: random.Random, variants: int) -> frozenset[int]:
    return frozenset(rng.sample(range(variants), min(variants, rng.choice((5, 10, 30, 100, 200)))))


def make_baskets(rng: random.Random, count: int, lines: int, variants: int) -> list[list[Line]]:
    """Baskets of so many different goods, one to three of each."""
    prices = [rng.choice(_PRICES) for _ in range(variants)]
    return [
        [
            Line(key, variant, rng.choice((1, 1, 1, 2, 3)), prices[variant], prices[variant] // 2)
            for key, variant in enumerate(rng.sample(range(variants), lines))
        ]
        for _ in range(count)
    ]


def plain_saving(lines: Sequence[Line], rules: Sequence[Rule], book: RuleBook) -> int:
    """What the plain evaluation saves; exclusive ones are left out, as it has no way to weigh them."""
    left = [line.quantity * line.unit_price_minor for line in lines]
    floors = [line.quantity * (line.cost_minor or 0) for line in lines]
    start = sum(left)
    for group, stacking in book.groups:
        members = sorted((rule for rule in rules if rule.group == group and not rule.exclusive), key=precedence)
        free = [line.quantity for line in lines]
        waiting = [rule for rule in members if not rule.gives_points]
        while waiting:
            found = [(_try(rule, lines, left, floors, free), rule) for rule in waiting]
            saving, rule = found[0] if stacking == "first" else max(found, key=lambda one: one[0][0])
            waiting.remove(rule)
            if saving[0] > 0:
                _give(saving[0], saving[1], left, free)
            elif stacking == "best":
                break
    return start - sum(left)


def _try(
    rule: Rule, lines: Sequence[Line], left: Sequence[int], floors: Sequence[int], free: Sequence[int]
) -> tuple[int, list[tuple[int, int]]]:
    places = [
        [
            place
            for place, line in enumerate(lines)
            if free[place] == line.quantity and (items is None or line.variant_id in items)
        ]
        for items in rule.items
    ]
    if is_simple(rule):
        saved = [
            (
                place,
                min(simple_worth(rule.offer, left[place], lines[place].quantity), max(0, left[place] - floors[place])),
            )
            for place in places[0]
        ]
        return sum(amount for _, amount in saved), [one for one in saved if one[1]]
    order = sorted(range(len(lines)), key=lambda place: -left[place] / lines[place].quantity)
    rank = {place: number for number, place in enumerate(order)}
    slots = {number: sorted(rank[place] for place in one) for number, one in enumerate(places)}
    if not all(slots.values()):
        return 0, []
    totals, units = [left[place] for place in order], [lines[place].quantity for place in order]
    taken, sets = choose(rule.offer, slots, [free[place] for place in order], totals, units, 1 << 40)
    if not sets:
        return 0, []
    parts = [totals[one] * count // units[one] for one, count, _ in taken]
    amount = worth(rule.offer, parts, [count for _, count, _ in taken], [got for _, _, got in taken], sets)
    caps = [max(0, left[order[one]] - floors[order[one]]) for one, _, _ in taken]
    amount = min(amount, sum(caps))
    spread, rest = [], amount
    for (one, _, _), cap in zip(taken, caps, strict=True):
        spread.append((order[one], min(cap, rest)))
        rest -= spread[-1][1]
    return amount, spread


def _give(amount: int, parts: Sequence[tuple[int, int]], left: list[int], free: list[int]) -> None:
    for place, part in parts:
        left[place] -= part
        free[place] = 0


def run(tiny: bool = False, *, baskets: int = 400) -> dict[str, object]:
    """Measure both."""
    rng = random.Random(11)
    variants, promotions, lines = (300, 60, 12) if tiny else (VARIANTS, PROMOTIONS, LINES)
    rules = make_rules(rng, promotions, variants)
    book, case = RuleBook(rules), Case(NOW)
    tried = make_baskets(rng, 20 if tiny else baskets, lines, variants)
    for basket in tried[:5]:
        price(basket, book, case)
    took = []
    gc.collect()
    for basket in tried:
        started = time.thread_time()
        priced = price(basket, book, case)
        took.append((time.thread_time() - started) * 1e3)
    took.sort()
    few = tried[: 3 if tiny else 8]
    plain_book = RuleBook([rule for rule in rules if not rule.exclusive])
    started = time.thread_time()
    plain = [plain_saving(basket, rules, book) for basket in few]
    plain_ms = (time.thread_time() - started) * 1e3 / len(few)
    started = time.thread_time()
    ours = [price(basket, plain_book, case, tried=0).discount_minor for basket in few]
    ours_ms = (time.thread_time() - started) * 1e3 / len(few)
    small = [[replace(line, key=line.key) for line in basket[:4]] for basket in tried]
    started = time.thread_time()
    for basket in small:
        price(basket, book, case)
    return {
        "machine": f"{platform.machine()} {platform.system()}",
        "python": platform.python_version(),
        "promotions": promotions,
        "lines": lines,
        "with an offer, last basket": sum(bool(line.offers) for line in priced.lines),
        "price p50, ms": round(took[len(took) // 2], 2),
        "price p95, ms": round(took[int(len(took) * 0.95)], 2),
        "four lines, ms": round((time.thread_time() - started) * 1e3 / len(small), 3),
        "plain, ms": round(plain_ms, 1),
        "plain beside ours, times": round(plain_ms / ours_ms, 1),
        "saved by ours beside plain": round(sum(ours) / max(1, sum(plain)), 3),
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--baskets", type=int, default=400)
    for name, value in run(baskets=parser.parse_args().baskets).items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
