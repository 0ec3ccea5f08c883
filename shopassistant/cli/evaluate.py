"""`shopassistant evaluate`: what the advice would have been worth on this shop's own past."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from shopassistant.cli.shop import opened
from shopassistant.recommend.requests import ALIASES, METHODS

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.recommend.evaluation.intervals import Estimate
    from shopassistant.recommend.evaluation.result import Evaluation
    from shopassistant.recommend.evaluation.settings import EvaluationSettings

_CHOICES = (*METHODS, *ALIASES, "own_top")
_MEASURES = (
    *("found", "precision", "recall", "f1", "ndcg", "map", "hit", "mrr"),
    *("coverage", "novelty", "diversity_kind", "diversity_content", "gini"),
)
_WIDE, _NARROW = 36, 24


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "--method", action="append", choices=_CHOICES, metavar="METHOD",
        help=f"what to measure, the first is the champion (hybrid); again for more; of {', '.join(_CHOICES)}",
    )  # fmt: skip
    against = parser.add_mutually_exclusive_group()
    against.add_argument("--challenger", choices=_CHOICES, metavar="METHOD", help="compared with the champion")
    against.add_argument(
        "--set", nargs="+", type=_setting, metavar="FIELD=NUMBER",
        help="compare with hybrid learned with other settings of its blend, such as candidates=50",
    )  # fmt: skip
    parser.add_argument(
        "--cut", type=date.fromisoformat, metavar="DATE",
        help="learn from what was sold before this day, 2026-05-31 (a quarter of a year before the last sale)",
    )  # fmt: skip
    parser.add_argument("--cuts", type=int, default=1, help="measure at so many days, each a horizon earlier (1)")
    parser.add_argument("--k", type=int, default=10, help="products in a list (10)")
    parser.add_argument("--customers", type=int, default=1000, help="at most so many customers, drawn by lot (1000)")
    parser.add_argument("--seconds", type=float, help="stop asking after so long; the result says so")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything measured as JSON")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    parser.add_argument("--db", type=Path, default=None, help="the shop's file")


def run(args: argparse.Namespace) -> int:
    """Measure, keep the result for the Model page, and print it."""
    from shopassistant.cli.terminal import TerminalProgress
    from shopassistant.recommend.engine import index_folder
    from shopassistant.recommend.evaluation.contenders import with_settings
    from shopassistant.recommend.evaluation.evaluate import evaluate
    from shopassistant.recommend.evaluation.kept import keep
    from shopassistant.recommend.purchases import load_purchases

    settings = _settings(args)
    with opened(args.db) as (store, catalogue):
        progress = TerminalProgress(catalogue, not args.quiet)
        with store.read() as session:
            purchases = load_purchases(session, progress)
        challenger = with_settings(dict(args.set)) if args.set else args.challenger
        found = evaluate(purchases, args.method or ["hybrid"], settings, progress, challenger)
        progress.clear()
        made_at = store.clock.now()
        keep(index_folder(store.path), found, made_at)
    if args.json:
        _write(args.json, {"made_at": made_at.isoformat(), **found.as_json()})
    print("\n".join(lines(found, catalogue)))
    return 0


def _setting(text: str) -> tuple[str, float]:
    """A field and its number. Raises ValueError, which argparse says."""
    name, _, value = text.partition("=")
    return name, float(value)


def _settings(args: argparse.Namespace) -> "EvaluationSettings":
    from shopassistant.recommend.evaluation.settings import EvaluationSettings
    from shopassistant.recommend.purchases import to_day

    cut = to_day(args.cut) if args.cut else None
    return EvaluationSettings(k=args.k, customers=args.customers, cut=cut, cuts=args.cuts, seconds=args.seconds)


def lines(found: "Evaluation", catalogue: "Catalogue") -> Iterator[str]:
    """The result as text: who wins, the measures of each method, the customers by how often they come."""
    from shopassistant.recommend.evaluation.verdict import findings

    yield from (catalogue.say(one.code, one.values) for one in findings(found))
    for view in ("all", "new"):
        yield ""
        heads = "".join(f"{catalogue.method(one.name):<{_NARROW}}" for one in found.methods)
        yield f"{catalogue.say(f'evaluation.view.{view}'):<{_WIDE}}{heads}".rstrip()
        for measure in _MEASURES:
            cells = [_cell(one.views[view][measure]) for one in found.methods]
            if any(cell != "-" for cell in cells):
                said = catalogue.say(f"evaluation.measure.{measure}", {"k": found.settings.k})
                yield f"  {said:<{_WIDE - 2}}{''.join(f'{cell:<{_NARROW}}' for cell in cells)}".rstrip()
    yield ""
    yield from _group_lines(found, catalogue)
    yield f"{found.seconds:.1f} s"


def _group_lines(found: "Evaluation", catalogue: "Catalogue") -> Iterator[str]:
    heads = ("customers", "found", "ndcg", "expected", "bought", "ece")
    said = [catalogue.say(f"evaluation.column.{head}", {"k": found.settings.k}) for head in heads]
    yield f"{catalogue.method(found.champion):<{_WIDE}}{''.join(f'{one:<{_NARROW}}' for one in said)}".rstrip()
    for group in found.groups:
        values = {"least": group.least, "most": group.most, "number": group.name}
        name = catalogue.say(f"evaluation.group.{group.name if group.kind == 'visits' else 'segment'}", values)
        own = group.methods[found.champion]["all"]
        cells = [f"{group.customers:,}", _cell(own["found"]), _cell(own["ndcg"])]
        if group.calibration:
            kept = group.calibration
            cells += [_cell(kept.chance, 100, 1), _cell(kept.bought, 100, 1), _cell(kept.ece, 100, 1)]
        yield f"  {name:<{_WIDE - 2}}{''.join(f'{cell:<{_NARROW}}' for cell in cells)}".rstrip()


def _cell(one: "Estimate", scale: float = 1, places: int = 3) -> str:
    """A number with its interval, or a dash where nothing could be measured."""
    if one.value is None or one.low is None or one.high is None:
        return "-"
    return f"{one.value * scale:.{places}f} ({one.low * scale:.{places}f} to {one.high * scale:.{places}f})"


def _write(path: Path, report: dict[str, object]) -> None:
    from shopassistant.core.errors import EnvironmentProblem

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(report, indent=2, ensure_ascii=False, allow_nan=False) + "\n", "utf-8")
    except OSError as error:
        raise EnvironmentProblem("export.unwritable", path=str(path), reason=str(error)) from error
