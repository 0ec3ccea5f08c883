"""The arithmetic of one line, apart from any database: discount, total, contained tax, and whether it is below cost."""

from dataclasses import dataclass

from shopassistant.core.errors import UserError
from shopassistant.core.money import included_tax, percent_of

# Describes the charge for earned points that are taken back and gone; a receipt says it in its own language.
POINTS_CHARGE = "Points already spent"


@dataclass(frozen=True, slots=True)
class LineAmounts:
    """What a line comes to; all minor units, all with the sign of the quantity."""

    gross_minor: int
    discount_minor: int
    total_minor: int
    tax_minor: int


def line_amounts(quantity: int, unit_price_minor: int, discount_minor: int, tax_rate_bp: int) -> LineAmounts:
    """Sums of a line; the tax is what its total contains at `tax_rate_bp` hundredths of a percent."""
    gross = quantity * unit_price_minor
    total = gross - discount_minor
    return LineAmounts(gross, discount_minor, total, included_tax(total, tax_rate_bp))


def discount_amount(gross_minor: int, percent_bp: int | None, amount_minor: int | None) -> int:
    """The discount on a gross amount, given as a share or as an amount.

    Args:
        gross_minor: zero or more.
        percent_bp: hundredths of a percent, 0 to 10,000; or None.
        amount_minor: minor units, 0 to `gross_minor`; or None.

    Raises:
        UserError: ``basket.discount_share`` or ``basket.discount_amount``.
        ValueError: both or neither are given.
    """
    if percent_bp is not None and amount_minor is None:
        if not 0 <= percent_bp <= 10_000:
            raise UserError("basket.discount_share", percent=f"{percent_bp / 100:g}")
        return percent_of(gross_minor, percent_bp)
    if amount_minor is None or percent_bp is not None:
        raise ValueError("a discount is a share or an amount")
    if not 0 <= amount_minor <= gross_minor:
        raise UserError("basket.discount_amount", discount_minor=amount_minor, line_minor=gross_minor)
    return amount_minor


def is_below_cost(quantity: int, total_minor: int, discount_minor: int, cost_minor: int | None) -> bool:
    """Whether a discount takes a sold line below what it cost.

    A shelf price that is below cost by itself was decided when it was set, so without a discount nobody is asked again.
    """
    return quantity > 0 and discount_minor > 0 and cost_minor is not None and total_minor < cost_minor * quantity
