"""The customer's own side of the page: who they are, what they are worth, what was promised, all they bought."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSize, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QTabWidget, QWidget

from shopassistant.customers.consent import PURPOSES
from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.counter.search_box import SearchBox
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.pages.customers.columns import history_columns
from shopassistant.desktop.pages.customers.entries import Entry, EntryList
from shopassistant.desktop.pages.customers.profile_desk import ProfileDesk, ProfileView
from shopassistant.desktop.pages.customers.profile_parts import adder, chosen_day, date_edit, emptied, scrolled
from shopassistant.desktop.pages.customers.profile_words import day_words, purpose_words, source_words, wish_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.header import avatar
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, button, column, hairline, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.sales.found import FoundVariant

if TYPE_CHECKING:
    from shopassistant.customers.profile import Profile

_LEAST, _MOST = 480, 760
_AVATAR = 44


class ProfilePanel(Card):
    """Shows one customer.

    Signals:
        sell_wanted: customer id.
        edit_wanted, erase_wanted, known_wanted: of the customer shown.
        receipt_wanted: sale id.
    """

    sell_wanted = Signal(int)
    edit_wanted = Signal()
    erase_wanted = Signal()
    known_wanted = Signal()
    receipt_wanted = Signal(int)

    def __init__(self, context: AppContext, desk: ProfileDesk) -> None:
        super().__init__(gap=UNIT + HALF)
        self.context = context
        self.desk = desk
        self.view: ProfileView | None = None
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_MOST)
        self._build_head()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._build_overview(), self.tr("Overview"))
        self.tabs.addTab(self._build_contacts(), self.tr("Contacts and consent"))
        self.history = LazyTable(
            context, "history", history_columns(context.catalogue, lambda: self.desk.today), lambda ids: {}
        )
        words = self.tr("Every purchase will be listed here.")
        self.history.set_empty(EmptyState(context.theme, "receipt", self.tr("Nothing bought yet"), words))
        self.history.opened.connect(self._on_history)
        self.tabs.addTab(self.history, self.tr("History"))
        self.box.addWidget(self.tabs, 1)
        desk.shown.connect(self.show_view)
        desk.products.connect(self._on_products)
        context.theme.changed.connect(self._refresh)

    # Building

    def _build_head(self) -> None:
        theme = self.context.theme
        self._avatar = QLabel()
        self._name = ElidedLabel(role="title")
        self._detail = ElidedLabel(tone="muted")
        sell = button(self.tr("Sell"), "primary", theme=theme, icon="shopping-basket")
        sell.setToolTip(self.tr("Open at the counter"))
        sell.clicked.connect(self._on_sell)
        change = button(self.tr("Edit"), theme=theme, icon="pencil")
        change.clicked.connect(self.edit_wanted)
        head = row(self._avatar, column(self._name, self._detail, gap=0), change, sell, gap=UNIT + HALF)
        head.setStretch(1, 1)
        self.box.addLayout(head)
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(GAP)
        self._figures.setVerticalSpacing(0)
        self.box.addLayout(self._figures)
        self._worth = label("", "caption", "muted", wrap=True)
        self._worth.hide()
        self.box.addWidget(self._worth)

    def _build_overview(self) -> QWidget:
        theme = self.context.theme
        self.promise = QLineEdit()
        self.promise.setMaxLength(500)
        self.promise.setPlaceholderText(self.tr("Promise something: call, put aside, write"))
        self.promise_due = date_edit()
        self.promise.returnPressed.connect(self._on_promise)
        line = adder(self, self._on_promise, self.promise, self.promise_due)
        self.promises = EntryList(theme, self.tr("Promised"), self.tr("Nothing is promised."), line)
        self.note = QLineEdit()
        self.note.setMaxLength(4000)
        self.note.setPlaceholderText(self.tr("Write down what the next colleague should know"))
        self.note.returnPressed.connect(self._on_note)
        self.notes = EntryList(theme, self.tr("Notes"), self.tr("No notes yet."), adder(self, self._on_note, self.note))
        self.tastes = EntryList(theme, self.tr("Sizes and brands"), self.tr("Known after the first purchase."))
        self.wish = SearchBox(theme, "heart", self.tr("Add a wish: type a product"), "Enter")
        self.wish.typed.connect(self.desk.type_product)
        self.wish.picked.connect(self._on_wish)
        self.wishes = EntryList(theme, self.tr("Wishes"), self.tr("Nothing on the wishlist."), self.wish)
        self.occasion = QLineEdit()
        self.occasion.setMaxLength(60)
        self.occasion.setPlaceholderText(self.tr("Birthday, anniversary"))
        self.occasion_on = date_edit()
        self.with_year = QCheckBox(self.tr("Year"))
        self.dates = EntryList(
            theme,
            self.tr("Important dates"),
            self.tr("No dates yet."),
            adder(self, self._on_date, self.occasion, self.occasion_on, self.with_year),
        )
        page = scrolled(
            self.promises,
            hairline(),
            self.notes,
            hairline(),
            self.tastes,
            hairline(),
            self.wishes,
            hairline(),
            self.dates,
        )
        self.wish.float_on(self)
        return page

    def _build_contacts(self) -> QWidget:
        theme = self.context.theme
        self.contact_kind = QComboBox()
        for kind, name in (("phone", self.tr("Phone")), ("email", self.tr("E-mail")), ("card", self.tr("Card"))):
            self.contact_kind.addItem(name, kind)
        self.contact = QLineEdit()
        self.contact.setMaxLength(254)
        self.contact.setPlaceholderText(self.tr("Number or address"))
        self.contact.returnPressed.connect(self._on_contact)
        line = adder(self, self._on_contact, self.contact_kind, self.contact)
        self.contacts = EntryList(theme, self.tr("Contacts"), self.tr("No way to reach this customer yet."), line)
        self.address = EntryList(theme, self.tr("Address"), self.tr("No address."))
        self._consents: dict[str, tuple[QCheckBox, QLabel]] = {}
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for place, purpose in enumerate(PURPOSES):
            check = QCheckBox(purpose_words(purpose))
            check.setProperty("purpose", purpose)
            check.clicked.connect(self._on_consent)
            proof = label("", "caption", "muted")
            grid.addWidget(check, place, 0)
            grid.addWidget(proof, place, 1)
            self._consents[purpose] = (check, proof)
        self.consent_source = QComboBox()
        for source in ("counter", "form", "web"):
            self.consent_source.addItem(source_words(source), source)
        asked = row(label(self.tr("Given"), tone="muted"), self.consent_source, 1)
        words = label(self.tr("The newest word counts, the older ones stay as proof."), "caption", "muted")
        consent = QWidget()
        consent.setLayout(column(label(self.tr("Consent"), strong=True), grid, asked, words, gap=HALF))
        self.erase = button(self.tr("Forget this customer"), "danger", theme=theme, icon="trash-2", tone="critical")
        self.erase.clicked.connect(self.erase_wanted)
        known = button(self.tr("Save what is known"), theme=theme, icon="file-down")
        known.clicked.connect(self.known_wanted)
        end = QWidget()
        end.setLayout(row(known, 1, self.erase))
        return scrolled(self.contacts, hairline(), self.address, hairline(), consent, hairline(), end)

    # Showing

    def show_view(self, view: ProfileView | None) -> None:
        """Show a customer; None hides the panel."""
        is_other = self.view is None or view is None or self.view.profile.id != view.profile.id
        self.view = view
        self.setVisible(view is not None)
        if view is None:
            return
        if is_other:
            self._forget_typed()
        one = view.profile
        self._avatar.setPixmap(avatar(self.context.theme, one.name, _AVATAR, self.devicePixelRatioF()))
        self._avatar.setFixedSize(QSize(_AVATAR, _AVATAR))
        self._name.setText(one.name)
        formats = self.context.catalogue.formats
        since = self.tr("customer since {day}").format(
            day=formats.say_day(one.customer_since.astimezone(), formats.month_and_year)
        )
        company = one.company if one.company != one.name else ""
        self._detail.setText(" \u00b7 ".join(part for part in (company, one.city, one.number, since) if part))
        self._show_figures(one)
        self._show_overview(one)
        self._show_contacts(one)
        self.history.set_rows({line.line_id: line for line in view.history})
        self.tabs.setTabText(
            2, self.tr("History  {count}").format(count=self.context.catalogue.number(len(view.history)))
        )

    def _show_figures(self, one: "Profile") -> None:
        money = self.context.catalogue.money
        dash = "\u2013"
        figures = (
            (self.tr("Spend"), money(one.spend_minor)),
            (self.tr("Purchases"), self.context.catalogue.number(one.orders)),
            (self.tr("Average"), dash if one.average_basket_minor is None else money(one.average_basket_minor)),
            (self.tr("Last visit"), self._day(one.last_visit_at)),
            (
                self.tr("Returned"),
                dash if one.returns_share is None else self.context.catalogue.formats.say_share(one.returns_share),
            ),
        )
        emptied(self._figures)
        for place, (name, value) in enumerate(figures):
            self._figures.addWidget(label(name, "caption", "muted"), 0, place)
            shown = label(value, "lead", strong=True)
            shown.setToolTip(exact_day(self.context.catalogue, one.last_visit_at) if place == 3 else "")
            self._figures.addWidget(shown, 1, place)
        self._show_worth(one)

    def _show_worth(self, one: "Profile") -> None:
        """What may be expected of them, as last worked out on the page Segments."""
        self._worth.setVisible(one.worth is not None)
        if one.worth is not None:
            say = self.context.catalogue
            money = self.tr("worth {money} in three years").format(money=say.money(one.worth.lifetime_minor))
            parts = (say.say(f"rfm.{one.worth.rfm_group}"), say.say(f"value.risk.{one.worth.risk}"), money)
            self._worth.setText(" \u00b7 ".join(parts))
            day = exact_day(say, one.worth.at)
            self._worth.setToolTip(self.tr("Worked out from the sales on {day}").format(day=day))

    def _show_overview(self, one: "Profile") -> None:
        desk = self.desk
        self.promises.show_entries(
            tuple(
                Entry(
                    line.text,
                    line.staff,
                    self._day(line.due_on),
                    "warning" if line.due_in_days <= 0 else "muted",
                    "check",
                    self.tr("Done"),
                    partial(desk.finish, line),
                )
                for line in one.follow_ups
            )
        )
        self.notes.show_entries(
            tuple(
                Entry(
                    line.text,
                    " ".join(part for part in (line.staff, self._day(line.at)) if part),
                    tip=self.tr("Remove"),
                    act=partial(desk.remove_note, line),
                )
                for line in one.notes
            )
        )
        sizes = tuple(Entry(f"{size.category}: {size.size}") for size in one.sizes[:6])
        brands = ", ".join(brand.brand for brand in one.brands[:6])
        self.tastes.show_entries((*sizes, *((Entry(brands),) if brands else ())))
        self.wishes.show_entries(
            tuple(
                Entry(
                    wish_words(wish),
                    self._day(wish.at),
                    "" if wish.price_minor is None else self.context.catalogue.money(wish.price_minor),
                    tip=self.tr("Take off the list"),
                    act=partial(desk.remove_wish, wish),
                )
                for wish in one.wishlist
            )
        )
        self.dates.show_entries(
            tuple(
                Entry(
                    date_.label,
                    day_words(self.context.catalogue.formats, date_),
                    self.tr("today") if not date_.in_days else self.tr("in {days} days").format(days=date_.in_days),
                    "accent" if date_.in_days <= 14 else "muted",
                    tip=self.tr("Remove"),
                    act=partial(desk.remove_date, date_),
                )
                for date_ in one.dates
            )
        )

    def _show_contacts(self, one: "Profile") -> None:
        kinds = {"phone": self.tr("Phone"), "email": self.tr("E-mail"), "card": self.tr("Card")}
        self.contacts.show_entries(
            tuple(
                Entry(
                    contact.value,
                    " ".join(part for part in (kinds[contact.kind], contact.label) if part),
                    "" if contact.is_valid else self.tr("not valid"),
                    "warning",
                    tip=self.tr("Remove"),
                    act=partial(self.desk.remove_contact, contact),
                )
                for contact in one.contacts
            )
        )
        place = " ".join(part for part in (one.postcode, one.city) if part)
        lines = ", ".join(part for part in (one.street, place, one.country) if part)
        self.address.show_entries((Entry(lines),) if lines else ())
        states = {state.purpose: state for state in one.consents}
        for purpose, (check, proof) in self._consents.items():
            state = states.get(purpose)
            check.setChecked(state is not None and state.granted)
            if state is None:
                proof.setText(self.tr("never asked"))
                proof.setToolTip("")
                continue
            word = self.tr("yes") if state.granted else self.tr("no")
            proof.setText(f"{word}, {self._day(state.at)}, {source_words(state.source)}")
            proof.setToolTip(exact_day(self.context.catalogue, state.at))

    def _day(self, value: date | datetime | None) -> str:
        return day(self.context.catalogue, value, self.desk.today)

    def _refresh(self) -> None:
        self.show_view(self.view)

    def _forget_typed(self) -> None:
        for edit in (self.promise, self.note, self.occasion, self.contact):
            edit.clear()
        self.wish.empty()
        today = self.desk.today
        week = today + timedelta(days=7)
        self.promise_due.setDate(QDate(week.year, week.month, week.day))
        self.occasion_on.setDate(QDate(today.year, today.month, today.day))

    # Doing

    def _on_promise(self) -> None:
        if self.promise.text().strip():
            self.desk.add_follow_up(self.promise.text(), chosen_day(self.promise_due))
            self.promise.clear()

    def _on_note(self) -> None:
        if self.note.text().strip():
            self.desk.add_note(self.note.text())
            self.note.clear()

    def _on_date(self) -> None:
        if self.occasion.text().strip():
            when = chosen_day(self.occasion_on)
            self.desk.add_date(self.occasion.text(), when, with_year=self.with_year.isChecked())
            self.occasion.clear()

    def _on_contact(self) -> None:
        if self.contact.text().strip():
            self.desk.add_contact(str(self.contact_kind.currentData()), self.contact.text())

    def contact_taken(self) -> None:
        """The contact was written; one that was refused stays to be put right."""
        self.contact.clear()

    def _on_consent(self, granted: bool) -> None:
        sender = self.sender()
        if sender is not None:
            source = str(self.consent_source.currentData())
            self.desk.set_consent(str(sender.property("purpose")), granted, source)

    def _on_products(self, text: str, found: tuple[FoundVariant, ...]) -> None:
        self.wish.show_rows(
            text,
            tuple(
                PickRow(
                    one,
                    one.name,
                    " \u00b7 ".join(part for part in (one.brand, one.colour, one.size) if part),
                    self.context.catalogue.money(one.price_minor),
                )
                for one in found
            ),
        )

    def _on_wish(self, picked: PickRow) -> None:
        self.wish.empty()
        if isinstance(picked.key, FoundVariant):
            self.desk.add_wish(picked.key.product_id, picked.key.variant_id)

    def _on_sell(self) -> None:
        if self.view is not None:
            self.sell_wanted.emit(self.view.profile.id)

    def _on_history(self, _line_id: int) -> None:
        line = self.history.current_row()
        if line is not None:
            self.receipt_wanted.emit(line.sale_id)
