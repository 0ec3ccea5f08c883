"""The third step: what it gives, shown on a real basket; with which coupon, when, where, how much, beside what else."""

from PySide6.QtCore import QCoreApplication, Signal

from shopassistant.desktop.pages.promotions.evaluation import Evaluation
from shopassistant.desktop.pages.promotions.example_card import ExampleCard
from shopassistant.desktop.pages.promotions.limits_form import LimitsForm
from shopassistant.desktop.pages.promotions.offer_form import OfferForm
from shopassistant.desktop.pages.promotions.offer_words import offer_words
from shopassistant.desktop.pages.promotions.step_card import StepCard
from shopassistant.desktop.pages.promotions.when_form import WhenForm
from shopassistant.desktop.pages.promotions.words import days_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.basics import hairline, label
from shopassistant.promotions.drafts.terms import BUY, Terms


class OfferStep(StepCard):
    """Three forms below each other.

    Signals:
        edited: a dict of the fields of `Terms` that changed.
    """

    edited = Signal(dict)

    def __init__(self, context: AppContext, key: str) -> None:
        super().__init__(3, QCoreApplication.translate("promotions", "Offer"), key)
        self.context = context
        self.offer = OfferForm(context)
        self.example = ExampleCard(context)
        self.when = WhenForm(context)
        self.limits = LimitsForm(context)
        self.add(
            self.offer, self.example, hairline(),
            label(self.tr("When and where"), "caption", "muted", strong=True), self.when, hairline(),
            label(self.tr("Coupons, limits, other promotions"), "caption", "muted", strong=True), self.limits,
        )  # fmt: skip
        self.offer.changed.connect(self._on_offer)
        self.when.edited.connect(self.edited.emit)
        self.limits.edited.connect(self.edited.emit)

    def show_terms(self, terms: Terms) -> None:
        """Show them."""
        catalogue = self.context.catalogue
        self.offer.show_offer(terms.offer)
        self.when.show_terms(terms)
        self.limits.show_terms(terms)
        words = offer_words(catalogue, terms.offer, same_products=BUY not in terms.choices)
        today = self.context.store.clock.now().astimezone().date()
        days = days_words(catalogue, terms.when.starts_at, terms.when.ends_at, today)
        self.sum_up(f"{words}, {days}")

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show the offer on a basket."""
        self.example.show_example(evaluation.example)

    def focus(self) -> None:
        """Put the focus on the kind of offer."""
        self.offer.focus()

    def _on_offer(self, offer: object) -> None:
        self.edited.emit({"offer": offer})
