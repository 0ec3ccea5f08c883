"""What the associate narrows the cards down to, for one customer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopassistant.recommend.terms import Terms


@dataclass(frozen=True, slots=True)
class Filters:
    """Everything off by default.

    Attributes:
        only_new: leave out what the customer has bought before.
        in_stock: only what was counted and is here.
        category: path; what is below it counts, too. Empty for all.
        least_minor, most_minor: shelf price, both ends included.
    """

    only_new: bool = False
    in_stock: bool = False
    category: str = ""
    least_minor: int | None = None
    most_minor: int | None = None

    @property
    def count(self) -> int:
        """How many of them are on; a range of prices is one."""
        has_price = self.least_minor is not None or self.most_minor is not None
        return sum((self.only_new, self.in_stock, bool(self.category), has_price))

    def terms(self) -> "Terms":
        """The same as the engine's terms, with the usual share of what is new."""
        from shopassistant.recommend.terms import Terms

        return Terms(
            least_stock=1 if self.in_stock else 0,
            categories=(self.category,) if self.category else (),
            least_price_minor=self.least_minor,
            most_price_minor=self.most_minor,
        )


NO_FILTERS = Filters()
