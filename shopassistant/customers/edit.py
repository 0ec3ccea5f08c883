"""All that staff write about a customer, in one place to import from; each part has a module of its own."""

from shopassistant.customers.consent import PURPOSES, has_consent, set_consent
from shopassistant.customers.contacts import add_contact, remove_contact
from shopassistant.customers.create import Created, add_customer, create_from_line, next_customer_number
from shopassistant.customers.duplicate_check import Duplicate, likely_duplicates
from shopassistant.customers.line import NewCustomer, parse_line
from shopassistant.customers.records import (
    EDITABLE,
    DueFollowUp,
    add_follow_up,
    add_important_date,
    add_note,
    add_wish,
    change_customer,
    due_follow_ups,
    finish_follow_up,
    remove_important_date,
    remove_note,
    remove_wish,
)
from shopassistant.customers.take_back import undo_create

__all__ = [
    "EDITABLE",
    "PURPOSES",
    "Created",
    "DueFollowUp",
    "Duplicate",
    "NewCustomer",
    "add_contact",
    "add_customer",
    "add_follow_up",
    "add_important_date",
    "add_note",
    "add_wish",
    "change_customer",
    "create_from_line",
    "due_follow_ups",
    "finish_follow_up",
    "has_consent",
    "likely_duplicates",
    "next_customer_number",
    "parse_line",
    "remove_contact",
    "remove_important_date",
    "remove_note",
    "remove_wish",
    "set_consent",
    "undo_create",
]
