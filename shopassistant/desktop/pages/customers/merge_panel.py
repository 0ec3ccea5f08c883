"""Two customers side by side: choose which value stays, see what moves, merge; and merges that can be undone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QScrollArea, QWidget

from shopassistant.desktop.pages.counter.words import day
from shopassistant.desktop.pages.customers.columns import pair_columns, past_columns
from shopassistant.desktop.pages.customers.merge_desk import MergeDesk
from shopassistant.desktop.pages.customers.profile_words import purpose_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, button, column, hairline, label, row
from shopassistant.desktop.widgets.form_dialog import FormDialog, PinDialog
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.customers.duplicates import DuplicatePair
    from shopassistant.customers.listing import PastMerge
    from shopassistant.customers.merge import FieldChoice, MergePreview


def _tr(text: str) -> str:
    return QCoreApplication.translate("customers", text)


def table_words(catalogue: "Catalogue", table: str, count: int) -> str:
    """How many of what moves."""
    names = {
        "sale": _tr("{count} sales and returns"),
        "basket": _tr("{count} baskets"),
        "contact": _tr("{count} contacts"),
        "consent": _tr("{count} consents"),
        "note": _tr("{count} notes"),
        "wishlist_item": _tr("{count} wishes"),
        "follow_up": _tr("{count} promises"),
        "important_date": _tr("{count} dates"),
        "recommendation_event": _tr("{count} notes on advice"),
    }
    return names.get(table, "{count} " + table.replace("_", " ")).format(count=catalogue.number(count))


def field_words(name: str) -> str:
    """A field's name."""
    names = {
        "given_name": _tr("Given name"),
        "family_name": _tr("Family name"),
        "company": _tr("Company"),
        "street": _tr("Street"),
        "postcode": _tr("Postcode"),
        "city": _tr("Town"),
        "country": _tr("Country"),
        "language": _tr("Language"),
    }
    return names[name]


class MergeDialog(FormDialog):
    """The preview of a merge."""

    def __init__(self, context: AppContext, desk: MergeDesk, parent: QWidget) -> None:
        super().__init__(context.theme, _tr("Merge two customers"), _tr("Merge"), parent, icon="merge", width=720)
        self.context = context
        self.desk = desk
        self.preview: MergePreview | None = None
        self._groups: dict[str, QButtonGroup] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(HALF)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        ground = QWidget()
        ground.setObjectName("scrolled")
        ground.setLayout(column(self._grid, 1))
        scroll = QScrollArea()
        scroll.setWidget(ground)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumHeight(300)
        self._moves = label("", wrap=True)
        self._consents = label("", tone="muted", wrap=True)
        turn = button(self.tr("Keep the other one"), theme=context.theme, icon="arrow-up-down")
        turn.clicked.connect(self._on_turn)
        self.foot.insertWidget(1, turn)
        for part in (scroll, hairline(), self._moves, self._consents):
            self.fields.addWidget(part)
        desk.merged.connect(self._on_merged)
        desk.refused.connect(self._on_refused)
        self.submitted.connect(self._on_submitted)

    def show_preview(self, preview: "MergePreview") -> None:
        """Show two customers."""
        self.preview = preview
        words = self.tr("{kept} stays; everything of {absorbed} goes over. It can be undone.")
        self.describe(
            words.format(
                kept=f"{preview.kept_name} ({preview.kept_number})",
                absorbed=f"{preview.absorbed_name} ({preview.absorbed_number})",
            )
        )
        self._show_fields(preview)
        catalogue, today = self.context.catalogue, self.desk.today
        moved = [table_words(catalogue, table, count) for table, count in preview.moved.items() if count]
        doubled = sum(preview.doubled.values())
        text = self.tr("What moves: {parts}.").format(parts=", ".join(moved)) if moved else self.tr("Nothing moves.")
        if doubled:
            text += " " + self.tr("{count} that both have are kept once.").format(count=doubled)
        self._moves.setText(text)
        told = [
            f"{purpose_words(one.purpose)}: {self.tr('yes') if one.granted else self.tr('no')}"
            f" ({day(catalogue, one.at, today)})"
            for one in preview.consents
        ]
        self._consents.setText("; ".join(told))
        self._consents.setVisible(bool(told))
        self.ask_pin(self.desk.needs_pin)
        if self.isVisible():
            self.set_busy(False)
        else:
            self.begin()

    def choices(self) -> dict[str, str]:
        """Field to ``kept`` or ``absorbed``, as chosen."""
        return {name: "absorbed" if group.checkedId() else "kept" for name, group in self._groups.items()}

    def choose(self, name: str, side: str) -> None:
        """Choose a side of a field."""
        self._groups[name].button(1 if side == "absorbed" else 0).setChecked(True)

    def _show_fields(self, preview: "MergePreview") -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._groups = {}
        heads = (preview.kept_name, preview.absorbed_name)
        for place, name in enumerate(heads, 1):
            self._grid.addWidget(label(name, strong=True), 0, place)
        filled = [one for one in preview.fields if one.kept_value or one.absorbed_value]
        for line, one in enumerate(filled, 1):
            self._add_field(line, one)

    def _add_field(self, line: int, one: "FieldChoice") -> None:
        name = label(field_words(one.field), tone="warning" if one.differs else "muted", strong=one.differs)
        self._grid.addWidget(name, line, 0)
        group = QButtonGroup(self)
        for place, value in enumerate((one.kept_value, one.absorbed_value)):
            made = QRadioButton(value or "\u2013")
            made.setAccessibleName(f"{field_words(one.field)}: {value}")
            made.setChecked(one.suggestion == ("kept", "absorbed")[place])
            made.setEnabled(bool(value))
            group.addButton(made, place)
            self._grid.addWidget(made, line, place + 1)
        self._groups[one.field] = group

    def _on_turn(self) -> None:
        if self.preview is not None:
            self.desk.preview(self.preview.absorbed_id, self.preview.kept_id)

    def _on_submitted(self, pin: str) -> None:
        if self.preview is not None:
            self.set_busy(True)
            self.desk.merge(self.preview.kept_id, self.preview.absorbed_id, self.choices(), pin)

    def _on_merged(self, _kept_id: int) -> None:
        if self.isVisible():
            self.accept()

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)


