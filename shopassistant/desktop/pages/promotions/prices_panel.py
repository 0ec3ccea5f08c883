"""A suggestion opened: the sentence to be said aloud, what stands behind it, its curve, and yes or no."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu

from shopassistant.desktop.pages.promotions.prices_curve import CurveCard
from shopassistant.desktop.pages.promotions.prices_words import change_words, range_words, trust_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, KeyButton, button, hairline, label, row
from shopassistant.promotions.elasticity.keeping import Trust
from shopassistant.promotions.prices.advising import Curve
from shopassistant.promotions.prices.deciding import REASONS
from shopassistant.promotions.prices.listing import Suggestion

_LEAST_WIDTH, _MOST_WIDTH = 440, 540


def _tr(text: str) -> str:
    return QCoreApplication.translate("prices", text)


class SuggestionPanel(Card):
    """One suggestion.

    Signals:
        rejected: the reason's code.
        limits_wanted: its limits are to be changed.
    """

    rejected = Signal(str)
    limits_wanted = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(gap=UNIT)
        self.context = context
        self.suggestion: Suggestion | None = None
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setMaximumWidth(_MOST_WIDTH)
        self._build()

    def _build(self) -> None:
        context = self.context
        self.name = ElidedLabel(role="title")
        self.facts = ElidedLabel(tone="muted")
        self.price = label("", "figure", "accent", strong=True)
        self.gain = label("", tone="muted", wrap=True)
        self.sentence = label("", wrap=True)
        self.why = label("", tone="muted", wrap=True)
        self.trust = label("", "caption", "muted", wrap=True)
        self.curve = CurveCard(context)
        self.limits = button(_tr("Limits"), "quiet", theme=context.theme, icon="settings")
        self.limits.clicked.connect(self.limits_wanted.emit)
        self.approve = KeyButton(context.actions, "prices.approve", context.theme, "primary", _tr("Approve"))
        self.reject = KeyButton(context.actions, "prices.reject", context.theme, "", _tr("Leave as it is"))
        foot = row(self.limits, 1, self.reject, self.approve, gap=UNIT)
        self.box.addWidget(self.name)
        self.box.addWidget(self.facts)
        self.box.addLayout(row(self.price, self.gain, 1, gap=UNIT * 2))
        self.box.addWidget(hairline())
        self.box.addWidget(self.sentence)
        self.box.addWidget(self.why)
        self.box.addWidget(self.trust)
        self.box.addWidget(self.curve, 1)
        self.box.addLayout(foot)

    def show_suggestion(self, found: Suggestion | None) -> None:
        """Show one, or hide."""
        is_other = found is None or self.suggestion is None or found.id != self.suggestion.id
        self.suggestion = found
        self.setVisible(found is not None)
        if found is None:
            return
        catalogue, figures = self.context.catalogue, found.figures
        self.name.setText(found.name)
        stock = "" if figures.stock is None else _tr("{count} in stock").format(count=catalogue.number(figures.stock))
        sizes = len(figures.variant_ids)
        variants = "" if sizes == 1 else _tr("{count} variants").format(count=catalogue.number(sizes))
        cost = (
            ""
            if figures.cost_minor is None
            else _tr("costs {amount}").format(amount=catalogue.money(figures.cost_minor))
        )
        self.facts.setText(" \u00b7 ".join(part for part in (found.category, variants, stock, cost) if part))
        change = change_words(catalogue, found.change)
        self.price.setText(f"{catalogue.money(found.old_price_minor)} \u2192 {catalogue.money(found.new_price_minor)}")
        between = range_words(catalogue, figures.low_minor, figures.high_minor)
        words = _tr("{change}; {low_to_high} more margin in {days} days")
        self.gain.setText(words.format(change=change, days=figures.days, low_to_high=between))
        said = [catalogue.say(code, values) for code, values in figures.reasons]
        self.sentence.setText(said[0] if said else "")
        self.why.setText("\n".join(f"\u2022 {one}" for one in said[1:]))
        if is_other:
            self.curve.show_curve(None, 0)
            self.curve.legend.setText("")
            self.trust.setText("")

    def show_curve(self, curve: Curve | None) -> None:
        """What other prices would bring, if it is of the product that is shown."""
        if self.suggestion is not None and (curve is None or curve.goods.id == self.suggestion.variant_id):
            self.curve.show_curve(curve, self.suggestion.new_price_minor)

    def show_trust(self, variant_id: int, trust: Trust | None) -> None:
        """How far the elasticity is to be trusted, if it is of the product that is shown."""
        if self.suggestion is not None and variant_id == self.suggestion.variant_id:
            self.trust.setText(trust_words(self.context.catalogue, trust))

    def ask_reason(self) -> None:
        """Why not; the first one is a keystroke away."""
        menu = QMenu(self)
        for code in REASONS:
            action = menu.addAction(self.context.catalogue.say(f"prices.reason.{code}"))
            action.setData(code)
        menu.triggered.connect(self._on_reason)
        menu.popup(self.reject.mapToGlobal(self.reject.rect().topLeft() - self.reject.rect().bottomLeft() / 8))

    def _on_reason(self, action: object) -> None:
        self.rejected.emit(str(action.data()))  # type: ignore[attr-defined]
