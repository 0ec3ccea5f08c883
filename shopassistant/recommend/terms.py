"""What a shop asks of a list besides that it suits: stock, margin, categories, variety, exclusions, prices."""

import math
from dataclasses import dataclass

from shopassistant.core.errors import UserError

# Of ten products for somebody who mostly buys the same, so many are to be new where good ones are known.
USUAL_NEW = 0.3
# Of ten products so many may be ones nobody could buy yet when the engine last learned.
USUAL_ARRIVALS = 0.2


@dataclass(frozen=True)
class Terms:
    """Business terms of one question; checked when made. All hold together, also for what fills a list up.

    A product passes when one of its variants does, and that variant is the one offered.

    Attributes:
        least_stock: units that must be there. 0: not known to be out of stock; from 1 on a stock nobody ever counted
            does not count as there.
        least_margin: share of the price without tax that must remain after cost, such as 0.3. With it, what has no
            known cost is not offered.
        margin_weight: w between 0 and 1, how much earning counts against suiting. Candidates are ranked by
            ``chance ** (1 - w) * (chance * margin) ** w = chance * margin ** w``: 0 by the chance of a purchase alone,
            1 by the money a pitch is expected to earn. Margin in minor units without tax, at least one; an unknown cost
            counts as the middle margin share of the other candidates.
        categories: paths, such as ``"Shoes / Boots"``; only products in these or below them. Empty for all.
        not_categories: paths; nothing in these or below them.
        most_per_category, most_per_brand: at most so many of one category (its own, not those above it), of one brand.
            What has none is not limited.
        diversity: 0 for none to 1; one minus the lambda of maximal marginal relevance (Carbonell and Goldstein, "The
            use of MMR, diversity-based reranking", SIGIR 1998) over name, category, brand and price band.
        excluded_product_ids: never offered.
        only_product_ids: nothing but these; None for all.
        least_price_minor, most_price_minor: shelf price, both ends included.
        least_new: share of the list (rounded down) that is to be new to the customer where good new candidates exist,
            worth at least half of the best new one. Only for the personal list of a customer with a past. 0 leaves the
            ranking as it is.
        most_arrivals: share of the list (rounded down) that products newer than the last fit may take, in the personal
            list and in "all"; ranked by likeness alone they are not limited.
    """

    least_stock: int = 0
    least_margin: float | None = None
    margin_weight: float = 0.0
    categories: tuple[str, ...] = ()
    not_categories: tuple[str, ...] = ()
    most_per_category: int | None = None
    most_per_brand: int | None = None
    diversity: float = 0.0
    excluded_product_ids: tuple[int, ...] = ()
    only_product_ids: tuple[int, ...] | None = None
    least_price_minor: int | None = None
    most_price_minor: int | None = None
    least_new: float = USUAL_NEW
    most_arrivals: float = USUAL_ARRIVALS

    def __post_init__(self) -> None:
        if not _is_whole(self.least_stock, 0):
            raise UserError("recommend.terms.least_stock", value=self.least_stock)
        if self.least_margin is not None and not _is_share(self.least_margin):
            raise UserError("recommend.terms.least_margin", value=self.least_margin)
        if not _is_share(self.margin_weight):
            raise UserError("recommend.terms.margin_weight", value=self.margin_weight)
        if not _is_share(self.diversity):
            raise UserError("recommend.terms.diversity", value=self.diversity)
        if not _is_share(self.least_new):
            raise UserError("recommend.terms.least_new", value=self.least_new)
        if not _is_share(self.most_arrivals):
            raise UserError("recommend.terms.most_arrivals", value=self.most_arrivals)
        if self.most_per_category is not None and not _is_whole(self.most_per_category, 1):
            raise UserError("recommend.terms.most_per_category", value=self.most_per_category)
        if self.most_per_brand is not None and not _is_whole(self.most_per_brand, 1):
            raise UserError("recommend.terms.most_per_brand", value=self.most_per_brand)
        self._check_prices()

    def _check_prices(self) -> None:
        for price in (self.least_price_minor, self.most_price_minor):
            if price is not None and not _is_whole(price, 0):
                raise UserError("recommend.terms.price", value=price)
        least, most = self.least_price_minor, self.most_price_minor
        if least is not None and most is not None and least > most:
            raise UserError("recommend.terms.price_range", least_minor=least, most_minor=most)

    @property
    def is_capped(self) -> bool:
        """Whether a category or a brand may fill only a part of the list."""
        return self.most_per_category is not None or self.most_per_brand is not None

    @property
    def reorders(self) -> bool:
        """Whether candidates are ranked by more than the method says of them."""
        return self.margin_weight > 0 or self.diversity > 0

    @property
    def chooses(self) -> bool:
        """Whether the best are not simply the first that may be offered."""
        return self.reorders or self.is_capped or self.least_new > 0

    def prices_allow(self, price_minor: int) -> bool:
        """Whether a shelf price lies in the range."""
        least, most = self.least_price_minor, self.most_price_minor
        return (least is None or price_minor >= least) and (most is None or price_minor <= most)


def is_below(path: str | None, tops: tuple[str, ...]) -> bool:
    """Whether a category's path is one of `tops` or lies below one."""
    return path is not None and any(path == top or path.startswith(f"{top} / ") for top in tops)


def _is_share(value: float) -> bool:
    return not isinstance(value, bool) and isinstance(value, (int, float)) and math.isfinite(value) and 0 <= value <= 1


def _is_whole(value: int, least: int) -> bool:
    return not isinstance(value, bool) and isinstance(value, int) and value >= least


# A question without terms is answered as the method ranks.
NO_TERMS = Terms(least_new=0.0)
