"""The counter's left half at work: the customer who is found, their card and history, and what to recommend."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from shopassistant.desktop.pages.counter.filters import Filters
from shopassistant.desktop.pages.counter.find_customer import is_code
from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.counter.views import (
    CustomerCard,
    FollowUpRow,
    Found,
    FoundRow,
    HistoryRow,
    Offers,
)
from shopassistant.desktop.shell.errors import Choice

if TYPE_CHECKING:
    from shopassistant.desktop.pages.counter.page import CounterPage

_CREATE = "create"


class CustomerPart(QObject):
    """Joins the widgets of the left half with their presenters."""

    def __init__(self, page: "CounterPage") -> None:
        super().__init__(page)
        self._page = page
        self._presenter = page.presenter
        self._connect_customer()
        self._connect_advice()

    def _connect_customer(self) -> None:
        page, find, desk = self._page, self._presenter.find_customer, self._presenter.customer
        page.customer_box.typed.connect(find.type)
        page.customer_box.picked.connect(self._on_picked)
        page.customer_box.entered.connect(self._on_entered)
        find.found.connect(self._on_found)
        find.created.connect(self._on_created)
        desk.opened.connect(self._on_opened)
        desk.due.connect(self._on_due)
        desk.historied.connect(self._on_history)
        page.card.closed.connect(self._presenter.close_customer)
        page.card.noted.connect(desk.add_note)
        page.card.promised.connect(desk.add_follow_up)
        page.card.kept.connect(desk.finish_follow_up)
        page.card.customer_wanted.connect(self._presenter.open_customer)
        page.card.history_wanted.connect(self._on_history_wanted)
        page.history.receipt_wanted.connect(page.returns.ask)

    def _connect_advice(self) -> None:
        page, advice = self._page, self._presenter.advice
        page.methods.chosen.connect(advice.use_method)
        page.methods.filters_wanted.connect(self._on_filters_wanted)
        page.filters.changed.connect(advice.use_filters)
        advice.filtered.connect(self._on_filtered)
        advice.categorised.connect(page.filters.show_categories)
        advice.answered.connect(self._on_offers)
        advice.complemented.connect(page.panel.goes_with.show_offers)
        page.flow.wanted.connect(self._presenter.add_offer)
        page.flow.pitched.connect(advice.pitched)
        page.flow.declined.connect(advice.declined)
        page.panel.wanted.connect(self._presenter.add_offer)

    # The customer

    def _on_found(self, found: Found) -> None:
        rows = [PickRow(one.customer_id, one.name, one.detail, one.why, icon="user-round") for one in found.rows]
        if len(found.text.strip()) > 1 and not is_code(found.text):
            words = self.tr("New customer: {text}").format(text=found.text.strip())
            hint = self.tr("Name, phone, e-mail, town in one line")
            rows.append(PickRow(_CREATE, words, hint, icon="user-plus", is_action=True))
        is_sure = bool(found.rows) and found.rows[0].is_sure
        is_offered = bool(rows) and rows[-1].is_action
        current = 0 if is_sure else len(rows) - 1 if is_offered else None  # Enter opens no stranger
        self._page.customer_box.show_rows(found.text, tuple(rows), current)

    def _on_entered(self, text: str) -> None:
        """Enter on a card's or receipt's number nobody has: said as for a scan."""
        self._page.customer_box.empty()
        self._presenter.scans.scan(text.strip())

    def _on_picked(self, picked: PickRow) -> None:
        text = self._page.customer_box.text()
        self._page.customer_box.empty()
        if picked.key == _CREATE:
            self._presenter.find_customer.create(text)
        elif isinstance(picked.key, int):
            self._presenter.open_customer(picked.key)

    def _on_created(self, _customer_id: int, twins: tuple[FoundRow, ...]) -> None:
        if not twins:
            return
        context = self._page.context
        names = ", ".join(f"{one.name} ({one.detail})" for one in twins[:3])
        words = self.tr("Open {name}")
        choices = tuple(
            Choice(words.format(name=one.name), partial(self._presenter.open_customer, one.customer_id))
            for one in twins[:3]
        )
        sentence = context.catalogue.say("counter.twins", {"count": len(twins), "names": names})
        context.errors.tell(sentence, "warning", choices=choices)

    def _on_opened(self, card: CustomerCard | None) -> None:
        page = self._page
        page.card.show_card(card)
        page.middle.setCurrentWidget(page.history if page.card.history_button.isChecked() else page.flow)
        if card is None:
            self._presenter.customer.load_due()

    def _on_due(self, due: tuple[FollowUpRow, ...]) -> None:
        if self._presenter.customer.customer_id is None:
            self._page.card.show_due(due)

    def _on_history_wanted(self, is_wanted: bool) -> None:
        page = self._page
        page.middle.setCurrentWidget(page.history if is_wanted else page.flow)
        page.methods.setEnabled(not is_wanted)
        page.filters.setEnabled(not is_wanted)
        if is_wanted:
            self._presenter.customer.load_history()

    def _on_history(self, rows: tuple[HistoryRow, ...]) -> None:
        self._page.history.show_history(rows)

    # Advice

    def _on_filters_wanted(self, is_wanted: bool) -> None:
        self._page.filters.setVisible(is_wanted)
        if is_wanted:
            self._presenter.advice.load_categories()

    def _on_filtered(self, filters: Filters) -> None:
        page = self._page
        page.methods.show_filters(filters)
        if filters != page.filters.filters:  # somebody else stands here
            page.filters.show_filters(filters)
            page.methods.filter_button.setChecked(False)

    def _on_offers(self, offers: Offers) -> None:
        self._page.flow.show_offers(offers)
        self._page.methods.show_age(offers.age)
