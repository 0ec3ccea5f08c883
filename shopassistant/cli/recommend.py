"""`shopassistant recommend`: what to offer a customer, with reasons, for a look from the outside and for scripts."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import select

from shopassistant.cli.shop import opened
from shopassistant.cli.terms import add_terms, read_terms
from shopassistant.core.errors import NotFound, UserError
from shopassistant.core.messages import Catalogue
from shopassistant.recommend.engine import ALIASES, METHODS, Answer, Engine, Request, index_folder
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer

# Of several who may be meant, so many are named.
_NAMED = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("customer", metavar="CUSTOMER", help="number, #ID, name, phone or e-mail")
    parser.add_argument("--method", choices=(*METHODS, *ALIASES), default="hybrid")
    parser.add_argument("--count", type=int, default=10, help="how many products (10)")
    parser.add_argument("--new-only", action="store_true", help="only what the customer never bought")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--refit", action="store_true", help="learn from all sales first, even if an index is there")
    parser.add_argument("--db", type=Path, default=None, help="the shop's file")
    add_terms(parser)


def run(args: argparse.Namespace) -> int:
    """Answer for one customer; learns first where nothing was learned yet."""
    with opened(args.db) as (store, catalogue):
        terms = read_terms(args, catalogue.currency)
        customer_id, number = find_customer(store, args.customer)
        engine = Engine(store, index_folder(store.path))
        _prepare(engine, catalogue, args.refit)
        request = Request(customer_id, args.method, args.count, args.new_only, terms=terms)
        answer = engine.recommend(request)
        if args.json:
            print(json.dumps(as_json(answer, catalogue, number, args.method), indent=2, ensure_ascii=False))
        else:
            _print_table(answer, catalogue)
    return 0


def find_customer(store: Store, text: str) -> tuple[int, str]:
    """Id and number of the customer somebody named by number, by ``#id``, or as at the counter: by name, phone, e-mail.

    Raises:
        NotFound: ``recommend.customer_unknown``; ``recommend.customer_several`` where more than one may be meant.
        UserError: the first code, for ``#`` without a number.
    """
    statement = select(Customer.id, Customer.number)
    if text.startswith("#"):
        if not text[1:].isdecimal():
            raise UserError("recommend.customer_unknown", customer=text)
        statement = statement.where(Customer.id == int(text[1:]))
    else:
        statement = statement.where(Customer.number == text)
    with store.read() as session:
        row = session.execute(statement).one_or_none()
    return (row[0], row[1]) if row is not None else _by_search(store, text)


def _by_search(store: Store, text: str) -> tuple[int, str]:
    from shopassistant.customers.search import CustomerSearch

    found = () if text.startswith("#") else CustomerSearch(store).find(text, _NAMED)
    whole = [one for one in found if one.is_whole]
    if len(whole) == 1:
        return whole[0].customer_id, whole[0].number
    if found:
        names = ", ".join(f"{one.name} ({one.number})" for one in whole or found)
        raise NotFound("recommend.customer_several", customer=text, names=names)
    raise NotFound("recommend.customer_unknown", customer=text)


def as_json(answer: Answer, catalogue: Catalogue, number: str, method: str) -> dict[str, object]:
    """The answer as plain values, each reason with its code, its values and its sentence."""
    items = []
    for item in answer.items:
        entry = asdict(item)
        code, values = entry.pop("reason_code"), dict(entry.pop("reason_values"))
        entry["reason"] = {"code": code, "values": values, "text": catalogue.say(code, values)}
        items.append(entry)
    return {
        "customer": number,
        "method": ALIASES.get(method, method),
        "fitted_at": answer.fitted_at.isoformat() if answer.fitted_at else None,
        "notes": [{"code": code, "text": catalogue.say(code)} for code in answer.note_codes],
        "items": items,
    }


def _prepare(engine: Engine, catalogue: Catalogue, refit: bool) -> None:
    if not refit and engine.load():
        return
    for problem in engine.problems:
        print(catalogue.explain(problem), file=sys.stderr)
    print("learning from this shop's sales first ...", file=sys.stderr)
    summary = engine.fit()
    print(
        f"learned from {summary.purchases:,} purchases of {summary.customers:,} customers in {summary.seconds:.1f} s",
        file=sys.stderr,
    )


def _print_table(answer: Answer, catalogue: Catalogue) -> None:
    for code in answer.note_codes:
        print(f"! {catalogue.say(code)}")
    for item in answer.items:
        stock = "stock ?" if item.stock is None else f"stock {item.stock}"
        new = "new  " if item.is_new_to_customer else "again"
        print(f"{item.position:>2}  {new}  {item.name}  {catalogue.money(item.price_minor)}  {stock}  [{item.method}]")
        print(f"           {catalogue.say(item.reason_code, item.reason_values)}")
