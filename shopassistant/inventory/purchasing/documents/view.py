"""What a purchase order says to the supplier, frozen: the papers are drawn from this and from nothing else."""

import re
from dataclasses import dataclass
from datetime import date

# What no file system takes in a name, and what would lead out of the folder.
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SupplierView:
    """Whom the order goes to; empty texts are not known.

    Attributes:
        address: lines separated by newlines.
        account_number: the shop's own number at the supplier.
    """

    name: str
    email: str = ""
    phone: str = ""
    address: str = ""
    account_number: str = ""


@dataclass(frozen=True, slots=True)
class OrderLineView:
    """One line as the supplier reads it.

    Attributes:
        position: from 1.
        sku: the shop's own number.
        supplier_sku: the supplier's number, empty where not known.
        barcode: one code on the package, empty where there is none.
        detail: colour, size and the like.
        units: single pieces wanted, not packs.
        pack_size: pieces in a pack, at least 1.
        cost_minor: of one piece, before tax.
        expected_on: where it differs from the order's day.
    """

    position: int
    sku: str
    supplier_sku: str
    barcode: str
    name: str
    detail: str
    units: int
    pack_size: int
    cost_minor: int
    expected_on: date | None = None

    @property
    def total_minor(self) -> int:
        """Minor units of the whole line."""
        return self.units * self.cost_minor

    @property
    def packs(self) -> int | None:
        """Whole packs, None where the supplier sells pieces or the units are no whole packs."""
        is_whole = self.pack_size > 1 and self.units % self.pack_size == 0
        return self.units // self.pack_size if is_whole else None


@dataclass(frozen=True, slots=True)
class PurchaseOrderView:
    """An order as it goes out.

    Attributes:
        number: as people say it.
        status: ``draft`` is marked on the paper, so that nobody takes it for an order.
        ordered_on: day it was sent, None for a draft.
        expected_on: day the goods are wanted, None where nobody said.
        deliver_to: name of the location.
        staff: who ordered, empty where not known.
        note: for the supplier.
    """

    number: str
    status: str
    supplier: SupplierView
    deliver_to: str
    lines: tuple[OrderLineView, ...]
    ordered_on: date | None = None
    expected_on: date | None = None
    staff: str = ""
    note: str = ""

    @property
    def units(self) -> int:
        """Pieces in all."""
        return sum(line.units for line in self.lines)

    @property
    def total_minor(self) -> int:
        """Minor units in all, before tax."""
        return sum(line.total_minor for line in self.lines)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn document.

    Attributes:
        data: the file's bytes.
        missing: characters that no font of this machine has, each once; question marks stand for them.
    """

    data: bytes
    missing: str = ""


def file_name(order: PurchaseOrderView, suffix: str) -> str:
    """A name any file system takes: number, supplier, and `suffix` without its dot."""
    words = _FORBIDDEN.sub(" ", f"{order.number} {order.supplier.name}")
    stem = " ".join(words.split())[:_LONGEST_NAME].rstrip(" .")
    return f"{stem or 'order'}.{suffix}"
