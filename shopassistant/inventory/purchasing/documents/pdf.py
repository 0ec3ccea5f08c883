"""A purchase order as a PDF: the head, the lines over as many pages as it takes, the sum, the note."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path

from shopassistant.core.messages import Catalogue
from shopassistant.core.paths import resource
from shopassistant.inventory.purchasing.documents.fonts import find_fallbacks, font_folders, missing_letters
from shopassistant.inventory.purchasing.documents.paper import Column, Paper
from shopassistant.inventory.purchasing.documents.view import Drawn, OrderLineView, PurchaseOrderView
from shopassistant.store.shop import Shop

# Countries that print on Letter (CLDR, territories with the "US" paper size).
_LETTER = frozenset(["US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "NI", "PA", "SV", "VE", "PR"])


def draw_order(
    order: PurchaseOrderView, shop: Shop, catalogue: Catalogue, folders: Sequence[Path] | None = None
) -> Drawn:
    """Draw an order.

    Args:
        catalogue: the language; its currency must be the shop's.
        folders: where to look for fonts with letters the bundled one lacks; the system's where None.
    """
    missing = missing_letters(_all_text(order, shop), resource("fonts", "Inter-Regular.ttf"))
    fallbacks, nowhere = (
        find_fallbacks(missing, font_folders() if folders is None else folders) if missing else ((), "")
    )
    size = "letter" if shop.country in _LETTER else "a4"
    with closing(Paper(size, _columns(order, catalogue), fallbacks, nowhere, _footer(order, catalogue))) as paper:
        paper.set_title(catalogue.say("document.order", {"number": order.number}))
        paper.set_author(shop.name)
        if order.ordered_on is not None:  # the same order is the same file whenever it is drawn
            paper.set_creation_date(datetime.combine(order.ordered_on, time(12), UTC))
        paper.add_page()
        _head(paper, order, shop, catalogue)
        paper.lines([_cells(line, order, catalogue) for line in order.lines])
        _sum(paper, order, catalogue)
        if order.note.strip():
            paper.note(order.note.strip())
        return Drawn(bytes(paper.output()), nowhere)


def _all_text(order: PurchaseOrderView, shop: Shop) -> str:
    parts = [shop.name, shop.address, order.number, order.supplier.name, order.supplier.email, order.supplier.phone]
    parts += [order.supplier.address, order.supplier.account_number, order.deliver_to, order.staff, order.note]
    for line in order.lines:
        parts += [line.sku, line.supplier_sku, line.barcode, line.name, line.detail]
    return "".join(parts)


def _footer(order: PurchaseOrderView, catalogue: Catalogue) -> str:
    values = {"number": order.number, "page": "{page}", "pages": "{nb}"}
    return catalogue.say("document.page", values)


def _head(paper: Paper, order: PurchaseOrderView, shop: Shop, catalogue: Catalogue) -> None:
    title = catalogue.say("document.order", {"number": order.number})
    paper.letterhead(shop.name, _filled(shop.address), title, _stamp(order, catalogue))
    supplier = order.supplier
    whom = [
        catalogue.say("document.supplier"),
        supplier.name,
        *_filled(supplier.address),
        supplier.email,
        supplier.phone,
    ]
    facts = [
        (catalogue.say(f"document.{name}"), text)
        for name, text in (
            ("ordered_on", _day(order.ordered_on, catalogue)),
            ("expected_on", _day(order.expected_on, catalogue)),
            ("deliver_to", order.deliver_to),
            ("ordered_by", order.staff),
            ("account_number", supplier.account_number),
        )
        if text
    ]
    paper.parties([line for line in whom if line], facts)


def _filled(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _stamp(order: PurchaseOrderView, catalogue: Catalogue) -> str:
    return catalogue.say(f"document.{order.status}") if order.status in ("draft", "cancelled") else ""


def _day(value: date | None, catalogue: Catalogue) -> str:
    return "" if value is None else catalogue.formats.say_day(value, catalogue.formats.long_day)


def _columns(order: PurchaseOrderView, catalogue: Catalogue) -> tuple[Column, ...]:
    """What the supplier needs; numbers nobody has and packs nobody sells take no room."""

    def head(name: str) -> str:
        return catalogue.say(f"document.head.{name}", {"currency": catalogue.currency.code})

    made = [Column("", 7.0)]
    if any(line.supplier_sku for line in order.lines):
        made.append(Column(head("supplier_sku"), 25.0))
    made += [Column(head("sku"), 25.0), Column(head("description"), 0.0)]
    if any(line.packs for line in order.lines):
        made.append(Column(head("packs"), 18.0, "R"))
    made += [Column(head("units"), 14.0, "R"), Column(head("unit_cost"), 19.0, "R"), Column(head("total"), 24.0, "R")]
    return tuple(made)


def _cells(line: OrderLineView, order: PurchaseOrderView, catalogue: Catalogue) -> tuple[str, ...]:
    def amount(minor: int) -> str:
        return catalogue.number(catalogue.currency.to_decimal(minor))

    cells = [str(line.position)]
    if any(one.supplier_sku for one in order.lines):
        cells.append(line.supplier_sku)
    cells += [line.sku, _description(line, order, catalogue)]
    if any(one.packs for one in order.lines):
        packs = {"packs": line.packs, "pack_size": line.pack_size}
        cells.append(catalogue.say("document.packs", packs) if line.packs else "")
    cells += [catalogue.number(line.units), amount(line.cost_minor), amount(line.total_minor)]
    return tuple(cells)


def _description(line: OrderLineView, order: PurchaseOrderView, catalogue: Catalogue) -> str:
    text = ", ".join(part for part in (line.name, line.detail) if part)
    if line.expected_on is not None and line.expected_on != order.expected_on:
        text += "\n" + catalogue.say("document.line_expected", {"expected_on": line.expected_on})
    return text


def _sum(paper: Paper, order: PurchaseOrderView, catalogue: Catalogue) -> None:
    count = {"count": len(order.lines), "units": order.units}
    total = catalogue.money(order.total_minor)
    paper.total(catalogue.say("document.sum", count), catalogue.say("document.total"), total)
