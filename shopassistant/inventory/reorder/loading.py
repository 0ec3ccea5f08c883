"""The situation out of the store: a handful of statements over everything, whatever the size of the range."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.inventory.availability import reserved_units
from shopassistant.inventory.policies import policies
from shopassistant.inventory.reorder.arrays import Flags, Floats, Ints
from shopassistant.inventory.reorder.coming import load_arrivals
from shopassistant.inventory.reorder.goods import Goods, load_breaks, load_goods
from shopassistant.inventory.reorder.houses import load_houses
from shopassistant.inventory.reorder.learned import Learned, learn
from shopassistant.inventory.reorder.situation import Situation
from shopassistant.inventory.reorder.terms import Terms
from shopassistant.store.schema import Location, StockLevel

# Goods are ordered to these kinds of places; a back room's stock counts for the one shop it can belong to.
ORDERED_TO = ("shop", "warehouse")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A situation with what goes with its rows.

    Attributes:
        category: int64[n], -1 without.
        learned: what was decided before.
    """

    situation: Situation
    category: Ints
    learned: Learned


def load_situation(session: Session, today: date, terms: Terms, location_id: int | None = None) -> Loaded:
    """Everything on sale at every place that goods are ordered to.

    A row stands for a variant at a place where it ever lay; one that never lay anywhere stands at the first shop, not
    counted.

    Args:
        location_id: only this place.
    """
    goods = load_goods(session, terms)
    places = _load_places(session, location_id)
    row_of, location, on_hand, counted = _shelves(session, goods, places)
    houses = load_houses(session, today, goods.supplier, goods.lead_days, terms)
    keys = np.stack([goods.ids[row_of], location], axis=1)
    taken = _reserved(session, keys, places)
    least, most, service = _limits(session, keys, places)
    category = goods.category[row_of]
    learned = learn(session, today, keys, category)
    situation = Situation(
        today=today,
        keys=keys,
        supplier=goods.supplier[row_of],
        orderable=~goods.discontinued[row_of] & ~learned.stopped & houses.active[row_of],
        foreseen=np.ones(len(keys), np.bool_),
        counted=counted,
        free=on_hand - taken,
        unit_cost=goods.unit_cost[row_of],
        margin=goods.margin[row_of],
        cost_known=goods.cost_known[row_of],
        pack=goods.pack[row_of],
        min_units=goods.min_units[row_of],
        review_days=houses.review_days[row_of],
        lead_row=houses.lead_row[row_of],
        leads=houses.leads,
        arrivals=load_arrivals(session, today, keys, houses.lead_row[row_of], houses.leads),
        breaks=load_breaks(session, goods, row_of),
        shelf_days=goods.shelf_days[row_of],
        least=least,
        most=most,
        service=service,
        tilt=learned.tilt,
        most_order=learned.most_order,
        answered=learned.answered,
        was_much=learned.was_much,
        supplier_cost=houses.order_cost,
        supplier_least=houses.least_order,
    )
    return Loaded(situation, category, learned)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where goods are ordered to, by id, and which places' stock counts as theirs."""

    ids: tuple[int, ...]
    counts_for: dict[int, int]


def _load_places(session: Session, location_id: int | None) -> _Places:
    rows = session.execute(select(Location.id, Location.kind).where(Location.active).order_by(Location.id)).all()
    ids = [id_ for id_, kind in rows if kind in ORDERED_TO]
    shops = [id_ for id_, kind in rows if kind == "shop"]
    counts_for = {id_: id_ for id_ in ids}
    if len(shops) == 1:
        counts_for |= {id_: shops[0] for id_, kind in rows if kind == "backroom"}
    if location_id is not None:
        ids = [id_ for id_ in ids if id_ == location_id]
        counts_for = {id_: place for id_, place in counts_for.items() if place == location_id}
    return _Places(tuple(ids), counts_for)


def _shelves(session: Session, goods: Goods, places: _Places) -> tuple[Ints, Ints, Ints, Flags]:
    """Place in `goods`, location, units on hand and whether they were counted, per row; by location and variant."""
    query = select(StockLevel.variant_id, StockLevel.location_id, StockLevel.quantity, StockLevel.is_counted)
    found = np.array([tuple(row) for row in session.execute(query)], np.int64).reshape(-1, 4)
    found = found[np.isin(found[:, 1], list(places.counts_for))]
    to = np.array([places.counts_for[place] for place in found[:, 1].tolist()], np.int64)
    at = np.searchsorted(goods.ids, found[:, 0])
    sold = (
        (at < len(goods.ids)) & (goods.ids[np.minimum(at, len(goods.ids) - 1)] == found[:, 0])
        if len(goods.ids)
        else at < 0
    )
    found, to, at = found[sold], to[sold], at[sold]
    if places.ids:
        nowhere = np.setdiff1d(np.arange(len(goods.ids)), at)
        at = np.concatenate([at, nowhere])
        to = np.concatenate([to, np.full(len(nowhere), places.ids[0])])
        found = np.concatenate([found, np.zeros((len(nowhere), 4), np.int64)])
    code = to * max(len(goods.ids), 1) + at
    rows, place = np.unique(code, return_inverse=True)
    counted = np.bincount(place, found[:, 3], minlength=len(rows)) > 0
    # Below zero is an error of the books, nothing owed to anybody.
    units = np.maximum(np.bincount(place, found[:, 2] * found[:, 3], minlength=len(rows)), 0)
    width = max(len(goods.ids), 1)
    return rows % width, rows // width, units.astype(np.int64), counted


def _reserved(session: Session, keys: Ints, places: _Places) -> Ints:
    """Units in held baskets, int64[n]."""
    taken = np.zeros(len(keys), np.int64)
    for place in places.ids:
        held = reserved_units(session, place)
        if held:
            rows = np.flatnonzero(keys[:, 1] == place)
            taken[rows] = [held.get(variant, 0) for variant in keys[rows, 0].tolist()]
    return taken


def _limits(session: Session, keys: Ints, places: _Places) -> tuple[Ints, Ints, Floats]:
    """Least and most units (-1 without) and the service level (nan without) somebody wants."""
    least, most = np.full(len(keys), -1, np.int64), np.full(len(keys), -1, np.int64)
    service = np.full(len(keys), np.nan)
    for place in places.ids:
        wanted = policies(session, place)
        if not wanted:
            continue
        rows = np.flatnonzero((keys[:, 1] == place) & np.isin(keys[:, 0], list(wanted)))
        for row in rows.tolist():
            policy = wanted[int(keys[row, 0])]
            least[row] = -1 if policy.min_units is None else policy.min_units
            most[row] = -1 if policy.max_units is None else policy.max_units
            service[row] = np.nan if policy.service_level_bp is None else policy.service_level_bp / 10_000
    return least, most, service
