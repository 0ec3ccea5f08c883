"""What of a sale may still come back: the one place that joins a sold line with everything returned of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from shopassistant.core.errors import NotFound, UserError
from shopassistant.sales.amounts import LineAmounts
from shopassistant.sales.booking import LineDraft
from shopassistant.sales.refunds import LineHistory
from shopassistant.store.schema import SaleLine, Variant


@dataclass(frozen=True, slots=True)
class ReturnableLine:
    """A sold line.

    Attributes:
        left: units that may still come back.
        refund_minor: what one unit more pays back.
        refund_left_minor: what all that is left pays back.
    """

    line_id: int
    sale_id: int
    kind: str
    variant_id: int | None
    product_id: int | None
    sku: str
    description: str
    unit_price_minor: int
    unit_cost_minor: int | None
    history: LineHistory

    @property
    def left(self) -> int:
        return self.history.left

    @property
    def refund_minor(self) -> int:
        return self.history.refund(1)[0] if self.left else 0

    @property
    def refund_left_minor(self) -> int:
        return self.history.refund(self.left)[0] if self.left else 0


@dataclass(frozen=True, slots=True)
class LineGivenBack:
    """Units of a sold line that come back, with what is paid for them."""

    line: ReturnableLine
    units: int
    refund_minor: int
    tax_minor: int

    @property
    def discount_minor(self) -> int:
        """What of the price was not paid, so is not paid back; negative, like the quantity."""
        return self.refund_minor - self.units * self.line.unit_price_minor

    def draft(self, *, restock: bool) -> LineDraft:
        """The line to be booked."""
        gross = -self.units * self.line.unit_price_minor
        return LineDraft(
            kind=self.line.kind,
            variant_id=self.line.variant_id,
            description=self.line.description,
            quantity=-self.units,
            unit_price_minor=self.line.unit_price_minor,
            amounts=LineAmounts(gross, self.discount_minor, -self.refund_minor, -self.tax_minor),
            tax_rate_bp=self.line.history.tax_rate_bp,
            unit_cost_minor=self.line.unit_cost_minor,
            returns_line_id=self.line.line_id,
            restock=restock,
        )


def returnable(session: Session, sale_id: int) -> tuple[ReturnableLine, ...]:
    """The sold lines of a sale, with what may still come back of each; empty for a return."""
    return _read(session, SaleLine.sale_id == sale_id)


def give_back(session: Session, units: Mapping[int, int]) -> dict[int, LineGivenBack]:
    """Work out what is paid back.

    Args:
        units: sale line id to units that come back, 1 or more.

    Raises:
        UserError: ``return.quantity`` or ``return.too_many`` (with the ``left`` units).
        NotFound: ``return.line_unknown``.
    """
    if not units:
        return {}
    lines = {line.line_id: line for line in _read(session, SaleLine.id.in_(list(units)))}
    given = {}
    for line_id, quantity in units.items():
        line = lines.get(line_id)
        if line is None:
            raise NotFound("return.line_unknown")
        if quantity < 1:
            raise UserError("return.quantity", quantity=quantity)
        if quantity > line.left:
            raise UserError("return.too_many", name=line.description, quantity=quantity, left=line.left)
        given[line_id] = LineGivenBack(line, quantity, *line.history.refund(quantity))
    return given


_BACK = aliased(SaleLine)
# Built once: a return asks it several times.
_LINES = (
    select(
        SaleLine,
        Variant.product_id,
        Variant.sku,
        func.coalesce(func.sum(-_BACK.quantity), 0),
        func.coalesce(func.sum(-_BACK.total_minor), 0),
    )
    .outerjoin(Variant, Variant.id == SaleLine.variant_id)
    .outerjoin(_BACK, _BACK.returns_line_id == SaleLine.id)
    # A negative charge is a correction, not something that was sold.
    .where(SaleLine.quantity > 0, SaleLine.unit_price_minor >= 0)
    .group_by(SaleLine.id)
    .order_by(SaleLine.sale_id, SaleLine.position)
)


def _read(session: Session, which: ColumnElement[bool]) -> tuple[ReturnableLine, ...]:
    rows = session.execute(_LINES.where(which))
    return tuple(
        ReturnableLine(
            line_id=line.id,
            sale_id=line.sale_id,
            kind=line.kind,
            variant_id=line.variant_id,
            product_id=product_id,
            sku=sku or "",
            description=line.description,
            unit_price_minor=line.unit_price_minor,
            unit_cost_minor=line.unit_cost_minor,
            history=LineHistory(
                sold=line.quantity,
                paid_minor=line.total_minor,
                tax_minor=line.tax_minor,
                tax_rate_bp=line.tax_rate_bp,
                returned=returned,
                refunded_minor=refunded,
            ),
        )
        for line, product_id, sku, returned, refunded in rows
    )
