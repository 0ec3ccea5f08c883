"""When and where a promotion holds: days, weekdays, hours, locations, channels."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QPushButton, QTimeEdit, QWidget

from shopassistant.desktop.pages.promotions.boxes import Tick, quietly, sentence
from shopassistant.desktop.pages.promotions.words import midnight
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import HALF
from shopassistant.desktop.widgets.basics import column, label, row
from shopassistant.desktop.widgets.dates import chosen_day, date_edit, show_day
from shopassistant.inventory.listing import Choice as Named
from shopassistant.promotions.drafts.terms import CHANNELS, Terms
from shopassistant.promotions.rules.rule import When

_DAYS = 14
_NINE, _SIX = 9 * 60, 18 * 60
_DAY_MINUTES = 24 * 60


class WhenForm(QWidget):
    """Days first; the rest is "always" and "everywhere" until somebody narrows it.

    Signals:
        edited: a dict of the fields of `Terms` that changed.
    """

    edited = Signal(dict)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._today = context.store.clock.now().astimezone().date()
        self._terms = Terms()
        self._build_days()
        self._build_hours()
        self._build_places()

    def _build_days(self) -> None:
        self.starts = Tick(self.tr("From"), self._tell)
        self.first = date_edit(self.tr("First day"))
        self.ends = Tick(self.tr("to and with"), self._tell)
        self.last = date_edit(self.tr("Last day"))
        for one in (self.first, self.last):
            one.userDateChanged.connect(self._tell)
        self.length = label("", "caption", "muted")
        self.whole = column(sentence(self.starts, self.first, self.ends, self.last, self.length), gap=0)
        self.setLayout(self.whole)

    def _build_hours(self) -> None:
        names = self.context.catalogue.formats.weekdays
        self.weekdays = [self._toggle(name[:2], name) for name in names]
        self.hours = Tick(self.tr("Only between"), self._tell)
        self.from_time, self.until_time = self._clock(self.tr("From")), self._clock(self.tr("Until"))
        self.any_day = label("")
        line = row(self.any_day, *self.weekdays, gap=HALF)
        line.addStretch(1)
        line.setContentsMargins(0, HALF, 0, HALF)
        self.whole.addLayout(line)
        self.whole.addLayout(sentence(self.hours, self.from_time, self.tr("and"), self.until_time))

    def _build_places(self) -> None:
        words = {"counter": self.tr("In the shop"), "web": self.tr("Web shop")}
        self.channels = [self._toggle(words[one], words[one]) for one in CHANNELS]
        self.locations: list[tuple[int, QPushButton]] = []
        self.anywhere = label("")
        self.places = row(self.anywhere, *self.channels, gap=HALF)
        self.places.addStretch(1)
        self.places.setContentsMargins(0, HALF, 0, HALF)
        self.whole.addLayout(self.places)

    def _toggle(self, words: str, name: str) -> QPushButton:
        made = QPushButton(words)
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.clicked.connect(self._tell)
        return made

    def _clock(self, name: str) -> QTimeEdit:
        made = QTimeEdit()
        made.setDisplayFormat("HH:mm")
        made.setAccessibleName(name)
        made.setMinimumWidth(76)
        made.timeChanged.connect(self._tell)
        return made

    def offer_locations(self, locations: Sequence[Named]) -> None:
        """Where the shop sells; nothing is asked of a shop with one place."""
        for _id, old in self.locations:
            old.deleteLater()
        self.locations = []
        if len(locations) > 1:
            for place, one in enumerate(locations):
                made = self._toggle(one.name, one.name)
                self.locations.append((one.id, made))
                self.places.insertWidget(1 + len(self.channels) + place, made)
        self.show_terms(self._terms)

    def show_terms(self, terms: Terms) -> None:
        """Show when and where."""
        self._terms = terms
        when = terms.when
        first = self._today if when.starts_at is None else when.starts_at.astimezone().date()
        last = first + timedelta(days=_DAYS - 1)
        if when.ends_at is not None:
            last = (when.ends_at - timedelta(seconds=1)).astimezone().date()
        self.starts.show_on(when.starts_at is not None)
        self.ends.show_on(when.ends_at is not None)
        quietly(self.first, lambda: show_day(self.first, first))
        quietly(self.last, lambda: show_day(self.last, last))
        self.first.setEnabled(when.starts_at is not None)
        self.last.setEnabled(when.ends_at is not None)
        self._show_length(first, last)
        for place, made in enumerate(self.weekdays):
            self._check(made, when.weekdays is not None and place in when.weekdays)
        self.any_day.setText(self.tr("Every day, or only") if when.weekdays is None else self.tr("Only on"))
        is_anywhere = terms.channels is None and terms.locations is None
        self.anywhere.setText(self.tr("Everywhere, or only") if is_anywhere else self.tr("Only"))
        has_hours = when.from_minute is not None or when.until_minute is not None
        self.hours.show_on(has_hours)
        self._show_clock(self.from_time, (when.from_minute or 0) if has_hours else _NINE, has_hours)
        until = (when.until_minute if when.until_minute is not None else _DAY_MINUTES) if has_hours else _SIX
        self._show_clock(self.until_time, until, has_hours)
        for channel, made in zip(CHANNELS, self.channels, strict=True):
            self._check(made, terms.channels is not None and channel in terms.channels)
        for location_id, made in self.locations:
            self._check(made, terms.locations is not None and location_id in terms.locations)

    def _show_length(self, first: date, last: date) -> None:
        days = (last - first).days + 1
        both = self.starts.isChecked() and self.ends.isChecked()
        self.length.setText(self.tr("{days} days").format(days=days) if both and days > 1 else "")

    def _check(self, made: QPushButton, is_on: bool) -> None:
        quietly(made, lambda: made.setChecked(is_on))

    def _show_clock(self, edit: QTimeEdit, minute: int, is_on: bool) -> None:
        shown = minute % _DAY_MINUTES
        quietly(edit, lambda: edit.setTime(QTime(shown // 60, shown % 60)))
        edit.setEnabled(is_on)

    # What people change

    def _tell(self, *_value: object) -> None:
        if self.sender() in (self.starts, self.ends):
            self._keep_order(self.sender() is self.starts)
        fields: dict[str, Any] = {
            "when": self._when(),
            "channels": _narrowed(dict(zip(CHANNELS, self.channels, strict=True))),
            "locations": _narrowed(dict(self.locations)) if self.locations else self._terms.locations,
        }
        changed = {name: value for name, value in fields.items() if value != getattr(self._terms, name)}
        if changed:
            self._terms = replace(self._terms, **changed)
            self.edited.emit(changed)
        self.show_terms(self._terms)

    def _keep_order(self, is_start: bool) -> None:
        """A day that is asked for first begins at a sensible one."""
        first, last = chosen_day(self.first), chosen_day(self.last)
        if last < first:
            moved, day = (self.last, first + timedelta(days=_DAYS - 1)) if is_start else (self.first, last)
            quietly(moved, lambda: show_day(moved, day))

    def _when(self) -> When:
        first, last = chosen_day(self.first), chosen_day(self.last)
        starts, ends = self.starts.isChecked(), self.ends.isChecked()
        if starts and ends and last < first:  # the day that was not touched follows
            first, last = (first, first) if self.sender() is self.first else (last, last)
        days = frozenset(place for place, made in enumerate(self.weekdays) if made.isChecked())
        hours = self.hours.isChecked()
        start, end = _minutes(self.from_time), _minutes(self.until_time) or _DAY_MINUTES
        if hours and start == end:
            end = min(end + 60, _DAY_MINUTES)
        return When(
            starts_at=midnight(first) if starts else None,
            ends_at=midnight(last + timedelta(days=1)) if ends else None,
            weekdays=None if len(days) in (0, 7) else days,
            from_minute=start if hours else None,
            until_minute=end if hours else None,
        )


def _narrowed(toggles: Mapping[Any, QPushButton]) -> frozenset[Any] | None:
    chosen = frozenset(key for key, made in toggles.items() if made.isChecked())
    return None if len(chosen) in (0, len(toggles)) else chosen


def _minutes(edit: QTimeEdit) -> int:
    shown = edit.time()
    return shown.hour() * 60 + shown.minute()
