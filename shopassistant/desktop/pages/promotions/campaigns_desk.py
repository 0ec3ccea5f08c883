"""Campaigns: listed, written, previewed, approved, sent. No widgets."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Cancelled, Progress
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.promotions.campaigns_later import Later
from shopassistant.desktop.pages.promotions.campaigns_views import Opened, Preview

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.desktop.tasks.lanes import JobHandle
    from shopassistant.promotions.campaigns.composing import Letter
    from shopassistant.promotions.campaigns.content import Content
    from shopassistant.promotions.campaigns.drafts import CampaignDraft, CampaignResult
    from shopassistant.promotions.campaigns.listing import CampaignLine
    from shopassistant.promotions.campaigns.sending import Sent


class CampaignsDesk(Desk):
    """Reads and writes campaigns; sends in a lane of its own.

    Signals:
        listed: tuple of `CampaignLine`.
        opened: an `Opened`, or None.
        chosen: the `Choices`.
        drafted: id and `CampaignDraft` of a campaign that is to be edited.
        reached: a `Reach` for the draft in the editor.
        previewed: a `Preview`.
        kept: id of a campaign that was written.
        done: the intent under way was carried out.
        refused: the sentence why not.
        sending: whether a campaign is under way in this window.
        mailed: name of a campaign and its mails (tuple of `MailRow`).
        told: a sentence about what was sent, and its tone.
    """

    listed = Signal(object)
    opened = Signal(object)
    chosen = Signal(object)
    drafted = Signal(int, object)
    reached = Signal(object)
    previewed = Signal(object)
    kept = Signal(int)
    done = Signal()
    refused = Signal(str)
    sending = Signal(bool)
    mailed = Signal(str, object)
    told = Signal(str, str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.rows: dict[int, CampaignLine] = {}
        self.campaign_id = 0
        self._letter: Letter | None = None
        self._job: JobHandle | None = None
        self._by_itself = False  # nobody pressed Send, so nobody may be looking at this page
        self._under_way = 0  # the campaign that was sent last, or is being sent
        self.later = Later(self.store, self)
        self.later.due.connect(self._go_on)
        context.bus.changed.connect(self._on_changes)

    @property
    def is_sending(self) -> bool:
        """Whether a campaign is under way in this window."""
        return self._job is not None and not self._job.is_over

    # Reading

    @Slot()
    def load(self) -> None:
        """The list and the choices again."""
        from shopassistant.desktop.pages.promotions.campaigns_reading import read_choices

        self.look("campaigns.list", self._list, self._on_listed)
        self.look("campaigns.choices", lambda: read_choices(self.store), self.chosen.emit)

    def _list(self) -> "tuple[CampaignLine, ...]":
        from shopassistant.promotions.campaigns.listing import list_campaigns

        with self.store.read() as session:
            return list_campaigns(session)

    def _on_listed(self, lines: "tuple[CampaignLine, ...]") -> None:
        self.rows = {line.campaign_id: line for line in lines}
        if not self.is_sending:
            self.later.follow(lines)
        self.listed.emit(lines)

    @Slot(int)
    def open(self, campaign_id: int) -> None:
        """Look at a campaign; 0 for none."""
        from shopassistant.desktop.pages.promotions.campaigns_reading import read_opened

        self.campaign_id = campaign_id
        if not campaign_id:
            self.forget("campaigns.open")
            self.opened.emit(None)
            return
        self.look("campaigns.open", lambda: read_opened(self.store, campaign_id), self._on_opened)

    def _on_opened(self, opened: Opened | None) -> None:
        if opened is None or opened.line.campaign_id == self.campaign_id:
            self.opened.emit(opened)

    def edit(self, campaign_id: int) -> None:
        """Get a campaign to be changed."""
        from shopassistant.promotions.campaigns.listing import load_draft

        def job() -> "CampaignDraft":
            with self.store.read() as session:
                return load_draft(session, campaign_id)

        self.look("campaigns.draft", job, lambda draft: self.drafted.emit(campaign_id, draft))

    def look_up(self, campaign_id: int) -> None:
        """Every mail of a campaign."""
        from shopassistant.promotions.campaigns.listing import MailRow, list_mails

        def job() -> "tuple[MailRow, ...]":
            with self.store.read() as session:
                return list_mails(session, campaign_id)

        name = self._name(campaign_id)
        self.look("campaigns.mails", job, lambda rows: self.mailed.emit(name, rows))

    def reach(self, draft: "CampaignDraft") -> None:
        """Who would get it."""
        from shopassistant.desktop.pages.promotions.campaigns_reading import read_reach

        self.look("campaigns.reach", lambda: read_reach(self.store, draft, self.catalogue), self.reached.emit)

    def preview(self, content: "Content", promotion_id: int | None, customer_id: int) -> None:
        """The letter of one customer by its template."""
        self.look(
            "campaigns.preview",
            lambda: self._preview(content, promotion_id, customer_id),
            self._on_preview,
            self._on_preview_failed,
        )

    def preview_by_model(self, content: "Content", promotion_id: int | None, customer_id: int) -> None:
        """The same written by the language model; takes seconds."""

        def job(_progress: Progress) -> "tuple[Letter, Preview]":
            from dataclasses import replace

            from shopassistant.assistant.language_model import configured_model

            model = configured_model(self.store)
            try:
                return self._preview(replace(content, writer="model"), promotion_id, customer_id, model)
            finally:
                if model is not None:
                    model.close()

        words = self.tr("The language model writes")
        self.context.lanes.net.run(self, job, self._on_preview, self._on_failed, key="campaigns.model", title=words)

    def _preview(
        self, content: "Content", promotion_id: int | None, customer_id: int, model: Any = None
    ) -> "tuple[Letter, Preview]":
        from shopassistant.desktop.pages.promotions.campaigns_reading import read_preview

        engine = self.context.services.engine()
        return read_preview(self.store, engine, content, promotion_id, customer_id, self.catalogue, model)

    def _on_preview(self, found: "tuple[Letter, Preview]") -> None:
        self._letter, preview = found
        self.previewed.emit(preview)

    def _on_preview_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.previewed.emit(None)

    # Writing

    def keep(self, campaign_id: int, draft: "CampaignDraft") -> None:
        """Write a new campaign (id 0), or change one."""
        from shopassistant.promotions.campaigns.drafts import change_campaign, create_campaign

        actor, store = self.actor, self.store

        def job() -> "CampaignResult":
            if campaign_id:
                return change_campaign(store, actor, campaign_id, draft)
            return create_campaign(store, actor, draft)

        def kept(result: "CampaignResult") -> None:
            self.announce(result.changes)
            self.kept.emit(result.campaign_id)

        self.write(job, kept, self._on_failed)

    def approve(self, campaign_id: int) -> None:
        """Say that it may go out, with an undo."""
        from shopassistant.promotions.campaigns.drafts import approve_campaign

        words = self.tr("{name} may go out").format(name=self._name(campaign_id))
        self._do(lambda actor: approve_campaign(self.store, actor, campaign_id), words, self._back(campaign_id))

    def take_back(self, campaign_id: int) -> None:
        """Back to a draft, before a mail left."""
        from shopassistant.promotions.campaigns.drafts import take_back_campaign

        words = self.tr("{name} is a draft again").format(name=self._name(campaign_id))
        self._do(lambda actor: take_back_campaign(self.store, actor, campaign_id), words)

    def pause(self, campaign_id: int) -> None:
        """No further mail leaves, whichever window sends."""
        from shopassistant.promotions.campaigns.halting import pause_campaign

        self.later.forget()
        self._do(lambda actor: pause_campaign(self.store, actor, campaign_id), "")

    def stop(self, campaign_id: int) -> None:
        """What is queued never leaves."""
        from shopassistant.promotions.campaigns.halting import stop_campaign

        self.later.forget()
        words = self.tr("{name} is stopped").format(name=self._name(campaign_id))
        self._do(lambda actor: stop_campaign(self.store, actor, campaign_id), words)

    def settle(self, mail_id: int, arrived: bool) -> None:
        """Say what became of an uncertain mail."""
        from shopassistant.promotions.campaigns.settling import settle_mail

        actor = self.actor
        self.write(lambda: settle_mail(self.store, actor, mail_id, arrived), self.announce, self._on_failed)

    def _back(self, campaign_id: int) -> Callable[[], None]:
        return lambda: self.take_back(campaign_id)

    def _name(self, campaign_id: int) -> str:
        line = self.rows.get(campaign_id)
        return line.name if line else ""

    def _do(self, job: "Callable[[Any], CampaignResult]", words: str, undo: Callable[[], None] | None = None) -> None:
        actor = self.actor

        def on_done(result: "CampaignResult") -> None:
            self.announce(result.changes)
            self.done.emit()
            if words:
                self.context.toasts.show(words, undo)

        self.write(lambda: job(actor), on_done, self._on_failed)

    # Sending

    def send(self, campaign_id: int) -> None:
        """Draw, write and send what is left, in the background; goes on by itself after quiet hours."""
        if self.is_sending:
            return
        actor, store, services = self.actor, self.store, self.context.services
        status = self.rows[campaign_id].status if campaign_id in self.rows else ""

        def job(progress: Progress) -> "Sent":
            from shopassistant.assistant.language_model import configured_model
            from shopassistant.promotions.campaigns.halting import resume_campaign
            from shopassistant.promotions.campaigns.running import run_campaign

            if status == "paused":
                resume_campaign(store, actor, campaign_id)
            model = configured_model(store)
            try:
                return run_campaign(store, actor, campaign_id, services.engine(), model, progress)
            finally:
                if model is not None:
                    model.close()

        title = self.tr("Sending {name}").format(name=self._name(campaign_id))
        self._job = self.context.lanes.mail.run(self, job, self._on_sent, self._on_send_failed, title=title)
        self._job.progressed.connect(self._on_progress)
        self.later.forget()
        self._under_way = campaign_id
        self.sending.emit(True)

    @Slot(str, int, int)
    def _on_progress(self, _stage: str, done: int, _total: int) -> None:
        if done % 10 == 0:
            self._refresh()

    def _on_sent(self, sent: "Sent") -> None:
        self.sending.emit(False)
        self.announce(sent.changes)
        counts = ("sent", "failed", "bounced", "skipped", "uncertain", "left")
        words = self.say("campaign.done", **{name: getattr(sent, name) for name in counts})
        if sent.why:
            time = sent.again_at.astimezone().strftime("%H:%M") if sent.again_at else ""
            words += " " + self.say(f"campaign.why.{sent.why}", time=time)
        self._tell_end(words, "warning" if sent.failed or sent.uncertain else "positive")
        if sent.again_at is not None:
            self.later.wait(self._under_way, sent.again_at)

    @Slot(int)
    def _go_on(self, campaign_id: int) -> None:
        staff = self.context.staff
        if self.is_sending or staff.is_locked or not staff.actor.has_role("manager"):
            self.later.wait_for_somebody()
            return
        self.send(campaign_id)
        self._by_itself = self.is_sending

    def _tell_end(self, words: str, tone: str) -> None:
        self.told.emit(words, tone)
        if self._by_itself:
            self.context.toasts.show_quietly(f"{self._name(self._under_way)}: {words}")
        self._by_itself = False

    def _on_send_failed(self, error: Exception) -> None:
        self.sending.emit(False)
        self._refresh()
        if isinstance(error, Cancelled):
            self._tell_end(self.tr("Broken off. Send goes on where it stopped."), "warning")
        elif isinstance(error, ShopError):
            self._tell_end(self.catalogue.explain(error), "critical")

    def send_test(self, address: str) -> None:
        """The letter in the preview to oneself."""
        letter, actor, store = self._letter, self.actor, self.store
        if letter is None:
            return

        def job(_progress: Progress) -> str:
            from shopassistant.promotions.campaigns.drawing import Links
            from shopassistant.promotions.campaigns.mail_settings import load_mail_settings
            from shopassistant.promotions.campaigns.testing import send_test
            from shopassistant.store.secrets import read_secret

            with store.read() as session:
                settings = load_mail_settings(session)
            password = read_secret(settings.secret_name) if settings.user else ""
            links = Links(unsubscribe_mail=settings.reply_to or settings.sender)
            return send_test(store, actor, password, address, letter, links)

        def sent(_reply: str) -> None:
            self.context.toasts.show(self.tr("The test mail is on its way to {address}").format(address=address))

        self.context.lanes.net.run(self, job, sent, self._on_failed, title=self.tr("Sending a test mail"))

    def read_bounces(self) -> None:
        """Take returned mail in, from the places of the settings."""
        actor, store = self.actor, self.store

        def job(progress: Progress) -> Any:
            from shopassistant.promotions.campaigns.bounce_places import configured_mails
            from shopassistant.promotions.campaigns.bounces import read_bounces

            return read_bounces(store, actor, configured_mails(store), progress)

        def read(found: Any) -> None:
            self.announce(found.changes)
            names = ("count", "bounced", "complaints", "unsubscribed", "delayed", "unknown")
            self.told.emit(self.say("campaign.bounces_read", **{one: getattr(found, one) for one in names}), "positive")

        self.context.lanes.net.run(self, job, read, self._on_failed, title=self.tr("Reading returned mail"))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))

    def _refresh(self) -> None:
        self.look("campaigns.list", self._list, self._on_listed)
        self.open(self.campaign_id)

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.campaigns:
            self._refresh()
        if changes.everything or changes.segments or changes.promotions:
            self.load()
