"""The rules for sales lines of all files together: what stands twice is dropped, what is odd is counted and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from shopassistant.ingest.lines import SalesLines, numbered
from shopassistant.ingest.presets import Preset
from shopassistant.ingest.rejects import Rejects
from shopassistant.ingest.report import CHANGED, KEPT, SKIPPED, Example, RuleBook
from shopassistant.ingest.table import Bools, Ints

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]

# Deviations (in robust standard deviations of the logarithm) from a product's other lines that count as an outlier.
_FAR = 5.0
_LEAST_LINES = 10


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Lines that are to be booked, and how many were left out because an earlier file holds them."""

    lines: SalesLines
    overlapping: int
    duplicates: int


def clean_sales(
    lines: SalesLines,
    files: Sequence[int],
    preset: Preset,
    rejects: Sequence[Rejects],
    book: RuleBook,
    keep_duplicates: bool,
    now: datetime,
) -> Cleaned:
    """Apply the rules that need no store.

    Args:
        files: number of the file of each part.
        rejects: of each part; refused lines are added.
        now: the moment of the import; sales after it are told.
    """
    lines, overlapping, duplicates = _without_repeats(lines, np.asarray(files), rejects, book, keep_duplicates)
    corrections = _stock_corrections(lines)
    for part, reject in enumerate(rejects):
        reject.refuse(np.sort(lines.row[corrections & (lines.part == part)]), "stock_correction")
    lines = lines.take(~corrections)
    _tell(lines, preset, rejects, book, now)
    return Cleaned(lines, overlapping, duplicates)


def examples(lines: SalesLines, flags: Bools, rejects: Sequence[Rejects]) -> list[Example]:
    """The first few flagged lines as they stand in their files."""
    return [rejects[int(lines.part[at])].example(int(lines.row[at])) for at in np.flatnonzero(flags)[:5]]


