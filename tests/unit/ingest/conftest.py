"""Invented sales lines for import tests."""

import random
from collections.abc import Callable

import pytest


@pytest.fixture
def retail_lines() -> Callable[[int, int], list[str]]:
    """A function that makes so many lines of online-retail form from a seed, cancellations among them."""
    return _retail_lines


def _retail_lines(count: int, seed: int) -> list[str]:
    dice = random.Random(seed)
    lines = []
    for number in range(count):
        customer = dice.choice(["", "17850", "13047", "12583"])
        code = dice.choice(["22423", "85123A", "47566", "POST"])
        price = dice.choice(["2.55", "4.95", "12.75"])
        day = f"2011-{dice.randint(1, 12):02}-{dice.randint(1, 28):02} {dice.randint(8, 18):02}:00:00"
        cancelled = dice.random() < 0.3
        units = dice.randint(1, 12) * (-1 if cancelled else 1)
        prefix = "C" if cancelled else ""
        lines.append(f"{prefix}{536_000 + number},{code},ITEM {code},{units},{day},{price},{customer},United Kingdom")
    return lines
