"""`shopassistant alerts`: what about the stock needs somebody's eye; `--look` looks anew first, for a nightly job."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopassistant.cli.shop import opened

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.inventory.alerts.listing import AlertLine
    from shopassistant.store.database import Store

_MARKS = {"critical": "!!", "warning": "! ", "info": "- "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--look", action="store_true", help="look at the stock anew first, and write what was found")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--db", type=Path, help="the shop's file; the default shop without it")


def run(args: argparse.Namespace) -> int:
    """Print what is open, the gravest first. Returns 0."""
    from shopassistant.inventory.alerts.listing import list_alerts
    from shopassistant.store.actor import SYSTEM

    with opened(args.db) as (store, catalogue):
        told = _look(store) if args.look else None
        with store.read() as session:
            lines = list_alerts(session, SYSTEM, everyones=True)
    if args.json:
        print(json.dumps(as_json(lines, told, catalogue), indent=2, ensure_ascii=False))
    else:
        for text in as_text(lines, frozenset(told[0]) if told else frozenset(), catalogue):
            print(text)
    return 0


def as_text(lines: "list[AlertLine]", new: frozenset[int], catalogue: "Catalogue") -> list[str]:
    """A line for each alert, with who looks into it; what the look found is marked."""
    if not lines:
        return [catalogue.say("alert.none")]
    said = []
    for line in lines:
        code, values = line.sentence
        about = ": ".join(part for part in (line.name or line.location, catalogue.say(code, values)) if part)
        who = f" ({line.assigned_to})" if line.assigned_to else ""
        mark = "*" if line.id in new else " "
        said.append(f"{_MARKS[line.severity]}{mark} {about}{who}")
    return said


def as_json(
    lines: "list[AlertLine]", told: tuple[tuple[int, ...], tuple[int, ...]] | None, catalogue: "Catalogue"
) -> dict[str, Any]:
    """Everything as plain values, each sentence with its code and values."""
    found: dict[str, Any] = {
        "open": [
            {
                "id": line.id, "kind": line.kind, "severity": line.severity, "about": line.name,
                "location": line.location, "variant_id": line.variant_id, "supplier_id": line.supplier_id,
                "order_id": line.order_id, "opened_at": line.opened_at.isoformat(), "assigned_to": line.assigned_to,
                "text": catalogue.say(*line.sentence), "code": line.sentence[0], "figures": line.figures,
            }
            for line in lines
        ]
    }  # fmt: skip
    if told is not None:
        found["new"], found["gone"] = list(told[0]), list(told[1])
    return found


def _look(store: "Store") -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Ids of what is new and of what went away."""
    from shopassistant.inventory.alerts.looking import look
    from shopassistant.inventory.dashboard.dashboard import Dashboard
    from shopassistant.inventory.demand.keeping.keeper import Keeper
    from shopassistant.store.actor import SYSTEM

    keeper = Keeper(store)
    keeper.load()
    board = Dashboard(store, keeper.source)
    board.load()
    board.refresh()
    if board.snapshot is None:
        return (), ()
    told = look(store, SYSTEM, board.snapshot)
    return told.opened, told.gone