def _without_repeats(
    lines: SalesLines, files: Ints, rejects: Sequence[Rejects], book: RuleBook, keep_duplicates: bool
) -> tuple[SalesLines, int, int]:
    """Drop lines that an earlier file holds, and (unless they are to be kept) second ones of a file."""
    same = _groups(lines)
    file = files[lines.part] if len(lines) else lines.part
    first_file = np.full(int(same.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first_file, same, file)
    if keep_duplicates:
        return _occurrences_once(lines, same, file, rejects, book)
    overlap = file > first_file[same]
    seen = np.zeros(len(lines), dtype=bool)
    seen[np.unique(same, return_index=True)[1]] = True
    duplicate = ~overlap & ~seen
    book.add("overlap", SKIPPED, int(overlap.sum()), examples(lines, overlap, rejects))
    book.add("exact_duplicate", SKIPPED, int(duplicate.sum()), examples(lines, duplicate, rejects))
    return lines.take(~overlap & ~duplicate), int(overlap.sum()), int(duplicate.sum())


def _occurrences_once(
    lines: SalesLines, same: Ints, file: Ints, rejects: Sequence[Rejects], book: RuleBook
) -> tuple[SalesLines, int, int]:
    """Number lines that are alike within their file; the n-th of one file is the n-th of another."""
    order = np.lexsort((np.arange(len(same)), same, file))
    starts = np.ones(len(order), dtype=bool)
    starts[1:] = (same[order][1:] != same[order][:-1]) | (file[order][1:] != file[order][:-1])
    place = np.arange(len(order))
    occurrence = np.empty(len(order), dtype=np.int64)
    occurrence[order] = place - np.maximum.accumulate(np.where(starts, place, 0))
    renamed = SalesLines(**{**{name: getattr(lines, name) for name in SalesLines.__dataclass_fields__},
                            "key": numbered(lines.key, occurrence)})  # fmt: skip
    seen = np.zeros(len(lines), dtype=bool)
    seen[np.unique(_groups(renamed), return_index=True)[1]] = True
    book.add("overlap", SKIPPED, int((~seen).sum()), examples(lines, ~seen, rejects))
    return renamed.take(seen), int((~seen).sum()), 0


def _groups(lines: SalesLines) -> Ints:
    """A number per line, equal for equal keys; in the order of the keys' first appearance within sorted order."""
    if not len(lines):
        return np.zeros(0, dtype=np.int64)
    order = np.lexsort((lines.key[:, 1], lines.key[:, 0]))
    ordered = lines.key[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    groups = np.empty(len(order), dtype=np.int64)
    groups[order] = np.cumsum(new) - 1
    return groups


def _stock_corrections(lines: SalesLines) -> Bools:
    """Lines of invoices on which nobody is named and nothing is charged: somebody corrected the stock."""
    count = len(lines.invoice.texts)
    charged = np.zeros(count, dtype=bool)
    named = np.zeros(count, dtype=bool)
    charged[lines.invoice.codes[(lines.price != 0)]] = True
    named[lines.invoice.codes[lines.customer.flags(bool) | lines.email.flags(bool) | lines.phone.flags(bool)]] = True
    numbered_invoice = lines.invoice.flags(bool)
    per_line: Bools = np.where(
        numbered_invoice, ~(charged | named)[lines.invoice.codes], (lines.price == 0) & ~named[lines.invoice.codes]
    )
    return per_line


def _tell(lines: SalesLines, preset: Preset, rejects: Sequence[Rejects], book: RuleBook, now: datetime) -> None:
    """Count what is odd and kept."""
    cancels = lines.invoice.flags(lambda text: bool(preset.cancels) and text.upper().startswith(preset.cancels))
    product = ~lines.charge
    findings = {
        "future_date": (KEPT, lines.at > int(now.timestamp())),
        "no_customer": (KEPT, ~(lines.customer.flags(bool) | lines.email.flags(bool) | lines.phone.flags(bool))),
        "non_product": (CHANGED, lines.charge),
        "price_zero": (KEPT, product & (lines.price == 0) & ~lines.rounded),
        "price_negative_charge": (KEPT, lines.charge & (lines.price < 0)),
        "price_rounded": (CHANGED, lines.rounded),
        "cancellation": (CHANGED, (lines.quantity < 0) & product),
        "cancellation_positive": (KEPT, cancels & (lines.quantity > 0)),
        "quantity_outlier": (KEPT, product & _far(lines, np.abs(lines.quantity), np.log(2.0))),
        "price_outlier": (KEPT, product & _far(lines, lines.price, 0.35)),
    }
    for code, (effect, flags) in findings.items():
        book.add(code, effect, int(flags.sum()), examples(lines, flags, rejects))


def _far(lines: SalesLines, values: Ints, least_spread: float) -> Bools:
    """Lines whose value is far from the median of the product's lines, on a logarithmic scale.

    Robust z-score with the median absolute deviation (Iglewicz and Hoaglin, 1993); those with few lines are left out.
    """
    import pandas as pd

    usable = (values > 0) & ~lines.charge
    if not usable.any():
        return usable
    logs = np.log(np.where(usable, values, 1))
    sku = lines.sku.codes
    frame = pd.DataFrame({"sku": sku[usable], "log": logs[usable]})
    groups = frame.groupby("sku")["log"]
    median = _spread_out(groups.median(), len(lines.sku.texts), 0.0)
    frame["log"] = np.abs(frame["log"] - median[frame["sku"]])
    spread = np.maximum(
        1.4826 * _spread_out(frame.groupby("sku")["log"].median(), len(lines.sku.texts), 0.0), least_spread
    )
    enough = np.bincount(sku[usable], minlength=len(lines.sku.texts)) >= _LEAST_LINES
    far: Bools = usable & enough[sku] & (np.abs(logs - median[sku]) > _FAR * spread[sku])
    return far


def _spread_out(series: "pd.Series[float]", size: int, default: float) -> Floats:
    values = np.full(size, default)
    values[series.index.to_numpy()] = series.to_numpy()
    return values
