"""One customer's value as it was last worked out: a row by its key, nothing heavy, fit for the counter."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from shopassistant.store.schema import CustomerValue

# Words an associate can use, by the chance that a customer has gone.
RISKS = ("steady", "drifting", "gone")
_DRIFTING, _GONE = 0.3, 0.7


@dataclass(frozen=True, slots=True)
class ValueLine:
    """What the shop may expect of one customer.

    Attributes:
        at: when it was worked out.
        rfm_group: one of ``segments.definitions.RFM_GROUPS``.
        expected_purchases: in the 365 days after `at`.
        expected_spend_minor: of each.
        lifetime_minor: spend of three years, each year worth a tenth less.
        churn: chance that they have gone, 0 to 1; `risk` is one of `RISKS`.
    """

    at: datetime
    rfm_group: str
    purchases: int
    expected_purchases: float
    expected_spend_minor: int
    lifetime_minor: int
    churn: float
    risk: str


def value_of(session: Session, customer_id: int) -> ValueLine | None:
    """The value last worked out; None for somebody who never bought, or since."""
    row = session.get(CustomerValue, customer_id)
    if row is None:
        return None
    return ValueLine(
        at=row.at,
        rfm_group=row.rfm_group,
        purchases=row.purchases,
        expected_purchases=row.expected_purchases,
        expected_spend_minor=row.expected_spend_minor,
        lifetime_minor=row.lifetime_minor,
        churn=row.churn,
        risk=risk_of(row.churn),
    )


def risk_of(churn: float) -> str:
    """One of `RISKS`."""
    return RISKS[(churn >= _DRIFTING) + (churn >= _GONE)]
