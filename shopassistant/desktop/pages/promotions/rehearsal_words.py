"""What a rehearsal says, in figures a shop understands: each as the middle and the range four of five cases stay in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day
from shopassistant.promotions.rehearsal.result import Assumption, Comparison, Range, Rehearsal

_MINUS, _TO = "\u2212", "\u2013"
_MOST_OUT = 4
_LIKELY = 0.5
# What is left of a price that is lowered by a tenth.
_CUT = 0.9


def _tr(text: str) -> str:
    return QCoreApplication.translate("promotions", text)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure: the middle, the range below it, and a tone."""

    mid: str
    span: str = ""
    tone: str = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of every variant; `tip` says what it means."""

    name: str
    cells: tuple[Cell, ...]
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel shows.

    Attributes:
        headline: what it changes in margin; tone is positive, critical or empty.
        verdict: how sure that is, in a sentence.
        heads: of the columns of figures.
        lines: the figures.
        notes: what to look out for.
        basis: what it rests on.
        best: place of the best variant among several; -1 for one.
        is_loss: it is likelier to cost margin than to add some.
    """

    headline: str
    span: str
    tone: str
    verdict: str
    days: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[tuple[str, str], ...]
    basis: tuple[str, ...]
    best: int = -1
    is_loss: bool = False


