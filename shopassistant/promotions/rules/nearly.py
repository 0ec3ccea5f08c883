"""What is missing for the next offer and what it would gain: tried out on the goods it is about, not just reckoned."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shopassistant.promotions.rules.book import BUY, ENDLESS, Holding, RuleBook
from shopassistant.promotions.rules.group import Scope
from shopassistant.promotions.rules.offers import Bundle, BuyGet, Threshold, Tiered
from shopassistant.promotions.rules.pricing import Line, Nearly
from shopassistant.promotions.rules.rule import Items
from shopassistant.promotions.rules.run import MANY, Pass
from shopassistant.promotions.rules.units import Pool
from shopassistant.promotions.rules.worth import tier_share

# Units that may be missing for an offer to be worth a word.
MOST_MISSING = 2
# Variants that are named; a larger scope is spoken of as a whole.
MOST_NAMED = 20
# Prices lines in the case of the basket, see `nearly`.
Reprice = Callable[[Sequence[Line], str | None], Pass]


@dataclass(frozen=True, slots=True)
class _Wish:
    """Something to add: so many units of a slot, or so much spend."""

    holding: Holding
    guess_minor: int
    lines: tuple[Line, ...]
    variants: Items
    missing_minor: int = 0


def nearly(
    book: RuleBook,
    pools: Sequence[Pool],
    holdings: Mapping[int, Holding],
    scopes: Mapping[int, Scope],
    now: Pass,
    reprice: Reprice,
    most: int,
) -> tuple[Nearly, ...]:
    """The offers that are worth most among those not reached.

    Args:
        now: the basket as priced.
        reprice: prices lines as the basket was, by all promotions or those of one group: in a basket of more than
            `MANY` kinds of goods an offer is tried out within its group.
        most: so many are tried out, those that promise most first.
    """
    left = _left_to_pay(pools, now)
    wishes: list[_Wish] = []
    for rule_id, holding in holdings.items():
        if not holding.simple:
            wishes += _wishes(book, pools, holding, scopes[rule_id], now, left)
    wishes.sort(key=lambda wish: (-wish.guess_minor, wish.holding.rule.id))
    found = []
    for wish in wishes[:most]:
        places = sorted(set().union(*scopes[wish.holding.rule.id].values()))
        about = [line for place in places for line in pools[place].lines]
        group = wish.holding.rule.group if len(pools) > MANY else None
        before = now if group is None and len(places) == len(pools) else reprice(about, group)
        gain = _gain(wish, before, reprice([*about, *wish.lines], group))
        if gain > 0:
            rule = wish.holding.rule
            units = 0 if wish.missing_minor else sum(line.quantity for line in wish.lines)
            named = wish.variants if wish.variants is not None and len(wish.variants) <= MOST_NAMED else None
            found.append(Nearly(rule.id, rule.name, units, wish.missing_minor, named, gain))
    return tuple(sorted(found, key=lambda one: (-one.gain_minor, one.rule_id)))


def _gain(wish: _Wish, before: Pass, after: Pass) -> int:
    """What the offer itself gives more, as far as these goods as a whole gain by it."""
    rule_id = wish.holding.rule.id
    return min(
        after.discount_minor - before.discount_minor,
        _by(rule_id, after) - _by(rule_id, before),
    )


def _by(rule_id: int, done: Pass) -> int:
    return sum(one.discount_minor for one in done.given if one.rule_id == rule_id)


def _left_to_pay(pools: Sequence[Pool], now: Pass) -> list[int]:
    left = [0] * len(pools)
    for parcel in now.parcels:
        left[parcel.pool] += parcel.total
    return left


def _wishes(
    book: RuleBook, pools: Sequence[Pool], holding: Holding, scope: Scope, now: Pass, left: Sequence[int]
) -> Iterator[_Wish]:
    offer = holding.rule.offer
    used = now.uses.get(holding.rule.id, 0)
    if holding.uses_left <= used and holding.uses_left < ENDLESS and isinstance(offer, BuyGet | Bundle):
        return
    if isinstance(offer, BuyGet):
        yield from _for_buy_get(book, pools, holding, offer, scope, used)
    elif isinstance(offer, Bundle):
        yield from _for_bundle(book, pools, holding, offer, scope, used)
    elif isinstance(offer, Threshold) and not used:
        spend = sum(left[pool] for pool in scope[0])
        gain = offer.amount_minor or spend * (offer.share_bp or 0) // 10_000
        if offer.spend_minor is not None:
            yield from _for_spend(pools, holding, scope, offer.spend_minor, spend, gain)
        else:
            yield from _for_units(pools, holding, scope, offer.units or 0, gain)
    elif isinstance(offer, Tiered):
        yield from _for_tier(pools, holding, offer, scope, now, left)


def _for_buy_get(
    book: RuleBook, pools: Sequence[Pool], holding: Holding, offer: BuyGet, scope: Scope, used: int
) -> Iterator[_Wish]:
    rule = holding.rule
    gets = _units(pools, scope.get(0, ()))
    if BUY not in scope:
        missing = (used + 1) * (offer.buy + offer.get) - gets
        yield from _wish(book, pools, holding, [(rule.items[0], scope.get(0, ()), missing)], offer.share_bp)
        return
    buys = _units(pools, scope[BUY])
    both = _units(pools, sorted({*scope[0], *scope[BUY]}))
    short_buy = max(0, (used + 1) * offer.buy - buys)
    # Of goods that may be either, one that is bought is not given, too.
    short_get = max((used + 1) * offer.get - gets, (used + 1) * (offer.buy + offer.get) - both - short_buy)
    wanted = [(rule.items[0], scope[0], short_get), (rule.bought, scope[BUY], short_buy)]
    if both > used * (offer.buy + offer.get):
        yield from _wish(book, pools, holding, wanted, offer.share_bp)


def _for_bundle(
    book: RuleBook, pools: Sequence[Pool], holding: Holding, offer: Bundle, scope: Scope, used: int
) -> Iterator[_Wish]:
    wanted, spare = [], 0
    for slot, units in enumerate(offer.slots):
        have = _units(pools, scope.get(slot, ()))
        spare += max(0, have - used * units)
        wanted.append((holding.rule.items[slot], scope.get(slot, ()), (used + 1) * units - have))
    if spare:
        yield from _wish(book, pools, holding, wanted, offer.share_bp or 2_000)


def _wish(
    book: RuleBook,
    pools: Sequence[Pool],
    holding: Holding,
    wanted: Sequence[tuple[Items, Sequence[int], int]],
    share_bp: int,
) -> Iterator[_Wish]:
    """Units missing of each slot, where they are few and their price is known."""
    short = [(items, places, missing) for items, places, missing in wanted if missing > 0]
    if not 0 < sum(missing for _, _, missing in short) <= MOST_MISSING:
        return
    lines = []
    for number, (items, places, missing) in enumerate(short):
        found = _cheapest(book, pools, items, places)
        if found is None:
            return
        variant_id, price, cost = found
        lines.append(Line(-1 - number, variant_id, missing, price, cost))
    guess = sum(line.quantity * line.unit_price_minor for line in lines) * share_bp // 10_000
    variants = short[0][0] if len(short) == 1 else None
    yield _Wish(holding, guess, tuple(lines), variants)


def _cheapest(
    book: RuleBook, pools: Sequence[Pool], items: Items, places: Sequence[int]
) -> tuple[int, int, int | None] | None:
    """Variant, price and cost of the cheapest that would do: of the basket, otherwise of those with a known price."""
    here = [(pools[place].unit_price_minor, pools[place].variant_id, pools[place].cost_minor) for place in places]
    if here:
        price, variant_id, cost = min(here, key=lambda one: one[:2])
        return variant_id, price, cost
    known = [(book.prices[one], one) for one in items or () if one in book.prices]
    if not known:
        return None
    price, variant_id = min(known)
    return variant_id, price, None


def _for_spend(
    pools: Sequence[Pool], holding: Holding, scope: Scope, wanted: int, spend: int, gain: int
) -> Iterator[_Wish]:
    missing = wanted - spend
    if missing > 0 and 2 * spend >= wanted and scope[0]:
        variant_id = pools[scope[0][0]].variant_id
        yield _Wish(holding, gain, (Line(-1, variant_id, 1, missing),), holding.rule.items[0], missing)


def _for_units(pools: Sequence[Pool], holding: Holding, scope: Scope, wanted: int, gain: int) -> Iterator[_Wish]:
    missing = wanted - _units(pools, scope[0])
    if 0 < missing <= MOST_MISSING and scope[0]:
        pool = min((pools[place] for place in scope[0]), key=lambda one: (one.unit_price_minor, one.variant_id))
        line = Line(-1, pool.variant_id, missing, pool.unit_price_minor, pool.cost_minor)
        yield _Wish(holding, gain, (line,), holding.rule.items[0])


def _for_tier(
    pools: Sequence[Pool], holding: Holding, offer: Tiered, scope: Scope, now: Pass, left: Sequence[int]
) -> Iterator[_Wish]:
    units = _units(pools, scope[0])
    # What it gave itself is counted in again: a tier goes by the spend before it.
    spend = sum(left[one] for one in scope[0]) + _by(holding.rule.id, now)
    share = tier_share(offer, spend, units)
    for start, better in offer.tiers:
        if better > share:
            gain = spend * (better - share) // 10_000
            if offer.by == "units":
                yield from _for_units(pools, holding, scope, start, gain)
            else:
                yield from _for_spend(pools, holding, scope, start, spend, gain)
            return


def _units(pools: Sequence[Pool], places: Sequence[int]) -> int:
    return sum(pools[place].units for place in places)
