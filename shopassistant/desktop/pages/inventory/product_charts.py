"""The three charts of a product: what is asked for, what is there, how wrong the forecast was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import exact_day
from shopassistant.desktop.pages.inventory.chart_card import ChartCard
from shopassistant.desktop.pages.inventory.words import DASH
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.table import Column
from shopassistant.inventory.dashboard.shelves import to_day

if TYPE_CHECKING:
    import numpy as np

    from shopassistant.inventory.dashboard.story import Errors, Story

_WEEK = 7
_PAST_WEEKS = 26
_MARKS = "ost"


@dataclass(frozen=True)
class Span:
    """A row of a chart's table: a day or a week, what was, and what is expected.

    Attributes:
        fan: five quantiles; empty for the past.
    """

    day: date
    sold: float | None = None
    level: float | None = None
    is_out: bool = False
    fan: tuple[float, ...] = ()


@dataclass(frozen=True)
class Tried:
    """A row of the back-test's table: one candidate from one origin."""

    origin: date
    candidate: str
    error: float


def _tr(text: str) -> str:
    return QCoreApplication.translate("inventory", text)


def _number(catalogue: Catalogue, value: float | None, decimals: int = 0) -> str:
    return DASH if value is None else catalogue.formats.say_number(value, decimals)


def _fan_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    names = (_tr("5 %"), _tr("25 %"), _tr("Middle"), _tr("75 %"), _tr("95 %"))
    return tuple(
        Column(f"q{place}", name, _FanText(catalogue, place), 76, "right", value=_FanValue(place))
        for place, name in enumerate(names)
    )


class _FanText:
    def __init__(self, catalogue: Catalogue, place: int) -> None:
        self._catalogue, self._place = catalogue, place

    def __call__(self, span: Span) -> str:
        return _number(self._catalogue, span.fan[self._place]) if span.fan else ""


class _FanValue:
    def __init__(self, place: int) -> None:
        self._place = place

    def __call__(self, span: Span) -> object:
        return round(span.fan[self._place], 2) if span.fan else None


def _day_column(catalogue: Catalogue, title: str) -> Column:
    return Column("day", title, lambda span: exact_day(catalogue, span.day), 0, value=lambda span: span.day.isoformat())


class DemandChart(ChartCard):
    """What was sold a week, and the fan of what will be asked for; deliveries on their way are marked."""

    def __init__(self, context: AppContext) -> None:
        catalogue = context.catalogue
        columns = (
            _day_column(catalogue, _tr("Week from")),
            Column("sold", _tr("Sold"), lambda span: _number(catalogue, span.sold), 84, "right",
                   value=lambda span: span.sold),
            *_fan_columns(catalogue),
        )  # fmt: skip
        super().__init__(context, "demand", _tr("Demand a week"), columns)

    def show_story(self, story: "Story") -> None:
        """Draw it."""
        import numpy as np

        weeks = story.sold[-_PAST_WEEKS * _WEEK :].reshape(-1, _WEEK).sum(axis=1)
        today = to_day(story.today)
        past = today - _WEEK * len(weeks) + _WEEK * np.arange(len(weeks)) + 1.0
        ahead = today + _WEEK * np.arange(len(story.demand_weeks)) + 1.0
        top = float(max(weeks.max(initial=0), story.demand_weeks.max(initial=0)))
        plot = self.plot
        plot.begin()
        plot.bars(past + _WEEK / 2, weeks, _WEEK - 1)
        plot.fan(ahead + _WEEK / 2, story.demand_weeks)
        plot.mark(today + 0.5, _tr("today"), "text", solid=True)
        for one in story.arrivals:
            plot.mark(today + one.day, _tr("+{units}").format(units=one.units), "positive")
        plot.frame(past[0], ahead[-1] + _WEEK, top)
        first = date(1970, 1, 1)
        rows = [
            Span(first + timedelta(days=int(day)), sold=float(units)) for day, units in zip(past, weeks, strict=True)
        ]
        rows += [
            Span(first + timedelta(days=int(day)), fan=tuple(map(float, fan)))
            for day, fan in zip(ahead, story.demand_weeks, strict=True)
        ]
        self.legend.setText(
            _tr(
                "Bars: sold a week. Band: where demand falls nine times in ten, darker one time in two; the line is "
                "its middle. Dashed: deliveries on their way."
            )
        )
        self.show_rows(rows, self._words(story))

    def _words(self, story: "Story") -> str:
        month = story.demand_weeks[:4]
        words = _tr("In each of the next four weeks between {low} and {high} units, nine times out of ten")
        return words.format(low=round(float(month[:, 0].min())), high=round(float(month[:, 4].max())))


