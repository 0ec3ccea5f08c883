"""Everything measured as one long table, for a spreadsheet: a row per customers, list, method and measure."""

from collections.abc import Iterator, Mapping

from shopassistant.recommend.evaluation.intervals import Estimate
from shopassistant.recommend.evaluation.result import Evaluation, Measures

# For programs that read it back, so in one language.
HEADER = ("customers", "list", "method", "measure", "value", "low", "high", "measured", "difference", "difference_low",
          "difference_high", "chance")  # fmt: skip

Row = tuple[object, ...]


def rows_of(found: Evaluation) -> Iterator[Row]:
    """Everybody with the champion's lead over each method, then the groups, then the chances stated and kept."""
    for method in found.methods:
        for view, measures in method.views.items():
            for name, value in measures.items():
                lead = found.comparison(method.name, view, name)
                gap = (*_numbers(lead.difference)[:3], lead.chance) if lead else (None,) * 4
                yield ("all", view, method.name, name, *_numbers(value), *gap)
    for group in found.groups:
        for name, views in group.methods.items():
            yield from _group_rows(f"{group.kind} {group.name}", name, views)
        if group.calibration:
            for measure in ("chance", "bought", "brier", "ece"):
                value = getattr(group.calibration, measure)
                yield (f"{group.kind} {group.name}", "ranking", found.champion, measure, *_numbers(value), *(None,) * 4)
    if found.calibration:
        for measure in ("chance", "bought", "brier", "ece"):
            value = getattr(found.calibration, measure)
            yield ("all", "ranking", found.champion, measure, *_numbers(value), *(None,) * 4)
        for one in found.calibration.bins:
            yield ("all", "ranking", found.champion, f"bought at {one.chance:.6f}", *_numbers(one.bought), *(None,) * 4)


def _group_rows(group: str, method: str, views: Mapping[str, Measures]) -> Iterator[Row]:
    for view, measures in views.items():
        for name, value in measures.items():
            yield (group, view, method, name, *_numbers(value), *(None,) * 4)


def _numbers(one: Estimate) -> tuple[float | None, float | None, float | None, int]:
    return one.value, one.low, one.high, one.customers
