"""Who may write about a customer, and about which: any staff member, about those neither merged nor erased."""

from shopassistant.core.errors import NotFound, UserError
from shopassistant.store.schema import Customer
from shopassistant.store.unit_of_work import UnitOfWork


def editable(unit: UnitOfWork, customer_id: int) -> Customer:
    """The customer, if the actor may write about them.

    Raises:
        NotAllowed: the actor is no staff.
        NotFound: ``customers.unknown``.
        UserError: ``customers.merged`` with the id kept, ``customers.erased``.
    """
    unit.actor.require("associate")
    customer = unit.session.get(Customer, customer_id)
    if customer is None:
        raise NotFound("customers.unknown")
    if customer.status == "merged":
        raise UserError("customers.merged", number=customer.number, kept_id=customer.merged_into_id)
    if customer.status == "erased":
        raise UserError("customers.erased", number=customer.number)
    return customer
