"""When invented shoppers come in: visits of their own, and errands for what has run out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.ingest.demo.calendar import Days
from shopassistant.ingest.demo.catalogue import Ints
from shopassistant.ingest.demo.people import People

# Shares of what a visit holds, measured on the outcome, so that the number of lines lands near the aim.
_LINES_A_VISIT = 2.14
_LOST_LINES = 0.05
_RETURNED_LINES = 0.044
_WALK_IN_SHARE = 0.15
_SNAP_DAYS = 9


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits ordered by day, as columns of shape (M,).

    Attributes:
        person, day, second: who, numbered day, local second after midnight.
        browses: a visit of its own; else an errand that buys only what has run out.
        errand_visit, errand_kind: what runs out, bought at which visit, shape (E,).
    """

    person: Ints
    day: Ints
    second: Ints
    browses: NDArray[np.bool_]
    errand_visit: Ints
    errand_kind: Ints


def make_visits(rng: np.random.Generator, people: People, days: Days, lines: int) -> Visits:
    """Visits that lead to about `lines` lines on receipts, those of returns included."""
    errand_person, errand_day, errand_kind = _errands(rng, people, days)
    wanted = max(1.0, (lines / (1 - _LOST_LINES + _RETURNED_LINES) - len(errand_person)) / _LINES_A_VISIT)
    person, day = _own_visits(rng, people, days, wanted)
    own = person * days.count + day
    due = errand_person * days.count + errand_day
    own_sorted = np.unique(own)
    # What runs out is bought at the next own visit if that is near, else on a walk to the shop for it.
    place = np.searchsorted(own_sorted, due).clip(max=len(own_sorted) - 1)
    near = (
        (own_sorted[place] >= due)
        & (own_sorted[place] < due + _SNAP_DAYS)
        & (own_sorted[place] // days.count == errand_person)
    )
    when = np.where(near, own_sorted[place], due)
    keys, errand_visit = np.unique(np.concatenate((own_sorted, when)), return_inverse=True)
    browses = np.isin(keys, own_sorted, assume_unique=True)
    order = np.argsort(keys % days.count, kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    keys = keys[order]
    day = keys % days.count
    return Visits(
        keys // days.count,
        day,
        opening_second(rng, day, days),
        browses[order],
        rank[errand_visit[len(own_sorted) :]],
        errand_kind,
    )


def opening_second(rng: np.random.Generator, day: Ints, days: Days) -> Ints:
    """A local second within opening hours, busier around noon and late in the afternoon; shape of `day`."""
    late = rng.random(len(day)) < 0.5
    place = np.where(late, rng.beta(6, 2.6, len(day)), rng.beta(4, 6, len(day)))
    opens, closes = days.opens[day] * 60 + 240, days.closes[day] * 60 - 60
    second: Ints = (opens + place * (closes - opens)).astype(np.int64)
    return second


def _own_visits(rng: np.random.Generator, people: People, days: Days, wanted: float) -> tuple[Ints, Ints]:
    until = np.concatenate(([0.0], np.cumsum(days.busy)))
    low, high = until[people.first], until[people.last]
    expected = people.visits_a_year * (high - low)
    named = np.arange(len(expected)) < people.named
    expected[named] *= wanted * (1 - _WALK_IN_SHARE) / max(expected[named].sum(), 1e-9)
    expected[~named] *= wanted * _WALK_IN_SHARE / max(expected[~named].sum(), 1e-9)
    times = rng.poisson(expected)
    # New customers come in on their first day, so that nobody is known who never came.
    person = np.repeat(np.arange(len(times)), times)
    traffic = low[person] + rng.random(len(person)) * (high - low)[person]
    day = (np.searchsorted(until, traffic, side="right") - 1).clip(0, days.count - 1)
    return person, day


def _errands(rng: np.random.Generator, people: People, days: Days) -> tuple[Ints, Ints, Ints]:
    person, kind, interval = people.subscriptions
    if len(person) == 0:
        return person, person, kind
    most = int(days.count / max(8.0, interval.min() * 0.6)) + 2
    gaps = interval[:, None] * np.exp(rng.normal(0, 0.22, (len(person), most)))
    gaps[:, 0] *= rng.random(len(person))
    day = people.first[person][:, None] + np.cumsum(gaps, axis=1).astype(np.int64)
    kept = (day < people.last[person][:, None]) & (day < days.count)
    day[~kept] = 0
    closed = days.busy[day] == 0
    day = np.where(closed, (day + 3).clip(max=days.count - 1), day)
    kept &= days.busy[day] > 0
    rows, columns = np.nonzero(kept)
    return person[rows], day[rows, columns], kind[rows]
