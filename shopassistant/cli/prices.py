"""`shopassistant prices`: what things should cost, and what somebody says to it; markdowns; other shops' prices."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopassistant.cli.shop import opened

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.promotions.prices.advising import Adviser
    from shopassistant.promotions.prices.listing import Suggestion
    from shopassistant.store.database import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--db", type=Path, default=None, help="the shop's file; the default shop without it")
    steps = parser.add_subparsers(dest="step", required=True)
    made = {}
    for name, words in (
        ("learn", "learn anew how demand answers to prices"),
        ("elasticity", "how far what was learned of products is to be trusted"),
        ("suggest", "which prices would be better, the most worth first"),
        ("approve", "let a suggested price hold"),
        ("reject", "leave the price as it is"),
        ("undo", "take the last decision about a product back"),
        ("history", "what was decided"),
        ("markdown", "sell a product by a day, step by step"),
        ("competitors", "take in a file with other shops' prices"),
    ):
        made[name] = steps.add_parser(name, help=words)
        made[name].add_argument("--db", type=Path, default=argparse.SUPPRESS, help="the shop's file")
    for name in ("elasticity", "suggest", "history", "markdown"):
        made[name].add_argument("--json", action="store_true", help="print everything as JSON")
    for name in ("elasticity", "suggest", "history"):
        made[name].add_argument("--count", type=int, default=20, help="at most so many (20)")
    for name in ("approve", "reject", "undo", "markdown"):
        made[name].add_argument("sku", help="SKU of the product, of any of its sizes")
    made["approve"].add_argument("--price", metavar="AMOUNT", help="another price, inside the limits")
    made["reject"].add_argument("--reason", default="other", help="why, as a code (other)")
    _add_markdown(made["markdown"])
    _add_competitors(made["competitors"])


def _add_markdown(step: argparse.ArgumentParser) -> None:
    step.add_argument("--until", type=date.fromisoformat, required=True, metavar="DAY", help="YYYY-MM-DD")
    step.add_argument("--floor", metavar="AMOUNT", help="no price below")
    step.add_argument("--salvage", metavar="AMOUNT", help="what a unit brings that is left, without tax")
    step.add_argument("--weeks", type=int, default=2, help="weeks between two steps at least (2)")
    step.add_argument("--create", action="store_true", help="write the plan down; a manager approves it in the window")


def _add_competitors(step: argparse.ArgumentParser) -> None:
    step.add_argument("file", type=Path, help="CSV, CSV.gz or XLSX")
    step.add_argument("--competitor", default="", help="whose prices they are, where no column says it")
    step.add_argument("--map", action="append", default=[], metavar="FIELD=HEADING",
                      help="which column is code, price, competitor, seen_on")  # fmt: skip
    step.add_argument("--day-first", action=argparse.BooleanOptionalAction, default=None, help="03/04 is 3 April")
    step.add_argument("--decimal-mark", choices=(".", ","), default=None)
    step.add_argument("--dry-run", action="store_true", help="only say what would be taken in")


def run(args: argparse.Namespace) -> int:
    """Do one step. Returns 0."""
    with opened(args.db) as (store, catalogue):
        return STEPS[args.step](store, catalogue, args)


def _learn(store: "Store", catalogue: "Catalogue", _args: argparse.Namespace) -> int:
    from shopassistant.cli.terminal import TerminalProgress
    from shopassistant.promotions.elasticity.fitting import learn_responses
    from shopassistant.promotions.elasticity.keeping import ResponseKeeper
    from shopassistant.store.actor import SYSTEM

    progress = TerminalProgress(catalogue)
    done = learn_responses(ResponseKeeper(store), SYSTEM, progress)
    progress.clear()
    found = done.kept.responses
    code = "prices.learned" if done.products else "prices.nothing_learned"
    values: dict[str, object] = {
        "products": done.products, "changed": done.changed, "weeks": done.weeks,
        "percent_share": 1 - 1.1**found.shop_elasticity, "seconds": round(done.seconds, 1),
    }  # fmt: skip
    print(catalogue.say(code, values))
    return 0


def _elasticity(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from sqlalchemy import select

    from shopassistant.promotions.elasticity.keeping import ResponseKeeper
    from shopassistant.store.schema import Product, Variant

    kept = ResponseKeeper(store).current()
    with store.read() as session:
        query = select(Variant.id, Variant.sku, Product.name).join(Product).where(Variant.active).order_by(Variant.id)
        first = {name: (variant_id, sku) for variant_id, sku, name in reversed(session.execute(query).all())}
    rows = [(sku, name, kept.trust(variant_id)) for name, (variant_id, sku) in first.items()]
    known = sorted(((sku, name, one) for sku, name, one in rows if one is not None), key=lambda row: -row[2].changes)
    if args.json:
        plain = [{"sku": sku, "name": name, **asdict(one)} for sku, name, one in known[: args.count]]
        print(json.dumps(plain, indent=2, ensure_ascii=False))
        return 0
    for sku, name, one in known[: args.count]:
        errors = "" if one.error is None else f"{one.error:.2f} / {one.error_without:.2f}"
        print(f"{sku:<16} {one.elasticity:>6.2f} +- {one.sd:<5.2f} {one.changes:>4} {errors:>14}  {name}")
    if not known:
        print(catalogue.say("prices.nothing_learned"))
    return 0


def _suggest(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.cli.terminal import TerminalProgress
    from shopassistant.promotions.prices.listing import list_open
    from shopassistant.promotions.prices.proposing import advise, propose
    from shopassistant.store.actor import SYSTEM

    progress = TerminalProgress(catalogue)
    done = propose(store, SYSTEM, advise(store, _adviser(store, catalogue), progress))
    progress.clear()
    with store.read() as session:
        rows = list_open(session)
    _print(rows[: args.count], catalogue, args.json)
    if not args.json:
        print(catalogue.say("prices.waiting", {"count": len(rows), "taken": done.taken}))
    return 0


def _history(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.promotions.prices.listing import list_decided

    with store.read() as session:
        rows = list_decided(session, args.count)
    _print(rows, catalogue, args.json)
    return 0


def _approve(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.promotions.prices.deciding import approve
    from shopassistant.promotions.prices.listing import find_open
    from shopassistant.store.actor import SYSTEM

    with store.read() as session:
        found = find_open(session, args.sku)
    price = found.new_price_minor if args.price is None else catalogue.currency.parse(args.price)
    approve(store, SYSTEM, found.id, price)
    print(catalogue.say("prices.approved", {"name": found.name, "price_minor": price}))
    return 0


def _reject(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.promotions.prices.deciding import reject
    from shopassistant.promotions.prices.listing import find_open
    from shopassistant.store.actor import SYSTEM

    with store.read() as session:
        found = find_open(session, args.sku)
    reject(store, SYSTEM, found.id, args.reason)
    print(catalogue.say("prices.rejected", {"name": found.name, "price_minor": found.old_price_minor}))
    return 0


def _undo(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.promotions.prices.deciding import undo
    from shopassistant.promotions.prices.listing import find_decided
    from shopassistant.store.actor import SYSTEM

    with store.read() as session:
        found = find_decided(session, args.sku)
    undo(store, SYSTEM, found.id)
    print(catalogue.say("prices.undone", {"name": found.name}))
    return 0


def _markdown(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.promotions.prices.listing import variant_of
    from shopassistant.promotions.prices.markdown.outlining import Terms, outline
    from shopassistant.promotions.prices.markdown.plans import STAYS, propose_plan
    from shopassistant.store.actor import SYSTEM

    with store.read() as session:
        variant_id = variant_of(session, args.sku)
    amounts = [None if text is None else catalogue.currency.parse(text) for text in (args.floor, args.salvage)]
    found = outline(_adviser(store, catalogue), variant_id, Terms(args.until, amounts[0], amounts[1], args.weeks))
    values: dict[str, Any] = {
        "name": found.goods.name, "stock": found.stock, "until_on": found.terms.until,
        "mean_minor": round(found.mean_minor), "keep_minor": round(found.keep_minor),
        "ladder_minor": round(found.ladder_minor), "left": round(found.left[1]),
    }  # fmt: skip
    steps = [{"on": step.on.isoformat(), "price_minor": step.price_minor} for step in found.steps]
    if args.json:
        plain = {**values, "until_on": found.terms.until.isoformat(), "steps": steps, "below_cost": found.below_cost}
        print(json.dumps(plain, indent=2, ensure_ascii=False))
    else:
        print(catalogue.say("prices.markdown", values))
        for step in found.steps:
            print(f"  {step.on:%Y-%m-%d}  {catalogue.money(step.price_minor)}")
        if found.below_cost:
            print(catalogue.say("prices.markdown.below_cost"))
        if found.left[1] >= found.stock * STAYS:
            print(catalogue.say("prices.markdown.stays"))
    if args.create:
        propose_plan(store, SYSTEM, found)
    return 0


def _competitors(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.core.errors import UserError
    from shopassistant.promotions.prices.competitors.fields import FIELDS
    from shopassistant.promotions.prices.competitors.importing import look_again, look_at, take_in
    from shopassistant.promotions.prices.competitors.understanding import Columns
    from shopassistant.store.actor import SYSTEM

    look = look_at(store, args.file)
    said = dict(one.partition("=")[::2] for one in args.map)
    if unknown := [field for field in said if field not in FIELDS]:
        raise UserError("prices.column_missing", field=unknown[0])
    mapping = {**look.columns.mapping, **said}
    look = look_again(store, look.sheet, Columns(mapping, args.competitor, args.day_first, args.decimal_mark))
    if look.problem is not None:
        raise look.problem
    if args.dry_run and look.understood is not None:
        print(catalogue.say("prices.would_take_in", {"count": len(look.understood.prices)}))
        refused = look.understood.refused
    else:
        done = take_in(store, SYSTEM, look)
        values: dict[str, object] = {"count": done.added, "changed": done.changed, "variants": done.variants}
        print(catalogue.say("prices.taken_in", values))
        refused = done.refused
    for code, count, line in refused:
        print(catalogue.say("prices.refused_lines", {"count": count, "why": catalogue.say(code), "line": line}))
    return 0


def _adviser(store: "Store", catalogue: "Catalogue") -> "Adviser":
    """One that knows the shop; forecasts and elasticities are learned first where there are none."""
    from shopassistant.inventory.demand.keeping.fit import fit
    from shopassistant.inventory.demand.keeping.keeper import Keeper
    from shopassistant.promotions.elasticity.fitting import learn_responses
    from shopassistant.promotions.elasticity.keeping import ResponseKeeper
    from shopassistant.promotions.prices.proposing import adviser

    forecasts, responses = Keeper(store), ResponseKeeper(store)
    if not forecasts.load():
        print(catalogue.say("demand.reading"), file=sys.stderr)
        fit(forecasts)
    if responses.current().fitted_at is None:
        learn_responses(responses)
    return adviser(store, forecasts, responses)


def _print(rows: "list[Suggestion]", catalogue: "Catalogue", as_json: bool) -> None:
    if as_json:
        print(json.dumps([_plain(row, catalogue) for row in rows], indent=2, ensure_ascii=False))
        return
    for row in rows:
        prices = f"{catalogue.money(row.old_price_minor)} -> {catalogue.money(row.new_price_minor)}"
        print(f"{row.sku:<16} {prices:<24} {row.status:<9} {row.name}")
        for code, values in row.figures.reasons:
            print(f"                 {catalogue.say(code, values)}")


def _plain(row: "Suggestion", catalogue: "Catalogue") -> dict[str, Any]:
    figures = row.figures
    return {
        "sku": row.sku, "name": row.name, "status": row.status, "old_price_minor": row.old_price_minor,
        "new_price_minor": row.new_price_minor, "gain_minor": figures.gain_minor, "low_minor": figures.low_minor,
        "high_minor": figures.high_minor, "risk": figures.risk, "units_now": figures.units_now,
        "units_then": figures.units_then, "elasticity": figures.elasticity, "elasticity_sd": figures.elasticity_sd,
        "codes": [code for code, _ in figures.reasons],
        "text": [catalogue.say(code, values) for code, values in figures.reasons],
    }  # fmt: skip


STEPS = {
    "learn": _learn,
    "elasticity": _elasticity,
    "suggest": _suggest,
    "history": _history,
    "approve": _approve,
    "reject": _reject,
    "undo": _undo,
    "markdown": _markdown,
    "competitors": _competitors,
}