class DuplicatesPanel(QWidget):
    """Likely pairs above, past merges below.

    Signals:
        opened: customer id to look at.
    """

    opened = Signal(int)

    def __init__(self, context: AppContext, desk: MergeDesk) -> None:
        super().__init__()
        self.context = context
        self.desk = desk
        catalogue = context.catalogue
        self.pairs = LazyTable(context, "duplicates", pair_columns(catalogue), lambda ids: {})
        find = button(self.tr("Look for them"), "primary", theme=context.theme, icon="search")
        find.clicked.connect(desk.search)
        words = self.tr("Customers who share a number, an address or a name are compared; nothing is merged by itself.")
        self._empty = EmptyState(context.theme, "merge", self.tr("Is anybody here twice?"), words, find)
        self.pairs.set_empty(self._empty)
        self.pairs.opened.connect(self._on_compare)
        self.compare = button(self.tr("Compare and merge"), "primary", theme=context.theme, icon="merge")
        self.compare.clicked.connect(self._on_compare)
        self.again = button(self.tr("Look again"), theme=context.theme, icon="refresh-cw")
        self.again.clicked.connect(desk.search)
        self._count = label("", tone="muted")
        self.past = LazyTable(context, "merges", past_columns(catalogue, lambda: desk.today), lambda ids: {})
        self.past.set_empty(label(self.tr("Nobody was merged yet."), tone="muted"))
        self.undo = button(self.tr("Undo this merge"), theme=context.theme, icon="undo-2")
        self.undo.clicked.connect(self._on_undo)
        self.pin = PinDialog(context.theme, self)
        foot = Card(margin=UNIT)
        foot.box.addLayout(row(label(self.tr("Past merges"), strong=True), 1, self.undo))
        foot.box.addWidget(self.past, 1)
        foot.setMaximumHeight(240)
        self._head = QWidget()
        self._head.setLayout(row(self._count, 1, self.again, self.compare))
        whole = column(self._head, self.pairs, foot)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, UNIT, 0, 0)
        self.setLayout(whole)
        self._head.hide()
        desk.searching.connect(self._on_searching)
        desk.pairs.connect(self.show_pairs)
        desk.past.connect(self.show_past)

    def show_pairs(self, pairs: "tuple[DuplicatePair, ...]") -> None:
        """The pairs, the surest first."""
        self._head.setVisible(bool(pairs))
        self._count.setText(self.tr("{count} likely pairs").format(count=self.context.catalogue.number(len(pairs))))
        self._empty.say(self.tr("Nobody seems to be here twice"), "")
        self.pairs.set_rows(dict(enumerate(pairs, 1)))
        if pairs:
            self.pairs.select_first()

    def show_past(self, merges: "tuple[PastMerge, ...]") -> None:
        """Merges done before."""
        self.past.set_rows({one.id: one for one in merges})
        self.undo.setEnabled(bool(merges))

    def _on_searching(self) -> None:
        self._empty.say(self.tr("Looking"), self.tr("The rest of the window can be used meanwhile."))

    def _on_compare(self) -> None:
        pair = self.pairs.current_row()
        if pair is not None:
            self.desk.preview(pair.first_id, pair.second_id)

    def _on_undo(self) -> None:
        merge = self.past.current_row()
        if merge is None or merge.undone_at is not None:
            return
        if self.desk.needs_pin:
            what = self.tr("{kept} and {absorbed} become two customers again.")
            self.pin.ask(
                what.format(kept=merge.kept_name, absorbed=merge.absorbed_name),
                lambda pin: self.desk.undo(merge.id, pin),
            )
        else:
            self.desk.undo(merge.id)
