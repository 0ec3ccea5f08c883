"""What money and patience are worth to the shop: the assumptions behind every quantity, in one place and changeable."""

from dataclasses import dataclass

from shopassistant.core.errors import UserError

DAYS_A_YEAR = 365.0


@dataclass(frozen=True, slots=True)
class Terms:
    """Assumptions; none of them is measured by the shop's own records.

    Attributes:
        holding_share: cost of holding stock for a year, as a share of its purchase cost (capital, space, ageing).
        lost_share: share of the units asked for in vain whose margin is lost; the rest comes back or takes another.
        goodwill_share: what a disappointed customer costs beyond the margin, as a share of the price.
        line_cost_minor: work per order line, from ordering to putting away.
        order_cost_minor: fixed cost of an order where the supplier has none of its own.
        margin_share: margin as a share of the price where the purchase cost is not known.
        longest_cover_days: nothing is ordered that is not expected to be sold within so many days.
        scenarios: sample paths of demand per product.
        seed: of everything drawn; the same seed gives the same advice.
    """

    holding_share: float = 0.25
    lost_share: float = 1.0
    goodwill_share: float = 0.0
    line_cost_minor: int = 50
    order_cost_minor: int = 500
    margin_share: float = 0.4
    longest_cover_days: int = 180
    scenarios: int = 200
    seed: int = 20_240_101

    def __post_init__(self) -> None:
        shares = {
            "holding_share": (self.holding_share, 10.0),
            "lost_share": (self.lost_share, 1.0),
            "goodwill_share": (self.goodwill_share, 10.0),
            "margin_share": (self.margin_share, 1.0),
        }
        for name, (value, most) in shares.items():
            if not 0 <= value <= most:
                raise UserError("reorder.term", term=name, given=str(value))
        for name in ("line_cost_minor", "order_cost_minor"):
            if getattr(self, name) < 0:
                raise UserError("reorder.term", term=name, given=str(getattr(self, name)))
        if self.longest_cover_days < 1 or self.scenarios < 2:
            raise UserError("reorder.term", term="longest_cover_days", given=str(self.longest_cover_days))

    @property
    def daily_holding_share(self) -> float:
        """Share of the purchase cost per unit and day."""
        return self.holding_share / DAYS_A_YEAR
