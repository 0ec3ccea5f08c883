"""What came broken is in the books, and offered to nobody."""

from shopassistant.inventory.purchasing.arrival import Arrival, ArrivedLine
from shopassistant.inventory.purchasing.receiving import receive
from shopassistant.inventory.stock import count_stock
from shopassistant.recommend.live_shelf import LiveShelf
from shopassistant.recommend.terms import Terms
from shopassistant.sales.found import read_variants
from shopassistant.store.actor import SYSTEM
from tests.unit.inventory.stockroom import Stockroom


def offered(room: Stockroom) -> tuple[int | None, bool]:
    """Units the counter shows of the first variant for the whole shop, and whether it would be recommended."""
    with room.store.read() as session:
        shown = read_variants(session, [room.variants[0]], None)[room.variants[0]].stock
        shelf = LiveShelf().read(session)
        return shown, bool(shelf.admissible(Terms(), None)[0])


def test_broken_goods_are_in_the_books_and_not_for_sale(room: Stockroom) -> None:
    one, *others = room.variants
    count_stock(room.store, SYSTEM, room.shop, dict.fromkeys(room.variants, 0))
    lines = (ArrivedLine(one, 0, 3), *(ArrivedLine(other, 0, 1) for other in others))
    receive(room.store, SYSTEM, Arrival(room.shop, lines, damaged_location_id=room.broken))
    assert room.known(one, room.broken) == 3
    assert offered(room) == (0, False)
    receive(room.store, SYSTEM, Arrival(room.back, (ArrivedLine(one, 2),)))
    assert offered(room) == (2, True)
