"""Errors carry a code and values, so that the window can say them in the reader's language.

Three kinds, because each is answered differently: a user's mistake (`UserError`) gets a clear sentence, a
problem of the machine (`EnvironmentProblem`) is explained, and anything else is our bug and is loud.
"""

from collections.abc import Mapping
from types import MappingProxyType


class ShopError(Exception):
    """Base of all expected errors.

    Args:
        code: stable identifier, dotted and lower case, for example ``"sale.below_cost"``. The desktop
            translates it; nobody shows it raw.
        values: what the sentence needs (plain strings and numbers only).
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values: Mapping[str, object] = MappingProxyType(dict(values))
        details = ", ".join(f"{name}={value!r}" for name, value in values.items())
        super().__init__(f"{code} ({details})" if details else code)


class UserError(ShopError):
    """Something a person can put right: a wrong number, a missing field, a file of another kind."""


class NotAllowed(UserError):
    """The one who acts lacks the role for it. Code ``"role.required"`` with ``role`` as a rule."""


class NotFound(UserError):
    """What was named is not in the store."""


class Conflict(UserError):
    """Somebody else changed the same thing first; read again and repeat."""


class EnvironmentProblem(ShopError):
    """The machine does not give what is needed: disk full, file unreadable, store locked or newer."""
