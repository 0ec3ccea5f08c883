"""`shopassistant value`: what customers will yet be worth, who has probably gone, and how right that was."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopassistant.cli.shop import opened

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.customers.value.kept import Learned
    from shopassistant.store.database import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("customer", metavar="CUSTOMER", nargs="?", help="only this one: the number, or #ID")
    parser.add_argument(
        "--refresh", action="store_true", help="learn from the sales and work all values out anew first"
    )
    parser.add_argument("--count", type=int, default=20, help="how many customers without CUSTOMER (20)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--db", type=Path, help="the shop's file; the default shop without it")


def run(args: argparse.Namespace) -> int:
    """Print the models and the most valuable customers, or one customer with intervals. Returns 0; 1 without values."""
    from shopassistant.customers.value.kept import load_learned

    with opened(args.db) as (store, catalogue):
        if args.refresh:
            _refresh(store, catalogue)
        with store.read() as session:
            learned = load_learned(session)
        if learned is None:
            print(catalogue.say("value.none"))
            return 1
        found = _one(store, learned, args.customer) if args.customer else _all(store, learned, args.count)
        if args.json:
            print(json.dumps(found, indent=2, ensure_ascii=False, default=str))
        else:
            print("\n".join(_one_said(found, catalogue) if args.customer else _all_said(found, learned, catalogue)))
    return 0


def _refresh(store: "Store", catalogue: "Catalogue") -> None:
    from shopassistant.cli.terminal import TerminalProgress
    from shopassistant.customers.value.keeping import refresh_values
    from shopassistant.store.actor import SYSTEM

    progress = TerminalProgress(catalogue)
    refresh_values(store, SYSTEM, progress)
    progress.clear()


def _one(store: "Store", learned: "Learned", text: str) -> dict[str, Any]:
    from shopassistant.cli.recommend import find_customer
    from shopassistant.customers.value.foreseeing import foresee

    customer_id, number = find_customer(store, text)
    with store.read() as session:
        told = foresee(session, learned, customer_id)
    return {"customer": number, **({} if told is None else asdict(told))}


def _one_said(found: dict[str, Any], catalogue: "Catalogue") -> list[str]:
    if "line" not in found:
        return [catalogue.say("value.of_none")]
    line, year, worth = found["line"], found["purchases"], found["lifetime"]
    return [
        f"{found['customer']}: {catalogue.say('value.risk.' + line['risk'])} (gone with {line['churn']:.0%})",
        f"  purchases in the next year  {year['mid']:.1f}, four times in five {year['low']:.0f} to {year['high']:.0f}",
        f"  of each                     {catalogue.money(line['expected_spend_minor'])}",
        f"  worth in three years        {catalogue.money(round(worth['mid']))}, four times in five "
        f"{catalogue.money(round(worth['low']))} to {catalogue.money(round(worth['high']))}",
    ]


def _all(store: "Store", learned: "Learned", count: int) -> dict[str, Any]:
    from sqlalchemy import select

    from shopassistant.store.schema import Customer, CustomerValue

    with store.read() as session:
        rows = session.execute(
            select(Customer.number, CustomerValue)
            .join(CustomerValue, CustomerValue.customer_id == Customer.id)
            .order_by(CustomerValue.lifetime_minor.desc(), Customer.id)
            .limit(max(count, 0))
        )
        best = [
            {
                "customer": number, "group": one.rfm_group, "purchases": one.purchases, "churn": one.churn,
                "expected_purchases": one.expected_purchases, "expected_spend_minor": one.expected_spend_minor,
                "lifetime_minor": one.lifetime_minor,
            }
            for number, one in rows
        ]  # fmt: skip
    parts = ("at", "until", "customers", "chosen")
    models = {name: asdict(getattr(learned, name)) for name in ("bgnbd", "pareto", "spending")}
    test = None if learned.test is None else asdict(learned.test)
    return {**{name: getattr(learned, name) for name in parts}, **models, "test": test, "best": best}


def _all_said(found: dict[str, Any], learned: "Learned", catalogue: "Catalogue") -> list[str]:
    said = [f"learned from {learned.customers:,} customers up to {learned.until}"]
    for name in ("bgnbd", "pareto"):
        parameters = ", ".join(f"{key} {value:.3f}" for key, value in found[name].items())
        used = ", used" if learned.chosen == name else ""
        said.append(f"  {catalogue.say(f'value.model.{name}')}: {parameters}{used}")
    said += _test_said(learned, catalogue)
    said.append(f"\n  {'worth':>14}  {'purchases':>9}  {'of each':>12}  {'gone':>5}  customer")
    for one in found["best"]:
        said.append(
            f"  {catalogue.money(one['lifetime_minor']):>14}  {one['expected_purchases']:>9.1f}  "
            f"{catalogue.money(one['expected_spend_minor']):>12}  {one['churn']:>5.0%}  {one['customer']}: "
            f"{catalogue.say('rfm.' + one['group'])}"
        )
    return said


def _test_said(learned: "Learned", catalogue: "Catalogue") -> list[str]:
    """How each would have done on what was held out."""
    test = learned.test
    if test is None:
        return ["  the past is too short to try them on"]
    said = [
        f"\n  tried on {test.weeks:.0f} weeks held out: {test.customers:,} customers, {test.purchases:,} purchases",
        f"  {'told':>9} {'error':>8} {'per customer':>13} {'deviance':>9} {'rank':>6} {'money':>8}",
    ]
    said += [
        f"  {one.purchases:>9,.0f} {one.total_error:>+8.1%} {one.mae:>13.3f} {one.deviance:>9.3f} {one.rank:>6.2f} "
        f"{one.spend_error:>+8.1%}  {catalogue.say(f'value.model.{one.name}')}"
        for one in test.scores
    ]
    said.append(
        f"\n  {'before':>8} {'customers':>10} {'came each':>10} " + " ".join(f"{s.name:>8}" for s in test.scores)
    )
    for place, (least, customers, came) in enumerate(test.classes):
        told = " ".join(f"{score.classes[place]:>8.2f}" for score in test.scores)
        said.append(f"  {least:>8} {customers:>10,} {came:>10.2f} {told}")
    return said
