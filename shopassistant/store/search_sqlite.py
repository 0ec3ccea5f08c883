"""What finding customers needs of SQLite: a log of who changed, an index of telephone endings, and range queries.

Words are folded in Python, and a trigger cannot do that without a function that other tools lack. So triggers only
write down *which* customer changed, whoever changes it (counter, import, demo, a database tool), and every search
index follows that log. Contacts and numbers are looked up in the tables themselves and need no log.
"""

from collections.abc import Sequence

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.orm import Session

DDL = (
    """
    CREATE TRIGGER IF NOT EXISTS customer_comes AFTER INSERT ON customer BEGIN
        INSERT INTO customer_change (customer_id, token) VALUES (NEW.id, random());
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS customer_changes
    AFTER UPDATE OF given_name, family_name, company, city, postcode, status ON customer BEGIN
        INSERT INTO customer_change (customer_id, token) VALUES (NEW.id, random());
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS customer_goes AFTER DELETE ON customer BEGIN
        INSERT INTO customer_change (customer_id, token) VALUES (OLD.id, random());
    END
    """,
    # The last four digits of a telephone number; the query must use this very expression.
    "CREATE INDEX IF NOT EXISTS ix_contact_phone_tail ON contact (substr(lookup, -4)) WHERE kind = 'phone'",
)

# A character above all that a lookup value holds, for the upper end of a prefix range.
_LAST = "\U0010ffff"

_BY_TAIL = text(
    "SELECT customer_id, lookup FROM contact WHERE kind = 'phone' AND substr(lookup, -4) = :four "
    "AND (:tail = :four OR lookup LIKE '%' || :tail) ORDER BY id DESC LIMIT :limit"
)
_BY_CONTACT = text(
    "SELECT customer_id, lookup FROM contact WHERE kind = :kind AND lookup >= :first AND lookup < :last "
    "ORDER BY lookup LIMIT :limit"
)
_BY_NUMBER = text(
    "SELECT id, number FROM customer WHERE number >= :first AND number < :last ORDER BY number LIMIT :limit"
)
_BY_RECEIPT = text(
    "SELECT customer_id, number FROM sale WHERE number >= :first AND number < :last AND customer_id IS NOT NULL "
    "ORDER BY number LIMIT :limit"
)
_DAY = "CAST(julianday(max(sold_at)) - 2440587.5 AS INTEGER)"
_LAST_DAYS = text(f"SELECT customer_id, {_DAY} FROM sale WHERE customer_id IS NOT NULL GROUP BY customer_id")  # noqa: S608
_LAST_DAYS_OF = text(
    f"SELECT customer_id, {_DAY} FROM sale WHERE customer_id IN :ids GROUP BY customer_id"  # noqa: S608
).bindparams(bindparam("ids", expanding=True))


def by_phone_tail(session: Session, tail: str, limit: int) -> list[tuple[int, str]]:
    """(customer id, number in E.164) of telephones that end in `tail`, newest first.

    Args:
        tail: at least four ASCII digits.
    """
    if len(tail) < 4 or not (tail.isascii() and tail.isdecimal()):
        raise ValueError("a telephone ending has four digits or more")
    return _pairs(session, _BY_TAIL, {"four": tail[-4:], "tail": tail, "limit": limit})


def by_contact_prefix(session: Session, kind: str, prefix: str, limit: int) -> list[tuple[int, str]]:
    """(customer id, lookup value) of contacts of `kind` that begin with `prefix`, in their order; equal ones first."""
    values: dict[str, object] = {"kind": kind, "first": prefix, "last": prefix + _LAST, "limit": limit}
    return _pairs(session, _BY_CONTACT, values)


def by_number_prefix(session: Session, prefix: str, limit: int) -> list[tuple[int, str]]:
    """(customer id, number) of customers whose number begins with `prefix`, in their order."""
    return _pairs(session, _BY_NUMBER, {"first": prefix, "last": prefix + _LAST, "limit": limit})


def by_receipt_prefix(session: Session, prefix: str, limit: int) -> list[tuple[int, str]]:
    """(customer id, receipt number) of sales whose number begins with `prefix` and that have a customer."""
    return _pairs(session, _BY_RECEIPT, {"first": prefix, "last": prefix + _LAST, "limit": limit})


def last_purchase_days(session: Session) -> dict[int, int]:
    """Day of the last purchase (days since 1970) of every customer who ever bought, by customer id."""
    found = session.execute(_LAST_DAYS)
    return {row[0]: row[1] for row in found}


def last_purchase_days_of(session: Session, customer_ids: Sequence[int]) -> dict[int, int]:
    """The same for some customers (a few hundred at most)."""
    found = session.execute(_LAST_DAYS_OF, {"ids": list(customer_ids)})
    return {row[0]: row[1] for row in found}


def _pairs(session: Session, statement: TextClause, values: dict[str, object]) -> list[tuple[int, str]]:
    return [(row[0], row[1]) for row in session.execute(statement, values)]
