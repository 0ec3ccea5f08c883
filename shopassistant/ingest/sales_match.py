"""Finds the sale a cancellation takes back: the same customer, the same product, bought before, the most recent first.

Every unit is taken back once only. Lines at the same price come first, among them one of exactly the same quantity.
What exceeds all that was bought stays a return without a link.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopassistant.ingest.table import Bools, Ints

# How far back in a customer's lines of one product and price an exact quantity is looked for.
_LOOK_BACK = 50


@dataclass(frozen=True, slots=True)
class Bought:
    """Sale lines that may be taken back. Arrays of one length: group, moment, price, units not yet taken back."""

    group: Ints
    at: Ints
    price: Ints
    left: Ints


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Cancelled lines: group, moment, price, units (positive); `whole` ones can only be matched to one line."""

    group: Ints
    at: Ints
    price: Ints
    units: Ints
    whole: Bools


@dataclass(frozen=True, slots=True)
class Match:
    """So many units of a cancelled line come from a bought line; both by their position."""

    back: int
    bought: int
    units: int


def match(bought: Bought, back: TakenBack) -> list[Match]:
    """Match in the order of time. Linear in the lines: each looks at a bounded number of candidates."""
    shelves: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    left = bought.left.tolist()
    found: list[Match] = []
    relevant = np.isin(bought.group, back.group)
    events = [
        (at, 0, place)
        for at, place in zip(bought.at[relevant].tolist(), np.flatnonzero(relevant).tolist(), strict=True)
    ]
    events += [(at, 1, place) for place, at in enumerate(back.at.tolist())]
    events.sort()
    groups, prices = bought.group.tolist(), bought.price.tolist()
    wanted = list(zip(back.group.tolist(), back.price.tolist(), back.units.tolist(), back.whole.tolist(), strict=True))
    for _, is_back, place in events:
        if not is_back:
            shelves[groups[place]][prices[place]].append(place)
            continue
        group, price, units, whole = wanted[place]
        if group in shelves:
            found += _take(place, shelves[group], price, units, whole, left)
    return found


def _take(place: int, shelf: dict[int, list[int]], price: int, units: int, whole: bool, left: list[int]) -> list[Match]:
    stacks = [shelf[price]] if price in shelf else []
    # Other prices only when the same price is used up, the price of the latest purchase first.
    others = [stack for other, stack in list(shelf.items())[:_LOOK_BACK] if other != price and stack]
    stacks += sorted(others, key=lambda stack: -stack[-1])
    exact = _exact(stacks, units, left)
    if exact is not None:
        left[exact] -= units
        return [Match(place, exact, units)]
    if whole:
        return _from_one(place, stacks, units, left)
    return _from_many(place, stacks, units, left)


def _exact(stacks: Sequence[list[int]], units: int, left: list[int]) -> int | None:
    for stack in stacks[:1]:
        for candidate in stack[: -_LOOK_BACK - 1 : -1]:
            if left[candidate] == units:
                return candidate
    return None


def _from_one(place: int, stacks: Sequence[list[int]], units: int, left: list[int]) -> list[Match]:
    for stack in stacks:
        for candidate in stack[: -_LOOK_BACK - 1 : -1]:
            if left[candidate] >= units:
                left[candidate] -= units
                return [Match(place, candidate, units)]
    return []


def _from_many(place: int, stacks: Sequence[list[int]], units: int, left: list[int]) -> list[Match]:
    found = []
    for stack in stacks:
        while stack and units:
            candidate = stack[-1]
            taken = min(units, left[candidate])
            if taken:
                left[candidate] -= taken
                units -= taken
                found.append(Match(place, candidate, taken))
            if not left[candidate]:
                stack.pop()
    return found
