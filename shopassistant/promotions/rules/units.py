"""Units of a basket on their way through the groups: identical ones lie together, in an order of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter, lt

from shopassistant.core.money import allocate
from shopassistant.promotions.rules.pricing import Line
from shopassistant.promotions.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Pool:
    """All units of a basket that are the same in variant, price and cost; `lines` are those they stand on."""

    variant_id: int
    unit_price_minor: int
    cost_minor: int | None
    units: int
    lines: tuple[Line, ...]


class Parcel:
    """Some units of a pool with what is left to pay for them together.

    Attributes:
        pool: position of the pool.
        total: minor units, for all its units.
        locked: an exclusive promotion has them.
    """

    __slots__ = ("locked", "pool", "total", "units")

    def __init__(self, pool: int, units: int, total: int, locked: bool = False) -> None:
        self.pool = pool
        self.units = units
        self.total = total
        self.locked = locked

    def split(self, units: int) -> "Parcel":
        """Take `units` (fewer than there are) out, with their part of the total, rounded half up."""
        part = (2 * self.total * units + self.units) // (2 * self.units)
        self.units -= units
        self.total -= part
        return Parcel(self.pool, units, part, self.locked)


def pools_of(lines: Iterable[Line]) -> tuple[Pool, ...]:
    """The pools of a basket in canonical order: the same whatever the order of the lines and however they are split."""
    by_kind: dict[tuple[int, int, int], list[Line]] = {}
    for line in lines:
        if line.takes_offers:
            cost = -1 if line.cost_minor is None else line.cost_minor
            by_kind.setdefault((line.variant_id, line.unit_price_minor, cost), []).append(line)
    pools = []
    for kind in sorted(by_kind):
        members = sorted(by_kind[kind], key=_SIZE_AND_KEY)
        first = members[0]
        units = sum(line.quantity for line in members)
        pools.append(Pool(first.variant_id, first.unit_price_minor, first.cost_minor, units, tuple(members)))
    return tuple(pools)


_SIZE_AND_KEY = attrgetter("quantity", "key")


def unit_floor(rule: Rule, cost_minor: int | None) -> int:
    """What one unit may not go below under `rule`, in minor units; 0 where the cost is unknown or the floor passed."""
    if cost_minor is None or rule.floor_passed:
        return 0
    if not rule.floor_margin_bp:
        return cost_minor
    return -(-cost_minor * (10_000 + rule.floor_margin_bp) // 10_000)


def spread(amount: int, weights: Sequence[int], caps: Sequence[int]) -> list[int]:
    """Share `amount` out in proportion to `weights`, no part above its cap; what a cap holds back goes to the others.

    Returns:
        Parts that sum to the smaller of `amount` and all caps together.
    """
    amount = min(amount, sum(caps))
    whole = sum(weights)
    if amount and whole and len(caps) > 1:
        parts = [amount * weight // whole for weight in weights]
        rest = amount - sum(parts)
        # The usual case: nobody is near the cap, and rounding leaves less than a minor unit for each.
        if all(map(lt, parts, caps)):
            if rest:
                order = sorted(range(len(parts)), key=[-(amount * weight % whole) for weight in weights].__getitem__)
                for index in order[:rest]:
                    parts[index] += 1
            return parts
    parts = [0] * len(caps)
    if len(caps) == 1:
        return [amount]
    if not amount:
        return parts
    open_ = [index for index, cap in enumerate(caps) if cap > 0]
    while amount and open_:
        shares = allocate(amount, [weights[index] for index in open_])
        full = [index for index, share in zip(open_, shares, strict=True) if share > caps[index]]
        if not full:
            for index, share in zip(open_, shares, strict=True):
                parts[index] = share
            return parts
        for index in full:
            parts[index] = caps[index]
            amount -= caps[index]
        open_ = [index for index in open_ if index not in set(full)]
    return parts
