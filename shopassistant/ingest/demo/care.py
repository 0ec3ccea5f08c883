"""What the invented staff know and promise: consents, notes, wishes, follow-ups, dates."""

from datetime import date, timedelta
from typing import Any

import numpy as np

from shopassistant.ingest.demo.assortment import COLOURS, KINDS
from shopassistant.ingest.demo.calendar import Days
from shopassistant.ingest.demo.catalogue import Catalogue, Ints
from shopassistant.ingest.demo.contacts import Record
from shopassistant.ingest.demo.names import FOLLOW_UPS, NOTES
from shopassistant.ingest.demo.people import People
from shopassistant.ingest.demo.writing import Writer
from shopassistant.store.schema import Consent, FollowUp, ImportantDate, Note, WishlistItem

# Purpose and how many say yes, of those who are asked.
_PURPOSES = (("personalisation", 0.86), ("email", 0.62), ("sms", 0.35), ("phone", 0.2), ("post", 0.25))
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DUE_TODAY, _DUE_ALL = 0.3, 0.016


def write_care(
    rng: np.random.Generator, writer: Writer, records: list[Record], created: Any, people: People, catalogue: Catalogue,
    days: Days, staff: tuple[int, ...],
) -> None:  # fmt: skip
    """Write all that is kept about customers besides their names; `created` holds each record's moment."""
    count = len(records)
    since = np.clip(
        (created - days.moments(np.array([0]), np.array([0]))[0]).astype("timedelta64[D]").astype(np.int64),
        0,
        days.count - 1,
    )
    later = since + ((days.count - since) * rng.random(count)).astype(np.int64)
    afternoon = days.moments(later, np.full(count, 51_000) + rng.integers(0, 7200, count))
    _consents(rng, writer, created, afternoon, days, staff)
    person = np.array([record.person for record in records])
    wanted = _wishes(rng, writer, person, people, catalogue, afternoon, later, days)
    _notes(rng, writer, afternoon, catalogue, staff)
    _follow_ups(rng, writer, wanted, catalogue, days, staff, count)
    _dates(rng, writer, count)


def _consents(
    rng: np.random.Generator, writer: Writer, created: Any, later: Any, days: Days, staff: tuple[int, ...]
) -> None:
    count = len(created)
    customer, purpose, granted, at, source = [], [], [], [], []
    asked = rng.random(count) < 0.85
    where = rng.choice(np.array(["counter", "form", "web"]), count, p=[0.6, 0.25, 0.15])
    for name, share in _PURPOSES:
        yes = rng.random(count) < share
        changed = np.flatnonzero(asked & (rng.random(count) < 0.04) & (later > created))
        rows = np.concatenate((np.flatnonzero(asked), changed))
        again = np.arange(len(rows)) >= asked.sum()
        customer.append(rows + 1)
        purpose.append(np.full(len(rows), name))
        granted.append(yes[rows] ^ again)
        at.append(np.where(again, later[rows], created[rows]))
        source.append(where[rows])
    columns = {"customer_id": customer, "purpose": purpose, "granted": granted, "at": at, "source": source}
    joined = {name: np.concatenate(parts) for name, parts in columns.items()}
    order = np.argsort(joined["at"], kind="stable")
    joined = {name: values[order] for name, values in joined.items()}
    by = [None if where == "web" else staff[0] for where in joined["source"].tolist()]
    writer.table(Consent, **joined, staff_id=by)


def _wishes(
    rng: np.random.Generator,
    writer: Writer,
    person: Ints,
    people: People,
    catalogue: Catalogue,
    at: Any,
    day: Ints,
    days: Days,
) -> dict[int, int]:
    """Wishlists of what suits the taste. Returns a wanted product by customer's place."""
    count = len(person)
    durable = np.flatnonzero(
        (catalogue.end > days.count) & np.array([KINDS[index].again_days == 0 for index in catalogue.kind])
    )
    suits = np.array([KINDS[index].suits for index in catalogue.kind])
    rows, products = [], []
    for place in np.flatnonzero(rng.random(count) < 0.14).tolist():
        own = "w" if people.female[person[place]] else "m"
        sample = rng.choice(durable, min(40, len(durable)), replace=False)
        sample = sample[((suits[sample] == own) | (suits[sample] == "u")) & (catalogue.launch[sample] <= day[place])]
        best = sample[np.argsort(-(catalogue.taste[sample] @ people.taste[person[place]]), kind="stable")][
            : 1 + place % 3
        ]
        rows += [place] * len(best)
        products += best.tolist()
    fixed = rng.random(len(rows)) < 0.4
    variants = [
        int(catalogue.first[product]) + int(people.frame_width[person[row]]) % int(catalogue.sizes[product]) + 1
        if one
        else None
        for row, product, one in zip(rows, products, fixed.tolist(), strict=True)
    ]
    writer.table(
        WishlistItem, customer_id=[row + 1 for row in rows], product_id=[product + 1 for product in products],
        variant_id=variants, at=at[rows],
    )  # fmt: skip
    return dict(zip(rows, products, strict=True))


