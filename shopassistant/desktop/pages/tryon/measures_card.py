"""Beside the mirror: the face's measures with how far off they may be; and a pupil distance from a prescription."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QProgressBar

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.kiosk.words import card_words
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, button, label, row

if TYPE_CHECKING:
    from shopassistant.desktop.kiosk.card_reading import CardReading
    from shopassistant.tryon.face.measures import Interval, Measures

# As `tryon.face.follow.PUPIL_DISTANCES_MM`, which is not loaded before the camera opens.
LEAST_MM, MOST_MM = 42.0, 82.0
_NONE = "\u2013"


class MeasuresCard(Card):
    """Shows, never keeps: a new visit begins with dashes.

    Signals:
        typed: a pupil distance in millimetres, looking into the distance.
        card_wanted: to measure by a card, or no longer.
    """

    typed = Signal(float)
    card_wanted = Signal(bool)

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.values: dict[str, tuple[QLabel, QLabel]] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(HALF)
        self._grid.setColumnStretch(0, 1)
        for name, words in (
            ("far_pupil_distance", self.tr("Pupil distance")),
            ("face_width", self.tr("Face width")),
            ("nose_bridge", self.tr("Nose bridge")),
            ("temple_to_ear", self.tr("Temple to ear")),
        ):
            self._add(name, words)
        self.source = label("", "caption", "muted", wrap=True)
        self.typing = QDoubleSpinBox()
        self.typing.setRange(LEAST_MM, MOST_MM)
        self.typing.setDecimals(1)
        self.typing.setSingleStep(0.5)
        self.typing.setSuffix(self.tr(" mm"))
        self.typing.setValue(63.0)
        self.typing.lineEdit().setTextMargins(UNIT - 2, 0, 0, 0)
        self.typing.setAccessibleName(self.tr("Pupil distance from a prescription"))
        self.use = button(self.tr("Use"))
        self.use.clicked.connect(self._on_use)
        self.hint = label("", "caption", "muted", wrap=True)
        self.box.addWidget(label(self.tr("Measures"), "lead", strong=True))
        self.box.addLayout(self._grid)
        self.box.addWidget(self.source)
        self.box.addSpacing(UNIT)
        self.box.addWidget(label(self.tr("Pupil distance from a prescription"), "caption"))
        line = row(self.typing, self.use)
        line.setStretch(0, 1)
        self.box.addLayout(line)
        self.box.addWidget(self.hint)
        self.by_card = button(self.tr("Measure with a card"), theme=theme, icon="credit-card")
        self.by_card.setCheckable(True)
        self.by_card.clicked.connect(self.card_wanted)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves when it comes
        self.bar.setSizePolicy(policy)
        self.card_hint = label("", "caption", "muted", wrap=True)
        self.box.addWidget(self.by_card)
        self.box.addWidget(self.bar)
        self.box.addWidget(self.card_hint)
        self.show_card(None, is_on=False)
        self.forget()

    def offer(self, distance_mm: float | None, when: str = "") -> None:
        """Fill in what the customer's notes say, and from when; it counts once somebody presses Use."""
        if distance_mm is None or not LEAST_MM <= distance_mm <= MOST_MM:
            self.hint.setText(self.tr("It makes the size surer than the camera alone."))
            return
        self.typing.setValue(distance_mm)
        self.hint.setText(self.tr("From the customer's notes, {when}.").format(when=when))

    def show_measures(self, measures: "Measures") -> None:
        """These, as of now."""
        for name in self.values:
            self._show(name, getattr(measures, name))
        said = self._source_words(measures.scale.sources)
        sure = self.tr("Two in three times the truth lies between the two figures.")
        self.source.setText(f"{said} {sure}".strip())

    def show_card(self, reading: "CardReading | None", *, is_on: bool) -> None:
        """How far measuring by a card has come, and what its holder should do."""
        self.by_card.setChecked(is_on)
        self.by_card.setText(self.tr("Stop measuring") if is_on else self.tr("Measure with a card"))
        self.bar.setVisible(is_on)
        self.bar.setValue(0 if reading is None else round(100 * reading.share))
        kept = self.tr("Any card the size of a bank card, flat against the forehead. Only its edge is looked at.")
        self.card_hint.setText(card_words("search" if reading is None else reading.code) if is_on else kept)

    def forget(self) -> None:
        """Nobody is measured."""
        for value, between in self.values.values():
            value.setText(_NONE)
            between.setText("")
        self.source.setText(self.tr("Measured while somebody looks into the mirror; never written down."))

    def set_open(self, is_open: bool) -> None:
        """Whether somebody is before the camera who could be measured."""
        self.typing.setEnabled(is_open)
        self.use.setEnabled(is_open)
        self.by_card.setEnabled(is_open)

    def _add(self, name: str, words: str) -> None:
        place = self._grid.rowCount()
        value, between = label(_NONE, strong=True), label("", "caption", "muted")
        self._grid.addWidget(label(words), place, 0)
        self._grid.addWidget(value, place, 1)
        self._grid.addWidget(between, place, 2)
        self.values[name] = (value, between)

    def _show(self, name: str, interval: "Interval") -> None:
        value, between = self.values[name]
        decimals = 1 if name == "far_pupil_distance" else 0
        value.setText(self._number(interval.value, decimals) + self.tr(" mm"))
        ends = {"low": self._number(interval.low, decimals), "high": self._number(interval.high, decimals)}
        between.setText(self._catalogue.say("try_on.between", ends))

    def _number(self, value: float, decimals: int) -> str:
        from decimal import Decimal

        return self._catalogue.number(Decimal(f"{value:.{decimals}f}"))

    def _source_words(self, sources: tuple[str, ...]) -> str:
        words = {
            "typed": self.tr("Size from the prescription."),
            "card": self.tr("Size from the card."),
            "iris": self.tr("Size from the iris."),
            "people": self.tr("Size of an average face."),
        }
        return words.get(sources[0], "") if sources else ""

    def _on_use(self) -> None:
        self.typing.interpretText()
        self.typed.emit(self.typing.value())