class StockChart(ChartCard):
    """The level of half a year with the days without stock, and the fan of what will be left."""

    def __init__(self, context: AppContext) -> None:
        catalogue = context.catalogue
        columns = (
            _day_column(catalogue, _tr("Day")),
            Column("sold", _tr("Sold"), lambda span: _number(catalogue, span.sold), 72, "right",
                   value=lambda span: span.sold),
            Column("level", _tr("Stock"), lambda span: _number(catalogue, span.level), 76, "right",
                   value=lambda span: span.level),
            Column("out", _tr("Out of stock"), lambda span: _tr("none all day") if span.is_out else "", 104,
                   tone=lambda span: "critical"),
            *_fan_columns(catalogue),
        )  # fmt: skip
        super().__init__(context, "level", _tr("Stock"), columns)

    def show_story(self, story: "Story") -> None:
        """Draw it."""
        import numpy as np

        today, first = to_day(story.today), to_day(story.first_day)
        days = first + np.arange(len(story.level), dtype=float)
        plot = self.plot
        plot.begin()
        tops = [1.0, float(np.nanmax(story.level)) if not np.isnan(story.level).all() else 0.0]
        rows = [
            Span(
                story.first_day + timedelta(days=place),
                float(sold),
                None if np.isnan(level) else float(level),
                bool(out),
            )
            for place, (sold, level, out) in enumerate(zip(story.sold, story.level, story.out, strict=True))
        ]
        if story.stock_days is not None:
            tops.append(float(story.stock_days.max(initial=0)))
        plot.days_out(story.first_day, story.out, max(tops))
        plot.steps(days, story.level)
        if story.stock_days is not None:
            ahead = today + 1.0 + np.arange(len(story.stock_days))
            plot.fan(ahead, story.stock_days)
            rows += [
                Span(story.today + timedelta(days=place + 1), fan=tuple(map(float, fan)))
                for place, fan in enumerate(story.stock_days)
            ]
        plot.mark(today + 0.5, _tr("today"), "text", solid=True)
        for one in story.arrivals:
            plot.mark(today + one.day, _tr("+{units}").format(units=one.units), "positive")
        plot.frame(first, today + 85, max(tops))
        self.legend.setText(
            _tr("Line: stock each evening. Red: days without any. Band: what will be left if nothing more is ordered.")
        )
        self.show_rows(rows, _tr("{days} days without stock in half a year").format(days=int(story.out.sum())))


class ErrorChart(ChartCard):
    """The error of every candidate from every day it was tried on, in units or in money."""

    def __init__(self, context: AppContext) -> None:
        self._catalogue = context.catalogue
        columns = (
            Column("origin", _tr("Forecast from"), lambda one: exact_day(context.catalogue, one.origin), 220,
                   value=lambda one: one.origin.isoformat()),
            Column("candidate", _tr("Method"), lambda one: one.candidate, 0),
            Column("error", _tr("Error a day"), lambda one: context.catalogue.formats.say_number(one.error, 2), 110,
                   "right", value=lambda one: round(one.error, 4)),
        )  # fmt: skip
        super().__init__(context, "errors", _tr("Error of the forecast"), columns)

    def show_errors(self, errors: "Errors", metric: str, *, money: bool) -> None:
        """Draw one measure of it."""
        import numpy as np

        values = (errors.money if money else errors.units)[metric]
        if money:
            values = values / 10**self._catalogue.currency.exponent
        x = np.array([to_day(one) for one in errors.origins], float)
        plot = self.plot
        plot.begin()
        plot.name_lines()
        names = [self._catalogue.say(f"forecast.method.{one}") for one in errors.candidates]
        means = values.mean(axis=0)
        shown = _worth_a_line(errors.candidates, means)
        for place in range(len(names)):
            if place not in shown:
                plot.quiet_line(x, values[:, place])
        for series, place in enumerate(shown):
            plot.line(x, values[:, place], series, _MARKS[series], names[place])
        plot.frame(float(x.min()) - 7, float(x.max()) + 7, float(values.max(initial=0)))
        self.legend.setText(self._words([names[one] for one in shown], means[shown], errors.days))
        rows = [
            Tried(origin, name, float(values[at, place]))
            for at, origin in enumerate(errors.origins)
            for place, name in enumerate(names)
        ]
        self.show_rows(rows, self.legend.text())

    def _words(self, names: Sequence[str], means: "Sequence[float]", days: int) -> str:
        say = self._catalogue.formats.say_number
        said = "; ".join(f"{name} {say(float(mean), 2)}" for name, mean in zip(names, means, strict=True))
        return _tr("Each forecast {days} days ahead of what it had not seen. On average: {errors}").format(
            days=days, errors=said
        )


def _worth_a_line(candidates: Sequence[str], means: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> list[int]:
    """Places of the forecast itself (the last one), of the best candidate beside it, and of "as a week before"."""
    import numpy as np

    last = len(candidates) - 1
    best = int(np.argmin(means[:last])) if last else last
    found = [last, best]
    if "seasonal_naive" in candidates:
        found.append(candidates.index("seasonal_naive"))
    return list(dict.fromkeys(found))
