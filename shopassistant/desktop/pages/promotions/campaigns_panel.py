"""A campaign opened: where it stands, who gets it and who does not and why, and the buttons that move it on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from shopassistant.desktop.pages.counter.words import exact_day
from shopassistant.desktop.pages.promotions.campaigns_desk import CampaignsDesk
from shopassistant.desktop.pages.promotions.campaigns_views import Opened, Reach
from shopassistant.desktop.pages.promotions.campaigns_words import arm_words, reason_words, status_tone, status_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import (
    Card,
    ElidedLabel,
    badge,
    button,
    hairline,
    label,
    row,
    set_property,
)
from shopassistant.promotions.campaigns.listing import CampaignLine
from shopassistant.promotions.campaigns.placeholders import fill

_WIDTH = 380


class CampaignPanel(Card):
    """One campaign.

    Signals:
        edit_wanted: the draft is to be changed.
    """

    edit_wanted = Signal()

    def __init__(self, context: AppContext, desk: CampaignsDesk) -> None:
        super().__init__(gap=UNIT)
        self.context, self.desk = context, desk
        self.view: Opened | None = None
        self.setFixedWidth(_WIDTH)
        self._build_head()
        self._build_body()
        self._build_foot()
        desk.sending.connect(self._on_sending)
        desk.told.connect(self._on_told)

    def _build_head(self) -> None:
        self.name = ElidedLabel("", "title")
        self.status = badge("")
        self.facts = label("", tone="muted", wrap=True)
        head = row(self.name, self.status)
        head.setStretch(0, 1)
        self.box.addLayout(head)
        self.box.addWidget(self.facts)

    def _build_body(self) -> None:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Mails that left"))
        self.bar_words = label("", "caption", "muted")
        self.counts = QWidget()
        self.grid = QGridLayout(self.counts)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(GAP)
        self.grid.setVerticalSpacing(UNIT // 2)
        self.grid.setColumnStretch(1, 1)
        self.said = label("", wrap=True)
        self.said.hide()
        self.uncertain = label("", tone="warning", wrap=True)
        theme = self.context.theme
        self.arrived_button = button(self.tr("It arrived"), theme=theme, icon="check")
        self.again_button = button(self.tr("Send it again"), theme=theme, icon="refresh-cw")
        self.settle = QWidget()
        self.settle.setLayout(row(self.arrived_button, self.again_button, 1))
        self.arrived_button.clicked.connect(self._on_arrived)
        self.again_button.clicked.connect(self._on_again)
        for one in (self.bar, self.bar_words, hairline(), self.counts, self.said, self.uncertain, self.settle):
            self.box.addWidget(one)
        self.box.addStretch(1)

    def _build_foot(self) -> None:
        theme = self.context.theme
        self.edit_button = button(self.tr("Edit"), theme=theme, icon="pencil")
        self.approve_button = button(self.tr("Approve"), "primary", theme=theme, icon="check")
        self.send_button = button(self.tr("Send"), "primary", theme=theme, icon="send")
        self.pause_button = button(self.tr("Pause"), theme=theme, icon="pause")
        self.back_button = button(self.tr("Back to draft"), theme=theme, icon="undo-2")
        self.stop_button = button(self.tr("Stop for good"), "danger", theme=theme, icon="ban")
        self.mails_button = button(self.tr("Letters"), theme=theme, icon="list")
        self.results_button = button(self.tr("Results"), theme=theme, icon="trending-up")
        self.box.addWidget(hairline())
        self.box.addLayout(
            row(self.stop_button, self.back_button, 1, self.edit_button, self.mails_button, self.results_button)
        )
        self.box.addLayout(row(1, self.pause_button, self.approve_button, self.send_button))
        self.edit_button.clicked.connect(self.edit_wanted.emit)
        self.approve_button.clicked.connect(self._on_approve)
        self.send_button.clicked.connect(self._on_send)
        self.pause_button.clicked.connect(self._on_pause)
        self.back_button.clicked.connect(self._on_back)
        self.stop_button.clicked.connect(self._on_stop)
        self.results_button.clicked.connect(self._on_results)
        self.mails_button.clicked.connect(self._on_mails)

    # The buttons; a function that is no method would keep the whole window alive after it is closed.

    def _on_approve(self) -> None:
        self.desk.approve(self.desk.campaign_id)

    def _on_send(self) -> None:
        self.desk.send(self.desk.campaign_id)

    def _on_pause(self) -> None:
        self.desk.pause(self.desk.campaign_id)

    def _on_back(self) -> None:
        self.desk.take_back(self.desk.campaign_id)

    def _on_stop(self) -> None:
        self.desk.stop(self.desk.campaign_id)

    def _on_mails(self) -> None:
        self.desk.look_up(self.desk.campaign_id)

    def _on_arrived(self) -> None:
        self._settle(True)

    def _on_again(self) -> None:
        self._settle(False)

    def _on_results(self) -> None:
        self.context.navigate.open("promotions", ("results", ("campaign", self.desk.campaign_id)))

    # Showing

    def show_campaign(self, opened: Opened) -> None:
        """Show a campaign as it is now."""
        is_another = self.view is None or self.view.line.campaign_id != opened.line.campaign_id
        self.view, line = opened, opened.line
        if is_another:
            self.said.hide()
        self.name.setText(line.name)
        self.status.setText(status_words(self.context.catalogue, line.status))
        set_property(self.status, "badge", status_tone(line.status))
        self.facts.setText(self._facts(opened))
        if line.status == "sending" and line.left and not opened.is_under_way and not self.desk.is_sending:
            self._on_told(self.tr("Nobody is sending this just now; Go on takes it up where it stopped."), "warning")
        if line.status == "approved" and self._is_planned(line):
            hint = self.tr("It starts by itself once this page was opened, while a manager is signed in.")
            self._on_told(hint, "muted")
        self._show_bar(opened)
        self._show_counts(opened)
        self._show_uncertain(opened)
        self._show_buttons()

    def _facts(self, opened: Opened) -> str:
        line, catalogue = opened.line, self.context.catalogue
        parts = [self.tr("For {segment}").format(segment=line.segment or self.tr("everybody"))]
        if line.promotion:
            parts.append(self.tr("about {promotion}").format(promotion=line.promotion))
        if line.holdout_share:
            share = catalogue.formats.say_share(line.holdout_share)
            parts.append(self.tr("hold-out {share}").format(share=share))
        if line.status in ("draft", "approved") and line.scheduled_at is not None:
            words = self.tr("starts {when}") if self._is_planned(line) else self.tr("was to start {when}")
            parts.append(words.format(when=exact_day(catalogue, line.scheduled_at)))
        subject = fill(line.subject, {"shop": self.context.shop.name})
        return ", ".join(parts) + f"\n\u201c{subject}\u201d"

    def _is_planned(self, line: CampaignLine) -> bool:
        return line.scheduled_at is not None and line.scheduled_at > self.context.store.clock.now()

    def _show_bar(self, opened: Opened) -> None:
        line = opened.line
        whole = sum(line.mails.values()) or max(line.members, 1)
        is_shown = line.started_at is not None
        self.bar.setVisible(is_shown)
        self.bar_words.setVisible(is_shown)
        self.bar.setRange(0, whole)
        self.bar.setValue(whole - line.left if line.mails else 0)
        words = self.tr("{done} of {whole} mails are through").format(
            done=self.context.catalogue.number(whole - line.left if line.mails else 0),
            whole=self.context.catalogue.number(whole),
        )
        self.bar_words.setText(words)

    def _show_counts(self, opened: Opened) -> None:
        while (item := self.grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for place, (count, words, tone) in enumerate(self._count_rows(opened)):
            figure = label(self.context.catalogue.number(count), tone=tone, strong=True)
            self.grid.addWidget(figure, place, 0)
            self.grid.addWidget(label(words, tone=tone or "muted", wrap=True), place, 1)

    def _count_rows(self, opened: Opened) -> list[tuple[int, str, str]]:
        if opened.reach is not None:
            return self._reach_rows(opened.reach)
        names = {
            "sent": (self.tr("sent"), ""),
            "queued": (self.tr("waiting"), ""),
            "bounced": (self.tr("came back: the address does not exist"), "warning"),
            "failed": (self.tr("refused by the server"), "warning"),
            "uncertain": (self.tr("uncertain"), "warning"),
        }
        rows = [(opened.line.mails[one], *words) for one, words in names.items() if opened.line.mails.get(one)]
        held = opened.line.members - sum(opened.line.mails.values())
        if held > 0 and opened.line.mails and opened.line.holdout_share:
            rows.append((held, self.tr("hold-out, gets nothing"), ""))
        rows += [(count, reason_words(self.context.catalogue, reason), "") for reason, count in opened.skipped]
        rows += [(count, said, "warning") for said, count in opened.failed]
        return rows

    def _reach_rows(self, reach: Reach) -> list[tuple[int, str, str]]:
        rows = [(reach.eligible, self.tr("may be written to now"), "")]
        if len(reach.arms) > 1:
            rows += [(count, arm_words(name), "") for name, count in reach.arms.items()]
        catalogue = self.context.catalogue
        return rows + [(count, reason_words(catalogue, reason), "") for reason, count in reach.left_out.items()]

    def _show_uncertain(self, opened: Opened) -> None:
        count = len(opened.uncertain)
        self.uncertain.setVisible(count > 0)
        self.settle.setVisible(count > 0)
        if count:
            words = self.context.catalogue.say("campaign.uncertain", {"count": count})
            _, name, number = opened.uncertain[0]
            self.uncertain.setText(words + " " + self.tr("First: {name} ({number}).").format(name=name, number=number))

    def _settle(self, arrived: bool) -> None:
        if self.view is not None and self.view.uncertain:
            self.desk.settle(self.view.uncertain[0][0], arrived)

    def _show_buttons(self) -> None:
        if self.view is None:
            return
        line, sending = self.view.line, self.desk.is_sending
        left_any = line.out > 0 or line.mails.get("sending", 0) > 0
        self.edit_button.setVisible(line.status == "draft")
        self.approve_button.setVisible(line.status == "draft")
        self.send_button.setVisible(line.status in ("approved", "sending", "paused"))
        waits = line.status == "approved" and self._is_planned(line)
        self.send_button.setEnabled(not sending and not waits)
        first = self.tr("Waits for its start") if waits else self.tr("Send")
        self.send_button.setText(self.tr("Go on") if line.started_at is not None else first)
        self.pause_button.setVisible(line.status == "sending")
        self.back_button.setVisible(line.status in ("approved", "sending", "paused") and not left_any)
        self.back_button.setEnabled(not sending)
        self.stop_button.setVisible(line.status in ("sending", "paused") and left_any)
        self.mails_button.setVisible(bool(line.mails))
        self.results_button.setVisible(line.started_at is not None)

    def _on_sending(self, _is_sending: bool) -> None:
        self._show_buttons()

    def _on_told(self, words: str, tone: str) -> None:
        self.said.setText(words)
        set_property(self.said, "tone", tone)
        self.said.show()
