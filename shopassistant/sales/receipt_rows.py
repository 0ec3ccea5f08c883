"""What stands on a receipt, row by row, for paper and PDF alike: the layout is theirs, the words come from here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo

from shopassistant.core.messages import Catalogue
from shopassistant.sales.amounts import POINTS_CHARGE
from shopassistant.sales.receipt_books import Receipt, ReceiptLine
from shopassistant.store.shop import Shop


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One row.

    Attributes:
        kind: ``title``, ``centre``, ``pair``, ``total``, ``detail`` (an indented pair), ``table`` (equal columns),
            ``rule`` or ``code`` (to be drawn as a barcode).
        cells: its texts from left to right.
    """

    kind: str
    cells: tuple[str, ...] = ()


RULE = ReceiptRow("rule")
# What movements of points are called on a receipt.
_POINTS = {"earned": "earned", "spent": "used", "reversed": "back", "restored": "restored"}


def receipt_rows(receipt: Receipt, shop: Shop, catalogue: Catalogue, zone: tzinfo | None = None) -> list[ReceiptRow]:
    """The rows of a receipt from top to bottom.

    Args:
        catalogue: the language; its currency must be the shop's.
        zone: of the clock on the wall; the machine's where None.
    """
    return [
        *_head(receipt, shop, catalogue, zone),
        RULE,
        *(row for line in receipt.lines for row in _line(line, catalogue)),
        RULE,
        *_sums(receipt, catalogue),
        RULE,
        *_taxes(receipt, catalogue),
        *_foot(receipt, shop, catalogue),
    ]


def _head(receipt: Receipt, shop: Shop, catalogue: Catalogue, zone: tzinfo | None) -> Iterator[ReceiptRow]:
    yield ReceiptRow("title", (shop.name or receipt.location,))
    for line in shop.address.splitlines():
        if line.strip():
            yield ReceiptRow("centre", (line.strip(),))
    yield RULE
    moment = receipt.sold_at.astimezone(zone)
    heading = catalogue.say(f"receipt.number.{receipt.kind}", {"number": receipt.number})
    yield ReceiptRow("pair", (heading, catalogue.say("receipt.at", {"sold_at": moment, "time": f"{moment:%H:%M}"})))
    served = catalogue.say("receipt.served_by", {"name": receipt.staff}) if receipt.staff else ""
    customer = ""
    if receipt.customer_number:
        customer = catalogue.say("receipt.customer", {"number": receipt.customer_number})
    if served or customer:
        yield ReceiptRow("pair", (served, customer))


def _line(line: ReceiptLine, catalogue: Catalogue) -> Iterator[ReceiptRow]:
    description = catalogue.say("points.kept_back") if line.description == POINTS_CHARGE else line.description
    yield ReceiptRow("pair", (description, catalogue.money(line.quantity * line.unit_price_minor)))
    if abs(line.quantity) != 1:
        values = {"quantity": line.quantity, "price_minor": line.unit_price_minor}
        yield ReceiptRow("detail", (catalogue.say("receipt.quantity", values), ""))
    for name, amount in line.offers:
        yield ReceiptRow("detail", (name or catalogue.say("receipt.points_used"), catalogue.money(-amount)))
    if line.by_hand_minor:
        yield ReceiptRow("detail", (catalogue.say("receipt.discount"), catalogue.money(-line.by_hand_minor)))
    if line.returns_number:
        yield ReceiptRow("detail", (catalogue.say("receipt.returned_from", {"number": line.returns_number}), ""))


def _sums(receipt: Receipt, catalogue: Catalogue) -> Iterator[ReceiptRow]:
    if receipt.discount_minor:
        yield ReceiptRow("pair", (catalogue.say("receipt.subtotal"), catalogue.money(receipt.gross_minor)))
        yield ReceiptRow("pair", (catalogue.say("receipt.discount"), catalogue.money(-receipt.discount_minor)))
    label = "receipt.total" if receipt.total_minor >= 0 else "receipt.refund"
    yield ReceiptRow("total", (catalogue.say(label), catalogue.money(receipt.total_minor)))
    for kind, amount in receipt.tenders:
        yield ReceiptRow("pair", (catalogue.say(f"tender.{kind}"), catalogue.money(amount)))
    if receipt.change_minor:
        yield ReceiptRow("pair", (catalogue.say("receipt.change"), catalogue.money(receipt.change_minor)))


def _taxes(receipt: Receipt, catalogue: Catalogue) -> Iterator[ReceiptRow]:
    heads = ("receipt.tax_rate", "receipt.tax_net", "receipt.tax", "receipt.tax_gross")
    yield ReceiptRow("table", tuple(catalogue.say(head) for head in heads))
    for row in receipt.taxes:
        amounts = (row.net_minor, row.tax_minor, row.gross_minor)
        yield ReceiptRow("table", (_rate(row.rate_bp, catalogue), *map(catalogue.money, amounts)))


def _rate(basis_points: int, catalogue: Catalogue) -> str:
    whole = f"{basis_points / 100:g}".replace(".", catalogue.formats.decimal_mark)
    return f"{whole} %"


def _foot(receipt: Receipt, shop: Shop, catalogue: Catalogue) -> Iterator[ReceiptRow]:
    for kind, points in receipt.points:
        yield ReceiptRow("pair", (catalogue.say(f"receipt.points_{_POINTS[kind]}"), catalogue.number(abs(points))))
    if receipt.note:
        yield ReceiptRow("centre", (receipt.note,))
    if shop.receipt_footer:
        yield RULE
        yield ReceiptRow("centre", (shop.receipt_footer,))
    yield ReceiptRow("code", (receipt.number,))
