"""What a campaign is about, above its letters: for whom, with which offer, how many letters are compared, from when."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QTimeEdit, QWidget

from shopassistant.desktop.pages.promotions.campaigns_views import Choices
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, label, row
from shopassistant.desktop.widgets.dates import chosen_day, date_edit, show_day
from shopassistant.desktop.widgets.form_dialog import field
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.promotions.campaigns.drafts import MOST_ARMS, CampaignDraft

# More letters are compared only where somebody planned so elsewhere: each takes customers from all others.
USUAL_LETTERS = 4
_FIRST_HOUR = time(9)


class AboutCard(Card):
    """The fields that all letters share.

    Signals:
        edited: somebody changed one.
        letters_wanted: how many letters are compared from now on.
    """

    edited = Signal()
    letters_wanted = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        # What is chosen stays so while the lists of what there is are still on their way.
        self._segment_id: int | None = None
        self._promotion_id: int | None = None
        self._planned: datetime | None = None
        self._is_filling = False
        self.name = QLineEdit()
        self.name.setMaxLength(120)
        self.segment, self.promotion = QComboBox(), QComboBox()
        self.holdout = _percent(0, 50)
        self.letters = Segmented([(str(n), str(n)) for n in range(1, MOST_ARMS + 1)], self.tr("Letters compared"))
        self.reach = label("", tone="muted", wrap=True)
        self.box.addWidget(field(self.tr("Name"), self.name))
        both = row(field(self.tr("For"), self.segment), field(self.tr("About"), self.promotion), gap=GAP)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.box.addLayout(both)
        more = (
            field(self.tr("Hold-out, gets nothing"), self.holdout),
            field(self.tr("Letters compared"), self.letters),
        )
        self.box.addLayout(row(*more, 1, gap=GAP))
        self.box.addWidget(field(self.tr("Starts"), self._start_fields()))
        self.box.addWidget(self.reach)
        for box in (self.segment, self.promotion):
            box.activated.connect(self._on_edited)
        self.holdout.valueChanged.connect(self._on_edited)
        self.letters.chosen.connect(self._on_letters)

    def _start_fields(self) -> QWidget:
        self.start = Segmented(
            (("sent", self.tr("when it is sent")), ("planned", self.tr("by itself on"))), self.tr("Starts")
        )
        self.day = date_edit(self.tr("Day it starts"))
        self.clock = QTimeEdit()
        self.clock.setDisplayFormat("HH:mm")
        self.clock.lineEdit().setTextMargins(UNIT - 2, 0, 0, 0)
        self.clock.setAccessibleName(self.tr("Time it starts"))
        self.start.chosen.connect(self._on_start)
        self.day.userDateChanged.connect(self._on_moment)
        self.clock.userTimeChanged.connect(self._on_moment)
        made = QWidget()
        line = row(self.start, self.day, self.clock, 1, gap=UNIT)
        line.setContentsMargins(0, 0, 0, 0)
        made.setLayout(line)
        return made

    def show_draft(self, draft: CampaignDraft) -> None:
        """Show a campaign's fields."""
        self._is_filling = True
        self._segment_id, self._promotion_id = draft.segment_id, draft.promotion_id
        self._planned = draft.scheduled_at
        self.name.setText(draft.name)
        self.holdout.setValue(round(draft.holdout_share * 100))
        self.letters.show_first(max(USUAL_LETTERS, len(draft.arms)))
        self.letters.choose(str(len(draft.arms)))
        self.start.choose("sent" if draft.scheduled_at is None else "planned")
        self._show_start()
        self._is_filling = False

    def fill_choices(self, choices: Choices, promotions: Sequence[tuple[str, int | None]]) -> None:
        """Offer the segments and promotions there are."""
        number = self._context.catalogue.number
        self.segment.clear()
        self.segment.addItem(self.tr("Everybody"), None)
        for one, name, members in choices.segments:
            self.segment.addItem(f"{name} ({number(members)})", one)
        self.promotion.clear()
        self.promotion.addItem(self.tr("No promotion"), None)
        for words, promotion_id in promotions:
            self.promotion.addItem(words, promotion_id)
        self.segment.setCurrentIndex(max(self.segment.findData(self._segment_id), 0))
        self.promotion.setCurrentIndex(max(self.promotion.findData(self._promotion_id), 0))

    @property
    def segment_id(self) -> int | None:
        """For whom; None for everybody."""
        return self._segment_id

    @property
    def promotion_id(self) -> int | None:
        """Which offer; None for none."""
        return self._promotion_id

    @property
    def scheduled_at(self) -> datetime | None:
        """When it starts by itself, UTC; None for when somebody sends it."""
        return self._planned

    def _on_edited(self) -> None:
        if not self._is_filling:
            self._segment_id, self._promotion_id = self.segment.currentData(), self.promotion.currentData()
            self.edited.emit()

    def _on_letters(self, count: str) -> None:
        self.letters_wanted.emit(int(count))

    def _on_start(self, kind: str) -> None:
        if kind == "sent":
            self._planned = None
        elif self._planned is None:
            tomorrow = self._context.store.clock.now().astimezone().date() + timedelta(days=1)
            self._planned = datetime.combine(tomorrow, _FIRST_HOUR).astimezone().astimezone(UTC)
        self._show_start()
        self.edited.emit()

    def _on_moment(self) -> None:
        if not self._is_filling:
            hour = self.clock.time()
            local = datetime.combine(chosen_day(self.day), time(hour.hour(), hour.minute()))
            self._planned = local.astimezone().astimezone(UTC)
            self.edited.emit()

    def _show_start(self) -> None:
        was_filling, self._is_filling = self._is_filling, True
        for one in (self.day, self.clock):
            one.setVisible(self._planned is not None)
        if self._planned is not None:
            local = self._planned.astimezone()
            show_day(self.day, local.date())
            self.clock.setTime(QTime(local.hour, local.minute))
        self._is_filling = was_filling


def _percent(least: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setSuffix(" %")
    made.setKeyboardTracking(False)
    made.lineEdit().setTextMargins(UNIT - 2, 0, 0, 0)
    return made
