"""What can be alerted of, how loudly, and from which figures on."""

from dataclasses import dataclass, field
from typing import Any

# Each has its sentence, alert.KIND, in the catalogue of sentences.
KINDS = (
    "runs_out", "runs_out_many", "negative_stock", "negative_stock_many", "supplier_late", "sudden_rise",
    "sudden_fall", "shrinkage", "shrinkage_many", "overstock", "overstock_many", "dead_stock", "dead_stock_many",
)  # fmt: skip
SEVERITIES = ("info", "warning", "critical")
# Why somebody closes one; `gone` is the system's own word for a cause that went away by itself.
CLOSE_REASONS = ("settled", "known", "not_relevant", "wrong_figures")
GONE = "gone"


@dataclass(frozen=True)
class Limits:
    """From which figures on something is worth an alert. What fires stays until it falls below the lower limit, so that
    a figure that wavers does not call again and again.

    Attributes:
        chance, chance_stays: of running out before the next delivery.
        chance_critical: from which on it is critical.
        stake: share of all margin expected to be missed before the next deliveries that one product must reach to be
            told of by itself, and the rest of a supplier's: so never more than 1 / `stake` are of each.
        least_missed: units expected to be asked for in vain below which nobody need hear of it.
        share: of the stock's value at cost that money tied up in one product must reach to be told of by itself.
        share_many: the same for the rest of a category.
        stays: part of a limit above which what fired stays.
        many: so many products make an alert for a supplier, a category or a place.
        late_days: days after the expected one from which a supplier is late.
        false_share: share of sudden changes that may be chance (Benjamini and Hochberg, Journal of the Royal
            Statistical Society B 1995).
        chance_sudden: of a change being chance above which a sudden one is over.
        least_change: units in a fortnight by which a sudden change must differ from what was expected.
        most_sudden: so many sudden changes alert anew at once, those that move most money.
        season_units: units in a fortnight from which on a category's own season counts more than the shop's.
        shrink_units, shrink_share: units lost in `shrink_days`, and their share of those handled.
        shrink_single: share of all that was lost that a product must reach to be told of by itself.
    """

    chance: float = 0.5
    chance_stays: float = 0.3
    chance_critical: float = 0.9
    stake: float = 0.02
    least_missed: float = 1.0
    share: float = 0.005
    share_many: float = 0.01
    stays: float = 0.6
    many: int = 5
    late_days: int = 1
    false_share: float = 0.05
    chance_sudden: float = 0.05
    least_change: int = 8
    most_sudden: int = 10
    season_units: float = 50.0
    shrink_units: int = 3
    shrink_share: float = 0.03
    shrink_days: int = 90
    shrink_single: float = 0.05


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is true of the stock now.

    Attributes:
        about: what tells it from others of its kind; with the kind its fingerprint.
        figures: plain values for the sentence.
        fires: whether it is enough to alert anew; without, one that is there stays.
    """

    kind: str
    severity: str
    about: str
    variant_id: int | None = None
    location_id: int | None = None
    supplier_id: int | None = None
    order_id: int | None = None
    figures: dict[str, Any] = field(default_factory=dict)
    fires: bool = True

    @property
    def fingerprint(self) -> str:
        """The same cause gives the same text."""
        return f"{self.kind}:{self.about}"
