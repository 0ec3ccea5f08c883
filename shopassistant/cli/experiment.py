"""`shopassistant experiment`: compare two methods of recommendation with the shop's own customers."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopassistant.cli.shop import opened
from shopassistant.recommend.experiments.design import MEASURES, Design, Experiment, two_arms
from shopassistant.recommend.requests import ALIASES, METHODS
from shopassistant.store.actor import SYSTEM

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.recommend.experiments.results import Result
    from shopassistant.recommend.experiments.wording import Sentence
    from shopassistant.store.database import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--db", type=Path, default=None, help="the shop's file")
    steps = parser.add_subparsers(dest="step", required=True)
    for name, words in (
        ("list", "all experiments, the newest first"),
        ("plan", "how long an experiment would take"),
        ("start", "begin an experiment"),
        ("status", "what an experiment says so far"),
        ("stop", "end the running experiment and say what it showed"),
    ):
        step = steps.add_parser(name, help=words)
        step.add_argument("--db", type=Path, default=argparse.SUPPRESS, help="the shop's file")
        if name in ("plan", "start"):
            _add_design(step)
        if name == "status":
            step.add_argument("experiment", nargs="?", type=int, help="its number (the running one, else the newest)")
            step.add_argument("--json", action="store_true", help="print everything as JSON")


def _add_design(step: argparse.ArgumentParser) -> None:
    step.add_argument("name", nargs="?", default="", help="what staff call it")
    known = (*METHODS, *ALIASES)
    step.add_argument("--a", choices=known, default="hybrid", help="the method used so far (hybrid)")
    step.add_argument("--b", choices=known, required=True, help="the method to compare it with")
    step.add_argument("--share-b", type=float, default=50.0, help="percentage of the customers that get B (50)")
    step.add_argument("--measure", choices=MEASURES, default="conversion", help="what decides (conversion)")
    step.add_argument(
        "--effect", default="2", help="smallest difference worth knowing: percentage points, or an amount of money (2)"
    )
    step.add_argument("--alpha", type=float, default=5.0, help="per cent of false alarms at most (5)")


def run(args: argparse.Namespace) -> int:
    """Do one step."""
    with opened(args.db) as (store, catalogue):
        return STEPS[args.step](store, catalogue, args)


def _list(store: "Store", catalogue: "Catalogue", _args: argparse.Namespace) -> int:
    from shopassistant.recommend.experiments.register import all_experiments

    with store.read() as session:
        found = all_experiments(session)
    for experiment in found:
        print(f"{experiment.id:>4}  {_title(experiment, catalogue)}")
    if not found:
        print(catalogue.say("experiments.nothing"))
    return 0


def _plan(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.recommend.experiments.design import check
    from shopassistant.recommend.experiments.duration import plan_with_advice, read_past_of_shop
    from shopassistant.recommend.experiments.wording import foretold

    design = _design(catalogue, args)
    check(design)
    with store.read() as session:
        past = read_past_of_shop(session, store.clock.now())
    _say(catalogue, *foretold(plan_with_advice(past, design), design))
    return 0


def _start(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.recommend.experiments.register import begin_experiment

    design = _design(catalogue, args)
    begin_experiment(store, SYSTEM, design)
    print(catalogue.say("experiments.started", {"name": design.name}))
    return _plan(store, catalogue, args)


def _status(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.recommend.experiments.duration import days_to_go
    from shopassistant.recommend.experiments.register import all_experiments, find_experiment, running_experiment
    from shopassistant.recommend.experiments.results import read_result

    with store.read() as session:
        if args.experiment is not None:
            experiment: Experiment | None = find_experiment(session, args.experiment)
        else:
            experiment = running_experiment(session) or next(iter(all_experiments(session)), None)
        if experiment is None:
            print(catalogue.say("experiments.nothing"))
            return 0
        result = read_result(session, experiment, store.clock.now())
    days = days_to_go(result, store.clock.now())
    if args.json:
        print(json.dumps(as_json(result, days), indent=2, ensure_ascii=False, default=str))
    else:
        _print(result, catalogue, days)
    return 0


def _stop(store: "Store", catalogue: "Catalogue", _args: argparse.Namespace) -> int:
    from shopassistant.core.errors import NotFound
    from shopassistant.recommend.experiments.register import running_experiment, stop_experiment
    from shopassistant.recommend.experiments.results import read_result

    with store.read() as session:
        running = running_experiment(session)
    if running is None:
        raise NotFound("experiments.none_runs")
    stopped = stop_experiment(store, SYSTEM, running.id)
    with store.read() as session:
        result = read_result(session, stopped, store.clock.now())
    print(catalogue.say("experiments.stopped", {"name": stopped.design.name}))
    _print(result, catalogue, None)
    return 0


def as_json(result: "Result", days: int | None) -> dict[str, Any]:
    """A result as plain values; the salt, which decides who gets what, is nobody's business."""
    experiment = asdict(result.experiment)
    del experiment["salt"]
    plain = asdict(result) | {"experiment": experiment, "days_to_go": days}
    return plain


def _design(catalogue: "Catalogue", args: argparse.Namespace) -> Design:
    from shopassistant.core.errors import UserError

    arms = two_arms(args.a, args.b, args.share_b / 100)
    try:
        effect = float(args.effect) / 100 if args.measure == "conversion" else catalogue.currency.parse(args.effect)
    except ValueError as error:
        raise UserError("experiments.effect") from error
    names = (catalogue.method(arm.method) for arm in arms)
    name = args.name or catalogue.say("experiments.default_name", dict(zip(("a", "b"), names, strict=True)))
    return Design(name, arms, args.measure, effect, args.alpha / 100)


def _title(experiment: Experiment, catalogue: "Catalogue") -> str:
    a, b = experiment.design.arms
    shares = {"a_share": a.share, "b_share": b.share, "a_method": a.method, "b_method": b.method}
    state = catalogue.say(f"experiments.state.{experiment.state}")
    return f"{experiment.design.name} ({state}): {catalogue.say('experiments.arms', shares)}"


def _print(result: "Result", catalogue: "Catalogue", days: int | None) -> None:
    from shopassistant.recommend.experiments.wording import arm, interval, so_far, verdict

    print(_title(result.experiment, catalogue))
    for one in result.arms:
        print(f"  {one.name}  {_text(catalogue, arm(one))}")
    _say(catalogue, so_far(result), interval(result), verdict(result, days))


def _say(catalogue: "Catalogue", *sentences: "Sentence | None") -> None:
    for sentence in sentences:
        if sentence is not None:
            print(_text(catalogue, sentence))


def _text(catalogue: "Catalogue", sentence: "Sentence") -> str:
    return catalogue.say(sentence.code, sentence.values)


STEPS: dict[str, Callable[["Store", "Catalogue", argparse.Namespace], int]] = {
    "list": _list,
    "plan": _plan,
    "start": _start,
    "status": _status,
    "stop": _stop,
}
