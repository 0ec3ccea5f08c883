"""From units back to lines: what was given on a pool is shared out over the lines its units stand on, exactly."""

from collections.abc import Sequence

from shopassistant.core.money import allocate
from shopassistant.promotions.rules.group import Given
from shopassistant.promotions.rules.pricing import AppliedOffer, Line
from shopassistant.promotions.rules.units import Pool


def offers_by_line(pools: Sequence[Pool], given: Sequence[Given]) -> dict[int, list[AppliedOffer]]:
    """Offers by line key, in the order they were given; one entry for each promotion and line."""
    found: dict[int, list[AppliedOffer]] = {}
    by_pool: dict[int, dict[int, Given]] = {}
    for one in given:
        rules = by_pool.setdefault(one.pool, {})
        before = rules.get(one.rule_id)
        rules[one.rule_id] = one if before is None else _joined(before, one)
    for number, rules in by_pool.items():
        lines = pools[number].lines
        if len(lines) == 1:
            offers = [AppliedOffer(one.rule_id, one.coupon_id, one.discount_minor, one.units) for one in rules.values()]
            found[lines[0].key] = offers
            continue
        _share_out(lines, list(rules.values()), found)
    return found


def _joined(one: Given, other: Given) -> Given:
    discount, units = one.discount_minor + other.discount_minor, one.units + other.units
    return Given(one.rule_id, one.coupon_id, one.pool, discount, units)


def _share_out(lines: Sequence[Line], given: Sequence[Given], found: dict[int, list[AppliedOffer]]) -> None:
    weights = [line.quantity for line in lines]
    table = fit([one.discount_minor for one in given], weights)
    for row, one in zip(table, given, strict=True):
        units = allocate(one.units, weights)
        for line, discount, count in zip(lines, row, units, strict=True):
            if discount or count:
                offers = found.setdefault(line.key, [])
                offers.append(AppliedOffer(one.rule_id, one.coupon_id, discount, count))


def fit(rows: Sequence[int], weights: Sequence[int]) -> list[list[int]]:
    """A table of whole numbers with these row sums, whose column sums are the whole shared out by `weights`.

    Each cell is within one of its row's share; what rounding leaves goes where both its row and its column are short.
    So a line never gets more than its part of everything, however many promotions are on it.
    """
    whole = sum(weights)
    columns = allocate(sum(rows), weights)
    table = [[row * weight // whole for weight in weights] for row in rows]
    short = [total - sum(cells[column] for cells in table) for column, total in enumerate(columns)]
    for row, cells in zip(rows, table, strict=True):
        rest = row - sum(cells)
        for column in range(len(weights)):
            more = min(rest, max(0, short[column]))
            cells[column] += more
            short[column] -= more
            rest -= more
    return table
