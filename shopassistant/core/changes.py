"""What a use case changed, so that whoever shows it can refresh just that. No area calls a view."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of what changed, by kind; empty means untouched.

    Attributes:
        orders: purchase orders.
        counts: stock counts.
        everything: set after an import or a restore; nothing shown before can be trusted.
    """

    customers: frozenset[int] = frozenset()
    products: frozenset[int] = frozenset()
    variants: frozenset[int] = frozenset()
    sales: frozenset[int] = frozenset()
    baskets: frozenset[int] = frozenset()
    suppliers: frozenset[int] = frozenset()
    orders: frozenset[int] = frozenset()
    locations: frozenset[int] = frozenset()
    counts: frozenset[int] = frozenset()
    transfers: frozenset[int] = frozenset()
    alerts: frozenset[int] = frozenset()
    segments: frozenset[int] = frozenset()
    promotions: frozenset[int] = frozenset()
    campaigns: frozenset[int] = frozenset()
    everything: bool = False

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(**{one.name: getattr(self, one.name) | getattr(other, one.name) for one in fields(Changes)})
