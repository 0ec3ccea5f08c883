"""The tree of conditions as frozen values and as stored JSON; whatever makes no sense is refused with a code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shopassistant.core.errors import UserError
from shopassistant.customers.segments.conditions.fields import FIELDS, LONGEST_DAYS, NUMBER_KINDS, Field

DEEPEST, MOST_LEAVES, MOST_CHOICES = 6, 60, 500
_LONGEST_WORD = 120
_LARGEST = 10**15
_JOINTS = ("all", "any", "not")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition.

    Attributes:
        field: of `FIELDS`.
        op: one of the field's.
        value: what it is compared with; of ``between`` the lower bound. 0 where `choices` say it.
        to: the upper bound of ``between``, both included.
        choices: of ``any_of`` and ``none_of``: ids as numbers, words as texts.
        days: only the last so many days count; None for always.
    """

    field: str
    op: str
    value: int = 0
    to: int | None = None
    choices: tuple[int, ...] | tuple[str, ...] = ()
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Several conditions under one word: ``all``, ``any``, or ``not`` (none of them)."""

    joint: str
    parts: tuple["Group | Leaf", ...]


Node = Group | Leaf


def leaves(node: Node) -> Iterator[Leaf]:
    """Every condition of a tree, in order."""
    if isinstance(node, Leaf):
        yield node
        return
    for part in node.parts:
        yield from leaves(part)


def to_json(node: Node) -> dict[str, object]:
    """Plain JSON values: ``{"all": [...]}`` or ``{"field": ..., "op": ..., ...}``."""
    if isinstance(node, Group):
        return {node.joint: [to_json(part) for part in node.parts]}
    found: dict[str, object] = {"field": node.field, "op": node.op}
    if FIELDS[node.field].kind in NUMBER_KINDS:
        found["value"] = node.value
        if node.to is not None:
            found["to"] = node.to
    else:
        found["choices"] = list(node.choices)
    if node.days is not None:
        found["days"] = node.days
    return found


def from_json(stored: object) -> Node:
    """What `to_json` made, checked.

    Raises:
        UserError: ``condition.shape``, ``condition.empty``, ``condition.deep``, ``condition.many``,
            ``condition.field``, ``condition.op``, ``condition.value``, ``condition.order``, ``condition.choices``,
            ``condition.days``.
    """
    node = _node(stored, 1)
    if sum(1 for _ in leaves(node)) > MOST_LEAVES:
        raise UserError("condition.many", most=MOST_LEAVES)
    return node


def _node(stored: object, depth: int) -> Node:
    if not isinstance(stored, Mapping):
        raise UserError("condition.shape")
    if "field" in stored:
        return _leaf(stored)
    joints = [joint for joint in _JOINTS if joint in stored]
    if len(joints) != 1 or len(stored) != 1:
        raise UserError("condition.shape")
    parts = stored[joints[0]]
    if not isinstance(parts, list | tuple):
        raise UserError("condition.shape")
    if not parts:
        raise UserError("condition.empty")
    if depth > DEEPEST:
        raise UserError("condition.deep", most=DEEPEST)
    return Group(joints[0], tuple(_node(part, depth + 1) for part in parts))


def _leaf(stored: Mapping[str, object]) -> Leaf:
    name, op = str(stored["field"]), str(stored.get("op", ""))
    field = FIELDS.get(name)
    if field is None:
        raise UserError("condition.field", field=name[:80])
    if op not in field.ops:
        raise UserError("condition.op", op=op[:80])
    days = stored.get("days")
    if days is not None and (not field.has_period or not _is_whole(days) or not 1 <= _whole(days) <= LONGEST_DAYS):
        raise UserError("condition.days", most=LONGEST_DAYS)
    period = None if days is None else _whole(days)
    if field.kind in NUMBER_KINDS:
        value = _number(stored.get("value"), field)
        to = _number(stored.get("to"), field) if op == "between" else None
        if to is not None and to < value:
            raise UserError("condition.order")
        return Leaf(name, op, value, to, (), period)
    return Leaf(name, op, 0, None, _choices(stored.get("choices"), field), period)


def _number(value: object, field: Field) -> int:
    # Money and points may be below nought: more came back than was paid. Shares and days may not.
    least = -_LARGEST if field.kind in ("money", "count") else 0
    most = {"share": 10_000, "days": LONGEST_DAYS}.get(field.kind, _LARGEST)
    if not _is_whole(value) or not least <= _whole(value) <= most:
        raise UserError("condition.value")
    return _whole(value)


def _choices(given: object, field: Field) -> tuple[int, ...] | tuple[str, ...]:
    if not isinstance(given, list | tuple) or not given or len(given) > MOST_CHOICES:
        raise UserError("condition.choices", most=MOST_CHOICES)
    if field.kind == "ids":
        if not all(_is_whole(one) and 0 < _whole(one) < 2**62 for one in given):
            raise UserError("condition.choices", most=MOST_CHOICES)
        return tuple(sorted({_whole(one) for one in given}))
    words = [one.strip() for one in given if isinstance(one, str)]
    known = field.choices
    if len(words) != len(given) or not all(0 < len(one) <= _LONGEST_WORD for one in words):
        raise UserError("condition.choices", most=MOST_CHOICES)
    if known and not set(words) <= set(known):
        raise UserError("condition.choices", most=MOST_CHOICES)
    return tuple(sorted(set(words)))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _whole(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101  asked before
    return value
