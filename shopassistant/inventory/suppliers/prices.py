"""What units cost at a supplier and how many can be ordered: packs, minimum units, price breaks. Plain arithmetic."""

from collections.abc import Sequence


def unit_cost(cost_minor: int | None, breaks: Sequence[tuple[int, int]], units: int) -> int | None:
    """What one unit costs when `units` are ordered at once.

    Args:
        cost_minor: without a price break, minor units; None where nobody said.
        breaks: (from units, cost of one unit in minor units), in any order.

    Returns:
        The cost of the highest break that `units` reach, else `cost_minor`.
    """
    reached = [(start, cost) for start, cost in breaks if units >= start]
    return max(reached)[1] if reached else cost_minor


def whole_packs(units: int, pack_size: int = 1, min_units: int = 1) -> int:
    """The least number of units, at least `units` and `min_units`, that comes in whole packs; 0 for none wanted."""
    if units <= 0:
        return 0
    wanted = max(units, min_units)
    return -(-wanted // pack_size) * pack_size


def cheapest_units(
    units: int, cost_minor: int, breaks: Sequence[tuple[int, int]], pack_size: int = 1, min_units: int = 1
) -> int:
    """The number of units, at least `units`, that costs least in all: a price break may make more units cheaper.

    Returns:
        Units in whole packs; of two that cost the same the larger, which leaves something over.
    """
    choices = [
        whole_packs(max(units, start), pack_size, min_units) for start in (units, *(start for start, _ in breaks))
    ]
    priced = [(choice * (unit_cost(cost_minor, breaks, choice) or 0), -choice) for choice in choices]
    return -min(priced)[1] if units > 0 else 0
