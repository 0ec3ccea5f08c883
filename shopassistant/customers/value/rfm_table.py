"""Customers by recency and frequency, and by their named group, as they were last worked out: one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from shopassistant.customers.segments.definitions import RFM_GROUPS
from shopassistant.store.schema import Customer, CustomerValue


@dataclass(frozen=True, slots=True)
class Cell:
    """Customers together: how many, what they spent, what they are worth in three years, how likely they have gone."""

    customers: int = 0
    spend_minor: int = 0
    lifetime_minor: int = 0
    gone: float = 0.0

    @property
    def churn(self) -> float:
        """Mean chance that one of them has gone."""
        return self.gone / self.customers if self.customers else 0.0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            self.customers + other.customers,
            self.spend_minor + other.spend_minor,
            self.lifetime_minor + other.lifetime_minor,
            self.gone + other.gone,
        )


@dataclass(frozen=True, slots=True)
class RfmTable:
    """The whole shop.

    Attributes:
        cells: by recency and frequency score, 1 to 5 each.
        groups: by name, in the order of `RFM_GROUPS`.
        together: everybody.
        at: when it was worked out; None where it never was.
    """

    cells: Mapping[tuple[int, int], Cell]
    groups: Mapping[str, Cell]
    together: Cell
    at: datetime | None


def rfm_table(session: Session) -> RfmTable:
    """Customers by their scores and groups."""
    rows = session.execute(
        select(
            CustomerValue.recency_score,
            CustomerValue.frequency_score,
            CustomerValue.rfm_group,
            func.count(),
            func.sum(CustomerValue.spend_minor),
            func.sum(CustomerValue.lifetime_minor),
            func.sum(CustomerValue.churn),
        )
        .join(Customer, Customer.id == CustomerValue.customer_id)
        .where(Customer.status == "active")
        .group_by(CustomerValue.recency_score, CustomerValue.frequency_score, CustomerValue.rfm_group)
    )
    cells: dict[tuple[int, int], Cell] = {}
    groups = dict.fromkeys(RFM_GROUPS, Cell())
    together = Cell()
    for recency, frequency, group, customers, spend, lifetime, gone in rows:
        one = Cell(customers, spend, lifetime, gone)
        cells[recency, frequency] = cells.get((recency, frequency), Cell()) + one
        groups[group] = groups.get(group, Cell()) + one
        together += one
    return RfmTable(cells, groups, together, session.scalar(select(func.max(CustomerValue.at))))


def ids_of_cell(session: Session, recency: int, frequency: int) -> list[int]:
    """Active customers with these scores, the most valuable first."""
    return _ids(session, CustomerValue.recency_score == recency, CustomerValue.frequency_score == frequency)


def ids_of_group(session: Session, group: str) -> list[int]:
    """Active customers of a named group, the most valuable first."""
    return _ids(session, CustomerValue.rfm_group == group)


def _ids(session: Session, *wanted: ColumnElement[bool]) -> list[int]:
    query = (
        select(CustomerValue.customer_id)
        .join(Customer, Customer.id == CustomerValue.customer_id)
        .where(Customer.status == "active", *wanted)
        .order_by(CustomerValue.lifetime_minor.desc(), CustomerValue.customer_id)
    )
    return list(session.scalars(query))
