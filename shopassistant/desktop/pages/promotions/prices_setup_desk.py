"""What prices may do, and what others ask: limits are read and said, files looked at and taken in. No widgets."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Progress
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.promotions.prices.competitors.importing import Look, TakenIn
    from shopassistant.promotions.prices.competitors.understanding import Columns
    from shopassistant.promotions.prices.limits import Limits


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose limits: of a variant, of a category, or (neither) of the shop."""

    name: str
    variant_id: int | None = None
    category_id: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a scope.

    Attributes:
        limit_id: 0 where nothing was.
        own: what was said.
        holds: what holds, that of wider scopes included.
    """

    scope: Scope
    limit_id: int
    own: "Limits"
    holds: "Limits"


class SetupDesk(Desk):
    """Limits and other shops' prices.

    Signals:
        scoped: tuple of `Scope`, the narrowest first, for the product asked about.
        said: a `Said`.
        looked: a `Look`.
        taken: a `TakenIn`.
        competitors: list of (name, products, newest day).
        done: limits were written.
        refused: the sentence why not.
    """

    scoped = Signal(object)
    said = Signal(object)
    looked = Signal(object)
    taken = Signal(object)
    competitors = Signal(object)
    done = Signal()
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.look_now: Look | None = None

    # Limits

    def ask_scopes(self, variant_id: int, name: str, shop: str) -> None:
        """Whose limits can be said, from a product on (0 for none)."""
        self.look("prices.scopes", lambda: self._scopes(variant_id, name, shop), self.scoped.emit, self._on_failed)

    def _scopes(self, variant_id: int, name: str, shop: str) -> tuple[Scope, ...]:
        from sqlalchemy import select

        from shopassistant.store.schema import Category, Product, Variant

        found: list[Scope] = []
        with self.store.read() as session:
            variant = session.get(Variant, variant_id) if variant_id else None
            if variant is not None:
                found.append(Scope(name, variant_id=variant.id))
                category_id = session.get_one(Product, variant.product_id).category_id
                while category_id is not None:
                    category = session.get_one(Category, category_id)
                    found.append(Scope(category.path, category_id=category.id))
                    category_id = category.parent_id
            else:
                rows = session.execute(select(Category.id, Category.path).order_by(Category.path))
                found += [Scope(path, category_id=id_) for id_, path in rows]
        return (Scope(shop), *found) if variant is None else (*found, Scope(shop))

    def ask(self, scope: Scope) -> None:
        """What was said of it, and what holds."""
        self.look("prices.limits", lambda: self._said(scope), self.said.emit, self._on_failed)

    def _said(self, scope: Scope) -> Said:
        from sqlalchemy import select

        from shopassistant.promotions.prices.limits import Limits, list_limits, load_limits
        from shopassistant.store.schema import Product, Variant

        with self.store.read() as session:
            rows = list_limits(session)
            key = (scope.variant_id, scope.category_id)
            own = next((row for row in rows if (row.variant_id, row.category_id) == key), None)
            category = scope.category_id
            if scope.variant_id is not None:
                of_variant = select(Product.category_id).join(Variant).where(Variant.id == scope.variant_id)
                category = session.scalar(of_variant)
            holds = load_limits(session).of(scope.variant_id or 0, category)
        return Said(scope, 0 if own is None else own.id, Limits() if own is None else own.limits, holds)

    def save(self, scope: Scope, limits: "Limits") -> None:
        """Say it; nothing at all removes what was said."""
        from shopassistant.promotions.prices.limits import set_limits

        actor = self.actor
        self.write(
            lambda: set_limits(self.store, actor, limits, scope.variant_id, scope.category_id),
            lambda changes: self._on_saved(changes), self._on_failed,
        )  # fmt: skip

    def remove(self, limit_id: int) -> None:
        """Say nothing of it any more."""
        from shopassistant.promotions.prices.limits import remove_limits

        actor = self.actor
        self.write(
            lambda: remove_limits(self.store, actor, limit_id), lambda changes: self._on_saved(changes), self._on_failed
        )

    def restore(self, before: Said) -> None:
        """Undo: as it was said before, or nothing where nothing was."""
        from shopassistant.promotions.prices.limits import list_limits, remove_limits, set_limits

        actor, scope = self.actor, before.scope

        def job() -> object:
            if before.limit_id:
                return set_limits(self.store, actor, before.own, scope.variant_id, scope.category_id)
            with self.store.read() as session:
                key = (scope.variant_id, scope.category_id)
                found = [row.id for row in list_limits(session) if (row.variant_id, row.category_id) == key]
            return [remove_limits(self.store, actor, limit_id) for limit_id in found]

        self.write(job, None, self._on_failed)

    def _on_saved(self, _changes: object) -> None:
        self.done.emit()

    # Others' prices

    def choose(self, path: Path) -> None:
        """Look at a file."""

        def job() -> "Look":
            from shopassistant.promotions.prices.competitors.importing import look_at

            return look_at(self.store, path)

        self.look("prices.look", job, self._on_looked, self._on_failed)

    def decide(self, columns: "Columns") -> None:
        """Look again, with something decided."""
        look = self.look_now
        if look is None:
            return

        def job() -> "Look":
            from shopassistant.promotions.prices.competitors.importing import look_again

            return look_again(self.store, look.sheet, columns)

        self.look("prices.look", job, self._on_looked, self._on_failed)

    def take_in(self) -> None:
        """Write what was looked at."""
        look, actor = self.look_now, self.actor
        if look is None:
            return

        def job(progress: Progress) -> "TakenIn":
            from shopassistant.promotions.prices.competitors.importing import take_in

            return take_in(self.store, actor, look, progress)

        title = self.tr("Taking in other shops' prices")
        self.context.lanes.db.run(self, job, self._on_taken, self._on_failed, title=title)

    def list_competitors(self) -> None:
        """Whose prices are known."""

        def job() -> list[tuple[str, int, date]]:
            from shopassistant.promotions.prices.competitors.importing import list_competitors

            with self.store.read() as session:
                return list_competitors(session)

        self.look("prices.competitors", job, self.competitors.emit, self._on_failed)

    def _on_looked(self, look: "Look") -> None:
        self.look_now = look
        self.looked.emit(look)

    def _on_taken(self, done: "TakenIn") -> None:
        self.announce(done.changes)
        self.taken.emit(done)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