def _words(rng: np.random.Generator, catalogue: Catalogue, product: int | None = None) -> dict[str, str]:
    product = int(rng.integers(len(catalogue.name))) if product is None else product
    colour = tuple(COLOURS)[int(rng.integers(len(COLOURS)))]
    return {
        "product": f"the {catalogue.name[product]}", "brand": catalogue.brand[product],
        "month": _MONTHS[int(rng.integers(12))], "colour": colour,
    }  # fmt: skip


def _notes(rng: np.random.Generator, writer: Writer, at: Any, catalogue: Catalogue, staff: tuple[int, ...]) -> None:
    rows = np.flatnonzero(rng.random(len(at)) < 0.17)
    rows = rows[np.argsort(at[rows], kind="stable")]
    texts = [NOTES[int(rng.integers(len(NOTES)))].format_map(_words(rng, catalogue)) for _ in rows]
    writer.table(Note, customer_id=rows + 1, text=texts, at=at[rows], staff_id=rng.choice(staff, len(rows)))


def _follow_ups(
    rng: np.random.Generator,
    writer: Writer,
    wanted: dict[int, int],
    catalogue: Catalogue,
    days: Days,
    staff: tuple[int, ...],
    count: int,
) -> None:
    today = days.first + timedelta(days=days.count)
    open_ones = min(count, max(8, round(count * _DUE_ALL)))
    likely = list(wanted) + [place for place in range(count) if place not in wanted]
    chosen = rng.permutation(np.array(likely[: max(2 * open_ones, 20)]))
    rows: list[tuple[int, str, date, int, Any, Any]] = []
    for place, customer in enumerate(chosen.tolist()):
        words = _words(rng, catalogue, wanted.get(customer))
        text = FOLLOW_UPS[int(rng.integers(len(FOLLOW_UPS)))].format_map(words).replace("the the", "the")
        is_open = place < open_ones
        if is_open:
            due = today if place < max(5, open_ones * _DUE_TODAY) else today + timedelta(days=int(rng.integers(-9, 25)))
        else:
            due = today - timedelta(days=int(rng.integers(3, min(300, days.count - 4) + 1)))
        made = min((due - days.first).days - int(rng.integers(2, 21)), days.count - 1)
        done = None if is_open else (due - days.first).days
        rows.append((customer + 1, text[:500], due, staff[int(rng.integers(len(staff)))], made, done))
    at = days.moments(np.array([row[4] for row in rows]), np.full(len(rows), 54_000))
    done_days = np.array([row[5] if row[5] is not None else 0 for row in rows])
    finished = days.moments(done_days, np.full(len(rows), 57_600))
    writer.table(
        FollowUp, customer_id=[row[0] for row in rows], text=[row[1] for row in rows], due_on=[row[2] for row in rows],
        staff_id=[row[3] for row in rows], created_at=at,
        done_at=np.where(np.array([row[5] is None for row in rows]), np.datetime64("NaT"), finished),
    )  # fmt: skip


def _dates(rng: np.random.Generator, writer: Writer, count: int) -> None:
    rows = np.flatnonzero(rng.random(count) < 0.3)
    label = np.where(rng.random(len(rows)) < 0.88, "Birthday", "Anniversary")
    born = rng.integers(0, 365, len(rows))
    day = [date(2001, 1, 1) + timedelta(days=int(each)) for each in born]
    year = np.where(label == "Birthday", rng.integers(1945, 2006, len(rows)), rng.integers(1985, 2022, len(rows)))
    known = rng.random(len(rows)) < 0.6
    writer.table(
        ImportantDate,
        customer_id=rows + 1,
        label=label,
        month=[each.month for each in day],
        day=[each.day for each in day],
        year=[int(value) if one else None for value, one in zip(year.tolist(), known.tolist(), strict=True)],
    )
