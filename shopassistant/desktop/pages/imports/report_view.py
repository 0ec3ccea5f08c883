"""A report in words: the same for an import that just ended and for one of last year. No widgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopassistant.core.messages import Catalogue

_DERIVED = ("discount_share", "below_usual_share", "returns_share", "median_days_between_orders")
_FIGURES = ("lines_new", "lines_known", "sales", "returns", "customers", "products", "stock_counts", "rejected")
# What stands first needs a look; what was kept as it came stands last.
_EFFECTS = ("refused", "changed", "skipped", "noted", "kept")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule that applied: its sentence and the first lines it applied to."""

    code: str
    effect: str
    text: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """What a report says.

    Attributes:
        headline: what is new, in one sentence.
        figures: (name, number) of what is not zero.
        files: what each file was read as.
        derived: what the sales tell of the shop.
        reject_file: path of the refused lines, empty without any.
        plain: the report as plain values, to be saved.
    """

    headline: str
    figures: tuple[tuple[str, int], ...]
    files: tuple[str, ...]
    rules: tuple[RuleLine, ...]
    derived: tuple[str, ...]
    rejected: int
    reject_file: str
    plain: Mapping[str, Any]


def report_view(catalogue: Catalogue, plain: Mapping[str, Any]) -> ReportView:
    """Put a report (see `ImportReport.to_json`) into words."""
    say = catalogue.say
    numbers = {name: int(plain.get(name, 0)) for name in _FIGURES}
    headline = say("import.done" if numbers["lines_new"] else "import.nothing_new", numbers)
    return ReportView(
        headline=headline,
        figures=tuple((name, numbers[name]) for name in _FIGURES if numbers[name]),
        files=tuple(line for file in plain.get("files", ()) for line in _file(catalogue, file)),
        rules=_rules(catalogue, plain),
        derived=_derived(catalogue, plain.get("derived") or {}),
        rejected=numbers["rejected"],
        reject_file=str(plain.get("reject_file") or ""),
        plain=plain,
    )


def _file(catalogue: Catalogue, file: Mapping[str, Any]) -> list[str]:
    lines = [catalogue.say(f"import.file.{file['kind']}", {"file": file["name"], "count": file["lines"]})]
    code = f"import.dates.{file['date_basis']}"
    if code in catalogue:
        order = catalogue.say(f"import.order.{file['date_order']}")
        lines.append(catalogue.say(code, {"file": file["name"], "order": order}))
    return lines


def _rules(catalogue: Catalogue, plain: Mapping[str, Any]) -> tuple[RuleLine, ...]:
    rules = [
        RuleLine(
            rule["code"],
            rule["effect"],
            catalogue.say(rule["code"], {"count": rule["count"]}),
            rule["count"],
            tuple(f"{one['file']}:{one['line']}  {one['text']}" for one in rule["examples"]),
        )
        for rule in plain.get("rules", ())
    ]
    return tuple(sorted(rules, key=lambda rule: (_EFFECTS.index(rule.effect), -rule.count)))


def _derived(catalogue: Catalogue, derived: Mapping[str, Any]) -> tuple[str, ...]:
    known = {name: derived.get(name) for name in _DERIVED}
    days = known["median_days_between_orders"]
    if days is not None:
        known["median_days_between_orders"] = f"{days:g}"
    return tuple(
        # Adding nothing turns a minus zero into a zero.
        catalogue.say(f"import.derived.{name}", {name: value if isinstance(value, str) else value + 0.0})
        for name, value in known.items()
        if value is not None
    )
