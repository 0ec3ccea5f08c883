"""What the parts of the builder mean to each other: an edit reaches the desk, an answer reaches the steps."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from shopassistant.desktop.pages.promotions.coupons_desk import CouponsDesk
from shopassistant.desktop.pages.promotions.evaluation import Evaluation
from shopassistant.desktop.pages.promotions.people_desk import PeopleDesk
from shopassistant.desktop.pages.promotions.people_words import PeopleAnswer
from shopassistant.desktop.pages.promotions.rehearsal_desk import RehearsalDesk
from shopassistant.desktop.pages.promotions.rehearsal_words import Shown
from shopassistant.desktop.widgets.form_dialog import PinDialog
from shopassistant.promotions.choosing.choice import Choice
from shopassistant.promotions.drafts.terms import GET, Place, Terms
from shopassistant.promotions.drafts.view import PromotionView
from shopassistant.promotions.rules.offers import PercentOff

if TYPE_CHECKING:
    from shopassistant.desktop.pages.promotions.builder_view import BuilderView
    from shopassistant.promotions.choosing.overstock import Proposal


class BuilderLink(QObject):
    """Connects a `BuilderView` with what answers it."""

    def __init__(self, view: "BuilderView") -> None:
        super().__init__(view)
        self.view = view
        self.context = view.context
        self.desk = view.desk
        self.rehearsals = RehearsalDesk(view.context, self)
        self.people = PeopleDesk(view.context, self)
        self.coupons = CouponsDesk(view.context, self)
        self._opened_id = 0
        self._pin: PinDialog | None = None
        self._connect()

    def _connect(self) -> None:
        view, desk = self.view, self.desk
        view.products.chosen.connect(self._on_choices)
        view.products.proposed.connect(self._on_proposal)
        view.people.chosen.connect(self._on_segment)
        view.offer.edited.connect(self._on_fields)
        view.go_step.edited.connect(self._on_fields)
        view.go_step.step_wanted.connect(view.show_step)
        view.go_step.take_back_wanted.connect(self._on_take_back)
        view.go_step.take_out_wanted.connect(self._on_take_out)
        view.go_step.coupons.codes_wanted.connect(self._on_codes)
        view.go_step.coupons.list_wanted.connect(self._on_list)
        view.go_step.coupons.slips_wanted.connect(self._on_slips)
        view.rehearsal.use_wanted.connect(self._on_use)
        view.rehearsal.drop_wanted.connect(self.rehearsals.drop)
        desk.opened.connect(self._on_opened)
        desk.edited.connect(self._on_edited)
        desk.evaluated.connect(self._on_evaluated)
        desk.pin_wrong.connect(self._on_pin_wrong)
        self.rehearsals.rehearsed.connect(self._on_rehearsed)
        self.rehearsals.nothing.connect(view.rehearsal.tell)
        self.people.answered.connect(self._on_people)
        self.coupons.refused.connect(desk.refused.emit)

    # A promotion was opened

    def _on_opened(self, view: PromotionView) -> None:
        if view.row.promotion_id != self._opened_id:
            self._opened_id = view.row.promotion_id
            self.rehearsals.begin()
            self.view.products.begin()
            self.people.begin()
            self.view.steps_area.verticalScrollBar().setValue(0)
            if not view.terms.name and self.desk.is_draft:
                self.view.name.setFocus()
            else:
                self.view.products.focus()
        self.people.load_choices(self.view.offer)
        self._on_edited(self.desk.terms)

    # Edits

    def _on_choices(self, choices: Mapping[Place, Choice]) -> None:
        self.desk.edit(choices=dict(choices))

    def _on_segment(self, segment_id: int | None) -> None:
        self.desk.edit(segment_id=segment_id)

    def _on_fields(self, fields: dict[str, Any]) -> None:
        self.desk.edit(**fields)

    def _on_proposal(self, proposal: "Proposal") -> None:
        """Overstock's products, its discount where there is a plain one, and a name where there is none."""
        terms = self.desk.terms
        fields: dict[str, Any] = {"choices": {**terms.choices, GET: proposal.choice}}
        if isinstance(terms.offer, PercentOff) and proposal.suggested_share_bp:
            fields["offer"] = PercentOff(proposal.suggested_share_bp)
        if not terms.name:
            fields["name"] = self.view.products.proposals.title_of(proposal)
        self.desk.edit(**fields)

    def _on_take_out(self) -> None:
        """Take what goes below its floor out of the products."""
        evaluation = self.desk.evaluation
        if evaluation is None or evaluation.checked.floor is None:
            return
        out = {one.goods.variant_id for one in evaluation.checked.floor.below}
        choices = dict(self.desk.terms.choices)
        for place, choice in choices.items():
            if place[0] == "get":
                excluded, picked = {*choice.excluded, *out}, set(choice.picked) - out
                choices[place] = replace(choice, excluded=tuple(sorted(excluded)), picked=tuple(sorted(picked)))
        self.desk.edit(choices=choices)

    def _on_take_back(self) -> None:
        self.desk.take_back(self.desk.promotion_id)

    def _on_edited(self, _terms: Terms) -> None:
        self.view.rehearsal.wait()
        self._show_ready(None)

    # Answers

    def _on_evaluated(self, evaluation: Evaluation) -> None:
        self.view.products.show_evaluation(evaluation)
        self.view.offer.show_evaluation(evaluation)
        self._show_ready(evaluation)
        self.rehearsals.ask(self.desk.promotion_id, evaluation)
        self.people.ask(self.desk.promotion_id, evaluation)

    def _on_rehearsed(self, shown: Shown) -> None:
        self.view.rehearsal.show_rehearsal(shown)
        self.view.go_step.warn(shown.verdict if shown.is_loss else "")

    def _on_people(self, answer: PeopleAnswer) -> None:
        self.view.people.show_rows(answer.rows, answer.advice)

    def _show_ready(self, evaluation: Evaluation | None) -> None:
        desk, step = self.desk, self.view.go_step
        checked = None if evaluation is None else evaluation.checked
        may_go = checked is not None and checked.may_go and (desk.is_draft or (desk.is_live and desk.is_dirty))
        words = ""
        if checked is not None and checked.needs_pin and may_go:
            words = self.tr("A manager's PIN is asked for, because something goes below cost.")
        elif desk.is_live and not desk.is_dirty:
            words = self.tr("It counts as it stands here.")
        elif desk.is_live:
            words = self.tr("What was sold stays as it was sold.")
        step.show_ready(checked, words, may_go=may_go)
        self.view.go_button.setEnabled(may_go)

    # Going

    def go(self) -> None:
        """Approve it, with a manager's PIN where something goes below its floor."""
        evaluation = self.desk.evaluation
        if evaluation is None or evaluation.terms != self.desk.terms:
            return
        if not evaluation.checked.may_go:
            self.view.show_step("go")
            return
        if not self.view.go_step.go_button.isEnabled():
            return
        if evaluation.checked.needs_pin:
            self._ask_pin(evaluation)
        else:
            self.desk.go(rehearsal=self.rehearsals.kept())

    @property
    def pin(self) -> PinDialog:
        """Asks for a manager's PIN; made when it is first needed."""
        if self._pin is None:
            self._pin = PinDialog(self.context.theme, self.view)
        return self._pin

    def _ask_pin(self, evaluation: Evaluation, wrong: str = "") -> None:
        check = next(one for one in evaluation.checked.checks if one.level == "pin")
        what = self.context.catalogue.say(check.code, check.values)
        self.pin.ask(what, self._on_pin)
        if wrong:
            self.pin.refuse(wrong)

    def _on_pin(self, pin: str) -> None:
        self.desk.go(pin, self.rehearsals.kept())

    def _on_pin_wrong(self, sentence: str) -> None:
        if self.desk.evaluation is not None:
            self._ask_pin(self.desk.evaluation, sentence)

    # Comparing

    def compare(self) -> None:
        """Keep the terms as they are beside what is changed next."""
        evaluation = self.desk.evaluation
        if evaluation is not None and self.rehearsals.keep(evaluation):
            self.rehearsals.ask(self.desk.promotion_id, evaluation)

    def _on_use(self, place: int) -> None:
        terms = self.rehearsals.terms_of(place)
        if terms is not None:
            now = self.desk.terms
            self.rehearsals.drop(place)
            self.desk.put(replace(terms, name=now.name, note=now.note))

    # Coupons

    def _on_codes(self, count: int, uses: int) -> None:
        self.desk.save_now()  # that it needs a coupon is in the store before the first one
        self.coupons.make(self.desk.promotion_id, count, uses)

    def _on_slips(self, path: Path) -> None:
        if self.desk.view is not None:
            self.coupons.print(self.desk.view, path)

    def _on_list(self, path: Path) -> None:
        self.coupons.export(self.desk.promotion_id, path)
