"""Was this typed by a machine? The judgement over one stretch of keys, apart from the state of the recogniser."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from shopassistant.sales.barcodes import parse_barcode
from shopassistant.sales.scanner_layouts import straighten

# A pause of up to this many gaps may be a scanner that stumbles; a longer one separates.
STUMBLE = 2.0
# Keys are judged together up to pauses of this many gaps (a slow scanner, known by its check digit) ...
PATIENCE = 3.0
# ... or this many after a prefix, by which the scanner has announced itself.
ANNOUNCED_PATIENCE = 6.0
LONGEST_CODE = 200
# Of the pauses in a scan at least this share is short, and the middle one is well below the gap.
_SHORT_SHARE = 0.7
_TYPICAL = 0.8
# No person's middle pause is this small, so half may be stumbles.
_VERY_FAST = 0.5
_SHORTEST_ANNOUNCED = 3


@dataclass(frozen=True, slots=True)
class Key:
    """One key press: its text (one character) and when, in milliseconds."""

    text: str
    time_ms: float


@dataclass(frozen=True, slots=True)
class Found:
    """A code, and the place of its first key (its prefix's, where it has one) among those judged."""

    code: str
    start: int


def judge(keys: Sequence[Key], prefix: str, gap_ms: float, min_length: int) -> Found | None:
    """The code that the last of `keys` are a scan of, or None for a person's typing.

    Args:
        keys: without the suffix; no pause among them is longer than the patience above.
        prefix: the scanner's, may be empty.
        gap_ms: pauses up to this are short.
        min_length: a shorter code is believed only after a prefix.
    """
    text = _text(keys)
    at = text.rfind(prefix) if prefix else -1
    if at >= 0:
        code = text[at + len(prefix) :]
        fits = _SHORTEST_ANNOUNCED <= len(code) <= LONGEST_CODE and code.isprintable()
        return Found(straighten(code), at) if fits else None
    whole = _at_speed(keys, _start(keys, gap_ms * STUMBLE), gap_ms, min_length)
    run = _at_speed(keys, _start(keys, gap_ms), gap_ms, min_length)
    if whole is None or (run is not None and not parse_barcode(whole.code) and parse_barcode(run.code)):
        return run or _slow(keys, gap_ms)
    return whole


def _at_speed(keys: Sequence[Key], start: int, gap_ms: float, min_length: int) -> Found | None:
    """The keys from `start` on, if they came as fast as only a machine sends them."""
    text = _text(keys[start:])
    if not min_length <= len(text) <= LONGEST_CODE or not text.isprintable():
        return None
    if len(set(text)) < 2:
        return None  # one letter over and over is a key held down
    gaps = _gaps(keys[start:])
    typical = median(gaps)
    needed = _SHORT_SHARE if typical > gap_ms * _VERY_FAST else 0.5
    if typical > gap_ms * _TYPICAL or sum(gap <= gap_ms for gap in gaps) < needed * len(gaps):
        return None
    return Found(straighten(text), start)


def _slow(keys: Sequence[Key], gap_ms: float) -> Found | None:
    """A slow scanner's article number: too many digits at too steady a pace, and the check digit is right."""
    text = straighten(_text(keys))
    digits = len(text) - len(text.rstrip("0123456789"))
    if digits not in (12, 13, 14) or parse_barcode(text[-digits:]) is None:
        return None
    start = len(text) - digits
    return Found(text[start:], start) if median(_gaps(keys[start:])) <= gap_ms * STUMBLE else None


def _start(keys: Sequence[Key], longest_pause_ms: float) -> int:
    """Where the last stretch without a longer pause begins."""
    start = max(len(keys) - 1, 0)
    while start > 0 and keys[start].time_ms - keys[start - 1].time_ms <= longest_pause_ms:
        start -= 1
    return start


def _gaps(keys: Sequence[Key]) -> list[float]:
    return [after.time_ms - before.time_ms for before, after in pairwise(keys)]


def _text(keys: Sequence[Key]) -> str:
    return "".join(key.text for key in keys)
