"""What a scanned code stands for: an article, a card, a receipt, a coupon, a hold; an unknown one is kept and said."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.promotions.redemption.codes import looks_like_code, normalise
from shopassistant.sales.barcodes import has_wrong_check_digit
from shopassistant.sales.found import variant_by_code
from shopassistant.sales.hold_codes import hold_code, is_misread
from shopassistant.store.contacts import normalise_card
from shopassistant.store.schema import Contact, Coupon, Customer, Hold, Sale


@dataclass(frozen=True, slots=True)
class ScanTarget:
    """What was found.

    Attributes:
        kind: ``variant``, ``customer``, ``receipt``, ``coupon``, ``hold`` or ``unknown``.
        id: of the variant, customer, sale, coupon or hold; None where unknown.
        code: as it was scanned, so that it can be shown, tried again or given to a product.
        message_code: for ``unknown``: ``scan.unknown``, or a wrong check digit: ``scan.misread``,
            ``coupon.misread``, ``hold.misread``.
    """

    kind: str
    id: int | None
    code: str
    message_code: str = ""


def resolve_scan(session: Session, code: str) -> ScanTarget:
    """Find what `code` stands for.

    Articles come first (barcode, then SKU), then cards, customer numbers and receipts: of all scans most are articles,
    and a shop may number customers and articles alike. A merged customer's card finds the one they were merged into.
    """
    code = code.strip()
    if variant_id := variant_by_code(session, code):
        return ScanTarget("variant", variant_id, code)
    if customer_id := _customer(session, code):
        return ScanTarget("customer", customer_id, code)
    if sale_id := session.scalar(select(Sale.id).where(Sale.number.in_((code, code.upper())))):
        return ScanTarget("receipt", sale_id, code)
    if coupon_id := _coupon(session, code):
        return ScanTarget("coupon", coupon_id, code)
    if hold_id := _hold(session, code):
        return ScanTarget("hold", hold_id, code)
    if is_misread(code):
        return ScanTarget("unknown", None, code, "hold.misread")
    if "-" in code and looks_like_code(code) and normalise(code) is None:
        return ScanTarget("unknown", None, code, "coupon.misread")
    return ScanTarget("unknown", None, code, "scan.misread" if has_wrong_check_digit(code) else "scan.unknown")


def _coupon(session: Session, text: str) -> int | None:
    code = normalise(text)
    return None if code is None else session.scalar(select(Coupon.id).where(Coupon.code == code))


def _hold(session: Session, text: str) -> int | None:
    code = hold_code(text)
    return None if code is None else session.scalar(select(Hold.id).where(Hold.code == code))


def _customer(session: Session, code: str) -> int | None:
    card = normalise_card(code)
    if not card:
        return None
    by_card = select(Customer).join(Contact, Contact.customer_id == Customer.id)
    by_card = by_card.where(Contact.kind == "card", Contact.lookup == card, Customer.status != "erased")
    by_number = select(Customer).where(Customer.number.in_((code, code.upper())), Customer.status != "erased")
    for query in (by_card.order_by(Customer.status, Customer.id), by_number):
        customer = session.scalar(query.limit(1))
        while customer is not None and customer.merged_into_id is not None:
            customer = session.get(Customer, customer.merged_into_id)
        if customer is not None and customer.status == "active":
            return customer.id
    return None
