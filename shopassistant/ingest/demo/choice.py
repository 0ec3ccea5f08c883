"""What invented shoppers take: a kind of goods by season and need, then a product by taste, then their size."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.ingest.demo.assortment import KINDS, SEASONS, SIZES
from shopassistant.ingest.demo.calendar import Days, Promotion
from shopassistant.ingest.demo.catalogue import Catalogue, Floats, Ints
from shopassistant.ingest.demo.people import SCHEMES, People
from shopassistant.ingest.demo.visits import Visits, opening_second

_EXTRA_LINES = 0.62
_COMPANION = 0.4
_WRONG_SIZE = 0.08
# By this power of a product's price beside its first one, people prefer it to others of its kind.
_PRICE_ELASTICITY = -2.2


@dataclass(frozen=True, slots=True)
class Wishes:
    """Lines that shoppers want to buy, ordered by moment, as columns of shape (L,).

    Attributes:
        visit: number of the visit; exchanges after a return have visits of their own.
        person, day, second, product, variant, quantity: what is wanted, by whom, when.
        discount_bp: price cut of a promotion that day.
        return_after: days after which it would be brought back, 0 for never.
    """

    visit: Ints
    person: Ints
    day: Ints
    second: Ints
    product: Ints
    variant: Ints
    quantity: Ints
    discount_bp: Ints
    return_after: Ints


def discounts(
    rng: np.random.Generator, catalogue: Catalogue, days: Days, promotions: tuple[Promotion, ...]
) -> tuple[Ints, Ints]:
    """The price cut of each product on each day, hundredths of a percent, and the promotion that gives it (-1: none).

    Both of shape (days, P).
    """
    cut = np.zeros((days.count, len(catalogue.kind)), np.int64)
    given_by = np.full(cut.shape, -1)
    keys = np.array([KINDS[index].key for index in catalogue.kind])
    brands = np.array(catalogue.brand)
    for place, promotion in enumerate(promotions):
        covered = np.isin(keys, promotion.kinds) if promotion.kinds else np.ones(len(keys), bool)
        if promotion.brand:
            covered = covered & (brands == promotion.brand)
        if len(promotion.kinds) > 6:  # a sale of the season leaves the newest goods out
            covered = covered & (rng.random(len(keys)) < 0.65) & (catalogue.launch < promotion.first - 30)
        span = slice(promotion.first, promotion.last + 1)
        mine = np.where(covered, promotion.percent_bp, 0)
        given_by[span] = np.where(mine > cut[span], place, given_by[span])
        cut[span] = np.maximum(cut[span], mine)
    return cut, given_by


def make_wishes(
    rng: np.random.Generator, catalogue: Catalogue, people: People, visits: Visits, days: Days, cut: Ints
) -> Wishes:
    """What everybody wants at every visit, before anything is out of stock."""
    # Of a price cut everybody hears; a new price at the shelf is only seen by who stands before it.
    lift = (1.0 + cut / 10_000 * 6.0) * (catalogue.price / catalogue.price[0]) ** _PRICE_ELASTICITY
    anchors = np.flatnonzero(visits.browses)
    extra = np.repeat(anchors, rng.poisson(_EXTRA_LINES, len(anchors)))
    free = np.concatenate((anchors, extra))
    kind = _kinds(rng, catalogue, people, visits, days, lift, free)
    visit = np.concatenate((free, visits.errand_visit))
    kind = np.concatenate((kind, visits.errand_kind))
    habitual = np.arange(len(visit)) >= len(free)
    product = _products(rng, catalogue, people, visits, lift, visit, kind, habitual)
    more_visit, more_kind, companion = _complements(rng, catalogue, visit, kind, product)
    by_taste = _products(rng, catalogue, people, visits, lift, more_visit, more_kind, np.zeros(len(more_visit), bool))
    in_range = _on_sale(catalogue, companion, visits.day[more_visit])
    more_product = np.where(in_range & (rng.random(len(companion)) < _COMPANION), companion, by_taste)
    visit, product = np.concatenate((visit, more_visit)), np.concatenate((product, more_product))
    kept = product >= 0
    return _lines(rng, catalogue, people, visits, days, cut, visit[kept], product[kept])


def _kinds(
    rng: np.random.Generator,
    catalogue: Catalogue,
    people: People,
    visits: Visits,
    days: Days,
    lift: Floats,
    visit: Ints,
) -> Ints:
    profile = np.array([SEASONS[kind.season] for kind in KINDS])
    by_day = profile[:, days.month].T.copy()
    for index in range(len(KINDS)):
        members = np.flatnonzero(catalogue.kind == index)
        by_day[:, index] *= 1 + 0.55 * (lift[:, members].mean(axis=1) - 1) if len(members) else 0.0
    weights = people.kinds[visits.person[visit]] * by_day[visits.day[visit]]
    return _draw(rng, weights)


def _products(
    rng: np.random.Generator, catalogue: Catalogue, people: People, visits: Visits, lift: Floats,
    visit: Ints, kind: Ints, habitual: NDArray[np.bool_],
) -> Ints:  # fmt: skip
    """A product of the wanted kind by taste, -1 where none is on sale; what is bought by habit stays the same."""
    product = np.full(len(visit), -1)
    for index in np.unique(kind):
        members = np.flatnonzero(catalogue.kind == index)
        if len(members) == 0:
            continue
        liking = _liking(catalogue, people, members)
        favourite = members[np.argmax(liking * np.exp(1.5 * rng.random(liking.shape)), axis=1)]
        lines = np.flatnonzero(kind == index)
        person, day = visits.person[visit[lines]], visits.day[visit[lines]]
        weights = liking[person] * lift[np.ix_(np.unique(day), members)][np.searchsorted(np.unique(day), day)]
        weights *= (catalogue.launch[members] <= day[:, None]) & (catalogue.end[members] > day[:, None])
        chosen = members[_draw(rng, weights)]
        chosen[weights.sum(axis=1) <= 0] = -1
        faithful = habitual[lines] & (rng.random(len(lines)) < 0.93) & _on_sale(catalogue, favourite[person], day)
        product[lines] = np.where(faithful, favourite[person], chosen)
    return product


def _liking(catalogue: Catalogue, people: People, members: Ints) -> Floats:
    """How much everybody likes the products `members`, shape (people, members)."""
    log = 2.0 * people.taste @ catalogue.taste[members].T
    log += catalogue.appeal[members]
    log += people.brands[:, catalogue.brand_index[members]]
    family = catalogue.family[members]
    log += np.where(family >= 0, people.shades[:, family], 0.0)
    log -= 0.35 * (people.spends[:, None] - catalogue.price_rank[members]) ** 2
    width = catalogue.frame_width[members]
    log -= np.where(width > 0, ((people.frame_width[:, None] - width) / 6.5) ** 2 / 2, 0.0)
    return np.exp(log)


def _complements(
    rng: np.random.Generator, catalogue: Catalogue, visit: Ints, kind: Ints, product: Ints
) -> tuple[Ints, Ints, Ints]:
    """What goes with what was chosen: visits, kinds, and the one product that suits it best."""
    keys = [goods.key for goods in KINDS]
    found: list[tuple[Ints, Ints, Ints]] = []
    for index, goods in enumerate(KINDS):
        lines = np.flatnonzero((kind == index) & (product >= 0))
        for key, chance in goods.goes_with:
            other = keys.index(key)
            members = np.flatnonzero(catalogue.kind == other)
            if len(members) == 0:
                continue
            partner = members[rng.integers(len(members), size=len(catalogue.kind))]
            taken = lines[rng.random(len(lines)) < chance]
            found.append((visit[taken], np.full(len(taken), other), partner[product[taken]]))
    if not found:
        none = np.zeros(0, np.int64)
        return none, none, none
    return tuple(np.concatenate(part) for part in zip(*found, strict=True))  # type: ignore[return-value]


def _lines(
    rng: np.random.Generator, catalogue: Catalogue, people: People, visits: Visits, days: Days, cut: Ints,
    visit: Ints, product: Ints,
) -> Wishes:  # fmt: skip
    person, day = visits.person[visit], visits.day[visit]
    goods = catalogue.kind[product]
    pack = np.array([kind.pack for kind in KINDS])[goods]
    scheme = np.array([SCHEMES.index(kind.sizes) for kind in KINDS])[goods]
    fits = people.size[person, scheme]
    clothes = np.array([kind.sizes not in ("none", "power", "sock", "child") for kind in KINDS])[goods]
    wrong = clothes & (rng.random(len(visit)) < _WRONG_SIZE)
    top = np.array([len(SIZES[name]) for name in SCHEMES])[scheme] - 1
    place = np.where(wrong, np.where(fits < top, fits + 1, fits - 1), fits)
    # Each has a shade of a product that they like best.
    shade = ((person * 2_654_435_761 + product * 40_503) >> 7) % catalogue.colours[product]
    base = catalogue.first[product] + shade * catalogue.sizes[product]
    back = np.array([kind.returned for kind in KINDS])[goods] * 0.75
    back = np.where(wrong, 0.5, back)
    returns = rng.random(len(visit)) < back
    wait = (2 + rng.gamma(2.0, 4.5, int(visit.max(initial=0)) + 1)).astype(np.int64).clip(max=30)
    after = np.where(returns, wait[visit], 0)
    lines = {
        "visit": visit, "person": person, "day": day, "second": visits.second[visit], "product": product,
        "variant": base + place, "quantity": 1 + rng.poisson(np.maximum(pack - 1, 0.012)), "return_after": after,
    }  # fmt: skip
    _, first = np.unique(visit * len(catalogue.product) + lines["variant"], return_index=True)
    lines = {name: values[first] for name, values in lines.items()}
    lines = _with_exchanges(rng, catalogue, days, lines, (wrong & returns)[first], (base + fits)[first])
    order = np.lexsort((lines["visit"], lines["second"], lines["day"]))
    lines = {name: values[order] for name, values in lines.items()}
    return Wishes(discount_bp=cut[lines["day"], lines["product"]], **lines)


def _with_exchanges(
    rng: np.random.Generator,
    catalogue: Catalogue,
    days: Days,
    lines: dict[str, Ints],
    wrong: NDArray[np.bool_],
    right: Ints,
) -> dict[str, Ints]:
    """Most who bring a wrong size back take the right one the same day."""
    day = next_open(lines["day"] + lines["return_after"], days)
    swap = np.flatnonzero(wrong & (day < days.count) & (rng.random(len(wrong)) < 0.7))
    swap = swap[catalogue.end[lines["product"][swap]] > day[swap]]
    _, number = np.unique(lines["visit"][swap], return_inverse=True)
    more = {name: values[swap] for name, values in lines.items()}
    more["visit"] = int(lines["visit"].max(initial=-1)) + 1 + number
    more["day"] = day[swap]
    more["second"] = return_second(lines["visit"][swap], day[swap], days) + 75
    more["variant"] = right[swap]
    more["return_after"] = np.zeros(len(swap), np.int64)
    return {name: np.concatenate((values, more[name])) for name, values in lines.items()}


def next_open(day: Ints, days: Days) -> Ints:
    """The same day, or the next one on which the shop is open; may lie beyond the last."""
    inside = day.clip(max=days.count - 1)
    for _ in range(3):
        day = np.where((day < days.count) & (days.busy[inside] == 0), day + 1, day)
        inside = day.clip(max=days.count - 1)
    return day


def return_second(visit: Ints, day: Ints, days: Days) -> Ints:
    """When on `day` the goods of `visit` are brought back: the same for all of them."""
    place = (visit * 2_654_435_761 % 1009) / 1009
    opens, closes = days.opens[day] * 60 + 300, days.closes[day] * 60 - 300
    second: Ints = (opens + place * (closes - opens)).astype(np.int64)
    return second


def _on_sale(catalogue: Catalogue, product: Ints, day: Ints) -> NDArray[np.bool_]:
    return (catalogue.launch[product] <= day) & (catalogue.end[product] > day)


def _draw(rng: np.random.Generator, weights: Floats) -> Ints:
    """One column per row, with chances in proportion to `weights`, shape (rows, columns)."""
    cumulated = np.cumsum(weights, axis=1)
    aim = rng.random(len(weights)) * cumulated[:, -1]
    chosen: Ints = (cumulated <= aim[:, None]).sum(axis=1).clip(max=weights.shape[1] - 1)
    return chosen


__all__ = ["Wishes", "discounts", "make_wishes", "next_open", "opening_second", "return_second"]
