"""Hours of a promotion and whole rules as JSON and back: what the store keeps, and what variants are compared by."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from shopassistant.core.errors import UserError
from shopassistant.promotions.rules.offer_json import offer_from_json, offer_to_json
from shopassistant.promotions.rules.rule import Items, Limits, Rule, When


def hours_to_json(when: When) -> dict[str, Any]:
    """``{"weekdays": [0..6], "from": minutes, "until": minutes}`` of what is set; dates are columns of their own."""
    weekdays = None if when.weekdays is None else sorted(when.weekdays)
    hours = {"weekdays": weekdays, "from": when.from_minute, "until": when.until_minute}
    return {name: value for name, value in hours.items() if value is not None}


def when_from_json(hours: object, starts_at: datetime | None = None, ends_at: datetime | None = None) -> When:
    """The times out of what `hours_to_json` wrote and the two moments.

    Raises:
        UserError: ``promotion.hours``, ``promotion.weekdays``, ``promotion.ends_before_start``.
    """
    given = {} if hours is None else hours
    if not isinstance(given, Mapping) or given.keys() - {"weekdays", "from", "until"}:
        raise UserError("promotion.hours")
    weekdays = _numbers(given.get("weekdays"), "promotion.weekdays")
    start, end = (_number(given.get(name), "promotion.hours") for name in ("from", "until"))
    return When(starts_at, ends_at, weekdays, start, end)


def rule_to_json(rule: Rule) -> dict[str, Any]:
    """Everything about a rule, of plain values."""
    return {
        "id": rule.id,
        "name": rule.name,
        "offer": offer_to_json(rule.offer),
        "items": [_sorted(items) for items in rule.items],
        "buy_items": _sorted(rule.buy_items),
        "buy_everything": rule.buy_everything,
        "segments": _sorted(rule.segments),
        "starts_at": _said(rule.when.starts_at),
        "ends_at": _said(rule.when.ends_at),
        "hours": hours_to_json(rule.when),
        "locations": _sorted(rule.locations),
        "channels": None if rule.channels is None else sorted(rule.channels),
        "group": rule.group,
        "stacking": rule.stacking,
        "priority": rule.priority,
        "exclusive": rule.exclusive,
        "needs_coupon": rule.needs_coupon,
        "budget_minor": rule.limits.budget_minor,
        "max_uses": rule.limits.max_uses,
        "max_uses_per_customer": rule.limits.max_uses_per_customer,
        "floor_margin_bp": rule.floor_margin_bp,
        "floor_passed": rule.floor_passed,
    }


def rule_from_json(data: object) -> Rule:
    """The rule that `rule_to_json` wrote.

    Raises:
        UserError: ``promotion.rule_unreadable`` (with the ``field``), or what its parts refuse.
    """
    if not isinstance(data, Mapping):
        raise UserError("promotion.rule_unreadable", field="rule")
    try:
        return _rule(data)
    except (KeyError, TypeError, ValueError) as problem:
        raise UserError("promotion.rule_unreadable", field=str(problem)[:80]) from problem


def _rule(data: Mapping[str, Any]) -> Rule:
    return Rule(
        id=int(data["id"]),
        name=str(data["name"]),
        offer=offer_from_json(data["offer"]),
        items=tuple(_numbers(items, "promotion.items") for items in data["items"]),
        buy_items=_numbers(data["buy_items"], "promotion.items"),
        buy_everything=bool(data["buy_everything"]),
        segments=_numbers(data["segments"], "promotion.items"),
        when=when_from_json(data["hours"], _moment(data["starts_at"]), _moment(data["ends_at"])),
        locations=_numbers(data["locations"], "promotion.items"),
        channels=None if data["channels"] is None else frozenset(map(str, data["channels"])),
        group=str(data["group"]),
        stacking=data["stacking"],
        priority=int(data["priority"]),
        exclusive=bool(data["exclusive"]),
        needs_coupon=bool(data["needs_coupon"]),
        limits=Limits(data["budget_minor"], data["max_uses"], data["max_uses_per_customer"]),
        floor_margin_bp=int(data["floor_margin_bp"]),
        floor_passed=bool(data["floor_passed"]),
    )


def _sorted(items: Items) -> list[int] | None:
    return None if items is None else sorted(items)


def _said(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _moment(text: object) -> datetime | None:
    return None if text is None else datetime.fromisoformat(str(text))


def _number(value: object, code: str) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise UserError(code)
    return value


def _numbers(values: object, code: str) -> frozenset[int] | None:
    if values is None:
        return None
    if not isinstance(values, Iterable) or isinstance(values, str | bytes):
        raise UserError(code)
    found = frozenset(_number(value, code) for value in values)
    return frozenset(number for number in found if number is not None)
