"""Campaigns: the table with the one that is open beside it, and the editor in their place while one is written."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from shopassistant.desktop.pages.promotions.campaigns_desk import CampaignsDesk
from shopassistant.desktop.pages.promotions.campaigns_editor import CampaignEditor
from shopassistant.desktop.pages.promotions.campaigns_mails import MailsDialog
from shopassistant.desktop.pages.promotions.campaigns_panel import CampaignPanel
from shopassistant.desktop.pages.promotions.campaigns_views import Choices, Opened
from shopassistant.desktop.pages.promotions.campaigns_words import campaign_columns
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import IconLabel, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.promotions.campaigns.drafts import ArmDraft, CampaignDraft
from shopassistant.promotions.campaigns.listing import CampaignLine, MailRow
from shopassistant.promotions.campaigns.templates import load_template


class CampaignsTab(Tab):
    """List, editor, sending."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = CampaignsDesk(context, self)
        self._wanted = 0
        self._asked: tuple[int, CampaignDraft] | None = None
        self._fill = QTimer(self)
        self._fill.setSingleShot(True)
        self._fill.setInterval(0)
        self._fill.timeout.connect(self._on_fill)
        self._build()
        self._connect()

    def _build(self) -> None:
        context, theme = self.context, self.context.theme
        self.new_button = button(self.tr("New campaign"), "primary", theme=theme, icon="plus")
        self.bounces_button = button(self.tr("Read returned mail"), theme=theme, icon="package-x")
        self.table = LazyTable(
            context, "campaigns", campaign_columns(context.catalogue, lambda: self.desk.today), self._rows
        )
        self.table.set_empty(self._empty_state())
        self.panel = CampaignPanel(context, self.desk)
        self.panel.hide()
        self.setup = self._setup_line()
        body = row(self.table, self.panel, gap=GAP)
        body.setStretch(0, 1)
        head = row(self.setup, 1, self.bounces_button, self.new_button)
        whole = column(head, body, gap=UNIT)
        whole.setStretch(1, 1)
        self.list = QWidget()
        self.list.setLayout(whole)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.setLayout(column(self.stack))

    def _on_settings(self) -> None:
        self.context.navigate.open("settings", "mail")

    def _setup_line(self) -> QWidget:
        """What to do where no mail can leave yet."""
        made = QWidget()
        words = self.tr("No mail server is set up yet, so nothing can leave.")
        settings = button(self.tr("Set up e-mail"), theme=self.context.theme, icon="settings")
        settings.clicked.connect(self._on_settings)
        line = row(
            IconLabel(self.context.theme, "triangle-alert", "warning"), label(words, tone="warning"), 1, settings
        )
        made.setLayout(line)
        made.hide()
        return made

    def _empty_state(self) -> EmptyState:
        words = self.tr("Here will be every e-mail to many: for whom, about what, and how far it is.")
        made = button(self.tr("Write the first one"), "primary", theme=self.context.theme, icon="plus")
        made.clicked.connect(self.new)
        return EmptyState(self.context.theme, "mail", self.tr("No campaigns yet"), words, made)

    def _connect(self) -> None:
        desk = self.desk
        desk.listed.connect(self._on_listed)
        desk.opened.connect(self._on_opened)
        desk.chosen.connect(self._on_choices)
        desk.drafted.connect(self._on_drafted)
        desk.refused.connect(self._on_refused)
        desk.mailed.connect(self._on_mailed)
        self.new_button.clicked.connect(self.new)
        self.bounces_button.clicked.connect(desk.read_bounces)
        self.table.current_changed.connect(desk.open)
        self.table.opened.connect(self._on_open_row)
        self.panel.edit_wanted.connect(self.edit)

    @cached_property
    def editor(self) -> CampaignEditor:
        """Made when first asked for."""
        made = CampaignEditor(self.context, self.desk)
        made.left.connect(self._on_left)
        made.back_button.clicked.connect(self._leave)
        self.stack.addWidget(made)
        self.desk.load()  # the choices
        return made

    @cached_property
    def mails(self) -> MailsDialog:
        """Every letter of a campaign; made when first asked for."""
        return MailsDialog(self.context, self)

    def _on_mailed(self, name: str, rows: tuple[MailRow, ...]) -> None:
        self.mails.show_mails(name, rows)

    # The page's hooks

    def shown(self) -> None:
        self.desk.load()
        if self.stack.currentWidget() is self.list:
            self.table.view.setFocus()

    def prepare(self, what: str) -> None:
        """Know what is planned, so that it starts at its hour."""
        self.desk.load()

    def new(self) -> None:
        """Write a new campaign."""
        draft = CampaignDraft("", (ArmDraft("A", 0.9, load_template("offer")),))
        self._edit(0, draft)

    def focus_search(self) -> None:
        """The customer whose letter is previewed."""
        if "editor" in self.__dict__ and self.stack.currentWidget() is self.editor:
            self.editor.preview.search.setFocus()

    def export(self) -> None:
        """The table as CSV."""
        self.table.ask_export()

    def open_with(self, what: object) -> None:
        """Show a campaign by its id, or begin one with ``("new", CampaignDraft)``."""
        match what:
            case int(campaign_id):
                self._wanted = campaign_id
                self._on_left(campaign_id)
            case ("new", CampaignDraft() as draft):
                self._edit(0, draft)

    def go_back(self) -> bool:
        if self.stack.currentWidget() is self.list:
            return False
        self._leave()
        return True

    # What comes and goes

    def edit(self) -> None:
        """Change the one that is open."""
        if self.desk.campaign_id:
            self.desk.edit(self.desk.campaign_id)

    def _on_drafted(self, campaign_id: int, draft: CampaignDraft) -> None:
        self._edit(campaign_id, draft)

    def _edit(self, campaign_id: int, draft: CampaignDraft) -> None:
        """The editor comes to the front, and is filled in an event of its own: both would hold the window too long."""
        self._asked = (campaign_id, draft)
        self.stack.setCurrentWidget(self.editor)
        self._fill.start()

    def _on_fill(self) -> None:
        if self._asked is not None:
            (campaign_id, draft), self._asked = self._asked, None
            self.editor.ask(campaign_id, draft)

    def _leave(self) -> None:
        """Back to the list; what was not kept comes back on request."""
        campaign_id, draft = self.editor.campaign_id, self.editor.unsaved()
        self._on_left(0)
        if draft is not None:
            words = self.tr("What you wrote was not kept.")
            self.context.toasts.show(words, lambda: self._edit(campaign_id, draft))

    def _on_left(self, campaign_id: int) -> None:
        self.stack.setCurrentWidget(self.list)
        self._wanted = campaign_id or self._wanted
        self.desk.load()
        self.table.view.setFocus()

    def _on_open_row(self, campaign_id: int) -> None:
        line = self.desk.rows.get(campaign_id)
        if line is not None and line.status == "draft":
            self.edit()

    def _rows(self, ids: Sequence[int]) -> dict[int, CampaignLine]:
        return {one: self.desk.rows[one] for one in ids if one in self.desk.rows}

    def _on_listed(self, lines: tuple[CampaignLine, ...]) -> None:
        wanted, self._wanted = self._wanted, 0
        self.table.show_rows({line.campaign_id: line for line in lines}, wanted)

    def _on_opened(self, opened: Opened | None) -> None:
        self.panel.setVisible(opened is not None)
        if opened is not None:
            self.panel.show_campaign(opened)

    def _on_choices(self, choices: Choices) -> None:
        self.setup.setVisible(not choices.may_send)

    def _on_refused(self, sentence: str) -> None:
        if self.stack.currentWidget() is self.list:
            self.context.errors.tell(sentence, "warning")
