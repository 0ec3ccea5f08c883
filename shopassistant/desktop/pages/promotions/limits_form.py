"""How much a promotion may give, what it needs, and how it goes with others, in plain words."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from shopassistant.desktop.pages.promotions.boxes import CountBox, MoneyBox, ShareBox, Tick, quietly, sentence
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.basics import column, label
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.promotions.drafts.terms import LONGEST_GROUP, Terms
from shopassistant.promotions.rules.rule import Limits

_MOST_USES = 1_000_000
_TYPED_GROUP = 160


class LimitsForm(QWidget):
    """Coupons, limits, the floor, and other promotions.

    Signals:
        edited: a dict of the fields of `Terms` that changed.
    """

    edited = Signal(dict)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._terms = Terms()
        self._build_limits()
        self._build_others()

    def _build_limits(self) -> None:
        none = self.tr("no limit")
        self.coupon = Tick(self.tr("Only with a coupon"), self._tell)
        self.budget = MoneyBox(self.context.catalogue.currency, self.tr("Budget"), self._tell, none)
        self.uses = CountBox(self.tr("Uses in all"), self._tell, most=_MOST_USES, none=none)
        self.per_customer = CountBox(self.tr("Uses per customer"), self._tell, most=1_000, none=none)
        self.floor = ShareBox(self.tr("Margin above cost that stays"), self._tell, 0.0, 1_000.0)
        code = self.context.catalogue.currency.code
        self.whole = column(
            sentence(self.coupon),
            sentence(
                self.tr("Give at most"), self.budget, code, self.tr("in all, use it"), self.uses, self.tr("times,")
            ),
            sentence(self.per_customer, self.tr("times per customer; never below cost and"), self.floor),
            gap=0,
        )
        self.setLayout(self.whole)

    def _build_others(self) -> None:
        self.mode = Segmented(
            (
                ("group", self.tr("One of them")),
                ("adds", self.tr("On top of them")),
                ("alone", self.tr("Alone")),
            ),
            self.tr("Where other promotions hold for the same goods"),
        )
        self.mode.chosen.connect(self._on_mode)
        self.group = QComboBox()
        self.group.setEditable(True)
        self.group.setAccessibleName(self.tr("Group"))
        self.group.setMinimumWidth(_TYPED_GROUP)
        edit = self.group.lineEdit()
        if edit is not None:
            edit.setMaxLength(LONGEST_GROUP)
            edit.setPlaceholderText(self.tr("name of a group"))
            edit.editingFinished.connect(self._tell)
        self.group.activated.connect(self._tell)
        self.stacking = QComboBox()
        self.stacking.setAccessibleName(self.tr("Which one of a group"))
        self.stacking.addItem(self.tr("the better one for the customer"), "best")
        self.stacking.addItem(self.tr("the one of the higher rank"), "first")
        self.stacking.activated.connect(self._tell)
        self.priority = CountBox(self.tr("Rank"), self._tell, least=-1_000, most=1_000)
        self.rank = label(self.tr("rank"))
        self.explained = label("", "caption", "muted", wrap=True)
        self.whole.addLayout(sentence(self.tr("With other promotions:"), self.mode, self.group))
        self.whole.addLayout(sentence(self.stacking, self.rank, self.priority))
        self.whole.addWidget(self.explained)

    def offer_groups(self, names: tuple[str, ...]) -> None:
        """Groups there are."""

        def fill() -> None:
            shown = self.group.currentText()
            self.group.clear()
            self.group.addItems(list(names))
            self.group.setEditText(shown)

        quietly(self.group, fill)

    def show_terms(self, terms: Terms) -> None:
        """Show them."""
        self._terms = terms
        self.coupon.show_on(terms.needs_coupon)
        self.budget.show_minor(terms.limits.budget_minor)
        self.uses.show_count(terms.limits.max_uses)
        self.per_customer.show_count(terms.limits.max_uses_per_customer)
        self.floor.show_share(terms.floor_margin_bp)
        mode = "alone" if terms.exclusive else "adds" if terms.group else "group"
        self.mode.choose(mode)
        if self.group.currentText().strip() != terms.group:
            quietly(self.group, lambda: self.group.setEditText(terms.group))
        place = self.stacking.findData(terms.stacking)
        quietly(self.stacking, lambda: self.stacking.setCurrentIndex(place))
        self.priority.show_count(terms.priority)
        self._explain(mode, terms)

    def _explain(self, mode: str, terms: Terms) -> None:
        words = {
            "group": self.tr(
                "Of all promotions without a group of their own a unit gets one; those with a group come on top."
            ),
            "adds": self.tr(
                "A unit gets one promotion of this group, and one of each other group on what is then left to pay."
            ),
            "alone": self.tr("A unit it holds for gets no other promotion, whatever that would give."),
        }
        self.group.setVisible(mode == "adds")
        self.stacking.setVisible(mode != "alone")
        needs_rank = terms.stacking == "first" or mode != "group"
        self.rank.setVisible(needs_rank)
        self.priority.setVisible(needs_rank)
        self.explained.setText(words[mode])

    def _on_mode(self, mode: str) -> None:
        group = self._terms.group if mode != "adds" else self._terms.group or self.tr("extra")
        fields: dict[str, Any] = {"exclusive": mode == "alone", "group": "" if mode == "group" else group}
        if mode == "alone":
            fields["group"] = self._terms.group
        self._emit(fields)

    def _tell(self, *_value: object) -> None:
        limits = Limits(self.budget.minor or None, self.uses.limit, self.per_customer.limit)
        typed = self.group.currentText().strip()
        self._emit(
            {
                "needs_coupon": self.coupon.isChecked(),
                "limits": limits,
                "floor_margin_bp": self.floor.share_bp,
                "group": typed if self.mode.value == "adds" and typed else self._terms.group,
                "stacking": str(self.stacking.currentData()),
                "priority": self.priority.value(),
            }
        )

    def _emit(self, fields: dict[str, Any]) -> None:
        changed = {name: value for name, value in fields.items() if value != getattr(self._terms, name)}
        if changed:
            self.show_terms(replace(self._terms, **changed))
            self.edited.emit(changed)
