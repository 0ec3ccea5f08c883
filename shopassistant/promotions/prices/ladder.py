"""Which prices may stand at the shelf: within the limits, with the ending the shop likes, some dozens at most."""

from shopassistant.promotions.prices.limits import Limits

_MOST = 40
# Steps that look like prices, in minor units.
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000)


def floor_of(limits: Limits, cost_minor: int, rate_bp: int) -> int:
    """The lowest price the limits allow, tax included: not below cost and its margin, nor below the floor.

    Args:
        cost_minor: of a unit, without tax.
        rate_bp: tax in the price, in hundredths of a percent.
    """
    margin = limits.floor_margin_bp or 0
    top = cost_minor * (10_000 + margin) * (10_000 + rate_bp)
    return max(-(-top // 100_000_000), limits.floor_minor or 0)


def reach(limits: Limits, price_minor: int, floor_minor: int) -> tuple[int, int]:
    """Lowest and highest price one change may lead to. A price below its floor may rise to it in one step."""
    step = price_minor * (limits.max_step_bp or 10_000) // 10_000
    low = max(price_minor - step, floor_minor)
    high = max(price_minor + step, floor_minor)
    if limits.ceiling_minor is not None:
        high = max(min(high, limits.ceiling_minor), floor_minor)
        low = min(low, high)
    return low, high


def candidates(price_minor: int, low: int, high: int, ending: str) -> tuple[int, ...]:
    """Prices from `low` to `high`, ascending, without today's: with the wanted ending, else with today's."""
    modulus, rest = _ending(price_minor, ending)
    step = modulus
    while (high - low) // step > _MOST:
        step += modulus if ending else next(one for one in _STEPS if one >= step)
    first = low + (rest - low) % modulus
    found = range(first, high + 1, step)
    return tuple(price for price in found if price != price_minor and price > 0)


def ladder(price_minor: int, floor_minor: int, ending: str, steps: int) -> tuple[int, ...]:
    """Prices from today's down to the floor, descending, about evenly apart; today's comes first.

    Args:
        steps: at most so many below today's.
    """
    modulus, rest = _ending(price_minor, ending)
    found = [price_minor]
    for part in range(1, steps + 1):
        wanted = price_minor - (price_minor - floor_minor) * part // steps
        price = wanted - (wanted - rest) % modulus
        if price < floor_minor:
            price += modulus
        if floor_minor <= price < found[-1]:
            found.append(price)
    return tuple(found)


def _ending(price_minor: int, ending: str) -> tuple[int, int]:
    """Modulus and remainder of the prices that end so; without a wish, as today's price ends, as far as it is small."""
    if ending:
        return 10 ** len(ending), int(ending)
    modulus = 1 if price_minor < 20 else 10 if price_minor < 1_000 else 100
    return modulus, price_minor % modulus
