"""The last step: what is missing, what should be seen before, and the button that lets it go."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.promotions.boxes import quietly
from shopassistant.desktop.pages.promotions.coupons_box import CouponsBox
from shopassistant.desktop.pages.promotions.step_card import StepCard
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import IconLabel, KeyButton, button, column, label, row
from shopassistant.desktop.widgets.form_dialog import field
from shopassistant.promotions.drafts.checks import Check, Checked
from shopassistant.promotions.drafts.terms import LONGEST_NOTE, Terms
from shopassistant.promotions.drafts.view import PromotionView

_NOTE_HEIGHT = 60
_SIGNS = {"stop": ("ban", "critical"), "pin": ("lock", "warning"), "look": ("info", "accent")}


class GoStep(StepCard):
    """Checks as a list, each with the way to where it is mended.

    Signals:
        edited: a dict of the fields of `Terms` that changed.
        step_wanted: name of a step.
        take_back_wanted: the approval was an error.
        take_out_wanted: what goes below its floor is to be taken out of the products.
    """

    edited = Signal(dict)
    step_wanted = Signal(str)
    take_back_wanted = Signal()
    take_out_wanted = Signal()

    def __init__(self, context: AppContext, key: str) -> None:
        super().__init__(5, QCoreApplication.translate("promotions", "Go"), key)
        self.context = context
        self.checks = column(gap=UNIT)
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setTabChangesFocus(True)
        self.note.textChanged.connect(self._on_note)
        self.coupons = CouponsBox(context)
        self.go_button = KeyButton(context.actions, "promotions.go", context.theme, "primary", self.tr("Approve"))
        self.back_button = button(self.tr("Take the approval back"))
        self.back_button.clicked.connect(self.take_back_wanted.emit)
        self.words = label("", tone="muted", wrap=True)
        self.warning = label("", tone="warning", strong=True, wrap=True)
        self.warning.hide()
        foot = row(self.words, self.back_button, self.go_button, gap=UNIT)
        foot.setStretch(0, 1)
        self.add(self.checks, self.warning, self.coupons, field(self.tr("Note for colleagues"), self.note), foot)

    def show_view(self, view: PromotionView) -> None:
        """A promotion was opened, approved or changed."""
        state = view.row.state
        self.coupons.show_view(view)
        self.back_button.setVisible(state in ("coming", "running", "paused") and not view.row.uses)
        self.go_button.setVisible(state in ("draft", "coming", "running", "paused", "used_up"))
        self.go_button.setText(self.tr("Approve") if state == "draft" else self.tr("Change from now on"))

    def show_terms(self, terms: Terms) -> None:
        """Show the note."""
        self.coupons.show_terms(terms)
        if self.note.toPlainText().strip() != terms.note:
            quietly(self.note, lambda: self.note.setPlainText(terms.note))

    def show_ready(self, checked: Checked | None, words: str, *, may_go: bool) -> None:
        """Show what is in the way; `checked` is None while it is being looked at."""
        self.go_button.setEnabled(may_go)
        self.words.setText(words)
        if checked is not None:
            self._fill(checked.checks)
            stops = sum(one.level == "stop" for one in checked.checks)
            number = self.context.catalogue.number
            self.sum_up(self.tr("{count} things are missing").format(count=number(stops)) if stops > 1
                        else self.tr("one thing is missing") if stops else self.tr("nothing is missing"))  # fmt: skip

    def warn(self, verdict: str) -> None:
        """The rehearsal expects it to cost more than it earns; empty where it does not."""
        self.warning.setText(self.tr("By the rehearsal: {verdict}").format(verdict=verdict) if verdict else "")
        self.warning.setVisible(bool(verdict))

    def focus(self) -> None:
        """Put the focus on the button."""
        (self.go_button if self.go_button.isEnabled() else self.note).setFocus()

    def _fill(self, checks: tuple[Check, ...]) -> None:
        while self.checks.count():
            item = self.checks.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        for one in checks:
            self.checks.addWidget(self._line(one))
        if not checks:
            sign = IconLabel(self.context.theme, "circle-check", "positive")
            self.checks.addWidget(_held(sign, label(self.tr("Nothing is in the way."), wrap=True)))

    def _line(self, one: Check) -> QWidget:
        icon, tone = _SIGNS[one.level]
        said = label(check_words(self.context.catalogue, one), wrap=True)
        parts: list[QWidget] = [IconLabel(self.context.theme, icon, tone), said]
        if one.level == "pin":
            out = button(self.tr("Take them out"), "quiet")
            out.clicked.connect(self.take_out_wanted.emit)
            parts.append(out)
        if one.step != "go":
            there = button(self.tr("Go there"), "quiet")
            there.setProperty("step", one.step)
            there.setAccessibleName(f"{there.text()}: {said.text()}")
            there.clicked.connect(self._on_there)
            parts.append(there)
        return _held(*parts)

    def _on_there(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.step_wanted.emit(str(sender.property("step")))

    def _on_note(self) -> None:
        self.edited.emit({"note": self.note.toPlainText().strip()[:LONGEST_NOTE]})


def check_words(catalogue: Catalogue, one: Check) -> str:
    """What is in the way, as a sentence."""
    return catalogue.say(one.code, one.values)


def _held(*parts: QWidget) -> QWidget:
    made = QWidget()
    line = row(*parts, gap=UNIT)
    line.setStretch(1, 1)
    made.setLayout(line)
    return made
