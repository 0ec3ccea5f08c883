"""Two windows on one file: one sells off a floor while the other counts it; what lies there truly is known."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from shopassistant.inventory.counting.booking import book_count
from shopassistant.inventory.counting.entries import enter, scan
from shopassistant.inventory.counting.sessions import open_count
from shopassistant.inventory.stock import adjust_stock, count_stock
from shopassistant.sales.basket import add_variant, open_basket
from shopassistant.sales.complete import complete_sale
from shopassistant.sales.tenders import TenderRequest
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from tests.unit.inventory.walk.count_steps import ANY
from tests.unit.inventory.walk.ground import Ground
from tests.unit.inventory.walk.sale_steps import PRICE


class Floor:
    """What truly lies in the shop, by variant, beside books that are wrong from the start.

    Only looking at a shelf and the till's noting what left it happen at one moment each; opening counts, booking them
    and everything else go on at the same time.
    """

    def __init__(self, ground: Ground, units: int) -> None:
        self.ground = ground
        self.shop = ground.places[0]
        self.there = dict.fromkeys(ground.variants, units)
        self.lock = threading.Lock()
        count_stock(ground.store, SYSTEM, self.shop, dict(self.there))
        for place, variant in enumerate(ground.variants):  # what nobody noticed: theft, slips, boxes found behind boxes
            gone = place % 5 - 2
            if gone:
                adjust_stock(ground.store, SYSTEM, self.shop, variant, gone, "walk", "entry_error")

    def sell(self, store: Store, name: str, sales: int) -> None:
        """Customers buy what is truly there."""
        dice = random.Random(name)
        for number in range(sales):
            variant = dice.choice(self.ground.variants)
            basket = open_basket(store, SYSTEM, name, self.shop).id
            add_variant(store, SYSTEM, basket, variant, 1)
            with self.lock:
                self.there[variant] -= 1
                complete_sale(store, SYSTEM, basket, [TenderRequest("cash", PRICE)], f"{name}{number}")

    def count(self, store: Store, name: str, rounds: int) -> None:
        """Somebody counts every shelf, some by scanner, and books while others sell."""
        dice = random.Random(name)
        for _ in range(rounds):
            count = open_count(store, SYSTEM, self.shop, "cycle", variant_ids=self.ground.variants).count_id
            for variant in dice.sample(self.ground.variants, len(self.ground.variants)):
                with self.lock:
                    found = self.there[variant]
                    if found > 0 and dice.random() < 0.5:
                        enter(store, SYSTEM, count, variant, 0)
                        scan(store, SYSTEM, count, variant, found)
                    else:
                        enter(store, SYSTEM, count, variant, found)
            book_count(store, SYSTEM, count, accept=True, tolerance=ANY)


def in_windows(path: Path, *jobs: Callable[[Store], None]) -> None:
    """Carry jobs out at once, each with a store of its own on the same file."""

    def window(job: Callable[[Store], None]) -> None:
        store = open_store(path)
        try:
            job(store)
        finally:
            store.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(window, job) for job in jobs]:
            done.result()
