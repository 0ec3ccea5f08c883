"""What elasticities are learned from: units, prices and what else is known of each week, series by series."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

YEAR = 365.25 / 7


@dataclass(frozen=True)
class Weeks:
    """A series is one product at one place; n series, W weeks, p products, c categories.

    Attributes:
        units: float64 (n, W), asked for; anything where nothing is known.
        exposure: float64 (n, W), the part of the week in which that is known, 0 to 1.
        price: float64 (n, W), natural logarithm of what a unit costs the customer; finite everywhere.
        extras: float64 (n, W) by name, what else moves demand for a while, such as being advertised.
        calendar: float64 (W, k), what moves demand everywhere: holidays. k may be 0.
        product: int64 (n,), code of each series' product, 0 .. p - 1, ascending.
        category: int64 (p,), code of each product's category, 0 .. c - 1.
    """

    units: Floats
    exposure: Floats
    price: Floats
    extras: Mapping[str, Floats]
    calendar: Floats
    product: Ints
    category: Ints

    def __post_init__(self) -> None:
        shape = self.units.shape
        same = all(part.shape == shape for part in (self.exposure, self.price, *self.extras.values()))
        if not same or len(self.calendar) != shape[1] or len(self.product) != shape[0]:
            raise UserError("elasticity.weeks", field="shape")
        if not np.isfinite(self.price).all() or (np.diff(self.product) < 0).any():
            raise UserError("elasticity.weeks", field="price")

    @property
    def products(self) -> int:
        """p."""
        return len(self.category)

    @property
    def categories(self) -> int:
        """c."""
        return int(self.category.max()) + 1 if len(self.category) else 0

    @property
    def known(self) -> Flags:
        """bool (n, W), where anything is known."""
        return self.exposure > 0

    def only(self, weeks: Flags) -> "Weeks":
        """The same, with nothing known of the weeks that are not in `weeks`, bool (W,)."""
        return Weeks(self.units, np.where(weeks, self.exposure, 0.0), self.price, self.extras, self.calendar,
                     self.product, self.category)  # fmt: skip


def by_group(values: Floats, group: Ints, count: int) -> Floats:
    """Rows of (n, ...) added up by group; float64 (count, ...)."""
    found = np.zeros((count, *values.shape[1:]))
    np.add.at(found, group, values)
    return found
