"""What a use case changed, so that whoever shows it can refresh just that. No area calls a view."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of what changed, by kind; empty means untouched.

    Attributes:
        everything: set after an import or a restore; nothing shown before can be trusted.
    """

    customers: frozenset[int] = frozenset()
    products: frozenset[int] = frozenset()
    variants: frozenset[int] = frozenset()
    sales: frozenset[int] = frozenset()
    baskets: frozenset[int] = frozenset()
    everything: bool = False

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.customers | other.customers,
            self.products | other.products,
            self.variants | other.variants,
            self.sales | other.sales,
            self.baskets | other.baskets,
            self.everything or other.everything,
        )
