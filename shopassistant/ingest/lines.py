"""Sales lines of all files, one below the other, as columns: what reading makes and cleaning works on."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

from shopassistant.ingest.table import Bools, Column, Ints, joined

Keys = npt.NDArray[np.uint64]

# Odd constants of the splitmix and murmur finalisers; any odd number would do.
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True)
class SalesLines:
    """Accepted lines. All arrays and columns are equally long.

    Attributes:
        part: number of the table a line came from.
        row: its row there.
        invoice ... location: texts, cleaned; empty where missing.
        quantity: units, never 0.
        price, discount, total, tax_bp: minor units of the shop's currency and hundredths of a percent;
            ``total = quantity * price - discount``, the discount carries the quantity's sign.
        at: moment of sale, seconds since 1970 in UTC.
        charge: the line is no product.
        rounded: the price had a fraction of a minor unit.
        key: (n, 2) fingerprint, the same for the same line in whatever file.
    """

    part: Ints
    row: Ints
    invoice: Column
    sku: Column
    description: Column
    customer: Column
    customer_name: Column
    email: Column
    phone: Column
    country: Column
    brand: Column
    category: Column
    size: Column
    colour: Column
    location: Column
    returned_invoice: Column
    barcode: Column
    quantity: Ints
    price: Ints
    discount: Ints
    total: Ints
    tax_bp: Ints
    at: Ints
    charge: Bools
    rounded: Bools
    key: Keys

    def __len__(self) -> int:
        return len(self.quantity)

    def take(self, rows: Ints | Bools) -> "SalesLines":
        """Some of the lines."""
        return SalesLines(**{entry.name: _take(getattr(self, entry.name), rows) for entry in fields(self)})


def stacked(parts: Sequence[SalesLines]) -> SalesLines:
    """The lines of several tables as one."""
    values: dict[str, Any] = {}
    for entry in fields(SalesLines):
        pieces = [getattr(part, entry.name) for part in parts]
        values[entry.name] = joined(pieces) if isinstance(pieces[0], Column) else np.concatenate(pieces)
    return SalesLines(**values)


def _take(values: Any, rows: Ints | Bools) -> Any:
    return values.take(rows) if isinstance(values, Column) else values[rows]


def fingerprints(columns: Sequence[tuple[str, Column]], rows: int) -> Keys:
    """A 128-bit key per row from the texts of named columns, the same in every run and on every machine.

    The texts are hashed (BLAKE2b) once each with their column's name and mixed per row. Changing this makes known lines
    unknown: it must never change without a migration of ``sale_line.source_key``.
    """
    key = np.zeros((rows, 2), dtype=np.uint64)
    for name, column in columns:
        digests = b"".join(
            blake2b(text.encode("utf-8", "replace"), digest_size=16, person=name.encode()[:16]).digest()
            for text in column.texts
        )
        hashed = np.frombuffer(digests, dtype="<u8").reshape(-1, 2).astype(np.uint64)
        for half in (0, 1):
            mixed = (key[:, half] ^ hashed[column.codes, half]) * _MIX[half]
            key[:, half] = mixed ^ (mixed >> np.uint64(29))
    return key


def numbered(key: Keys, occurrence: Ints) -> Keys:
    """Keys of the second, third ... of several lines that are alike; the first (0) keeps its key."""
    shift = occurrence.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return np.stack([key[:, 0] + shift, key[:, 1] ^ shift], axis=1)


def as_bytes(key: Keys) -> list[bytes]:
    """The keys as they are stored: 16 bytes each."""
    flat = np.ascontiguousarray(key.astype("<u8")).view("V16").ravel()
    values: list[bytes] = flat.tolist()
    return values
