"""`shopassistant models`: the versions of the index behind the advice: list, compare, promote, roll back, keep, fit."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from shopassistant.cli.shop import opened

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.recommend.engine import Engine
    from shopassistant.recommend.registry import ModelRegistry
    from shopassistant.recommend.versions import Difference, VersionInfo


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--db", type=Path, default=None, help="the shop's file")
    steps = parser.add_subparsers(dest="step", required=True)
    for name, words in (
        ("list", "all versions, newest first, every file checked"),
        ("show", "everything known of one version, as JSON"),
        ("compare", "what differs between two versions"),
        ("promote", "serve this version from now on"),
        ("rollback", "serve the version that served before"),
        ("keep", "never clear this version away"),
        ("release", "let this version be cleared away again"),
        ("remove", "delete this version"),
        ("fit", "learn anew from all sales"),
    ):
        step = steps.add_parser(name, help=words)
        step.add_argument("--db", type=Path, default=argparse.SUPPRESS, help="the shop's file")
        for place in range({"compare": 2, "list": 0, "rollback": 0, "fit": 0}.get(name, 1)):
            step.add_argument(f"version{place + 1}", metavar="VERSION", help="its name, or the beginning of it")
        if name == "fit":
            step.add_argument("--note", default="", help="what to remember about it")
            step.add_argument("--aside", action="store_true", help="do not serve it until it is promoted")


def run(args: argparse.Namespace) -> int:
    """Do one step."""
    from shopassistant.recommend.engine import Engine, index_folder

    with opened(args.db) as (store, catalogue):
        return STEPS[args.step](Engine(store, index_folder(store.path)), catalogue, args)


def _list(engine: "Engine", catalogue: "Catalogue", _args: argparse.Namespace) -> int:
    registry = _loaded(engine)
    found = registry.list(registry.check())
    if not found:
        print(catalogue.say("model.none"))
    for one in found:
        kept = ", kept" if one.is_kept and one.state != "kept" else ""
        print(f"{one.name}  {one.state}{kept}")
        if one.problem is not None:
            print(f"    {catalogue.explain(one.problem)}")
            continue
        days = f"{one.data_from or '-'} to {one.data_to or '-'}"
        print(
            f"    {days}, {one.customers:,} customers, {one.products:,} products, {one.purchases:,} purchases; "
            f"ndcg {_number(one.metrics.get('ndcg'))}; {one.size / 1e6:,.1f} MB; {one.cause} ({one.started_by}), "
            f"{one.seconds:.1f} s, program {one.program}{'; ' + one.note if one.note else ''}"
        )
    return 0


def _show(engine: "Engine", _catalogue: "Catalogue", args: argparse.Namespace) -> int:
    shown = asdict(_named(_loaded(engine), args.version1))
    problem = shown.pop("problem")
    shown["problem"] = None if problem is None else {"code": problem.code, "values": dict(problem.values)}
    print(json.dumps(shown, indent=2, ensure_ascii=False, default=str))
    return 0


def _compare(engine: "Engine", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.recommend.versions import compare

    registry = _loaded(engine)
    side = compare(_named(registry, args.version1), _named(registry, args.version2))
    print(f"{'':44} {side.before.name:>26} {side.after.name:>26}")
    for part in (side.data, side.metrics, side.settings):
        _print_differences(part)
    if not (side.data or side.metrics or side.settings):
        print(catalogue.say("model.same"))
    return 0


def _promote(engine: "Engine", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.store.actor import SYSTEM

    registry = _loaded(engine)
    version = _named(registry, args.version1)
    registry.promote(SYSTEM, version.name)
    print(catalogue.say("model.promoted", {"version": version.name}))
    return 0


def _roll_back(engine: "Engine", catalogue: "Catalogue", _args: argparse.Namespace) -> int:
    from shopassistant.store.actor import SYSTEM

    print(catalogue.say("model.promoted", {"version": _loaded(engine).roll_back(SYSTEM)}))
    return 0


def _keep(engine: "Engine", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.store.actor import SYSTEM

    registry, kept = _loaded(engine), args.step == "keep"
    version = _named(registry, args.version1)
    registry.keep(SYSTEM, version.name, kept)
    print(catalogue.say("model.kept" if kept else "model.released", {"version": version.name}))
    return 0


def _remove(engine: "Engine", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.store.actor import SYSTEM

    registry = _loaded(engine)
    version = _named(registry, args.version1)
    registry.remove(SYSTEM, version.name)
    print(catalogue.say("model.removed", {"version": version.name}))
    return 0


def _fit(engine: "Engine", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    summary = engine.fit(cause="command", note=args.note, promote=not args.aside)
    values = {"version": summary.version, "purchases": summary.purchases, "customers": summary.customers}
    print(catalogue.say("model.learned", values))
    print(catalogue.say("model.waits" if args.aside else "model.promoted", {"version": summary.version}))
    return 0


STEPS: dict[str, Callable[["Engine", "Catalogue", argparse.Namespace], int]] = {
    "list": _list, "show": _show, "compare": _compare, "promote": _promote, "rollback": _roll_back, "keep": _keep,
    "release": _keep, "remove": _remove, "fit": _fit,
}  # fmt: skip


def _loaded(engine: "Engine") -> "ModelRegistry":
    """The registry as a window would see it; what is refused is told."""
    if engine.registry is None:
        raise TypeError("an engine without a folder has no versions")
    engine.load()
    return engine.registry


def _named(registry: "ModelRegistry", name: str) -> "VersionInfo":
    from shopassistant.recommend.versions import find

    return find(registry.list(), name)


def _print_differences(differences: "tuple[Difference, ...]") -> None:
    for one in differences:
        print(f"{one.key:44} {_number(one.before):>26} {_number(one.after):>26}")


def _number(value: object) -> str:
    if value is None:
        return "-"
    text = f"{value:.4g}" if isinstance(value, float) else str(value)
    return text if len(text) <= 26 else f"{text[:25]}…"
