"""Reports of past imports quote lines of files as examples; those about who is to be forgotten are taken out."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Contact, Customer, ImportRun


def forget_reports(session: Session, ids: list[int]) -> None:
    """Empty what reports quote about the customers `ids`; to be called while their names and contacts are there."""
    marks = [_marks(session, one) for one in ids]

    def is_about(text: str) -> bool:
        folded = text.casefold()
        return any(
            any(one in folded for one in contacts) or (all(names) and all(name in folded for name in names))
            for contacts, names in marks
        )

    for run in session.scalars(select(ImportRun)):
        if is_about(json.dumps(run.report, ensure_ascii=False)):
            run.report = _without(run.report, is_about)


def _marks(session: Session, customer_id: int) -> tuple[set[str], tuple[str, str]]:
    """By what a line is known to be about the customer: any contact as typed or in its normal form, or both names."""
    customer = session.get_one(Customer, customer_id)
    contacts = session.execute(select(Contact.value, Contact.lookup).where(Contact.customer_id == customer_id))
    texts = {text.casefold() for row in contacts for text in row if text}
    return texts, (customer.given_name.casefold(), customer.family_name.casefold())


def _without(value: Any, is_about: Callable[[str], bool]) -> Any:
    if isinstance(value, dict):
        return {key: _without(one, is_about) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, is_about) for one in value]
    return "" if isinstance(value, str) and is_about(value) else value
