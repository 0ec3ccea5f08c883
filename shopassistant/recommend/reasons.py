"""From a model's evidence to a sentence's code and values: product names, dates, shares."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.recommend.models.base import Evidence
from shopassistant.recommend.purchases import to_date
from shopassistant.recommend.rules import listed
from shopassistant.store.schema import Product

NO_EVIDENCE = "recommend.reason.in_range"
_NAMES = select(Product.id, Product.name).where(Product.id.in_(listed("products")))


@dataclass(frozen=True)
class Reason:
    """A sentence's code and what it needs: plain text and numbers, dates as ISO text."""

    code: str
    values: Mapping[str, Any]


def say(session: Session, product_ids: NDArray[np.int64], evidence: Sequence[Evidence | None]) -> list[Reason]:
    """A reason for each piece of evidence; products that speak for others are named by their present names."""
    named = {int(product_ids[piece.product]) for piece in evidence if piece is not None and piece.product >= 0}
    names: dict[int, str] = {}
    if named:
        names = dict(session.connection().execute(_NAMES, {"products": json.dumps(list(named))}).all())
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
        values["evidence"] = names[int(product_ids[piece.product])]
        values["evidence_product_id"] = int(product_ids[piece.product])
    return Reason(piece.code, values)


_REPEATS = ("recommend.reason.repeat", "recommend.reason.bought_often", "recommend.reason.bought_before")
