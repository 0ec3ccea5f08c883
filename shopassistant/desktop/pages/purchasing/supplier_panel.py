"""A supplier opened: how to reach them, how they keep their word, and what they sell to the shop."""

from PySide6.QtCore import Signal

from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.counter.search_box import SearchBox
from shopassistant.desktop.pages.purchasing.finder import Finder, Hit, Hits
from shopassistant.desktop.pages.purchasing.lead_time_chart import LeadTimeChart
from shopassistant.desktop.pages.purchasing.supplier_words import days_words, item_columns, word_kept
from shopassistant.desktop.pages.purchasing.suppliers_desk import Range, SuppliersDesk
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, badge, button, hairline, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.inventory.suppliers.items import ItemRow, ItemTerms
from shopassistant.inventory.suppliers.listing import SupplierRow

_LEAST_WIDTH, _MOST_WIDTH = 600, 760


class SupplierPanel(Card):
    """One supplier.

    Signals:
        edit_wanted: its terms are to be changed.
        order_wanted: an order there is to be begun.
        item_wanted: an `ItemRow` whose terms are to be changed.
    """

    edit_wanted = Signal()
    order_wanted = Signal()
    item_wanted = Signal(object)

    def __init__(self, context: AppContext, desk: SuppliersDesk) -> None:
        super().__init__(gap=UNIT)
        self.context = context
        self.desk = desk
        self.finder = Finder(context, self)
        self.supplier: SupplierRow | None = None
        self._wanted_variant = 0
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setMaximumWidth(_MOST_WIDTH)
        self._build_head()
        self._build_range()
        self._connect()

    def _build_head(self) -> None:
        theme = self.context.theme
        self.name = ElidedLabel(role="title")
        self.former = badge(self.tr("former"), "muted")
        self.edit_button = button(self.tr("Terms"), theme=theme, icon="pencil")
        self.order_button = button(self.tr("Order"), "primary", theme=theme, icon="clipboard-list")
        self.contact = ElidedLabel(tone="muted")
        self.facts = ElidedLabel(tone="muted")
        self.word = label("", wrap=True)
        self.chart = LeadTimeChart(theme)
        head = row(self.name, self.former, self.edit_button, self.order_button)
        head.setStretch(0, 1)
        self.box.addLayout(head)
        self.box.addWidget(self.contact)
        self.box.addWidget(self.facts)
        self.box.addWidget(hairline())
        self.box.addWidget(self.word)
        self.box.addWidget(self.chart)

    def _build_range(self) -> None:
        context = self.context
        self.search = SearchBox(
            context.theme, "scan-barcode", self.tr("Scan or type a product to take into the range"), "Ctrl+F"
        )
        self.search.float_on(self)
        self.items = LazyTable(context, "supplier-items", item_columns(context.catalogue), lambda ids: {})
        words = self.tr("Here will be what they sell to the shop, with their numbers, packs and prices.")
        self.items.set_empty(EmptyState(context.theme, "package", self.tr("Nothing in the range yet"), words))
        self.stop_button = button("", "quiet", theme=context.theme, icon="eye-off")
        self.prefer_button = button(self.tr("Buy it here"), "quiet", theme=context.theme, icon="pin")
        self.item_button = button(self.tr("Packs and price"), theme=context.theme, icon="pencil")
        self.remove_button = button(self.tr("Take out"), "quiet", theme=context.theme, icon="trash-2")
        self.box.addWidget(self.search)
        self.box.addWidget(self.items, 1)
        self.box.addLayout(row(self.stop_button, 1, self.prefer_button, self.remove_button, self.item_button))

    def _connect(self) -> None:
        self.desk.ranged.connect(self._on_range)
        self.edit_button.clicked.connect(self.edit_wanted.emit)
        self.order_button.clicked.connect(self.order_wanted.emit)
        self.stop_button.clicked.connect(self._on_stop)
        self.prefer_button.clicked.connect(self._on_prefer)
        self.item_button.clicked.connect(self._on_item)
        self.remove_button.clicked.connect(self._on_remove)
        self.items.opened.connect(self._on_item)
        self.items.deleted.connect(self._on_remove)
        self.items.typed.connect(self._on_letter)
        self.items.current_changed.connect(self._on_current)
        self.search.typed.connect(self.finder.type)
        self.search.picked.connect(self._on_picked)
        self.search.entered.connect(self._on_entered)
        self.finder.found.connect(self._on_found)
        self.finder.scanned.connect(self.add)
        self.finder.unknown.connect(self._on_unknown)

    # Showing

    def show_supplier(self, supplier: SupplierRow | None) -> None:
        """Show a supplier, or hide."""
        is_other = supplier is None or self.supplier is None or supplier.supplier_id != self.supplier.supplier_id
        self.supplier = supplier
        self.setVisible(supplier is not None)
        if supplier is None:
            return
        if is_other:
            self.search.empty()
            self.items.set_rows({})
        self.finder.supplier_id = supplier.supplier_id
        terms, catalogue = supplier.terms, self.context.catalogue
        self.name.setText(terms.name)
        self.former.setVisible(not supplier.active)
        self.order_button.setVisible(supplier.active)
        contact = " \u00b7 ".join(part for part in (terms.email, terms.phone, terms.account_number) if part)
        self.contact.setText(contact or self.tr("No e-mail or phone yet"))
        self.facts.setText(" \u00b7 ".join(self._facts(supplier)))
        self.word.setText(word_kept(catalogue, supplier.times))
        self.chart.setVisible(bool(supplier.times.days))
        promised = self.tr("promised {days}").format(days=days_words(catalogue, supplier.times.promised_days))
        self.chart.show_days(
            supplier.times.days, supplier.times.promised_days, promised, word_kept(catalogue, supplier.times)
        )
        self.stop_button.setText(self.tr("Buy there no more") if supplier.active else self.tr("Buy there again"))

    def _facts(self, supplier: SupplierRow) -> list[str]:
        terms, catalogue = supplier.terms, self.context.catalogue
        said = []
        if terms.min_order_minor:
            said.append(self.tr("at least {amount}").format(amount=catalogue.money(terms.min_order_minor)))
        if terms.order_cost_minor:
            said.append(self.tr("{amount} an order").format(amount=catalogue.money(terms.order_cost_minor)))
        said.append(self.tr("ordered every {days}").format(days=days_words(catalogue, terms.review_days)))
        if supplier.coming:
            said.append(self.tr("orders on their way: {count}").format(count=catalogue.number(supplier.coming)))
        return said

    def _on_range(self, found: Range) -> None:
        if self.supplier is None or found.supplier_id != self.supplier.supplier_id:
            return
        before = self.items.current_id()
        self.items.set_rows({one.item_id: one for one in found.items})
        added = next((one for one in found.items if one.variant_id == self._wanted_variant), None)
        if added is not None:
            self._wanted_variant = 0
            self.items.select(added.item_id)
            self.item_wanted.emit(added)
        elif before:
            self.items.select(before)
        self._on_current(0)

    # Doing

    def item(self) -> ItemRow | None:
        """The current product of the range."""
        found = self.items.current_row()
        return found if isinstance(found, ItemRow) else None

    def _on_current(self, _item_id: int) -> None:
        item = self.item()
        for one in (self.item_button, self.remove_button):
            one.setEnabled(item is not None)
        self.prefer_button.setVisible(item is not None and not item.preferred)

    def _on_item(self, _item_id: int = 0) -> None:
        item = self.item()
        if item is not None:
            self.item_wanted.emit(item)

    def _on_remove(self, _item_id: int = 0) -> None:
        item = self.item()
        if item is not None:
            self.desk.remove_item(item)

    def _on_prefer(self) -> None:
        item = self.item()
        if item is not None:
            self.desk.prefer(item)

    def _on_stop(self) -> None:
        if self.supplier is not None:
            self.desk.set_active(self.supplier.supplier_id, not self.supplier.active)

    # Finding

    def take_scan(self, code: str) -> None:
        """A code from the scanner, wherever the focus is."""
        if self.supplier is not None:
            self.finder.scan(code)

    def add(self, hit: Hit) -> None:
        """Take a product into the range, or show its terms where it is in already."""
        if self.supplier is None:
            return
        if hit.item is not None:
            self.items.select(hit.item.item_id)
            self.item_wanted.emit(hit.item)
            return
        self._wanted_variant = hit.variant.variant_id
        terms = ItemTerms(cost_minor=hit.variant.cost_minor)
        self.desk.put_item(self.supplier.supplier_id, hit.variant.variant_id, terms)

    def _on_found(self, hits: Hits) -> None:
        rows = []
        for hit in hits.found:
            one = hit.variant
            detail = " \u00b7 ".join(part for part in (one.brand, one.colour, one.size, one.sku) if part)
            words = self.tr("in the range") if hit.item is not None else self.tr("take in")
            rows.append(PickRow(hit, one.name, detail, "", words))
        self.search.show_rows(hits.text, tuple(rows))

    def _on_picked(self, row_: PickRow) -> None:
        self.search.empty()
        if isinstance(row_.key, Hit):
            self.add(row_.key)

    def _on_entered(self, text: str) -> None:
        self.search.empty()
        self.finder.scan(text.strip())

    def _on_letter(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)
        self.finder.type(text)

    def _on_unknown(self, code: str) -> None:
        self.context.errors.tell(self.tr("Nobody knows the code {code}.").format(code=code), "warning")
