"""From a model's evidence to a sentence's code and values: product names, dates, shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.models.base import Evidence
from shopassistant.recommend.purchases import to_date
from shopassistant.recommend.shelf import Shelf

NO_EVIDENCE = "recommend.reason.in_range"


@dataclass(frozen=True)
class Reason:
    """A sentence's code and what it needs: plain text and numbers, dates as ISO text."""

    code: str
    values: Mapping[str, Any]


def say(shelf: Shelf, product_ids: NDArray[np.int64], evidence: Sequence[Evidence | None]) -> list[Reason]:
    """A reason for each piece of evidence; products that speak for others are named by their present names.

    Args:
        product_ids: int64 (n,), ids of the products that the evidence counts.
    """
    ids = product_ids[sorted({piece.product for piece in evidence if piece is not None and piece.product >= 0})]
    rows = shelf.rows_of(ids)
    names = dict(zip(ids[rows >= 0].tolist(), shelf.names[rows[rows >= 0]].tolist(), strict=True))
    return [_reason(piece, names, product_ids) for piece in evidence]


def _reason(piece: Evidence | None, names: Mapping[int, str], product_ids: NDArray[np.int64]) -> Reason:
    if piece is None:
        return Reason(NO_EVIDENCE, {})
    values = dict(piece.values)
    if "day" in values:
        key = "last_on" if piece.code in _REPEATS else "bought_on"
        values[key] = to_date(values.pop("day")).isoformat()
    if "share" in values:
        values["took_share"] = round(min(float(values.pop("share")), 1.0), 3)
    if piece.product >= 0 and piece.code not in _REPEATS:
        product = int(product_ids[piece.product])
        if product not in names:  # gone from the books since the fit
            return Reason(NO_EVIDENCE, {})
        values |= {"evidence": names[product], "evidence_product_id": product}
    return Reason(piece.code, values)


_REPEATS = ("recommend.reason.repeat", "recommend.reason.bought_often", "recommend.reason.bought_before")
