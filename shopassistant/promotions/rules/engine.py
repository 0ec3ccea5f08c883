"""Prices a basket under the promotions that hold: pure, exact to the minor unit, whatever the order of its lines."""

from collections.abc import Iterable, Mapping, Sequence

from shopassistant.core.money import allocate
from shopassistant.promotions.rules.book import Holding, RuleBook
from shopassistant.promotions.rules.lines import offers_by_line
from shopassistant.promotions.rules.loyalty import points_earned, points_spent
from shopassistant.promotions.rules.nearly import Reprice, nearly
from shopassistant.promotions.rules.pricing import AppliedOffer, Case, Earned, Line, Priced, PricedLine, Use
from shopassistant.promotions.rules.run import MANY, Offered, Pass, Plan, price_pools, run_plan
from shopassistant.promotions.rules.units import pools_of

# Offers not reached that are tried out, most promising first.
TRIED = 2
# In a basket of more than `MANY` kinds of goods only one of them: the counter has one line for it.


def price(lines: Sequence[Line], book: RuleBook, case: Case, *, tried: int = TRIED) -> Priced:
    """The basket with every offer that applies, its points, and what is missing for the next offer.

    Identical units lie together and are priced in an order of their own, so neither the order of lines nor how units
    are split over them matters. Groups add up on what is left, in the order of their highest priority; within one, at
    most one promotion has a unit. No line goes below the floor of a promotion on it, unless the floor was passed.

    Args:
        lines: what is sold; nothing that comes back.
        tried: offers not reached that are looked at for `Priced.nearly`; 0 for none.
    """
    pools = pools_of(lines)
    scopes = book.scopes([pool.variant_id for pool in pools])
    holdings = book.holding(scopes, case)
    points = [holding for holding in holdings.values() if holding.rule.gives_points]
    money = {rule_id: holding for rule_id, holding in holdings.items() if not holding.rule.gives_points}
    offered = Offered(pools, money, scopes, book.groups)
    done = price_pools(offered)
    offers = offers_by_line(pools, done.given)
    priced = _spend_points(lines, offers, case)
    paid = {line.key: line.total_minor for line in priced}
    earned = points_earned(pools, done.parcels, paid, points, scopes, book.groups, case.minor_per_major)
    earned = tuple(one for one in earned if _affords(holdings[one.rule_id], one.points))
    tried = min(tried, 1) if len(pools) > MANY else tried
    next_ = (
        nearly(book, pools, money, scopes, done, _repricer(book, case, done.plan, holdings, scopes), tried)
        if tried and money
        else ()
    )
    gross = sum(line.quantity * line.unit_price_minor for line in lines)
    total = sum(paid.values())
    return Priced(
        lines=priced,
        gross_minor=gross,
        discount_minor=gross - total,
        total_minor=total,
        uses=_uses(done, holdings, earned),
        earned=earned,
        points_spent=sum(one.discount_minor for line in priced for one in line.offers if one.rule_id is None),
        nearly=next_,
    )


def _affords(holding: Holding, points: int) -> bool:
    """A point is worth a minor unit, of the budget too."""
    return holding.budget_left is None or points <= holding.budget_left


def _spend_points(
    lines: Sequence[Line], offers: Mapping[int, list[AppliedOffer]], case: Case
) -> tuple[PricedLine, ...]:
    """The lines with points taken off, shared out by what is left to pay."""
    left = {}
    for line in lines:
        given = sum(one.discount_minor for one in offers.get(line.key, ()))
        left[line.key] = line.quantity * line.unit_price_minor - line.by_hand_minor - given
    points = points_spent(case, sum(left.values()))
    by_points = _share_points(points, lines, left) if points else {}
    return tuple(_line(line, offers.get(line.key, ()), left[line.key], by_points.get(line.key, 0)) for line in lines)


def _share_points(points: int, lines: Sequence[Line], left: Mapping[int, int]) -> dict[int, int]:
    """Points by line key: first over the kinds of goods, then over their lines, so that split lines change nothing."""
    kinds: dict[tuple[int, int, int, bool], list[Line]] = {}
    for line in lines:
        cost = -1 if line.cost_minor is None else line.cost_minor
        kinds.setdefault((line.variant_id, line.unit_price_minor, cost, line.takes_offers), []).append(line)
    ordered = [sorted(kinds[kind], key=lambda line: (line.quantity, line.key)) for kind in sorted(kinds)]
    shares = allocate(points, [sum(left[line.key] for line in members) for members in ordered])
    found: dict[int, int] = {}
    for share, members in zip(shares, ordered, strict=True):
        parts = allocate(share, [left[line.key] for line in members]) if share else [0] * len(members)
        found |= {line.key: part for line, part in zip(members, parts, strict=True)}
    return found


def _line(line: Line, given: Iterable[AppliedOffer], left: int, points: int) -> PricedLine:
    offers = tuple(given)
    if points:
        offers = (*offers, AppliedOffer(None, None, points, line.quantity))
    total = left - points
    return PricedLine(line.key, offers, line.quantity * line.unit_price_minor - total, total)


def _uses(done: Pass, holdings: Mapping[int, Holding], earned: Sequence[Earned]) -> tuple[Use, ...]:
    given: dict[int, int] = {}
    for one in done.given:
        given[one.rule_id] = given.get(one.rule_id, 0) + one.discount_minor
    uses = [Use(one, holdings[one].coupon_id, done.uses[one], amount) for one, amount in given.items()]
    uses += [Use(one.rule_id, holdings[one.rule_id].coupon_id, 1, 0) for one in earned]
    return tuple(sorted(uses, key=lambda use: use.rule_id))


def _repricer(
    book: RuleBook, case: Case, plan: Plan, known: Mapping[int, Holding], asked_for: Iterable[int]
) -> Reprice:
    """Prices other lines in the same case, by the plan that was best for the basket; those of one group alone if given.

    Args:
        known: the promotions that hold, of those `asked_for`.
    """

    asked = frozenset(asked_for)

    def reprice(lines: Sequence[Line], group: str | None) -> Pass:
        pools = pools_of(lines)
        scopes = book.scopes([pool.variant_id for pool in pools])
        # What holds for the basket is known; only goods that are not in it may bring others.
        holdings = {one: known[one] for one in scopes if one in known}
        if lines and lines[-1].key < 0:
            holdings |= book.holding(scopes.keys() - asked, case)
        money = {
            rule_id: holding
            for rule_id, holding in holdings.items()
            if not holding.rule.gives_points and group in (None, holding.rule.group)
        }
        return run_plan(Offered(pools, money, scopes, book.groups), plan)

    return reprice
