"""A campaign written: for whom, about what, with which words; the letter of a real customer always beside it."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QScrollArea, QSpinBox, QWidget

from shopassistant.desktop.pages.promotions.campaigns_about import AboutCard
from shopassistant.desktop.pages.promotions.campaigns_blocks import Blocks, WordsEdit
from shopassistant.desktop.pages.promotions.campaigns_desk import CampaignsDesk
from shopassistant.desktop.pages.promotions.campaigns_preview import PreviewCard
from shopassistant.desktop.pages.promotions.campaigns_views import Choices, Reach
from shopassistant.desktop.pages.promotions.campaigns_words import arm_words, reason_words, template_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, button, column, label, row
from shopassistant.desktop.widgets.form_dialog import field
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.promotions.campaigns.content import (
    LONGEST_PREHEADER,
    LONGEST_SUBJECT,
    MOST_PRODUCTS,
    Words,
)
from shopassistant.promotions.campaigns.drafts import MOST_ARMS, ArmDraft, CampaignDraft
from shopassistant.promotions.campaigns.templates import NAMES, load_template

_PAUSE_MS = 250
_FORM_WIDTH = 520


class CampaignEditor(QWidget):
    """The form and the preview.

    Signals:
        left: the campaign with this id was kept.
    """

    left = Signal(int)

    def __init__(self, context: AppContext, desk: CampaignsDesk) -> None:
        super().__init__()
        self.context, self.desk = context, desk
        self.campaign_id = 0
        self._customer_id = 0
        self._samples: tuple[int, ...] = ()
        self._arms: list[ArmDraft] = []
        self._shown = (0, "en")
        self._before: CampaignDraft | None = None
        self._begun: CampaignDraft | None = None
        self._reached: tuple[int | None, float, int] | None = None
        self._is_filling = False
        self._choices = Choices()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        self.about = AboutCard(self.context)
        self._build_words()
        self.preview = PreviewCard(self.context)
        ground = QWidget()
        ground.setObjectName("scrolled")
        ground.setLayout(column(self.about, self.letter, 1, gap=UNIT))
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(ground)
        scroll.setMinimumWidth(_FORM_WIDTH)
        theme = self.context.theme
        self.back_button = button(self.tr("Back"), theme=theme, icon="arrow-left")
        self.keep_button = button(self.tr("Keep as draft"), "primary", theme=theme, icon="save")
        self.notice = label("", tone="critical", wrap=True)
        self.notice.hide()
        left = column(scroll, self.notice, row(self.back_button, 1, self.keep_button), gap=UNIT)
        left.setStretch(0, 1)
        body = row(left, self.preview, gap=GAP)
        body.setStretch(0, 5)
        body.setStretch(1, 6)
        self.setLayout(body)

    def _build_words(self) -> None:
        theme, catalogue = self.context.theme, self.context.catalogue
        self.letter = Card()
        letters = [(str(place), arm_words(chr(ord("A") + place))) for place in range(MOST_ARMS)]
        self.arm = Segmented(letters, self.tr("Letter"))
        self.language = Segmented((("en", "English"), ("de", "Deutsch")), self.tr("Language"))
        self.template = QComboBox()
        self.template.addItem(self.tr("Begin anew with \u2026"), "")
        for name in NAMES:
            self.template.addItem(template_words(name), name)
        self.subject = WordsEdit(theme, catalogue, self.tr("Subject"), 1, LONGEST_SUBJECT)
        self.preheader = WordsEdit(theme, catalogue, self.tr("Line beside the subject"), 1, LONGEST_PREHEADER)
        self.blocks = Blocks(theme, catalogue)
        self.products = QSpinBox()
        self.products.setRange(0, MOST_PRODUCTS)
        self.products.lineEdit().setTextMargins(UNIT - 2, 0, 0, 0)
        self.url = QLineEdit()
        self.url.setPlaceholderText(self.tr("https://\u2026 (empty: a page with the offer and the code)"))
        self.own_promotion = QComboBox()
        self.own_promotion_field = field(self.tr("Offer of this letter"), self.own_promotion)
        self.hour = QComboBox()
        self.hour.addItem(self.tr("as soon as it starts"), None)
        for hour in range(6, 22):
            self.hour.addItem(self.tr("at {hour}:00").format(hour=hour), hour)
        self.writer = Segmented(
            (("template", self.tr("These words")), ("model", self.tr("The language model"))), self.tr("Written by")
        )
        self.brief = WordsEdit(theme, catalogue, self.tr("What the model should know"), 2)
        self.brief_field = field(self.tr("Occasion and tone, for the model"), self.brief)
        self._lay_out_words()

    def _lay_out_words(self) -> None:
        box = self.letter.box
        self.arm_field = row(self.arm, 1)
        box.addLayout(self.arm_field)
        box.addLayout(row(self.language, 1, self.template))
        box.addWidget(self.own_promotion_field)
        for title, edit in ((self.tr("Subject"), self.subject), (self.tr("Line beside the subject"), self.preheader)):
            box.addWidget(field(title, edit))
            box.addWidget(edit.fault)
        box.addWidget(self.blocks)
        small = row(field(self.tr("Personal products"), self.products), field(self.tr("Send"), self.hour), 1, gap=GAP)
        box.addLayout(small)
        box.addWidget(field(self.tr("The button leads to"), self.url))
        box.addWidget(field(self.tr("Subject and text written by"), self.writer))
        box.addWidget(self.brief_field)

    def _connect(self) -> None:
        desk, preview = self.desk, self.preview
        desk.chosen.connect(self._on_choices)
        desk.reached.connect(self._on_reach)
        desk.previewed.connect(preview.show_preview)
        desk.kept.connect(self._on_kept)
        desk.refused.connect(self._on_refused)
        self._pause.timeout.connect(self._ask)
        for edit in (self.subject, self.preheader, self.brief):
            edit.edited.connect(self._on_edited)
        self.blocks.edited.connect(self._on_edited)
        self.about.name.textEdited.connect(self._clear_notice)
        self.about.edited.connect(self._on_edited)
        self.about.letters_wanted.connect(self._on_letters)
        self.url.textEdited.connect(self._on_edited)
        self.products.valueChanged.connect(self._on_edited)
        for box in (self.own_promotion, self.hour):
            box.activated.connect(self._on_edited)
        self.writer.chosen.connect(self._on_edited)
        self.arm.chosen.connect(self._on_other)
        self.language.chosen.connect(self._on_other)
        self.template.activated.connect(self._on_template)
        self.keep_button.clicked.connect(self.keep)
        preview.customer_wanted.connect(self._on_customer)
        preview.next_wanted.connect(self._on_next)
        preview.test_wanted.connect(desk.send_test)
        preview.model_wanted.connect(self._on_model)

    # Filling

    def ask(self, campaign_id: int, draft: CampaignDraft) -> None:
        """Show a draft to be changed; id 0 for a new one."""
        self.campaign_id, self._before, self._customer_id = campaign_id, draft, 0
        self._is_filling = True
        self._arms = list(draft.arms)
        self._shown = (0, self._first_language())
        self.about.show_draft(draft)
        self.arm.choose("0")
        self._fill_choices()
        self._is_filling = False
        self._show_arm()
        self._begun, self._reached = self.draft(), None
        self._clear_notice()
        self._ask()
        self.about.name.setFocus()

    def unsaved(self) -> CampaignDraft | None:
        """What was written and not kept; None where nothing was."""
        self._take()
        draft = self.draft()
        return None if draft == self._begun else draft

    def _first_language(self) -> str:
        words = self._arms[0].content.words
        mine = self.context.catalogue.language
        return mine if mine in words else next(iter(words))

    def _show_arm(self) -> None:
        """The words of the letter and language in front."""
        place, language = self._shown
        arm, content = self._arms[place], self._arms[place].content
        words = content.words.get(language) or Words("", "", content.words[next(iter(content.words))].blocks)
        self._is_filling = True
        self.arm.show_first(len(self._arms))
        self.arm.setVisible(self._is_comparing)
        self.own_promotion_field.setVisible(self._is_comparing)
        self.own_promotion.setCurrentIndex(max(self.own_promotion.findData(arm.promotion_id), 0))
        self.language.choose(language)
        self.products.setValue(content.products)
        self._set_products(content.products)
        self.subject.show_text(words.subject)
        self.preheader.show_text(words.preheader)
        self.blocks.show_blocks(words.blocks)
        self.url.setText(content.url)
        self.writer.choose(content.writer)
        self.brief.show_text(content.brief)
        self.hour.setCurrentIndex(max(self.hour.findData(arm.send_hour), 0))
        self._is_filling = False
        self._show_writer()

    def _take(self) -> None:
        """Keep what stands in the fields as the words of the letter and language in front."""
        place, language = self._shown
        content = self._arms[place].content
        words: Mapping[str, Words] = content.words
        shown = Words(" ".join(self.subject.text.split()), " ".join(self.preheader.text.split()), self.blocks.blocks)
        if shown.subject or language in words:
            words = {**words, language: shown}
        content = replace(
            content, words=words, products=self.products.value(), url=self.url.text().strip(),
            writer=self.writer.value, brief=self.brief.text,
        )  # fmt: skip
        own = self.own_promotion.currentData() if self._is_comparing else None
        self._arms[place] = replace(
            self._arms[place], content=content, promotion_id=own, send_hour=self.hour.currentData()
        )

    def _set_products(self, products: int) -> None:
        for edit in (self.subject, self.preheader, self.blocks):
            edit.set_products(products)

    def _show_writer(self) -> None:
        self.brief_field.setVisible(self.writer.value == "model")
        self.preview.model_button.setVisible(self.writer.value == "model" and self._choices.has_model)

    def _on_choices(self, choices: Choices) -> None:
        self._choices = choices
        self._fill_choices()
        self._show_writer()

    @property
    def _is_comparing(self) -> bool:
        return len(self._arms) > 1

    def _fill_choices(self) -> None:
        own = self._arms[self._shown[0]].promotion_id if self._arms else None
        promotions = []
        for one, code, name, needs_coupon in self._choices.promotions:
            ending = " \u00b7 " + self.tr("own code each") if needs_coupon else ""
            promotions.append((f"{code} {name}{ending}", one))
        self.about.fill_choices(self._choices, promotions)
        self.own_promotion.clear()
        self.own_promotion.addItem(self.tr("the same"), None)
        for words, one in promotions:
            self.own_promotion.addItem(words, one)
        self.own_promotion.setCurrentIndex(max(self.own_promotion.findData(own), 0))

    # What somebody does

    def _on_edited(self) -> None:
        if self._is_filling:
            return
        self._set_products(self.products.value())
        self._take()
        self._show_writer()
        self._clear_notice()
        self._pause.start()

    def _on_other(self) -> None:
        """Another letter or language comes to the front."""
        self._take()
        self._shown = (int(self.arm.value) if self._is_comparing else 0, self.language.value)
        self._show_arm()
        self._pause.start()

    def _on_letters(self, count: int) -> None:
        """A further letter begins as the first one stands and comes to the front; with fewer, the last ones go."""
        self._take()
        before = len(self._arms)
        self._arms = [*self._arms[:count], *[self._arms[0]] * (count - before)]
        front = before if count > before else min(self._shown[0], count - 1)
        self._shown = (front, self._shown[1])
        self.arm.choose(str(front))
        self._show_arm()
        self._pause.start()

    def _on_template(self) -> None:
        name = self.template.currentData()
        self.template.setCurrentIndex(0)
        if name:
            content = load_template(str(name))
            arm = self._arms[self._shown[0]]
            fresh = replace(arm.content, words=content.words, products=content.products)
            self._arms[self._shown[0]] = replace(arm, content=fresh)
            self._show_arm()
            self._pause.start()

    def _on_customer(self, customer_id: int) -> None:
        self._customer_id = customer_id
        self._ask_preview()

    def _on_next(self) -> None:
        if self._samples:
            place = self._samples.index(self._customer_id) + 1 if self._customer_id in self._samples else 0
            self._on_customer(self._samples[place % len(self._samples)])

    def _on_model(self) -> None:
        self._take()
        arm = self._arms[self._shown[0]]
        self.desk.preview_by_model(arm.content, arm.promotion_id or self.about.promotion_id, self._customer_id)

    def keep(self) -> None:
        """Write the draft."""
        self._take()
        edits = (self.subject, self.preheader, *(one.words for one in self.blocks.rows))
        wrong = next((edit for edit in edits if not edit.is_good), None)
        if wrong is not None:
            wrong.setFocus()
            self._scroll.ensureWidgetVisible(wrong.fault)
            self._on_refused(self.tr("There is still something wrong in the words; it says so below them."))
            return
        self.desk.keep(self.campaign_id, self.draft())

    def draft(self) -> CampaignDraft:
        """The campaign as it stands in the fields."""
        holdout = self.about.holdout.value() / 100
        count = len(self._arms)
        shares = [round((1 - holdout) / count, 6)] * count
        shares[-1] = 1 - holdout - sum(shares[:-1])
        arms = tuple(
            replace(arm, name=chr(ord("A") + place), share=shares[place]) for place, arm in enumerate(self._arms)
        )
        base = self._before or CampaignDraft("", arms)
        return replace(
            base, name=self.about.name.text().strip(), arms=arms, holdout_share=holdout,
            segment_id=self.about.segment_id, promotion_id=self.about.promotion_id,
            scheduled_at=self.about.scheduled_at,
        )  # fmt: skip

    def _ask(self) -> None:
        draft = self.draft()
        asked = (draft.segment_id, draft.holdout_share, len(draft.arms))
        if asked != self._reached:  # words change nothing about who gets it
            self._reached = asked
            self.desk.reach(draft)
        if self._customer_id:
            self._ask_preview()

    def _ask_preview(self) -> None:
        arm, language = self._arms[self._shown[0]], self._shown[1]
        content = arm.content
        if language in content.words:  # what is being written is what is shown, whatever the customer speaks
            content = replace(content, words={language: content.words[language]})
        self.desk.preview(content, arm.promotion_id or self.about.promotion_id, self._customer_id)

    # What comes back

    def _on_reach(self, reach: Reach) -> None:
        catalogue = self.context.catalogue
        self._samples = tuple(one for one, _ in reach.samples)
        words = self.tr("{eligible} of {customers} customers may be written to now.").format(
            eligible=catalogue.number(reach.eligible), customers=catalogue.number(reach.customers)
        )
        if len(reach.arms) > 1:
            about = self.tr("{name}: about {count}")  # who is drawn is known once it is kept
            parts = (about.format(name=arm_words(name), count=catalogue.number(n)) for name, n in reach.arms.items())
            words += f" {', '.join(parts)}."
        if reach.left_out:
            left = (f"{catalogue.number(n)} {reason_words(catalogue, why)}" for why, n in reach.left_out.items())
            words += "\n" + self.tr("Left out: {reasons}.").format(reasons=", ".join(left))
        self.about.reach.setText("\n".join((words, *reach.advice)))
        if not self._customer_id:
            if self._samples:
                self._on_customer(self._samples[0])
            else:
                self.preview.show_preview(None)

    def _on_kept(self, campaign_id: int) -> None:
        if self.isVisible():
            self.left.emit(campaign_id)

    def _on_refused(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.show()

    def _clear_notice(self) -> None:
        self.notice.hide()
