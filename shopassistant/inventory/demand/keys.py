"""Which variants at which locations have a history of their own, and finding the row of one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress
from shopassistant.inventory.demand.reading import distinct, numbers
from shopassistant.store.schema import Location, Product, StockLevel, Variant

Longs = NDArray[np.int64]

# Ids of locations are below; a variant's and a location's id make one number that sorts like the pair.
_LOCATIONS = 1 << 20


def joined(variants: Longs, locations: Longs) -> Longs:
    """int64, one number per pair."""
    return variants * _LOCATIONS + locations


def parted(pairs: Longs) -> Longs:
    """int64 (n, 2), the pairs that `joined` made numbers of."""
    return np.stack([pairs // _LOCATIONS, pairs % _LOCATIONS], axis=1)


def places(known: Longs, wanted: Longs) -> Longs:
    """int64, the place of each of `wanted` in `known`, which ascends without repeats; -1 where it is not in it."""
    if not len(known):
        return np.full(len(wanted), -1, np.int64)
    place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[place] == wanted, place, -1)


@dataclass(frozen=True)
class Series:
    """The rows of a history.

    Attributes:
        pairs: int64 (n,), ascending, see `joined`.
        places: int64 (l,), ids of the locations, ascending.
        place: int32 (n,), index of each row's location in `places`.
    """

    pairs: Longs
    places: Longs
    place: NDArray[np.int32]

    @classmethod
    def of(cls, pairs: Longs) -> "Series":
        """The rows of some pairs, ascending."""
        locations, place = np.unique(pairs % _LOCATIONS, return_inverse=True)
        return cls(pairs, locations, place.astype(np.int32))

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.pairs)

    @property
    def keys(self) -> Longs:
        """int64 (n, 2), variant id and location id."""
        return parted(self.pairs)

    def rows(self, variants: Longs, locations: Longs) -> Longs:
        """int64, the row of each pair, -1 where there is none."""
        return places(self.pairs, joined(variants, locations))


def worth_following(session: Session, sold: Longs) -> Series:
    """What was sold in the time looked at, and what stands on a shelf from which is sold and may still be sold.

    What is no more sold, and was not in that time either, has no row; nor has a warehouse: demand arises in the shop.

    Args:
        sold: int64, pairs with sales in the time looked at.
    """
    selling = distinct(np.concatenate([sold % _LOCATIONS, _shops(session)]))
    statement = (
        select(StockLevel.variant_id, StockLevel.location_id)
        .join(Variant, Variant.id == StockLevel.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(StockLevel.is_counted, Variant.active, Product.active)
    )
    variants, locations = numbers(session, statement, 2, NoProgress(), "")
    sells = np.isin(locations, selling)
    return Series.of(distinct(np.concatenate([sold, joined(variants[sells], locations[sells])])))


def _shops(session: Session) -> Longs:
    query = select(Location.id).where(Location.active, Location.kind == "shop")
    return np.array(session.scalars(query).all(), np.int64)
