"""Whether a value obeys the part of JSON Schema that this program uses; a service that promised it may still not."""

from collections.abc import Callable, Mapping
from typing import Any

_KINDS: Mapping[str, Callable[[object], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


def disobeys(value: object, schema: Mapping[str, Any], path: str = "answer") -> str:
    """Where a value breaks a schema, such as ``answer.subject``; empty where it obeys.

    Knows ``type`` (one or several), ``properties``, ``required``, ``additionalProperties: false``, ``items``, ``enum``,
    ``minItems``, ``maxItems``, ``maxLength``, ``minimum`` and ``maximum``.
    """
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    if kinds and not any(_KINDS[kind](value) for kind in kinds):
        return path
    if "enum" in schema and value not in schema["enum"]:
        return path
    if isinstance(value, dict):
        return _object(value, schema, path)
    if isinstance(value, list):
        return _array(value, schema, path)
    if isinstance(value, str):
        return path if len(value) > schema.get("maxLength", len(value)) else ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "" if schema.get("minimum", value) <= value <= schema.get("maximum", value) else path
    return ""


def _object(value: Mapping[str, object], schema: Mapping[str, Any], path: str) -> str:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            return f"{path}.{name}"
    for name, inner in value.items():
        if name in known:
            if wrong := disobeys(inner, known[name], f"{path}.{name}"):
                return wrong
        elif schema.get("additionalProperties") is False:
            return f"{path}.{name}"
    return ""


def _array(value: list[object], schema: Mapping[str, Any], path: str) -> str:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        return path
    for place, inner in enumerate(value):
        if wrong := disobeys(inner, schema.get("items", {}), f"{path}[{place}]"):
            return wrong
    return ""
