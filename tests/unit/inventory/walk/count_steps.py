"""Steps of a walk: counts opened, scanned into, typed into, recounted, booked and given up."""

from shopassistant.inventory.counting.booking import book_count
from shopassistant.inventory.counting.differences import Tolerance
from shopassistant.inventory.counting.entries import enter, enter_many, scan, want_recount
from shopassistant.inventory.counting.sessions import cancel_count, open_count
from shopassistant.store.actor import SYSTEM
from shopassistant.store.schema import StockCountLine
from tests.unit.inventory.walk.ground import Ground
from tests.unit.inventory.walk.model import Count, Counted

ANY = Tolerance(units=10**9, value_minor=10**15)
MOST_OPEN = 4


def begin_count(ground: Ground) -> None:
    open_ = [count for count in ground.model.counts.values() if count.open]
    if len(open_) >= MOST_OPEN:
        return
    place = ground.pick(ground.places)
    listed = ground.some(ground.variants)
    done = open_count(ground.store, SYSTEM, place, "cycle", variant_ids=listed)
    ground.model.counts[done.count_id] = Count(place)
    ground.done(1)


def scan_one(ground: Ground) -> None:
    """A scan, or one taken back; into a count that is done it is refused."""
    id_, count = _any(ground)
    if count is None:
        return
    variant = ground.pick(ground.variants)
    step = -1 if ground.random.random() < 0.15 else 1
    if not count.open:
        ground.refuse(lambda: scan(ground.store, SYSTEM, id_, variant, step), "count.state")
        return
    line = count.lines.get(variant)
    before = None if line is None or line.wanted else line.units
    if (before or 0) + step < 0:
        ground.refuse(lambda: scan(ground.store, SYSTEM, id_, variant, step), "stock.quantity")
        return
    scan(ground.store, SYSTEM, id_, variant, step)
    moved = before is not None and line is not None and (
        line.moved or ground.model.since("any", (variant, count.place), line.mark)
    )  # fmt: skip
    count.lines[variant] = _found(ground, count, variant, (before or 0) + step, moved=moved)
    ground.done(1)


def type_in(ground: Ground) -> None:
    id_, count = _open(ground)
    if count is None:
        return
    found = {variant: ground.random.randint(0, 25) for variant in ground.some(ground.variants)}
    if len(found) == 1:
        ((variant, units),) = found.items()
        enter(ground.store, SYSTEM, id_, variant, units)
    else:
        enter_many(ground.store, SYSTEM, id_, found)
    for variant, units in found.items():
        count.lines[variant] = _found(ground, count, variant, units, moved=False)
    ground.done(len(found))


def look_again(ground: Ground) -> None:
    id_, count = _open(ground)
    if count is None or not count.lines:
        return
    wanted = ground.some(list(count.lines), 2)
    with ground.store.read() as session:
        rows = session.query(StockCountLine).filter_by(count_id=id_).all()
    want_recount(ground.store, SYSTEM, id_, [row.id for row in rows if row.variant_id in wanted])
    for variant in wanted:
        count.lines[variant].wanted = True
    ground.done(len(wanted))


def book(ground: Ground) -> None:
    """The difference of each line is that of the moment it was counted; one that a later count overtook has none."""
    id_, count = _any(ground)
    if count is None:
        return
    if not count.open:
        ground.refuse(lambda: book_count(ground.store, SYSTEM, id_), "count.state")
        return
    shelves = {variant: (variant, count.place) for variant in count.lines}
    overtaken = {v for v, line in count.lines.items() if ground.model.since("said", shelves[v], line.mark)}
    doubtful = [
        variant
        for variant, line in count.lines.items()
        if variant not in overtaken
        and (line.wanted or line.moved or ground.model.since("adjusted", shelves[variant], line.mark))
    ]
    if doubtful and ground.random.random() < 0.5:
        ground.refuse(lambda: book_count(ground.store, SYSTEM, id_, tolerance=ANY), "count.recount_first")
        return
    if not count.lines:
        ground.refuse(lambda: book_count(ground.store, SYSTEM, id_, tolerance=ANY), "count.nothing")
        return
    done = book_count(ground.store, SYSTEM, id_, accept=bool(doubtful), tolerance=ANY)
    assert done.superseded == len(overtaken)
    for variant, line in count.lines.items():
        if variant not in overtaken:
            ground.model.move(variant, count.place, line.units - line.book, "count")
    count.open = False
    ground.done(len(count.lines))


def give_count_up(ground: Ground) -> None:
    id_, count = _any(ground)
    if count is None:
        return
    if not count.open:
        ground.refuse(lambda: cancel_count(ground.store, SYSTEM, id_), "count.state")
        return
    cancel_count(ground.store, SYSTEM, id_)
    count.open = False
    ground.done(1)


def _found(ground: Ground, count: Count, variant: int, units: int, *, moved: bool) -> Counted:
    return Counted(units, ground.model.levels[variant, count.place], ground.model.moves, moved)


def _open(ground: Ground) -> tuple[int, Count | None]:
    open_ = [(id_, count) for id_, count in ground.model.counts.items() if count.open]
    return ground.pick(open_) if open_ else (0, None)


def _any(ground: Ground) -> tuple[int, Count | None]:
    """Mostly an open one."""
    if ground.model.counts and ground.random.random() < 0.05:
        return ground.pick(list(ground.model.counts.items()))
    return _open(ground)
