"""Asks what a price may do: of a product, its categories, or the shop; what is left empty is as the wider one says."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from shopassistant.core.errors import UserError
from shopassistant.desktop.pages.promotions.prices_setup_desk import Said, Scope, SetupDesk
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP
from shopassistant.desktop.widgets.basics import button
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.promotions.prices.limits import Limits

_BP = 100


def _tr(text: str) -> str:
    return QCoreApplication.translate("prices", text)


class LimitsDialog(FormDialog):
    """Six fields and a tick."""

    def __init__(self, context: AppContext, desk: SetupDesk, parent: QWidget) -> None:
        super().__init__(context.theme, _tr("Limits of prices"), _tr("Save"), parent, icon="check", width=520)
        self.context = context
        self.desk = desk
        self._said: Said | None = None
        self._scopes: tuple[Scope, ...] = ()
        self._build()
        desk.scoped.connect(self._on_scopes)
        desk.said.connect(self._on_said)
        desk.done.connect(self._on_done)
        desk.refused.connect(self._on_refused)
        self.submitted.connect(self._on_submitted)

    def _build(self) -> None:
        self.scope = QComboBox()
        self.scope.currentIndexChanged.connect(self._on_scope)
        code = self.context.catalogue.currency.code
        self.edits = {
            name: QLineEdit()
            for name in ("floor_minor", "ceiling_minor", "floor_margin_bp", "max_step_bp", "ending", "min_days_between")
        }
        names = {
            "floor_minor": _tr("Not below ({currency})").format(currency=code),
            "ceiling_minor": _tr("Not above ({currency})").format(currency=code),
            "floor_margin_bp": _tr("Over cost, at least (%)"),
            "max_step_bp": _tr("One change at most (%)"),
            "ending": _tr("Prices end in"),
            "min_days_between": _tr("Days between changes"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        for place, (name, words) in enumerate(names.items()):
            grid.addWidget(field(words, self.edits[name]), place // 2, place % 2)
        self.automatic = QCheckBox(_tr("Take suggestions inside these limits without asking"))
        self.clear = button(_tr("As the wider limits say"), "quiet", theme=self.theme, icon="undo-2")
        self.clear.clicked.connect(self._on_clear)
        self.fields.addWidget(field(_tr("For"), self.scope))
        self.fields.addLayout(grid)
        self.fields.addWidget(self.automatic)
        self.foot.insertWidget(1, self.clear)

    def ask(self, variant_id: int = 0, name: str = "") -> None:
        """Begin with a product, or with the shop."""
        self._said = None
        self.set_busy(True)
        self.desk.ask_scopes(variant_id, name, _tr("The whole shop"))
        self.open()

    def _on_scopes(self, scopes: tuple[Scope, ...]) -> None:
        self._scopes = scopes
        self.scope.blockSignals(True)
        self.scope.clear()
        self.scope.addItems([scope.name for scope in scopes])
        self.scope.blockSignals(False)
        self._on_scope(0)

    def _on_scope(self, place: int) -> None:
        if 0 <= place < len(self._scopes):
            self.desk.ask(self._scopes[place])

    def _on_said(self, said: Said) -> None:
        self._said = said
        for name, edit in self.edits.items():
            edit.setText(self._text(name, said.own))
            edit.setPlaceholderText(self._text(name, said.holds) or _tr("none"))
        self.automatic.setChecked(bool(said.holds.automatic))
        self.clear.setEnabled(said.limit_id > 0)
        self.begin()
        self.edits["floor_minor"].setFocus()

    def _text(self, name: str, limits: Limits) -> str:
        value = getattr(limits, name)
        formats = self.context.catalogue.formats
        if value is None or value == "":
            return ""
        if name.endswith("_minor"):
            return formats.say_number(self.context.catalogue.currency.to_decimal(value))
        if name.endswith("_bp"):
            return formats.say_number(Decimal(value) / _BP)
        return str(value)

    def _on_submitted(self, _pin: str) -> None:
        if self._said is None:
            return
        try:
            limits = self._limits()
        except UserError as error:
            self.refuse(self.context.catalogue.explain(error))
            return
        self.set_busy(True)
        self.desk.save(self._said.scope, limits)

    def _limits(self) -> Limits:
        """What is typed. Raises UserError."""
        parse = self.context.catalogue.currency.parse
        texts = {name: edit.text().strip() for name, edit in self.edits.items()}
        money = {name: parse(text) if text else None for name, text in texts.items() if name.endswith("_minor")}
        shares = {
            name: self._share(name, text) if text else None for name, text in texts.items() if name.endswith("_bp")
        }
        days = texts["min_days_between"]
        if days and not (days.isascii() and days.isdigit()):
            raise UserError("prices.limit", field="min_days_between")
        holds = self._said is not None and bool(self._said.holds.automatic)
        own = None if self._said is None else self._said.own.automatic
        automatic = own if self.automatic.isChecked() == holds else self.automatic.isChecked()
        return Limits(
            **money, **shares, ending=texts["ending"] or None, min_days_between=int(days) if days else None,
            automatic=automatic,
        )  # fmt: skip

    def _share(self, name: str, text: str) -> int:
        try:
            return int((Decimal(text.replace(",", ".").rstrip("% ")) * _BP).to_integral_value())
        except ArithmeticError as error:
            raise UserError("prices.limit", field=name) from error

    def _on_clear(self) -> None:
        if self._said is not None and self._said.limit_id:
            self.set_busy(True)
            self.desk.remove(self._said.limit_id)

    def _on_done(self) -> None:
        if self.isVisible():
            self.accept()
            before = self._said
            words = _tr("Limits saved; the next suggestions keep to them")
            self.context.toasts.show(words, None if before is None else lambda: self.desk.restore(before))

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)
