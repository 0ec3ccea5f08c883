"""Opening a shop: what the window asks a lane to do before any page can be built. No widgets here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shopassistant.core.progress import Progress

if TYPE_CHECKING:
    from shopassistant.store.actor import Actor
    from shopassistant.store.database import Store
    from shopassistant.store.shop import Shop
    from shopassistant.store.staff import StaffMember


@dataclass(frozen=True)
class NewShop:
    """What is asked before an empty shop can be made."""

    name: str
    currency: str
    country: str
    administrator: str
    pin: str


@dataclass(frozen=True)
class Opened:
    """An open shop and what the window needs to know of it."""

    store: "Store"
    shop: "Shop"
    location_id: int
    staff: "tuple[StaffMember, ...]"


def open_shop(path: Path) -> Opened:
    """Open the shop at `path`. Raises ShopError (``store.missing`` ...)."""
    from shopassistant.store.database import open_store

    store = open_store(path)
    try:
        return look_at(store)
    except BaseException:
        store.close()
        raise


def create_shop(path: Path, new: NewShop) -> "tuple[Opened, Actor]":
    """Make an empty shop with one administrator, who is then signed in.

    Raises:
        UserError: a currency, country, name or PIN that will not do; no file is left behind then.
    """
    from shopassistant.store.actor import SYSTEM, Actor
    from shopassistant.store.database import open_store
    from shopassistant.store.shop import Shop, ensure_location, save_shop
    from shopassistant.store.staff import add_staff

    is_new = not path.exists()
    store = open_store(path, create=True)
    try:
        with store.begin(SYSTEM) as unit:
            save_shop(unit, Shop(name=new.name, currency=new.currency, country=new.country))
            ensure_location(unit)
            staff_id = add_staff(unit, new.administrator, "administrator", new.pin)
            unit.commit()
        return look_at(store), Actor("staff", new.administrator.strip(), staff_id, "administrator")
    except BaseException:
        store.close()
        if is_new:
            for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
                leftover.unlink(missing_ok=True)
        raise


def open_demo(
    path: Path, progress: Progress, make: "Callable[[Store, Progress], object] | None" = None
) -> "tuple[Opened, Actor]":
    """Open the demo shop at `path`, made first where it is missing; its manager is signed in.

    Args:
        path: the demo shop's file.
        progress: told while it is made.
        make: fills an empty store; the synthetic boutique by default.
    """
    from shopassistant.store.actor import Actor

    if not path.exists():
        _make_demo(path, progress, make or _boutique)
    opened = open_shop(path)
    ranked = sorted(opened.staff, key=lambda one: ("manager", "administrator", "associate").index(one.role))
    if not ranked:
        return opened, Actor("system", "system")
    return opened, Actor("staff", ranked[0].name, ranked[0].id, ranked[0].role)


def look_at(store: "Store") -> Opened:
    """What the window needs to know of an open store; a shop without a location gets one."""
    from sqlalchemy import select

    from shopassistant.store.actor import SYSTEM
    from shopassistant.store.schema import Location
    from shopassistant.store.shop import ensure_location, load_shop
    from shopassistant.store.staff import list_staff

    with store.read() as session:
        shop = load_shop(session)
        location_id = session.scalar(select(Location.id).where(Location.active).order_by(Location.id).limit(1))
    if location_id is None:
        with store.begin(SYSTEM) as unit:
            location_id = ensure_location(unit)
            unit.commit()
    return Opened(store, shop, location_id, tuple(list_staff(store)))


def _make_demo(path: Path, progress: Progress, make: "Callable[[Store, Progress], object]") -> None:
    from shopassistant.store.database import open_store

    # Made beside its place and moved there when whole, so that a cancelled one leaves nothing.
    scratch = path.with_name(path.name + ".making")
    for leftover in (scratch, Path(f"{scratch}-wal"), Path(f"{scratch}-shm")):
        leftover.unlink(missing_ok=True)
    store = open_store(scratch, create=True)
    try:
        make(store, progress)
    except BaseException:
        store.close()
        for leftover in (scratch, Path(f"{scratch}-wal"), Path(f"{scratch}-shm")):
            leftover.unlink(missing_ok=True)
        raise
    store.close()
    scratch.replace(path)


def _boutique(store: "Store", progress: Progress) -> object:
    from shopassistant.ingest.demo import make_demo

    return make_demo(store, progress=progress)
