"""Walking: steps drawn at random by their weight, with a comparison now and then and at the end."""

from collections.abc import Callable
from pathlib import Path

from tests.unit.inventory.walk import count_steps, order_steps, sale_steps, stock_steps
from tests.unit.inventory.walk.ground import Ground, compare, make_ground

# Each step and how often it is drawn: those with many lines in one transaction more often, for they cost less per line.
STEPS: tuple[tuple[Callable[[Ground], None], int], ...] = (
    (stock_steps.deliver, 10),
    (stock_steps.count_at_once, 6),
    (stock_steps.adjust, 5),
    (stock_steps.lose, 4),
    (stock_steps.carry, 11),
    (stock_steps.send_off, 5),
    (stock_steps.arrive, 8),
    (stock_steps.turn_back, 1),
    (stock_steps.claim_too_much, 1),
    (order_steps.write_order, 4),
    (order_steps.goods_come, 11),
    (order_steps.goods_come_unasked, 3),
    (order_steps.take_receipt_back, 2),
    (order_steps.give_up, 4),
    (count_steps.begin_count, 4),
    (count_steps.scan_one, 16),
    (count_steps.type_in, 11),
    (count_steps.look_again, 2),
    (count_steps.book, 5),
    (count_steps.give_count_up, 1),
    (sale_steps.sell, 5),
    (sale_steps.put_aside, 2),
    (sale_steps.take_up, 2),
    (sale_steps.bring_back, 4),
)


def walk(
    path: Path, seed: int, *, operations: int = 0, calls: int = 0, every: int = 500, most_lines: int = 6
) -> Ground:
    """Carry out random steps until there were so many operations (lines) or so many calls of use cases.

    Args:
        path: a new store.
        every: compare the books with the model after so many calls.
        most_lines: of one use case.

    Raises:
        Disagreement: the books are not what the model says; the message names seed and call.
    """
    ground = make_ground(path, seed, 2 * most_lines, most_lines)
    steps, weights = zip(*STEPS, strict=True)
    compared = 0
    while ground.operations < operations or ground.calls < calls:
        ground.random.choices(steps, weights)[0](ground)
        if ground.calls >= compared + every:
            compared = ground.calls
            compare(ground)
    compare(ground, check=True)
    return ground
