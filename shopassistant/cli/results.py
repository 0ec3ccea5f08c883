"""`shopassistant results`: what campaigns and promotions earned, how sure that is, and what a campaign could show."""

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopassistant.cli.shop import opened

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.promotions.proof.report import CampaignReport
    from shopassistant.recommend.experiments.wording import Sentence
    from shopassistant.store.database import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--db", type=Path, default=None, help="the shop's file")
    steps = parser.add_subparsers(dest="step", required=True)
    for name, words in (
        ("list", "campaigns and promotions that have begun, the newest first"),
        ("campaign", "what a campaign earned against its hold-out"),
        ("promotion", "a promotion before and after, beside its rehearsal"),
        ("plan", "what a campaign to a segment could show, and how many to leave out"),
    ):
        step = steps.add_parser(name, help=words)
        step.add_argument("--db", type=Path, default=argparse.SUPPRESS, help="the shop's file")
        if name in ("campaign", "promotion"):
            step.add_argument("number", type=int, help="its number in the list")
            step.add_argument("--json", action="store_true", help="print everything as JSON")
        if name == "plan":
            _add_plan(step)


def _add_plan(step: argparse.ArgumentParser) -> None:
    step.add_argument("--segment", type=int, help="number of the segment (all customers without it)")
    step.add_argument("--holdout", type=float, default=10.0, help="percentage left out (10)")
    step.add_argument("--arms", type=int, default=1, help="ways that are compared (1)")
    step.add_argument("--effect", default="1", help="smallest lift of margin per customer worth knowing (1)")
    step.add_argument("--days", type=int, default=28, help="how long purchases count (28)")


def run(args: argparse.Namespace) -> int:
    """Do one step."""
    with opened(args.db) as (store, catalogue):
        return STEPS[args.step](store, catalogue, args)


def _list(store: "Store", catalogue: "Catalogue", _args: argparse.Namespace) -> int:
    from shopassistant.promotions.proof.listing import list_results

    with store.read() as session:
        rows = list_results(session, store.clock.now())
    for row in rows:
        mark = "*" if row.is_running else " "
        print(f"{mark} {row.kind:<9} {row.id:>5}  {catalogue.formats.say_day(row.started_at):<14} {row.name}")
    if not rows:
        print(catalogue.say("proof.nothing"))
    return 0


def _campaign(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.promotions.proof import wording
    from shopassistant.promotions.proof.report import read_report

    with store.read() as session:
        report = read_report(session, args.number, store.clock.now())
    if args.json:
        print(json.dumps(plain_values(report), indent=2, ensure_ascii=False, default=str))
        return 0
    print(report.book.name)
    _say(catalogue, [wording.verdict(report), wording.sure(report), *wording.intervals(report)])
    _say(catalogue, [*wording.arms(report.judged), *wording.notes(report)])
    for line in _table(report, catalogue):
        print(line)
    return 0


def _promotion(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.promotions.proof.plain import read_plain
    from shopassistant.promotions.proof.wording import plain

    with store.read() as session:
        report = read_plain(session, args.number, store.clock.now())
    if args.json:
        print(json.dumps(plain_values(report), indent=2, ensure_ascii=False, default=str))
    else:
        print(report.name)
        _say(catalogue, plain(report))
    return 0


def _plan(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.promotions.proof.design import Question, customers_of, plan_campaign, read_past
    from shopassistant.promotions.proof.wording import foretold

    with store.read() as session:
        ids = customers_of(session, args.segment)
        past = read_past(session, ids, store.clock.now(), args.days)
    relevant = float(catalogue.currency.parse(args.effect))
    asked = Question(len(ids), args.holdout / 100, args.arms, relevant)
    _say(catalogue, foretold(plan_campaign(past, asked), asked))
    return 0


def plain_values(value: Any) -> Any:
    """Dataclasses and arrays as plain values for JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain_values(asdict(value))
    if hasattr(value, "tolist"):
        return plain_values(value.tolist())
    if isinstance(value, dict):
        return {str(name): plain_values(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain_values(one) for one in value]
    return None if isinstance(value, float) and value != value else value


def _table(report: "CampaignReport", catalogue: "Catalogue") -> list[str]:
    heads = ("", "customers", "sent", "opened", "clicked", "redeemed", "spent", "margin")
    lines = ["".join(f"{head:>12}" for head in heads)]
    for arm, funnel in zip(report.arms, report.funnels, strict=True):
        counts = (arm.customers, funnel.sent, funnel.opened, funnel.clicked, funnel.redeemed)
        cells = [arm.name, *(catalogue.number(one) for one in counts)]
        cells += [catalogue.money(round(arm.spent)), catalogue.money(round(arm.earned))]
        lines.append("".join(f"{cell:>12}" for cell in cells))
    return lines


def _say(catalogue: "Catalogue", sentences: "Iterable[Sentence]") -> None:
    for sentence in sentences:
        print(catalogue.say(sentence.code, sentence.values))


STEPS: dict[str, Callable[["Store", "Catalogue", argparse.Namespace], int]] = {
    "list": _list,
    "campaign": _campaign,
    "promotion": _promotion,
    "plan": _plan,
}
