"""Turning an index into plain arrays and a description, and back."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.recommend.blend import Blend
from shopassistant.recommend.history import Events
from shopassistant.recommend.index import MODELS, Base, Index, ranked_sources
from shopassistant.recommend.purchases import Products, to_date
from shopassistant.recommend.shoptime import ShopTime

_PRODUCT_ARRAYS = ("product_ids", "variant_ids", "variant_product", "variant_size", "category", "price")
_BASE_ARRAYS = ("customer_ids", "sale_counts", "sale_sums", "start")


def pack(index: Index) -> tuple[dict[str, Any], dict[str, NDArray[Any]], dict[str, str]]:
    """The description, the arrays and the texts of an index."""
    base = index.base
    arrays: dict[str, NDArray[Any]] = {f"products.{name}": getattr(base.products, name) for name in _PRODUCT_ARRAYS}
    arrays |= {f"base.{name}": getattr(base, name) for name in _BASE_ARRAYS}
    arrays |= {f"events.{entry.name}": getattr(base.events, entry.name) for entry in fields(Events)}
    arrays |= {"time.days": base.time.days, "time.marks": base.time.marks}
    for name, model in index.models.items():
        arrays |= {f"{name}.{key}": value for key, value in model.arrays().items()}
    arrays |= {"facts": index.facts, "blend.spread": index.blend.spread}
    first = int(base.time.days[0]) if len(base.time.days) else None
    description = {
        "models": {kind.name: config.as_json() for kind, config in MODELS},
        "blend": index.blend.as_json(),
        "metrics": dict(index.metrics),
        "sizes": list(base.products.sizes),
        "category_paths": list(base.products.category_paths),
        "newest_sale_id": base.newest_sale_id,
        "fitted_day": base.fitted_day,
        "customers": len(base.customer_ids),
        "products": base.products.count,
        "purchases": len(base.events.product),
        "data_from": to_date(first).isoformat() if first is not None else None,
        "data_to": to_date(base.time.last_day).isoformat() if first is not None else None,
    }
    return description, arrays, index.blend.texts()


def unpack(description: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]], texts: Mapping[str, str]) -> Index:
    """The index behind a description, its arrays and texts.

    Raises:
        EnvironmentProblem: ``recommend.index_format`` where a part is missing or of another kind.
    """
    try:
        return _unpack(description, arrays, texts)
    except (KeyError, TypeError, ValueError) as error:
        version = str(description.get("version"))
        raise EnvironmentProblem("recommend.index_format", version=version, format=repr(error)) from error


def _unpack(description: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]], texts: Mapping[str, str]) -> Index:
    parts: dict[str, Any] = {name: arrays[f"products.{name}"] for name in _PRODUCT_ARRAYS}
    parts |= {name: tuple(description[name]) for name in ("sizes", "category_paths")}
    products = Products(**parts)
    base = Base(
        products=products,
        time=ShopTime(arrays["time.days"], arrays["time.marks"]),
        events=Events(**{entry.name: arrays[f"events.{entry.name}"] for entry in fields(Events)}),
        newest_sale_id=int(description["newest_sale_id"]),
        fitted_day=int(description["fitted_day"]),
        **{name: arrays[f"base.{name}"] for name in _BASE_ARRAYS},
    )
    models = {}
    for kind, config in MODELS:
        prefix = f"{kind.name}."
        own = {key.removeprefix(prefix): np.asarray(value) for key, value in arrays.items() if key.startswith(prefix)}
        models[kind.name] = kind.restore(type(config)(**description["models"][kind.name]), own)
    sources = ranked_sources(models, arrays["facts"])
    blend = Blend.restore(description["blend"], texts, arrays["blend.spread"], sources)
    return Index(base, models, blend, dict(description["metrics"]), arrays["facts"])
