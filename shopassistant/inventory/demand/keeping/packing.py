"""Nested frozen dataclasses of arrays and plain values as named arrays and a description, and back.

What a field holds is taken from the class, so that a field added to a forecast is kept without a word here; a version
that lacks it is one of another kind.
"""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")


def pack(value: Any, name: str) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Plain values and arrays of a dataclass by dotted names that begin with `name`.

    Raises:
        TypeError: a field that is neither an array, a number, a text, a date, a tuple of such, nor such a dataclass.
    """
    plain: dict[str, Any] = {}
    arrays: dict[str, NDArray[Any]] = {}
    for entry in fields(value):
        own, part = getattr(value, entry.name), f"{name}.{entry.name}"
        if is_dataclass(own):
            inner = pack(own, part)
            plain |= inner[0]
            arrays |= inner[1]
        elif isinstance(own, np.ndarray):
            arrays[part] = own
        else:
            plain[part] = _plain(own)
    return plain, arrays


def unpack(kind: type[T], name: str, plain: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> T:
    """The dataclass that `pack` took apart.

    Raises:
        KeyError, TypeError, ValueError: something is missing or of another kind.
    """
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for entry in fields(kind):  # type: ignore[arg-type]
        part, hint = f"{name}.{entry.name}", _without_none(hints[entry.name])
        if part in arrays:
            values[entry.name] = arrays[part]
        elif part in plain:
            values[entry.name] = _restored(plain[part], hint)
        elif is_dataclass(hint) and isinstance(hint, type):
            values[entry.name] = unpack(hint, part, plain, arrays)
        else:
            raise KeyError(part)
    return kind(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(f"no plain value: {value!r}")


def _restored(value: Any, hint: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_restored(one, get_args(hint)[0]) for one in value)
    if hint is date:
        return date.fromisoformat(value)
    if hint in (bool, int, float, str) and isinstance(value, (bool, int, float, str)):
        return hint(value)
    raise TypeError(f"no {hint}: {value!r}")


def _without_none(hint: Any) -> Any:
    if get_origin(hint) is types.UnionType:
        return next(one for one in get_args(hint) if one is not type(None))
    return hint
