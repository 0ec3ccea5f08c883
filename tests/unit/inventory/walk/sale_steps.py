"""Steps of a walk: sales and returns as the counter books them, and baskets that are put aside."""

from collections import Counter

from shopassistant.sales.basket import add_variant, open_basket
from shopassistant.sales.complete import complete_sale
from shopassistant.sales.held import drop, hold, resume
from shopassistant.sales.returns import return_lines
from shopassistant.sales.tenders import TenderRequest
from shopassistant.store.actor import SYSTEM
from tests.unit.inventory.walk.ground import Ground
from tests.unit.inventory.walk.model import SoldLine

PRICE = 100  # of every variant, without tax or discounts: money is not what is walked here


def sell(ground: Ground) -> None:
    place = ground.pick(ground.places)
    basket, units = _fill(ground, place)
    _pay(ground, basket, place, units)


def put_aside(ground: Ground) -> None:
    place = ground.pick(ground.places)
    basket, units = _fill(ground, place)
    hold(ground.store, SYSTEM, basket, "walk")
    ground.model.held[basket] = (place, units)
    ground.done(len(units))


def take_up(ground: Ground) -> None:
    """A held basket is sold, or given up."""
    if not ground.model.held:
        return
    basket = ground.pick(list(ground.model.held))
    place, units = ground.model.held.pop(basket)
    if ground.random.random() < 0.3:
        drop(ground.store, SYSTEM, basket)
        ground.done(1)
        return
    resume(ground.store, SYSTEM, basket, "till 1")
    _pay(ground, basket, place, units)


def bring_back(ground: Ground) -> None:
    """Some of a sale comes back, on the shelf or broken; more than was sold is refused."""
    if not ground.model.sales:
        return
    sale = ground.pick(list(ground.model.sales))
    place, lines = ground.model.sales[sale]
    line_id = ground.pick(list(lines))
    line = lines[line_id]
    units = ground.random.randint(1, line.left + 1)
    pay = [TenderRequest("cash", PRICE * units)]
    key, restock = f"b{ground.calls}", ground.random.random() < 0.7
    call = lambda: return_lines(ground.store, SYSTEM, sale, {line_id: units}, restock, pay, key)  # noqa: E731
    if units > line.left:
        ground.refuse(call, "return.too_many")
        return
    call()
    line.left -= units
    ground.model.move(line.variant, place, units, "return")
    if not restock:
        ground.model.move(line.variant, place, -units, "damage")
    ground.done(1)


def _fill(ground: Ground, place: int) -> tuple[int, Counter[int]]:
    # A basket that is open at a terminal keeps its place; each place has a till of its own.
    basket = open_basket(ground.store, SYSTEM, f"till {place}", place).id
    units: Counter[int] = Counter()
    for variant in ground.some(ground.variants, 3):
        units[variant] = ground.random.randint(1, 4)
        add_variant(ground.store, SYSTEM, basket, variant, units[variant])
    return basket, units


def _pay(ground: Ground, basket: int, place: int, units: Counter[int]) -> None:
    tenders = [TenderRequest("cash", PRICE * sum(units.values()))]
    done = complete_sale(ground.store, SYSTEM, basket, tenders, f"s{ground.calls}")
    for variant, count in units.items():
        ground.model.move(variant, place, -count, "sale")
    lines = {line.line_id: SoldLine(line.variant_id or 0, line.quantity) for line in done.lines}
    ground.model.sales[done.sale_id] = (place, lines)
    ground.done(len(units))
