"""`shopassistant order`: what to order today, with its arithmetic; `--create` writes the drafts."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from shopassistant.core.messages import Catalogue
    from shopassistant.inventory.listing import VariantRow
    from shopassistant.inventory.reorder.lines import Line
    from shopassistant.inventory.reorder.today import Today
    from shopassistant.store.database import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--supplier", metavar="NAME", help="only what this supplier delivers")
    parser.add_argument("--budget", metavar="AMOUNT", help="spend at most so much, where it wins most")
    parser.add_argument("--create", action="store_true", help="write a draft per supplier")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--db", type=Path, help="the shop's file; the default shop without it")


def run(args: argparse.Namespace) -> int:
    """Advise and print; learns the demand first where no forecast serves. Returns 0."""
    from shopassistant.core.messages import Catalogue
    from shopassistant.core.paths import default_store
    from shopassistant.inventory.listing import load_rows
    from shopassistant.inventory.reorder.today import Wanted, advise_today
    from shopassistant.store.database import open_store
    from shopassistant.store.shop import load_shop

    store = open_store(args.db or default_store())
    try:
        with store.read() as session:
            catalogue = Catalogue(currency=load_shop(session).money)
            supplier_id = _supplier(session, args.supplier)
        budget = None if args.budget is None else catalogue.currency.parse(args.budget)
        forecasts, today = _forecasts(store, catalogue)
        with store.read() as session:
            wanted = Wanted(supplier_id=supplier_id, budget_minor=budget)
            found = advise_today(session, forecasts, today, wanted)
            rows = load_rows(session, [line.variant_id for line in found.lines])
            suppliers = _names(session)
        numbers = _create(store, found) if args.create and found.lines else []
    finally:
        store.close()
    if args.json:
        print(json.dumps(as_json(found, rows, suppliers, numbers, catalogue), indent=2, ensure_ascii=False))
    else:
        for text in as_text(found, rows, suppliers, numbers, catalogue):
            print(text)
    return 0


def as_text(
    found: "Today", rows: dict[int, "VariantRow"], suppliers: dict[int, str], numbers: list[str], catalogue: "Catalogue"
) -> list[str]:
    """Lines by supplier with their sentence and notes, then what was left out."""
    lines: list[str] = []
    for supplier_id in sorted({line.supplier_id for line in found.lines}, key=lambda id_: suppliers[id_].casefold()):
        own = [line for line in found.lines if line.supplier_id == supplier_id]
        cost = sum(line.cost_minor for line in own)
        lines.append(f"{suppliers[supplier_id]}: {len(own)}, {catalogue.money(cost)}")
        if missing := found.missing_minor.get(supplier_id):
            values: dict[str, object] = {"missing_minor": missing}
            lines.append(f"  ! {catalogue.say('reorder.below_minimum', values)}")
        for line in own:
            row = rows[line.variant_id]
            lines.append(f"  {line.units:>6}  {row.sku}  {row.name}  {catalogue.money(line.cost_minor)}")
            lines += [f"          {text}" for text in _said(line, catalogue)]
    left_out = {code: count for code, count in found.counts.items() if code not in ("order", "enough")}
    lines += [f"- {catalogue.say(f'reorder.status.{code}')}: {count}" for code, count in sorted(left_out.items())]
    if not found.lines:
        lines.insert(0, catalogue.say("reorder.nothing_today"))
    if numbers:
        lines.append(catalogue.say("reorder.created", {"count": len(numbers), "numbers": ", ".join(numbers)}))
    return lines


def as_json(
    found: "Today", rows: dict[int, "VariantRow"], suppliers: dict[int, str], numbers: list[str], catalogue: "Catalogue"
) -> dict[str, Any]:
    """Everything as plain values, each sentence with its code and values."""
    return {
        "today": found.today.isoformat(),
        "cost_minor": found.cost_minor,
        "counts": dict(found.counts),
        "missing_minor": {suppliers[id_]: missing for id_, missing in found.missing_minor.items()},
        "orders": numbers,
        "lines": [
            {
                "sku": rows[line.variant_id].sku, "name": rows[line.variant_id].name, "location_id": line.location_id,
                "supplier": suppliers[line.supplier_id], "units": line.units, "packs": line.packs,
                "cost_minor": line.cost_minor, "gain_minor": line.gain_minor, "risk_before": line.risk_before,
                "risk_after": line.risk_after, "cover_days": line.cover_days, "text": _said(line, catalogue),
                "values": {name: str(value) for name, value in line.sentence[1].items()},
                "codes": [code for code, _ in (line.sentence, *line.notes)],
            }
            for line in found.lines
        ],
    }  # fmt: skip


def _said(line: "Line", catalogue: "Catalogue") -> list[str]:
    said = [line.sentence, *line.notes, *([line.again] if line.again else [])]
    return [catalogue.say(code, values) for code, values in said]


def _forecasts(store: "Store", catalogue: "Catalogue") -> tuple[Any, Any]:
    """The forecasts that serve and the day the advice is for."""
    from shopassistant.inventory.demand.history import history_ends
    from shopassistant.inventory.demand.keeping.fit import fit
    from shopassistant.inventory.demand.keeping.keeper import Keeper

    keeper = Keeper(store)
    if not keeper.load():
        for problem in keeper.problems:
            print(catalogue.explain(problem), file=sys.stderr)
        print(catalogue.say("demand.reading"), file=sys.stderr)
        fit(keeper)
    with store.read() as session:
        today = history_ends(session, store.clock.now())
    return keeper.source()[1](), today


def _supplier(session: "Session", name: str | None) -> int | None:
    from sqlalchemy import func, select

    from shopassistant.core.errors import NotFound
    from shopassistant.store.schema import Supplier

    if name is None:
        return None
    found: int | None = session.scalar(select(Supplier.id).where(func.lower(Supplier.name) == name.strip().lower()))
    if found is None:
        raise NotFound("reorder.supplier_unknown", supplier=name)
    return found


def _names(session: "Session") -> dict[int, str]:
    from sqlalchemy import select

    from shopassistant.store.schema import Supplier

    return {row.id: row.name for row in session.execute(select(Supplier.id, Supplier.name))}


def _create(store: "Store", found: "Today") -> list[str]:
    from shopassistant.inventory.reorder.decisions import answer
    from shopassistant.inventory.reorder.ordering import order_lines
    from shopassistant.store.actor import SYSTEM

    return [order.number for order in order_lines(store, SYSTEM, [answer(line) for line in found.lines]).orders]
