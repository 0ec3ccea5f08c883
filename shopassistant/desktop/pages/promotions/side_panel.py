"""The promotion that is chosen in the table: what it gives, what was used of it, what can be done about it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from shopassistant.desktop.pages.counter.words import day
from shopassistant.desktop.pages.promotions.offer_words import offer_words
from shopassistant.desktop.pages.promotions.rehearsal_words import Figures
from shopassistant.desktop.pages.promotions.use_bar import UseBar
from shopassistant.desktop.pages.promotions.words import (
    days_words,
    hours_words,
    name_words,
    people_words,
    products_words,
    spent_words,
    state_tone,
    state_words,
    step_words,
    uses_words,
)
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import KeyButton, badge, button, column, label, row, set_property
from shopassistant.promotions.drafts.listing import PromotionRow
from shopassistant.promotions.drafts.terms import BUY
from shopassistant.promotions.drafts.view import PromotionView
from shopassistant.promotions.rehearsal.result import rehearsal_from_json

_WIDTH = 332
_MOST_STEPS = 5


class SidePanel(QFrame):
    """Facts above, what can be done about it below.

    Signals:
        wanted: ``discard``, ``end``, ``take_up``, ``write`` (an e-mail about it) or ``results``.
    """

    wanted = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setFixedWidth(_WIDTH)
        self.context = context
        self.view: PromotionView | None = None
        self._build()

    def _build(self) -> None:
        self.name = label("", "lead", strong=True, wrap=True)
        self.number = label("", "caption", "muted")
        self.state = badge("")
        self.offer = label("", "lead", "accent", strong=True, wrap=True)
        self.facts = label("", wrap=True)
        self.budget = UseBar(self.context.theme)
        self.uses = UseBar(self.context.theme)
        self.so_far = label("", wrap=True)
        self.expected = label("", tone="muted", wrap=True)
        self.coupons = label("", tone="muted", wrap=True)
        self.history = label("", "caption", "muted", wrap=True)
        inner = QWidget()
        inner.setObjectName("scrolled")
        head = row(self.number, 1, self.state)
        inner.setLayout(
            column(
                head, self.name, self.offer, self.facts, self.budget, self.uses, self.so_far, self.expected,
                self.coupons, self.history, 1, margin=GAP, gap=UNIT,
            )
        )  # fmt: skip
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        whole = column(scroll, self._build_buttons(), gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _build_buttons(self) -> QWidget:
        actions, theme = self.context.actions, self.context.theme
        self.open_button = KeyButton(actions, "promotions.open", theme, "primary", self.tr("Open"))
        self.copy_button = KeyButton(actions, "promotions.copy", theme, "", self.tr("Copy"))
        self.pause_button = KeyButton(actions, "promotions.pause", theme, "", self.tr("Pause"))
        self.end_button = self._way(self.tr("End it now"), "end", "danger")
        self.discard_button = self._way(self.tr("Give up"), "discard", "danger")
        self.take_up_button = self._way(self.tr("Take up again"), "take_up", "")
        self.write_button = self._way(self.tr("Write to them"), "write", "")
        self.results_button = self._way(self.tr("Results"), "results", "")
        made = QWidget()
        first, second = row(self.open_button, gap=UNIT), row(self.copy_button, self.pause_button, gap=UNIT)
        third = row(self.end_button, self.discard_button, self.take_up_button, gap=UNIT)
        fourth = row(self.write_button, self.results_button, gap=UNIT)
        made.setLayout(column(first, second, fourth, third, margin=GAP, gap=UNIT))
        return made

    def _way(self, words: str, name: str, kind: str) -> QPushButton:
        made = button(words, kind)
        made.setProperty("way", name)
        made.clicked.connect(self._on_way)
        return made

    def _on_way(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.wanted.emit(str(sender.property("way")))

    def show_view(self, view: PromotionView) -> None:
        """Show one."""
        self.view = view
        one, catalogue = view.row, self.context.catalogue
        self.name.setText(name_words(one))
        self.number.setText(one.number)
        self.state.setText(state_words(one.state))
        set_property(self.state, "badge", state_tone(one.state))
        same = BUY not in view.terms.choices
        words = offer_words(catalogue, one.offer, same_products=same)
        self.offer.setText(words[:1].upper() + words[1:])
        self.facts.setText("\n".join(self._facts(view)))
        self._show_use(one)
        coupons = view.coupons
        self.coupons.setVisible(bool(coupons.issued))
        self.coupons.setText(
            self.tr("{issued} coupons, {used} used").format(
                issued=catalogue.number(coupons.issued), used=catalogue.number(coupons.used)
            )
        )
        self.expected.setText(self._expected(view))
        self.expected.setVisible(bool(self.expected.text()))
        self.history.setText("\n".join(self._steps(view)))
        self._show_ways(one)

    def _facts(self, view: PromotionView) -> list[str]:
        one, catalogue = view.row, self.context.catalogue
        today = self.context.store.clock.now().astimezone().date()
        days = days_words(catalogue, one.starts_at, one.ends_at, today)
        hours = hours_words(catalogue, view.terms.when)
        facts = [days[:1].upper() + days[1:] + (f", {hours}" if hours else ""), people_words(one)]
        if one.state != "draft":
            facts.append(self.tr("Products: {count}").format(count=products_words(catalogue, one)))
        if view.floor_passed_by:
            facts.append(self.tr("May go below cost: {name}").format(name=view.floor_passed_by))
        return facts

    def _show_use(self, one: PromotionRow) -> None:
        catalogue, is_live = self.context.catalogue, one.state != "draft"
        self.budget.setVisible(is_live and one.budget_minor is not None)
        self.uses.setVisible(is_live and one.max_uses is not None)
        if one.budget_minor:
            words = self.tr("Given: {words}").format(words=spent_words(catalogue, one))
            self.budget.show_use(words, one.spent_minor / one.budget_minor)
        if one.max_uses:
            self.uses.show_use(
                self.tr("Used: {words}").format(words=uses_words(catalogue, one)), one.uses / one.max_uses
            )
        self.so_far.setVisible(is_live)
        self.so_far.setText(self._so_far(one))

    def _so_far(self, one: PromotionRow) -> str:
        catalogue = self.context.catalogue
        if not one.uses:
            return self.tr("Not used yet.")
        once, often = self.tr("Used once, {spent} given."), self.tr("Used {uses} times, {spent} given.")
        words = (once if one.uses == 1 else often).format(
            uses=catalogue.number(one.uses), spent=catalogue.money(one.spent_minor)
        )
        if one.margin_minor is None:
            return words
        if one.margin_minor < 0:
            return f"{words} " + self.tr("The goods lost {margin}.").format(margin=catalogue.money(-one.margin_minor))
        return f"{words} " + self.tr("The goods still earned {margin}.").format(
            margin=catalogue.money(one.margin_minor)
        )

    def _expected(self, view: PromotionView) -> str:
        """What its rehearsal said when it was approved, or that nobody has approved it yet."""
        if view.row.state == "draft":
            return self.tr("Open it to see what it would bring.")
        if not view.rehearsal:
            return ""
        figures, change = Figures(self.context.catalogue), rehearsal_from_json(view.rehearsal).change.margin_minor
        words = self.tr("Expected when it was approved: {mid} {currency} of margin added ({span}).")
        return words.format(
            mid=figures.signed(change.mid),
            currency=self.context.catalogue.currency.code,
            span=figures.span(change, figures.signed),
        )

    def _steps(self, view: PromotionView) -> list[str]:
        catalogue = self.context.catalogue
        today = self.context.store.clock.now().astimezone().date()
        found = []
        for step in view.history[:_MOST_STEPS]:
            words = step_words(step.action)
            if words:
                found.append(f"{day(catalogue, step.at, today)}: {words} ({step.who})")
        return found

    def _show_ways(self, one: PromotionRow) -> None:
        is_live = one.state in ("coming", "running", "paused", "used_up")
        self.pause_button.setVisible(is_live)
        translate = QCoreApplication.translate
        words = translate("SidePanel", "Resume") if one.state == "paused" else translate("SidePanel", "Pause")
        self.pause_button.setText(words)
        self.end_button.setVisible(is_live)
        self.write_button.setVisible(one.state in ("coming", "running"))
        self.results_button.setVisible(one.uses > 0)
        self.discard_button.setVisible(one.state == "draft")
        self.take_up_button.setVisible(one.state in ("ended", "cancelled"))
