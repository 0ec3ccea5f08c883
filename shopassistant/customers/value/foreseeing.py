"""One customer's future with its doubt, drawn from the models that are kept."""

from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from shopassistant.customers.value.histories import Histories
from shopassistant.customers.value.kept import Learned
from shopassistant.customers.value.lifetime import Interval, of_one
from shopassistant.customers.value.lookup import ValueLine, value_of
from shopassistant.store.schema import CustomerValue


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What was worked out for a customer, and how it may turn out.

    Attributes:
        purchases: in the next 365 days.
        lifetime: spend of three years, minor units.
    """

    line: ValueLine
    purchases: Interval
    lifetime: Interval


def foresee(session: Session, learned: Learned, customer_id: int) -> Foreseen | None:
    """The value of one customer with intervals; None for somebody without a value. Costs some milliseconds."""
    line, row = value_of(session, customer_id), session.get(CustomerValue, customer_id)
    if line is None or row is None:
        return None
    past = Histories(
        np.array([row.purchases - 1], np.int64),
        np.array([(row.last_on - row.first_on).days], np.int64),
        np.array([max((learned.until - row.first_on).days, (row.last_on - row.first_on).days)], np.int64),
    )
    mean = np.array([row.spend_minor / row.purchases])
    purchases, lifetime = of_one(learned.model, learned.spending, past, mean)
    return Foreseen(line, purchases, lifetime)
