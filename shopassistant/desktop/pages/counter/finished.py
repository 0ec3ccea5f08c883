"""A sale or a return that is done, as the counter tells of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopassistant.core.messages import Catalogue

if TYPE_CHECKING:
    from shopassistant.sales.basket import BasketView
    from shopassistant.sales.complete import CompletedSale


@dataclass(frozen=True, slots=True)
class Finished:
    """A sale or return that is done.

    Attributes:
        sold: variant and product ids of its lines, as ``(variant_id, product_id)``.
        due_back_minor: change or refund in cash, to hand over now.
        tender: how a refund goes back, one of the kinds of payment; empty where nothing does.
        given_back: units that came back within a sale: it was an exchange.
        saved_minor, points_earned: by the promotions.
        warnings: sentences for the associate; the manager finds them in the stock warnings.
    """

    sale_id: int
    number: str
    kind: str
    total_minor: int
    change_minor: int
    units: int
    customer_id: int | None
    sold: tuple[tuple[int, int], ...] = ()
    warnings: tuple[str, ...] = ()
    tender: str = ""
    given_back: int = 0
    saved_minor: int = 0
    points_earned: int = 0


def finished_sale(catalogue: Catalogue, view: "BasketView", done: "CompletedSale", tender: str) -> Finished:
    """What to tell of a basket that was sold.

    Args:
        view: the basket as it was paid.
        tender: the first kind of payment, empty where nothing was paid.
    """
    warnings = (
        catalogue.say(alert.code, {"name": alert.name, "level_after": alert.level_after}) for alert in done.warnings
    )
    return Finished(
        sale_id=done.sale_id,
        number=done.number,
        kind="sale",
        total_minor=done.total_minor,
        change_minor=done.change_minor,
        units=view.units,
        customer_id=view.customer_id,
        sold=tuple((line.variant_id, line.product_id) for line in view.lines if line.quantity > 0),
        warnings=tuple(warnings),
        tender=tender,
        given_back=-sum(min(line.quantity, 0) for line in view.lines),
        saved_minor=view.saved_minor,
        points_earned=done.points_earned,
    )
