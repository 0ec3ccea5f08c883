"""A seeded population with long-tailed names, to measure search: few names that many share, many that few have."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from shopassistant.core.text import words
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.shop import Shop, ensure_location, save_shop

_LOCALES = (
    "en_GB", "en_US", "de_DE", "fr_FR", "es_ES", "it_IT", "pl_PL", "nl_NL", "pt_PT", "sv_SE", "cs_CZ", "tr_TR",
    "da_DK", "fi_FI", "hu_HU", "ro_RO", "hr_HR", "no_NO", "en_IN", "es_MX",
)  # fmt: skip
_STARTS = (
    "b", "bl", "br", "c", "ch", "cr", "d", "dr", "f", "fl", "fr", "g", "gl", "gr", "h", "j", "k", "kl", "kn", "kr", "l",
    "m", "n", "p", "pf", "ph", "pl", "pr", "qu", "r", "s", "sch", "sh", "sk", "sl", "sm", "st", "str", "t", "th", "tr",
    "v", "w", "wr", "z",
)  # fmt: skip
_MIDDLES = ("a", "e", "i", "o", "u", "ai", "au", "ea", "ee", "ei", "eu", "ie", "oa", "oo", "ou", "y")
_ENDS = (
    "b", "ck", "d", "f", "g", "k", "l", "ll", "lt", "m", "n", "nd", "ng", "nk", "nn", "nt", "p", "r", "rd", "rk", "rs",
    "rt", "s", "ss", "st", "t", "th", "tt", "x", "z",
)  # fmt: skip
_TAILS = (
    "", "", "", "er", "son", "s", "mann", "ton", "ley", "ford", "ski", "ova", "ez", "ini", "ard", "sen", "wood",
    "field", "berg", "man",
)  # fmt: skip
_BATCH = 20_000


@dataclass(frozen=True)
class Person:
    """A customer of the population, as written to the store."""

    id: int
    given: str
    family: str
    city: str
    phone: str
    email: str
    card: str


class Draw:
    """Draws from a list whose n-th entry is ``1 / (n + offset) ** exponent`` as likely as the first would be."""

    def __init__(self, values: list[str], offset: float, exponent: float) -> None:
        self.values = values
        self._cumulative = list(accumulate((rank + offset) ** -exponent for rank in range(1, len(values) + 1)))

    def many(self, random: Random, count: int) -> list[str]:
        """`count` independent draws."""
        return random.choices(self.values, cum_weights=self._cumulative, k=count)


def people(count: int, seed: int) -> Iterator[Person]:
    """`count` persons with ids from 1. Names are long-tailed: see `Draw`."""
    random = Random(seed)
    given, family = _pools(seed, min(250_000, count))
    cities = Draw(_invent(random, 3_000), 4, 1.0)
    givens = Draw(given, 8, 0.95).many(random, count)
    families = Draw(family, 12, 0.95).many(random, count)
    towns = cities.many(random, count)
    phone = ""
    for at in range(count):
        # One in thirty shares the number of the one before: a family.
        phone = phone if phone and random.random() < 1 / 30 else f"+4479{random.randrange(10**8):08d}"
        local = ".".join("".join(words(name)) for name in (givens[at], families[at]))
        email = f"{local}{random.randrange(100)}@{random.choice(('example.com', 'mail.example', 'post.example'))}"
        card = f"29{at:010d}" if random.random() < 0.3 else ""
        yield Person(at + 1, givens[at], families[at], towns[at], phone, email, card)


def build_store(path: Path, count: int, seed: int) -> Store:
    """A store with the population, its contacts and on average one sale for each customer."""
    store = open_store(path, create=True)
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Benchmark", country="GB"))
        location = ensure_location(unit)
        unit.commit()
    now = datetime(2025, 6, 1, tzinfo=UTC)
    random = Random(seed + 1)
    with store.begin(SYSTEM) as unit:
        connection = unit.session.connection()
        batch: list[Person] = []
        for person in people(count, seed):
            batch.append(person)
            if len(batch) == _BATCH:
                _write(connection, batch, random, now, location)
                batch = []
        if batch:
            _write(connection, batch, random, now, location)
        unit.commit()
    return store


def _write(connection: Any, batch: list[Person], random: Random, now: datetime, location: int) -> None:
    moment = now.strftime("%Y-%m-%d %H:%M:%S.%f")
    connection.exec_driver_sql(
        "INSERT INTO customer (id, number, given_name, family_name, company, street, postcode, city, country, status, "
        "created_at, updated_at) VALUES (?, ?, ?, ?, '', '', ?, ?, '', 'active', ?, ?)",
        [(p.id, f"{100_000 + p.id}", p.given, p.family, f"{p.id % 90 + 10}", p.city, moment, moment) for p in batch],
    )
    contacts = [(p.id, "phone", p.phone) for p in batch] + [(p.id, "email", p.email) for p in batch]
    contacts += [(p.id, "card", p.card) for p in batch if p.card]
    connection.exec_driver_sql(
        "INSERT INTO contact (customer_id, kind, value, lookup, label, is_primary, is_valid) "
        "VALUES (?, ?, ?, ?, '', 1, 1)",
        [(customer_id, kind, value, value) for customer_id, kind, value in contacts],
    )
    sales = []
    for person in batch:
        for visit in range(min(20, int(random.paretovariate(1.2)) - (random.random() < 0.5))):
            at = now - timedelta(minutes=random.randrange(1_000_000))
            total = random.randrange(500, 20_000)
            sales.append(
                (f"R{person.id}-{visit}", person.id, location, at.strftime("%Y-%m-%d %H:%M:%S.%f"), total, total)
            )
    connection.exec_driver_sql(
        "INSERT INTO sale (number, kind, source, customer_id, location_id, sold_at, currency, gross_minor, "
        "discount_minor, total_minor, tax_minor, note) VALUES (?, 'sale', 'demo', ?, ?, ?, 'GBP', ?, 0, ?, 0, '')",
        sales,
    )


@cache
def _pools(seed: int, tail: int) -> tuple[list[str], list[str]]:
    """Given and family names, of which `tail` at most are invented."""
    from faker import Faker

    random = Random(seed)
    given: set[str] = set()
    family: set[str] = set()
    for locale in _LOCALES:
        fake = Faker(locale)
        fake.seed_instance(1)
        given.update(fake.first_name() for _ in range(1_000))
        family.update(fake.last_name() for _ in range(1_000))
    known_given, known_family = sorted(given), sorted(family)
    random.shuffle(known_given)
    random.shuffle(known_family)
    # Behind the known names a tail of rare ones.
    return known_given + _invent(random, tail // 10), known_family + _invent(random, tail)


def _invent(random: Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = "".join(
            random.choice(_STARTS) + random.choice(_MIDDLES) + random.choice(_ENDS) * (random.random() < 0.5)
            for _ in range(random.choice((1, 1, 2, 2, 2, 3)))
        )
        found.setdefault((syllables + random.choice(_TAILS)).capitalize())
    return list(found)
