"""All that staff write about a customer, in one place to import from; each part has a module of its own."""

from shopassistant.customers.consent import has_consent, set_consent
from shopassistant.customers.contacts import add_contact, remove_contact
from shopassistant.customers.create import Created, add_customer, create_from_line, next_customer_number
from shopassistant.customers.duplicate_check import Duplicate, likely_duplicates
from shopassistant.customers.line import NewCustomer, parse_line

__all__ = [
    "Created",
    "Duplicate",
    "NewCustomer",
    "add_contact",
    "add_customer",
    "create_from_line",
    "has_consent",
    "likely_duplicates",
    "next_customer_number",
    "parse_line",
    "remove_contact",
    "set_consent",
]
