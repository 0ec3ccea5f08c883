"""A tree of conditions told as codes and values with the names of what it chooses, for whoever faces a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.customers.segments.conditions.fields import FIELDS, NUMBER_KINDS
from shopassistant.customers.segments.conditions.tree import Group, Leaf, Node, leaves
from shopassistant.store.schema import Category, Product, Segment

Names = Mapping[tuple[str, int], str]
_TABLES = {
    "bought_product": (Product.id, Product.name),
    "bought_category": (Category.id, Category.path),
    "segment": (Segment.id, Segment.name),
}
_ENDING = {"money": "minor", "share": "share", "count": "number", "days": "days"}


@dataclass(frozen=True, slots=True)
class Told:
    """One condition.

    Attributes:
        field: code of what is asked about.
        code: of how it is compared, with `values`.
        choices: names of what is chosen, or the codes of them where `choices_are_codes`.
        days: only the last so many days; None for always.
    """

    field: str
    code: str
    values: Mapping[str, object]
    choices: tuple[str, ...] = ()
    choices_are_codes: bool = False
    days: int | None = None


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """Several under one word; `code` is ``condition.all``, ``condition.any`` or ``condition.not``."""

    code: str
    parts: tuple["Told | ToldGroup", ...]


def tell(node: Node, names: Names) -> Told | ToldGroup:
    """The tree in codes and values.

    Args:
        names: of `load_names`; what has no name there is told by its number.
    """
    if isinstance(node, Group):
        return ToldGroup(f"condition.{node.joint}", tuple(tell(part, names) for part in node.parts))
    field = FIELDS[node.field]
    if field.kind not in NUMBER_KINDS:
        chosen, are_codes = _choices(node, names)
        return Told(f"condition.field.{node.field}", f"condition.{node.op}", {}, chosen, are_codes, node.days)
    ending = _ENDING[field.kind]
    scale = 10_000 if field.kind == "share" else 1
    values: dict[str, object] = {f"from_{ending}": node.value / scale if scale > 1 else node.value}
    if node.to is not None:
        values[f"to_{ending}"] = node.to / scale if scale > 1 else node.to
    return Told(f"condition.field.{node.field}", f"condition.{field.kind}.{node.op}", values, (), False, node.days)


def load_names(session: Session, node: Node) -> Names:
    """Names of the products, categories and segments that a tree chooses; of categories their whole path."""
    found: dict[tuple[str, int], str] = {}
    for field, (key, name) in _TABLES.items():
        wanted = _ids(leaf for leaf in leaves(node) if leaf.field == field)
        if wanted:
            rows = session.execute(select(key, name).where(key.in_(wanted)))
            found |= {(field, number): text for number, text in rows}
    return found


def _ids(chosen: Iterable[Leaf]) -> set[int]:
    return {one for leaf in chosen for one in leaf.choices if isinstance(one, int)}


def _choices(leaf: Leaf, names: Names) -> tuple[tuple[str, ...], bool]:
    if leaf.field == "rfm":
        return tuple(f"rfm.{one}" for one in leaf.choices), True
    if leaf.field.startswith("consent_"):
        return tuple(f"condition.answer.{one}" for one in leaf.choices), True
    if leaf.field == "birthday_month":
        return tuple(f"condition.month.{one}" for one in sorted(leaf.choices, key=lambda one: int(one))), True
    return tuple(names.get((leaf.field, one), str(one)) if isinstance(one, int) else one for one in leaf.choices), False
