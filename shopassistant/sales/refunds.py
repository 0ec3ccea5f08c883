"""How much of a line can still come back, and what is paid back for it; sums are exact whatever the steps."""

from dataclasses import dataclass

from shopassistant.core.money import included_tax


@dataclass(frozen=True, slots=True)
class LineHistory:
    """A sold line and what has come back of it so far.

    Attributes:
        sold: units sold, more than 0.
        paid_minor: what was paid for them, after discount.
        tax_minor: the tax contained in that.
        tax_rate_bp: its rate, hundredths of a percent.
        returned: units that came back, by whatever road (imported returns included).
        refunded_minor: what was paid back for them.
    """

    sold: int
    paid_minor: int
    tax_minor: int
    tax_rate_bp: int
    returned: int
    refunded_minor: int

    @property
    def left(self) -> int:
        """Units that may still come back."""
        return max(self.sold - self.returned, 0)

    def refund(self, units: int) -> tuple[int, int]:
        """What `units` more are worth, and the tax contained in it; minor units.

        Each step pays the difference of two rounded running totals, so that the steps sum to what was paid exactly,
        in whatever portions the goods come back; and never more than is left of the payment.
        """
        exact = self._share(self.paid_minor, self.returned + units) - self._share(self.paid_minor, self.returned)
        amount = max(min(exact, self.paid_minor - self.refunded_minor), 0)
        if amount != exact:  # an imported return paid back more than its share
            return amount, included_tax(amount, self.tax_rate_bp)
        return amount, self._share(self.tax_minor, self.returned + units) - self._share(self.tax_minor, self.returned)

    def _share(self, whole: int, units: int) -> int:
        """`units` of `sold` parts of `whole`, rounded half up."""
        return (2 * whole * units + self.sold) // (2 * self.sold)
