"""`shopassistant retrain`: learn anew, and serve it unless it is worse; for a person and for a nightly job.

It gives way to everything else on the machine, and to a window that is learning already.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from shopassistant.cli.shop import opened

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.recommend.retraining.refit import Outcome

# Below everything that somebody waits for, above nothing at all.
NICENESS = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--db", type=Path, help="the shop's file; the default shop without it")
    parser.add_argument("--if-needed", action="store_true", help="only if the shop's plan or its health asks for it")


def run(args: argparse.Namespace) -> int:
    """Learn. Returns 0 where that went well, was not needed, or another window is at it; 1 where it is refused."""
    from shopassistant.core.errors import Conflict
    from shopassistant.recommend.engine import Engine, index_folder
    from shopassistant.recommend.retraining.refit import retrain, retrain_if_due

    give_way()
    with opened(args.db) as (store, catalogue):
        engine = Engine(store, index_folder(store.path))
        engine.load()
        for problem in engine.problems:
            print(catalogue.explain(problem), file=sys.stderr)
        try:
            outcome = retrain_if_due(engine) if args.if_needed else retrain(engine, "command")
        except Conflict as elsewhere:
            print(catalogue.explain(elsewhere), file=sys.stderr)
            return 0
    print(as_text(outcome, catalogue))
    return 0


def as_text(outcome: "Outcome", catalogue: "Catalogue") -> str:
    """What came of it, in a sentence or two."""
    said = catalogue.say(f"retraining.outcome.{outcome.state}", {"version": outcome.version})
    if "after" in outcome.details:
        values = {"count": outcome.details["visits"]}
        values |= {f"{name}_gain": f"{outcome.details[name]:.3f}" for name in ("before", "after")}
        said += " " + catalogue.say("retraining.compared", values)
    return said


def give_way() -> None:
    """Let everything else on this machine go first, where the system has a word for it."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
