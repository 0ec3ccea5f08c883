"""Customers in a table of this page: who they are, when they were here last, what they are worth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from sqlalchemy import select

from shopassistant.core.messages import Catalogue
from shopassistant.customers.value.lookup import risk_of
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.widgets.table import Column, LazyTable

if TYPE_CHECKING:
    from shopassistant.customers.listing import CustomerRow
    from shopassistant.store.database import Store

RISK_TONES = {"steady": "positive", "drifting": "warning", "gone": "muted"}


@dataclass(frozen=True, slots=True)
class Member:
    """A customer with their value; `lifetime_minor` and `risk` are None and empty where none was worked out."""

    row: "CustomerRow"
    lifetime_minor: int | None
    risk: str


def load_members(store: "Store", ids: Sequence[int]) -> dict[int, Member]:
    """Rows for a table; for the read lane."""
    from shopassistant.customers.listing import load_rows
    from shopassistant.store.schema import CustomerValue

    with store.read() as session:
        rows = load_rows(session, ids)
        worth = session.execute(
            select(CustomerValue.customer_id, CustomerValue.lifetime_minor, CustomerValue.churn).where(
                CustomerValue.customer_id.in_(ids)
            )
        )
        values = {one: (lifetime, risk_of(churn)) for one, lifetime, churn in worth}
    return {one: Member(row, *values.get(one, (None, ""))) for one, row in rows.items()}


def show_values(table: LazyTable, are_there: bool) -> None:
    """Give the room of the two columns of values to the names while nobody worked values out."""
    for place, one in enumerate(table.model.columns):
        if one.key in ("worth", "risk"):
            table.view.setColumnHidden(place, not are_there)


def _tr(text: str) -> str:
    return QCoreApplication.translate("segments", text)


def member_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """Columns of `Member`."""
    currency = catalogue.currency
    short = {"steady": _tr("likely"), "drifting": _tr("perhaps"), "gone": _tr("hardly")}

    def money(minor: int | None) -> str:
        return "" if minor is None else catalogue.number(round(currency.to_decimal(minor))).replace("-", "\u2212")

    def exact(minor: int | None) -> str:
        return "" if minor is None else catalogue.money(minor)

    def plain(minor: int | None) -> object:
        return "" if minor is None else currency.to_decimal(minor)

    return (
        Column("name", _tr("Name"), lambda one: one.row.name or one.row.number, 0, strong=True),
        Column("city", _tr("City"), lambda one: one.row.city, 104, shown=False),
        Column(
            "last", _tr("Last visit"), lambda one: day(catalogue, one.row.last_visit_at, today()), 84,
            tip=lambda one: exact_day(catalogue, one.row.last_visit_at),
            value=lambda one: one.row.last_visit_at.date().isoformat() if one.row.last_visit_at else "",
        ),
        Column(
            "spend", _tr("Spend {currency}").format(currency=currency.code), lambda one: money(one.row.spend_minor), 94,
            "right", tip=lambda one: exact(one.row.spend_minor), value=lambda one: plain(one.row.spend_minor),
        ),
        Column(
            "worth", _tr("Worth {currency}").format(currency=currency.code), lambda one: money(one.lifetime_minor), 84,
            "right", tip=lambda one: exact(one.lifetime_minor), value=lambda one: plain(one.lifetime_minor),
        ),
        Column(
            "risk", _tr("Coming back"), lambda one: short.get(one.risk, ""), 104,
            tone=lambda one: RISK_TONES.get(one.risk, "muted"), on_floor=False,
            tip=lambda one: catalogue.say(f"value.risk.{one.risk}") if one.risk else "",
        ),
        Column("number", _tr("Number"), lambda one: one.row.number, 92, shown=False),
        Column("email", _tr("E-mail"), lambda one: one.row.email, 180, shown=False),
        Column("phone", _tr("Phone"), lambda one: one.row.phone, 130, shown=False),
    )  # fmt: skip
