"""`shopassistant rehearse`: what to promote, what a promotion would do, and how right rehearsals of past ones were."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopassistant.cli.shop import opened

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.promotions.choosing.goods import Goods
    from shopassistant.promotions.rehearsal.backtest import BackTest
    from shopassistant.promotions.rehearsal.result import Outcome, Range, Rehearsal
    from shopassistant.store.database import Store

# How far back promotions are tried again.
_TESTED_DAYS = 800


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--db", type=Path, default=None, help="the shop's file")
    steps = parser.add_subparsers(dest="step", required=True)
    for name, words in (
        ("overstock", "what to promote: groups of products with too much stock, and why"),
        ("promotion", "what a promotion would do, on the shop's own past"),
        ("test", "promotions that are over, rehearsed on what was known before, and what happened"),
    ):
        step = steps.add_parser(name, help=words)
        step.add_argument("--db", type=Path, default=argparse.SUPPRESS, help="the shop's file")
        step.add_argument("--json", action="store_true", help="print everything as JSON")
        if name == "promotion":
            step.add_argument("number", help="its number, as P0001")


def run(args: argparse.Namespace) -> int:
    """Do one step. Returns 0."""
    with opened(args.db) as (store, catalogue):
        return STEPS[args.step](store, catalogue, args)


def _overstock(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.promotions.choosing.overstock import propose

    proposals = propose(_goods(store))
    if args.json:
        return _print_json(proposals)
    if not proposals:
        print(catalogue.say("choosing.no_overstock"))
    for one in proposals:
        name = " · ".join(part for part in (one.category, one.brand) if part) or catalogue.say("choosing.no_category")
        values = {
            "products": one.figures.products, "units": one.excess_units, "money_minor": one.excess_minor,
            "days": one.days,
        }  # fmt: skip
        print(f"{name}: {catalogue.say('choosing.proposal', values)}")
        for why in one.reasons:
            values = {"products": why.products, "units": why.units}
            print(f"    {catalogue.say(f'choosing.reason.{why.code}', values)}")
    return 0


def _promotion(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    found = _rehearse(store, args.number)
    if args.json:
        return _print_json(found)
    say = catalogue.say
    print(f"{args.number} {found.name}")
    values = {"days": found.days, "baskets": found.basis.baskets, "weeks": found.basis.weeks}
    print(say("rehearsal.basis", values))
    for line in _table(found, catalogue):
        print(line)
    print(say("rehearsal.chance", {"share": catalogue.formats.say_share(found.chance_better)}))
    return 0


def _rehearse(store: "Store", number: str) -> "Rehearsal":
    from sqlalchemy import select

    from shopassistant.core.errors import NotFound
    from shopassistant.promotions.elasticity.keeping import load_responses
    from shopassistant.promotions.rehearsal.book import PastBook
    from shopassistant.promotions.rehearsal.from_store import setting_for
    from shopassistant.promotions.rehearsal.rehearse import rehearse
    from shopassistant.promotions.rules.live import promotion_items, rule_of
    from shopassistant.store.schema import Promotion

    book, goods = PastBook(store), _goods(store)
    past, switching, responses = book.past(), book.switching(), load_responses(store)
    with store.read() as session:
        row = session.scalar(select(Promotion).where(Promotion.number == number.upper()))
        if row is None:
            raise NotFound("rehearsal.unknown", number=number)
        rule = rule_of(row, promotion_items(session, [row.id]).get(row.id, {}))
        today = store.clock.now().astimezone().date()
        setting = setting_for(session, goods, [rule], responses, today, switching)
    return rehearse(past, [rule], setting).rehearsals[0]


def _test(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.promotions.elasticity.responses import Responses
    from shopassistant.promotions.rehearsal.backtest import back_test
    from shopassistant.promotions.rehearsal.book import PastBook

    past = PastBook(store, _TESTED_DAYS).past()
    with store.read() as session:
        # Learned elasticities know these promotions already: a test with them would flatter itself.
        found = back_test(session, past, Responses.assumed(), store.clock.now().astimezone().date())
    if args.json:
        return _print_json(found)
    for line in _tried(found, catalogue):
        print(line)
    return 0


def _tried(found: "BackTest", catalogue: "Catalogue") -> list[str]:
    if found.inside is None or found.units_off is None or found.plain_off is None:
        return [catalogue.say("rehearsal.nothing_tried")]
    lines = []
    for one in found.tried:
        mark = " " if one.is_inside else "!"
        said = f"{one.expected.units.low:>7,.0f} – {one.expected.units.high:<7,.0f}"
        lines.append(f"{mark} {one.number} {one.starts_on} {said} {one.happened.units:>7,}  {one.name}")
    values = {name: catalogue.formats.say_share(getattr(found, name)) for name in ("inside", "units_off", "plain_off")}
    return [*lines, catalogue.say("rehearsal.tested", {"count": len(found.tried), **values})]


def _table(found: "Rehearsal", catalogue: "Catalogue") -> list[str]:
    """Units, paid, margin and discount: without it, with it, and the change, each from low over mid to high."""
    lines = []
    for name, side in (("without", found.without), ("with", found.outcome), ("change", found.change)):
        lines.append(f"  {catalogue.say(f'rehearsal.side.{name}')}")
        lines += [f"    {text}" for text in _figures(side, catalogue)]
    return lines


def _figures(side: "Outcome", catalogue: "Catalogue") -> list[str]:
    def say(name: str, one: "Range", tell: Callable[[float], str]) -> str:
        return f"{catalogue.say(f'rehearsal.figure.{name}'):<10} {tell(one.low)} … {tell(one.mid)} … {tell(one.high)}"

    def money(minor: float) -> str:
        return catalogue.money(round(minor))

    def units(count: float) -> str:
        return catalogue.number(round(count))

    return [
        say("units", side.units, units),
        say("revenue", side.revenue_minor, money),
        say("margin", side.margin_minor, money),
        say("discount", side.discount_minor, money),
    ]


def _goods(store: "Store") -> "Goods":
    from shopassistant.inventory.dashboard.dashboard import Dashboard
    from shopassistant.inventory.demand.keeping.keeper import Keeper
    from shopassistant.promotions.choosing.goods import GoodsBook

    keeper = Keeper(store)
    keeper.load()
    board = Dashboard(store, keeper.source)
    board.load()
    board.refresh()
    return GoodsBook(store, board, keeper.source).goods()


def _print_json(value: Any) -> int:
    from shopassistant.cli.results import plain_values

    found = [plain_values(one) for one in value] if isinstance(value, tuple) else plain_values(value)
    print(json.dumps(found, indent=2, ensure_ascii=False, default=str))
    return 0


STEPS: dict[str, Callable[["Store", "Catalogue", argparse.Namespace], int]] = {
    "overstock": _overstock,
    "promotion": _promotion,
    "test": _test,
}
