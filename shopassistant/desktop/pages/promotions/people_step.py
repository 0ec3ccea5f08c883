"""The second step: for whom. Everybody, or a segment, ranked by what the promotion is expected to add with each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal

from shopassistant.desktop.pages.promotions.step_card import StepCard
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.basics import label
from shopassistant.desktop.widgets.table import Column, LazyTable

EVERYBODY = 1_000_000_000  # a row of the table; no segment has this id
_HEAD, _MOST_LINES = 44, 6
_NONE = "\u2013"


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """Customers a promotion can be for.

    Attributes:
        segment_id: None for everybody.
        uses: expected, as a range in words; gain: margin it adds, the same; both empty while not known.
        reason: why, in a sentence.
        is_best: the one that is recommended.
        is_loss: it is expected to cost more than it earns.
    """

    segment_id: int | None
    name: str
    customers: int | None
    uses: str = ""
    gain: str = ""
    reason: str = ""
    is_best: bool = False
    is_loss: bool = False

    @property
    def row_id(self) -> int:
        """Its place in the table."""
        return EVERYBODY if self.segment_id is None else self.segment_id


class PeopleStep(StepCard):
    """A table of which one row is chosen.

    Signals:
        chosen: segment id, None for everybody.
    """

    chosen = Signal(object)

    def __init__(self, context: AppContext, key: str) -> None:
        super().__init__(2, QCoreApplication.translate("promotions", "People"), key)
        self.context = context
        self._rows: dict[int, PeopleRow] = {}
        self._segment_id: int | None = None
        self._is_showing = False
        self.advice = label("", wrap=True)
        self.table = LazyTable(context, "promotion-people", self._columns(), self._load)
        self.table.setFixedHeight(_HEAD + _MOST_LINES * context.theme.scale.row)
        self.table.current_changed.connect(self._on_current)
        self.add(self.advice, self.table)

    def _columns(self) -> tuple[Column, ...]:
        number = self.context.catalogue.number
        return (
            Column("name", self.tr("For"), self._name, 160, strong=True, tip=lambda row: row.name),
            Column(
                "customers",
                self.tr("Customers"),
                lambda row: _NONE if row.customers is None else number(row.customers),
                88,
                "right",
            ),
            Column("uses", self.tr("Would use it"), lambda row: row.uses or _NONE, 120, "right"),
            Column(
                "gain",
                self.tr("Adds {currency}").format(currency=self.context.catalogue.currency.code),
                lambda row: row.gain or _NONE,
                140,
                "right",
                tone=lambda row: "critical" if row.is_loss else "text",
            ),
            Column("reason", self.tr("Why"), lambda row: row.reason, 0, tip=lambda row: row.reason),
        )

    def _name(self, row: PeopleRow) -> str:
        return self.tr("{name} (recommended)").format(name=row.name) if row.is_best else row.name

    def show_rows(self, rows: Sequence[PeopleRow], advice: str) -> None:
        """Show whom it can be for, best first."""
        self._rows = {one.row_id: one for one in rows}
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self._is_showing = True
        self.table.set_rows(self._rows)
        self._select()
        self._is_showing = False
        self._sum_up()

    def show_segment(self, segment_id: int | None) -> None:
        """Show for whom it is."""
        self._segment_id = segment_id
        self._is_showing = True
        self._select()
        self._is_showing = False
        self._sum_up()

    def focus(self) -> None:
        """Put the focus on the table."""
        self.table.view.setFocus()

    def _select(self) -> None:
        wanted = EVERYBODY if self._segment_id is None else self._segment_id
        if wanted in self._rows:
            self.table.select(wanted)

    def _sum_up(self) -> None:
        shown = self._rows.get(EVERYBODY if self._segment_id is None else self._segment_id)
        self.sum_up("" if shown is None else shown.name)

    def _on_current(self, row_id: int) -> None:
        row = self._rows.get(row_id)
        if row is not None and not self._is_showing and row.segment_id != self._segment_id:
            self._segment_id = row.segment_id
            self._sum_up()
            self.chosen.emit(row.segment_id)

    def _load(self, ids: Sequence[int]) -> dict[int, PeopleRow]:
        return {one: self._rows[one] for one in ids if one in self._rows}
