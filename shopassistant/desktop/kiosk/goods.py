"""What the kiosk offers to put on: read from the shop's books, each with how it looks when worn."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from shopassistant.desktop.widgets.product_look import ProductLook, look_of
from shopassistant.tryon.looks.kinds import Wearable
from shopassistant.tryon.looks.look import Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from shopassistant.desktop.shell.services import Services
    from shopassistant.sales.fitting_room.wanted import Fitting
    from shopassistant.store.database import Store
    from shopassistant.tryon.face.measures import Measures


@dataclass(frozen=True, slots=True)
class Goods:
    """One thing to put on.

    Attributes:
        name, colour, size: as the shop calls them; colour and size may be empty.
        price_minor: minor units.
        stock: units that can be promised here; None where never counted.
        wearable: what the mirror draws.
        drawing, image: its picture in the row: the shop's own, else a drawing.
        rendering: of eyewear, in place of the drawing.
    """

    variant_id: int
    product_id: int
    name: str
    colour: str
    size: str
    price_minor: int
    stock: int | None
    wearable: Wearable
    drawing: ProductLook
    image: str = ""
    rendering: "QImage | None" = field(default=None, compare=False)

    @property
    def place(self) -> str:
        """Where it is worn."""
        return self.wearable.place

    @property
    def short_title(self) -> str:
        """The same without the size of glasses: beside how they fit, 50-19-145 tells a visitor nothing."""
        return self.title if self.place != "eyes" else replace(self, size="").title

    @property
    def title(self) -> str:
        """Its name with colour and size, where the name does not say them already."""
        said = self.name.casefold()
        return ", ".join(
            [self.name, *(part for part in (self.colour, self.size) if part and part.casefold() not in said)]
        )


def read_goods(
    store: "Store", services: "Services", most: int, measures: "Measures | None" = None
) -> tuple[Goods, ...]:
    """The first `most` things that can be put on, the kinds by turns, so that none hides behind another.

    Args:
        services: its fitting room knows what there is, its engine what is popular, where it has learned anything.
        measures: of a face; glasses that fit it come before those that do not.
    """
    from shopassistant.desktop.kiosk.fit_by import fit_by
    from shopassistant.sales.fitting_room.ranking import rank
    from shopassistant.sales.fitting_room.wanted import Wanted
    from shopassistant.sales.try_on_plan import load_try_on_plan

    with store.read() as session:
        plan = load_try_on_plan(session)
    fitting_room, engine = services.fitting_room(), services.engine()
    kinds = [kind for kind in plan.kinds if kind in fitting_room.kinds()]
    ready = engine if engine.is_ready else None
    by_kind = []
    for kind in kinds:
        wanted = Wanted(kinds=(kind,), in_stock_only=plan.in_stock_only, count=most)
        by_kind.append([one.fitting for one in rank(fitting_room, wanted, ready, fit_of=fit_by(measures))])
    return tuple(goods for goods in map(goods_of, by_turns(by_kind, most)) if goods is not None)


def by_turns(groups: "Sequence[Sequence[Fitting]]", most: int) -> "list[Fitting]":
    """One of each group, then a second of each, until there are `most`; the first group counts double."""
    queues = [list(group) for group in groups]
    found: list[Fitting] = []
    while any(queues) and len(found) < most:
        for place, queue in enumerate(queues):
            found += queue[: 2 if place == 0 else 1]
            del queue[: 2 if place == 0 else 1]
    return found[:most]


def goods_of(one: "Fitting", *, renders: bool = True) -> Goods | None:
    """What is shown of a fitting; None where its measures cannot be read. In a lane: eyewear is rendered, unless it is
    to be done later."""
    from shopassistant.core.errors import UserError
    from shopassistant.desktop.kiosk.rendering import rendering_of
    from shopassistant.tryon.looks.reading import wearable_of

    try:
        wearable = wearable_of(one.attributes, one.colour, one.size)
    except UserError:
        return None  # a size nobody can read; the others are offered all the same
    drawing = look_of(one.category, one.name, one.colour, one.attributes)
    return Goods(
        one.variant_id, one.product_id, one.name, one.colour, one.size, one.price_minor, one.stock, wearable, drawing,
        one.image, None if one.image or not renders else rendering_of(wearable),
    )  # fmt: skip


def look_with(goods: dict[int, Goods], ids: tuple[int, ...]) -> Look:
    """The look of these variants; of two at one place the later one is worn."""
    look = Look()
    for variant_id in ids:
        if variant_id in goods:
            look = look.with_(goods[variant_id].wearable)
    return look


def ids_with(goods: dict[int, Goods], ids: tuple[int, ...], variant_id: int) -> tuple[int, ...]:
    """The variants of a look after one was touched: put on instead of what was at its place, or taken off."""
    if variant_id in ids:
        return tuple(one for one in ids if one != variant_id)
    place = goods[variant_id].place
    return (*(one for one in ids if one in goods and goods[one].place != place), variant_id)
