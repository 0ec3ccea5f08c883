"""What an import did, in codes and numbers: every rule with its count and examples, nothing done in silence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shopassistant.core.changes import Changes
from shopassistant.ingest.limits import MAX_EXAMPLES

# What became of the lines a rule found.
KEPT, CHANGED, SKIPPED, REFUSED, NOTED = "kept", "changed", "skipped", "refused", "noted"


@dataclass(frozen=True, slots=True)
class Example:
    """One line a rule found: file name, line number in it (1 is the first), and the line's main fields."""

    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule applied.

    Attributes:
        code: such as ``"import.rule.no_customer"``; the sentence takes `count`.
        count: lines (or, for a noted rule, whatever its sentence names).
        effect: ``kept``, ``changed``, ``skipped`` (known already), ``refused`` or ``noted``.
        examples: the first few.
    """

    code: str
    count: int
    effect: str
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReport:
    """How one file was read.

    Attributes:
        date_basis: why the order of day and month is certain: ``iso``, ``evidence``, ``dots``, ``names``, ``option``,
            ``cells`` (spreadsheet dates), ``same_either_way`` or empty where the file has no dates.
        date_order: ``year_first``, ``day_first``, ``month_first`` or empty.
        mapping: field to column heading.
    """

    name: str
    sha256: str
    kind: str
    preset: str
    encoding: str
    delimiter: str
    decimal_mark: str
    date_order: str
    date_basis: str
    mapping: Mapping[str, str]
    lines: int


@dataclass(frozen=True, slots=True)
class Derived:
    """What the sales tell of the shop; shares between 0 and 1, None where there is nothing to divide by.

    Attributes:
        discount_share: discounts given (line discounts and discount lines) of gross sales.
        below_usual_share: product lines sold below the product's most frequent price.
        returns_share: value of returned products of the value of sold products.
        median_days_between_orders: over all customers with two orders or more on different days.
    """

    discount_share: float | None = None
    below_usual_share: float | None = None
    returns_share: float | None = None
    median_days_between_orders: float | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import read and what of it is new in the store.

    Attributes:
        kind: one of `KINDS`, or ``mixed``.
        lines_read: lines with content below the headers.
        lines_new: lines that were written to the store by this run.
        lines_known: accepted lines that the store, or an earlier file of the run, already held.
        rejected: lines refused; lines_read = lines_new + lines_known + rejected + exact duplicates.
        sales, returns, customers, products, stock_counts: rows made by this run.
        first_at, last_at: ISO moments of the first and last sale in the files, empty without sales.
        locked_seconds: how long other windows had to wait with their writes.
    """

    files: tuple[FileReport, ...]
    kind: str
    lines_read: int
    lines_new: int
    lines_known: int
    rejected: int
    sales: int = 0
    returns: int = 0
    customers: int = 0
    products: int = 0
    stock_counts: int = 0
    rules: tuple[RuleCount, ...] = ()
    derived: Derived = field(default_factory=Derived)
    first_at: str = ""
    last_at: str = ""
    reject_file: str | None = None
    locked_seconds: float = 0.0
    changes: Changes = field(default_factory=Changes)

    def rule(self, code: str) -> RuleCount:
        """The count of one rule; zero where it never applied."""
        return next((rule for rule in self.rules if rule.code == code), RuleCount(code, 0, NOTED))

    def to_json(self) -> dict[str, object]:
        """Plain values, without `changes`, for a report file."""
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__ if name != "changes"}


class RuleBook:
    """Collects counts and examples while files are cleaned."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._effects: dict[str, str] = {}
        self._examples: dict[str, list[Example]] = {}

    def add(self, code: str, effect: str, count: int, examples: Iterable[Example] = ()) -> None:
        """Add `count` findings of ``import.rule.<code>``; only the first few examples are kept."""
        if count <= 0:
            return
        full = f"import.rule.{code}"
        self._counts[full] = self._counts.get(full, 0) + count
        self._effects[full] = effect
        kept = self._examples.setdefault(full, [])
        for example in examples:
            if len(kept) >= MAX_EXAMPLES:
                break
            kept.append(example)

    def count(self, code: str) -> int:
        """Findings so far of ``import.rule.<code>``."""
        return self._counts.get(f"import.rule.{code}", 0)

    def done(self) -> tuple[RuleCount, ...]:
        """All findings: what was refused first, then by count."""
        order = {REFUSED: 0, CHANGED: 1, SKIPPED: 2, KEPT: 3, NOTED: 4}
        rules = [
            RuleCount(code, count, self._effects[code], tuple(self._examples[code]))
            for code, count in self._counts.items()
        ]
        return tuple(sorted(rules, key=lambda rule: (order[rule.effect], -rule.count, rule.code)))


def _plain(value: object) -> object:
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(item) for item in value]
    return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}  # type: ignore[attr-defined]