class Figures:
    """Ranges as a forecast may say them: no more than three figures, money in whole units."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def number(self, value: float) -> str:
        """A count."""
        return self._catalogue.number(_rounded(value))

    def share(self, value: float) -> str:
        """Per cent."""
        return self._catalogue.formats.say_share(value)

    def money(self, minor: float) -> str:
        """Whole units of money: more would only look exact."""
        whole = _rounded(minor / 10**self._catalogue.currency.exponent)
        return (_MINUS if whole < 0 else "") + self._catalogue.number(abs(whole))

    def signed(self, minor: float) -> str:
        """The same, as what is added."""
        text = self.money(minor)
        return text if minor <= 0 or text == "0" else f"+{text}"

    def span(self, value: Range, say: Callable[[float], str], *, short: bool = False) -> str:
        """Both ends; empty where they are the same."""
        low, high = say(value.low), say(value.high)
        if low == high:
            return ""
        return f"{low} \u2026 {high}" if short else _tr("{low} to {high}").format(low=low, high=high)


class RehearsalWords:
    """Says comparisons in one language and currency."""

    def __init__(self, catalogue: Catalogue, names_of: "Callable[[Sequence[int]], dict[int, str]]") -> None:
        self._catalogue = catalogue
        self._figures = Figures(catalogue)
        self._names_of = names_of

    def say(self, comparison: Comparison, names: Sequence[str], today: date) -> Shown:
        """The first of the variants is the one being edited."""
        first, all_ = comparison.rehearsals[0], comparison.rehearsals
        change = first.change.margin_minor
        is_alone = len(all_) == 1
        return Shown(
            headline=self._figures.signed(change.mid),
            span=self._figures.span(change, self._figures.signed),
            tone=_tone(change),
            verdict=self._verdict(first),
            days=self._days(first, today),
            heads=(_tr("Without"), _tr("With it")) if is_alone else tuple(names),
            lines=self._alone(first) if is_alone else self._beside(all_),
            notes=tuple(self._notes(first, today)),
            basis=tuple(self._basis(first)),
            best=-1 if is_alone else comparison.best,
            is_loss=bool(first.basis.touched) and first.chance_better < _LIKELY,
        )

    # Figures

    def _alone(self, one: Rehearsal) -> tuple[Line, ...]:
        before, after = one.without, one.outcome
        return (
            Line(
                _tr("Units"),
                (self._cell(before.units, self._figures.number), self._cell(after.units, self._figures.number)),
            ),
            Line(_tr("Revenue"), (self._cell(before.revenue_minor), self._cell(after.revenue_minor))),
            Line(
                _tr("Margin"),
                (self._cell(before.margin_minor), self._cell(after.margin_minor)),
                _tr("Of the goods of the promotion, without tax"),
            ),
            Line(_tr("Discount given"), (Cell(""), self._cell(after.discount_minor))),
            *self._rest((one,), blank=True),
        )

    def _beside(self, all_: Sequence[Rehearsal]) -> tuple[Line, ...]:
        def line(name: str, pick: Callable[[Rehearsal], Range], say: Callable[[float], str] | None = None) -> Line:
            return Line(name, tuple(self._cell(pick(one), say) for one in all_))

        change = Line(
            _tr("Adds in margin"),
            tuple(
                Cell(
                    self._figures.signed(one.change.margin_minor.mid),
                    self._figures.span(one.change.margin_minor, self._figures.signed, short=True),
                    _tone(one.change.margin_minor) or "text",
                )
                for one in all_
            ),
            _tr("Beside what would be earned without it, goods of others and later days counted"),
        )
        return (
            change,
            line(_tr("Units"), lambda one: one.outcome.units, self._figures.number),
            line(_tr("Revenue"), lambda one: one.outcome.revenue_minor),
            line(_tr("Margin"), lambda one: one.outcome.margin_minor),
            line(_tr("Discount given"), lambda one: one.outcome.discount_minor),
            *self._rest(all_, blank=False),
        )

    def _rest(self, all_: Sequence[Rehearsal], *, blank: bool) -> list[Line]:
        rows: list[tuple[str, Callable[[Rehearsal], Range | None], Callable[[float], str] | None, str]] = [
            (_tr("Taken from others"), lambda one: one.cannibalised_minor, None,
             _tr("Margin of other goods that are not sold because of it")),
            (_tr("Bought early"), lambda one: one.pulled_forward_minor, None,
             _tr("Margin of what is bought now instead of later")),
            (_tr("Stock set free"), _freed, None, _tr("Cost of what would lie there longer without it")),
            (_tr("Uses"), lambda one: one.redemptions, self._figures.number, _tr("Baskets with the offer")),
            (_tr("Customers"), lambda one: one.customers, self._figures.number, _tr("Known ones who would be reached")),
            (_tr("Of the budget"), lambda one: one.budget_share, self._figures.share, ""),
        ]  # fmt: skip
        found = []
        for name, pick, say, tip in rows:
            values = [pick(one) for one in all_]
            if all(value is None for value in values):
                continue
            cells = tuple(Cell(_TO) if value is None else self._cell(value, say) for value in values)
            found.append(Line(name, (Cell(""), *cells) if blank else cells, tip))
        return found

    def _cell(self, value: Range, say: Callable[[float], str] | None = None) -> Cell:
        say = say or self._figures.money
        return Cell(say(value.mid), self._figures.span(value, say, short=True))

    # Words

    def _verdict(self, one: Rehearsal) -> str:
        share = round(one.chance_better * 100)
        if not one.basis.touched:
            return _tr("No basket of the past would have had this offer.")
        words = (
            _tr("Earns more than doing nothing in {share} of 100 cases.")
            if one.chance_better >= _LIKELY
            else _tr("Earns less than doing nothing in {share} of 100 cases.")
        )
        return words.format(share=share if one.chance_better >= _LIKELY else 100 - share)

    def _days(self, one: Rehearsal, today: date) -> str:
        last = one.starts_on + timedelta(days=one.days - 1)
        return _tr("Margin added from {first} to {last}, {currency}").format(
            first=day(self._catalogue, one.starts_on, today),
            last=day(self._catalogue, last, today),
            currency=self._catalogue.currency.code,
        )

    def _notes(self, one: Rehearsal, today: date) -> list[tuple[str, str]]:
        """(tone, sentence) of what runs out."""
        notes = []
        if one.budget_ends_on is not None:
            words = _tr("The budget is used up by {day}.")
            notes.append(("warning", words.format(day=day(self._catalogue, one.budget_ends_on, today))))
        out = [product for product in one.products if product.runs_out_on is not None]
        names = self._names_of([product.variant_id for product in out[:_MOST_OUT]])
        for product in out[:_MOST_OUT]:
            words = _tr("{name} is sold out by {day}.")
            shown = day(self._catalogue, product.runs_out_on, today)
            notes.append(("warning", words.format(name=names.get(product.variant_id, ""), day=shown)))
        if len(out) > _MOST_OUT:
            words = _tr("{count} more products would be sold out.")
            notes.append(("warning", words.format(count=self._catalogue.number(len(out) - _MOST_OUT))))
        return notes

    def _basis(self, one: Rehearsal) -> list[str]:
        number, basis = self._catalogue.number, one.basis
        words = [
            _tr("{lines} lines of {weeks} weeks replayed, {draws} cases drawn.").format(
                lines=number(basis.lines), weeks=number(basis.weeks), draws=number(basis.draws)
            )
        ]
        return words + [self._assumed(supposed) for supposed in one.assumptions]

    def _assumed(self, one: Assumption) -> str:
        """What is supposed, and where it was not measured here, that it is a usual value."""
        values = dict(one.values)
        if "share" in values:
            values["share"] = self._figures.share(float(values["share"]))
        if "mean" in values:
            values["more"] = self._figures.share(_CUT ** float(values["mean"]) - 1)
        said = self._catalogue.say(f"rehearsal.assumption.{one.code}", values)
        return said + "." if one.is_measured else _tr("{words} (a usual value).").format(words=said)


def _freed(one: Rehearsal) -> Range | None:
    """Money that is no longer tied up; nothing where it is nothing."""
    return one.freed_minor if one.freed_minor.high > 0 else None


def _tone(value: Range) -> str:
    if value.low > 0:
        return "positive"
    return "critical" if value.high < 0 else ""


def _rounded(value: float) -> int:
    """Three figures are more than a forecast knows."""
    digits = len(str(abs(round(value))))
    step = 10 ** max(digits - 3, 0)
    return int(round(value / step) * step)
