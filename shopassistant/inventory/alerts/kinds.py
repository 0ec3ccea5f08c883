"""What can be alerted of, how loudly, and from which figures on."""

from dataclasses import dataclass, field
from typing import Any

# Each has its sentence, alert.KIND, in the catalogue of sentences.
KINDS = (
    "runs_out", "runs_out_many", "negative_stock", "supplier_late", "sudden_rise", "sudden_fall", "shrinkage",
    "overstock", "overstock_many", "dead_stock", "dead_stock_many",
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
        share: of the stock's value at cost that money tied up in one product must reach to be told of by itself; the
            rest is told of by category.
        many: so many products make an alert for a supplier or a category.
        late_days: days after the expected one from which a supplier is late.
        false_share: share of sudden changes that may be chance (Benjamini and Hochberg, Journal of the Royal
            Statistical Society B 1995).
        least_change: units in a fortnight by which a sudden change must differ from what was expected.
        shrink_units, shrink_share: units lost in `shrink_days`, and their share of those handled.
    """

    chance: float = 0.5
    chance_stays: float = 0.3
    chance_critical: float = 0.9
    share: float = 0.005
    many: int = 5
    late_days: int = 1
    false_share: float = 0.05
    least_change: int = 8
    shrink_units: int = 3
    shrink_share: float = 0.03
    shrink_days: int = 90


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
