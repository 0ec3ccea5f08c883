"""The first step, what it is about: the whole shop, what conditions find, what is picked, what overstock proposes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QWidget

from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.counter.search_box import SearchBox
from shopassistant.desktop.pages.promotions.evaluation import Evaluation
from shopassistant.desktop.pages.promotions.product_columns import product_columns
from shopassistant.desktop.pages.promotions.product_filters import ProductFilters
from shopassistant.desktop.pages.promotions.products_desk import ProductsDesk, Proposed
from shopassistant.desktop.pages.promotions.proposal_rows import ProposalRows
from shopassistant.desktop.pages.promotions.step_card import StepCard
from shopassistant.desktop.pages.purchasing.finder import Finder, Hit, Hits
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import button, label, row
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.promotions.choosing.choice import Choice
from shopassistant.promotions.drafts.terms import BUY, EVERYTHING, GET, Place, Terms, places
from shopassistant.promotions.rules.offers import Bundle, BuyGet

if TYPE_CHECKING:
    from shopassistant.promotions.choosing.overstock import Proposal

_TABLE_HEIGHT, _SEARCH_WIDTH = 212, 340


class ProductsStep(StepCard):
    """One choice at a time: a set has several parts, buy X get Y has what is bought and what is got.

    Signals:
        chosen: the choices by place, all of them.
        proposed: a `Proposal` somebody took.
    """

    chosen = Signal(object)
    proposed = Signal(object)

    def __init__(self, context: AppContext, key: str) -> None:
        super().__init__(1, QCoreApplication.translate("promotions", "Products"), key)
        self.context = context
        self.desk = ProductsDesk(context, self)
        self.finder = Finder(context, self)
        self._terms = Terms()
        self._evaluation: Evaluation | None = None
        self._place: Place = GET
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.context.theme
        self.part: Segmented | None = None
        self.part_place = row(gap=UNIT)
        self.modes = {kind: self._mode(kind) for kind in ("plain", "same", "part")}
        self.mode = self.modes["plain"]
        self.overstock = button(self.tr("Suggest from excess stock"), theme=theme, icon="sparkles")
        self.overstock.setCheckable(True)
        self.filters = ProductFilters(self.context)
        self.search = SearchBox(theme, "scan-barcode", self.tr("Add a product by name or code"), "Ctrl+F")
        self.search.setProperty("look", "")
        self.search.setMinimumWidth(_SEARCH_WIDTH)
        self.proposals = ProposalRows(self.context)
        self.proposals.hide()
        self.figures = label("", wrap=True)
        self.table = LazyTable(self.context, "promotion-products", product_columns(self.context.catalogue), self._rows)
        self.table.setFixedHeight(_TABLE_HEIGHT)
        self.put_back = button(self.tr("Take back what was taken out"), "link")
        self.add(self.part_place, row(*self.modes.values(), 1, self.overstock), self.proposals, self.filters)
        self.add(self.figures, self.table, row(self.search, self.put_back, 1, gap=UNIT))

    def _mode(self, kind: str) -> Segmented:
        """How products are chosen: what is bought may be the same, a part of a set is never the whole shop."""
        options = [("everything", self.tr("The whole shop")), ("some", self.tr("Some products"))]
        if kind == "same":
            options.insert(0, ("same", self.tr("The same products")))
        return Segmented(options[kind == "part" :], self.tr("Which products"))

    def _connect(self) -> None:
        for mode in self.modes.values():
            mode.chosen.connect(self._on_mode)
        self.overstock.toggled.connect(self._on_overstock)
        self.filters.changed.connect(self._put)
        self.proposals.taken.connect(self._on_taken)
        self.table.deleted.connect(self._on_deleted)
        self.put_back.clicked.connect(self._on_put_back)
        self.desk.offered.connect(self.filters.offer)
        self.desk.proposed.connect(self._on_proposals)
        self.finder.found.connect(self._on_found)
        self.search.picked.connect(self._on_picked)
        self.search.entered.connect(self._on_entered)
        self.finder.scanned.connect(self._add)
        self.finder.unknown.connect(self._on_unknown)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(80)
        self.search.typed.connect(self._typing.start)
        self._typing.timeout.connect(self._on_typed)

    def float_on(self, ground: QWidget) -> None:
        """Where the products found float; called once."""
        self.search.float_on(ground)

    # Showing

    def begin(self) -> None:
        """A promotion was opened: what there is to choose from, and what overstock proposes."""
        self._place = GET
        self.overstock.setChecked(False)
        self.desk.load()

    def show_terms(self, terms: Terms) -> None:
        """Show the choices."""
        before, self._terms = self._terms, terms
        wanted = places(terms.offer)
        if self._place not in wanted:
            self._place = wanted[0]
        if self.part is None or places(before.offer) != wanted:
            self._show_parts(wanted)
        choice = terms.choices.get(self._place)
        kind = "part" if isinstance(terms.offer, Bundle) else "same" if self._may_be_same else "plain"
        self.mode = self.modes[kind]
        self.mode.choose(self._mode_of(choice))
        self.filters.show_choice(choice if choice is not None and choice != EVERYTHING else Choice())
        self._show_mode()

    def _show_parts(self, wanted: Sequence[Place]) -> None:
        if self.part is not None:
            self.part_place.removeWidget(self.part)
            self.part.deleteLater()
        names = [(f"{role}{slot}", self._place_words((role, slot))) for role, slot in wanted]
        self.part = Segmented(names, self.tr("Products for which part"))
        self.part.choose(f"{self._place[0]}{self._place[1]}")
        self.part.chosen.connect(self._on_part)
        self.part_place.addWidget(self.part)
        self.part.setVisible(len(wanted) > 1)

    def _place_words(self, place: Place) -> str:
        if isinstance(self._terms.offer, Bundle):
            return self.tr("Part {number}").format(number=place[1] + 1)
        return self.tr("To buy") if place == BUY else self.tr("To get")

    def _mode_of(self, choice: Choice | None) -> str:
        if choice == EVERYTHING:
            return "everything"
        return "same" if choice is None and self._may_be_same else "some"

    @property
    def _may_be_same(self) -> bool:
        return self._place == BUY and isinstance(self._terms.offer, BuyGet)

    def _show_mode(self) -> None:
        is_some = self.mode.value == "some"
        for mode in self.modes.values():
            mode.setVisible(mode is self.mode and not isinstance(self._terms.offer, Bundle))
        for part in (self.filters, self.table, self.search):
            part.setVisible(is_some)
        choice = self._terms.choices.get(self._place, Choice())
        self.put_back.setVisible(is_some and bool(choice.excluded))

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show what the choice comes to."""
        self._evaluation = evaluation
        items = evaluation.frozen.get(self._place, frozenset())
        self.table.set_ids(sorted(items or ()), keep_rows=True)
        self.figures.setText(self._figure_words(evaluation))
        self.sum_up(self._summary(evaluation))

    def _figure_words(self, evaluation: Evaluation) -> str:
        catalogue = self.context.catalogue
        choice = self._terms.choices.get(self._place)
        if choice == EVERYTHING:
            return self.tr("Everything the shop sells, also what comes later.")
        if choice is None and self._may_be_same:
            return self.tr("What is bought and what is got are of the same products.")
        figures = evaluation.figures.get(self._place)
        if figures is None or not figures.products:
            if choice is not None and choice.has_conditions:
                return self.tr("No product meets all of this.")
            return self.tr(
                "Nothing is chosen yet: narrow it above, add products below, or have excess stock suggested."
            )
        words = [
            self.tr("{count} products, {units} units in stock worth {cost} at cost").format(
                count=catalogue.number(figures.products),
                units=catalogue.number(figures.units),
                cost=catalogue.money(figures.cost_minor),
            )
        ]
        if figures.margin_bp is not None:
            share = catalogue.formats.say_share(figures.margin_bp / 10_000)
            words.append(self.tr("margin {share}").format(share=share))
        if figures.cover_days is not None:
            words.append(self.tr("lasts {days} days").format(days=catalogue.number(round(figures.cover_days))))
        if figures.over_units:
            words.append(self.tr("{units} units too many").format(units=catalogue.number(figures.over_units)))
        return ", ".join(words) + "."

    def _summary(self, evaluation: Evaluation) -> str:
        catalogue, found = self.context.catalogue, []
        for place in places(self._terms.offer):
            items = evaluation.frozen.get(place, frozenset())
            if place not in evaluation.frozen and place == BUY:
                continue
            count = self.tr("the whole shop") if items is None else catalogue.number(len(items))
            found.append(count if len(places(self._terms.offer)) == 1 else f"{self._place_words(place)}: {count}")
        return ", ".join(found)

    # What people do

    def focus(self) -> None:
        """Put the focus where products are chosen."""
        (self.filters.words if self.filters.isVisible() else self.mode).setFocus()
        if not self.filters.isVisible():
            self.mode.focus_chosen()

    def _on_part(self, key: str) -> None:
        self._place = next(one for one in places(self._terms.offer) if f"{one[0]}{one[1]}" == key)
        self.show_terms(self._terms)
        if self._evaluation is not None:
            self.show_evaluation(self._evaluation)

    def _on_mode(self, mode: str) -> None:
        choices = dict(self._terms.choices)
        if mode == "same":
            choices.pop(self._place, None)
        else:
            choices[self._place] = EVERYTHING if mode == "everything" else Choice()
        self.chosen.emit(choices)

    def _put(self, choice: Choice) -> None:
        self.chosen.emit({**self._terms.choices, self._place: choice})

    @property
    def _choice(self) -> Choice:
        found = self._terms.choices.get(self._place, Choice())
        return Choice() if found == EVERYTHING else found

    def _on_deleted(self, variant_id: int) -> None:
        self._put(self._choice.without(variant_id))

    def _on_put_back(self) -> None:
        self._put(replace(self._choice, excluded=()))

    def _rows(self, ids: Sequence[int]) -> dict[int, object]:
        return self.desk.rows(ids)

    # Finding products by hand

    def _on_typed(self) -> None:
        self.finder.type(self.search.text())

    def _on_found(self, hits: Hits) -> None:
        catalogue = self.context.catalogue
        rows = []
        for hit in hits.found:
            one = hit.variant
            detail = " \u00b7 ".join(part for part in (one.brand, one.colour, one.size, one.sku) if part)
            rows.append(PickRow(hit, one.name, detail, catalogue.money(one.price_minor)))
        self.search.show_rows(hits.text, tuple(rows))

    def _on_picked(self, row_: PickRow) -> None:
        self.search.empty()
        if isinstance(row_.key, Hit):
            self._add(row_.key)

    def _on_entered(self, text: str) -> None:
        self.search.empty()
        self.finder.scan(text.strip())

    def _add(self, hit: Hit) -> None:
        self._put(self._choice.with_picked(hit.variant.variant_id))

    def _on_unknown(self, code: str) -> None:
        self.context.errors.tell(self.tr("Nobody knows the code {code}.").format(code=code), "warning")

    # Overstock

    def _on_overstock(self, is_on: bool) -> None:
        self.proposals.setVisible(is_on)
        if is_on:
            self.desk.propose()

    def _on_proposals(self, proposed: Proposed) -> None:
        self.proposals.show_proposals(proposed.proposals)

    def _on_taken(self, proposal: "Proposal") -> None:
        self.overstock.setChecked(False)
        self._place = GET
        self.proposed.emit(proposal)
