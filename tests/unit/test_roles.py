"""Every use case that writes asks below any window who acts; one that is added without asking fails here."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import shopassistant
from shopassistant.core.errors import NotAllowed
from shopassistant.customers.segments.definitions import RfmGroups
from shopassistant.inventory.products import NewProduct, NewVariant
from shopassistant.recommend.experiments.design import Design, two_arms
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from tests.unit.sales.shop import Goods, make_customer, make_goods

AREAS = ("customers", "inventory", "sales", "recommend", "promotions", "assistant", "ingest", "store")
# The log of advice is no record of the shop: a kiosk writes into it, too.
OPEN_TO_ALL = {
    "shopassistant.recommend.events.log_events",
    "shopassistant.recommend.experiments.exposure.log_shown",
}
# What a visitor does at the mirror, without signing in; a web shop does not.
OPEN_TO_THE_KIOSK = {
    "shopassistant.sales.holds.make_hold",
    "shopassistant.sales.visits.record_visit",
}
# By name of the argument; what is not here is a number of something.
VALUES: dict[str, Any] = {
    "backup": Path("nowhere.db"), "cause": "person", "change": 1, "choices": {}, "code": "1", "counted": {1: 1},
    "day": 1, "definition": RfmGroups(("new",)),
    "design": Design("x", two_arms("hybrid", "popular")), "folder": Path("nowhere.models"),
    "due_on": date(2026, 5, 6), "fields": {}, "goods": [], "granted": True, "kind": "phone", "label": "x",
    "line": "Ann 0171 2345678", "month": 1, "name": "x", "new": NewProduct("x", (NewVariant(100),)), "paths": [],
    "percent_bp": 100, "pin": "1234", "purpose": "email", "request_key": "k", "restock": True, "role": "associate",
    "target": Path("nowhere.db"), "tenders": [], "terminal": "till 1", "text": "x", "value": "0171 2345678",
    "why": "x", "words": {},
}  # fmt: skip


def _use_cases() -> Iterator[str]:
    """Dotted names of public functions that take a store and an actor."""
    root = Path(shopassistant.__file__).parent
    for area in AREAS:
        for path in sorted((root / area).rglob("*.py")):
            for node in ast.parse(path.read_text("utf-8")).body:
                if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                    continue
                if {"store", "actor"} <= {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}:
                    module = ".".join(path.relative_to(root.parent).with_suffix("").parts)
                    yield f"{module}.{node.name}"


def _call(name: str, store: Store, actor: Actor, ids: dict[str, int]) -> None:
    module, _, function = name.rpartition(".")
    use_case = getattr(importlib.import_module(module), function)
    arguments: dict[str, Any] = {"store": store, "actor": actor}
    for parameter in inspect.signature(use_case).parameters.values():
        if parameter.name in arguments or parameter.default is not parameter.empty:
            continue
        arguments[parameter.name] = VALUES.get(parameter.name, ids.get(parameter.name, 1))
    if function in ("set_discount", "set_basket_discount"):
        arguments["percent_bp"] = 100
    made = use_case(**arguments)
    if hasattr(made, "__enter__"):
        with made:
            pass


@pytest.fixture
def goods(store: Store) -> Goods:
    return make_goods(store)


def _ids(store: Store, goods: Goods, manager: Actor) -> dict[str, int]:
    """Things that are there, so that nothing but the role can be what is wrong."""
    basket_id = goods.basket(manager)
    line = goods.add(basket_id, "frame", actor=manager).lines[0]
    sold_in = goods.basket(manager, "till 2")
    goods.add(sold_in, "cloth", actor=manager)
    sale = goods.pay(sold_in, manager)
    customer_id = make_customer(store)
    return {
        "basket_id": basket_id,
        "line_id": line.id,
        "sale_id": sale.sale_id,
        "sale_line_id": sale.lines[0].line_id,
        "customer_id": customer_id,
        "kept_id": customer_id,
        "absorbed_id": make_customer(store, "C2"),
        "location_id": goods.location_id,
        "variant_id": goods.variants["frame"],
    }


# What belongs to a customer is found before its customer is known to be one the actor may write about.
_BY_ROW = ("remove_note", "remove_wish", "remove_important_date", "finish_follow_up", "remove_contact")


@pytest.mark.parametrize("name", sorted(set(_use_cases()) - OPEN_TO_ALL))
def test_who_has_no_role_writes_nothing(name: str, store: Store, goods: Goods, manager: Actor) -> None:
    ids = _ids(store, goods, manager)
    if name.endswith(_BY_ROW):
        ids |= _rows_of_a_customer(store, manager, ids)
    kiosk = () if name in OPEN_TO_THE_KIOSK else (Actor("kiosk", "mirror"),)
    for nobody in (*kiosk, Actor("api", "web shop")):
        with pytest.raises(NotAllowed, match=r"role\.required"):
            _call(name, store, nobody, ids)


def _rows_of_a_customer(store: Store, manager: Actor, ids: dict[str, int]) -> dict[str, int]:
    from sqlalchemy import select

    from shopassistant.customers import edit
    from shopassistant.store.schema import Contact, FollowUp, ImportantDate, Note, Product, WishlistItem

    who = ids["customer_id"]
    with store.read() as session:
        product_id = session.scalars(select(Product.id).limit(1)).one()
    edit.add_note(store, manager, who, "x")
    edit.add_wish(store, manager, who, product_id)
    edit.add_follow_up(store, manager, who, "x", date(2026, 5, 6))
    edit.add_important_date(store, manager, who, "x", 1, 1)
    edit.add_contact(store, manager, who, "phone", "020 7946 0018")
    tables = {
        "note_id": Note, "wish_id": WishlistItem, "date_id": ImportantDate, "follow_up_id": FollowUp,
        "contact_id": Contact,
    }  # fmt: skip
    with store.read() as session:
        return {name: session.scalars(select(table.id)).one() for name, table in tables.items()}
