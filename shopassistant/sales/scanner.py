"""Telling a barcode scanner in keyboard mode from a person typing, by the timing of keys, wherever the focus is.

Nobody waits for it: a person's key goes through at once, and only a key that follows the one before faster than people
type is held back, for a few hundredths of a second. Keys that went through before a scan was recognised are counted, so
that the window takes them out of the field again.
"""

from dataclasses import dataclass, field
from enum import Enum, auto

from shopassistant.sales.scan_speed import ANNOUNCED_PATIENCE, LONGEST_CODE, PATIENCE, Found, Key, judge

# A timer may fire that much early.
_TIMER_MS = 1.0


class Action(Enum):
    """What the window does with the key it has just reported."""

    PASS = auto()  # let it through, after what is replayed
    HOLD = auto()  # keep it back, and call `flush` when `wait_ms` have passed without a key
    SWALLOW = auto()  # drop it: it ended a scan


@dataclass(frozen=True, slots=True)
class ScanEvent:
    """A recognised scan.

    Attributes:
        code: what was scanned, without prefix and suffix, digits in ASCII.
        retract: letters of it that had already gone through to whatever has the focus, to be taken out there.
    """

    code: str
    retract: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do now, in this order: deliver `replay`, handle `scan`, do `action` with the key.

    Attributes:
        replay: keys held back that were a person's after all.
        wait_ms: with HOLD, when to call `flush`.
    """

    action: Action
    replay: str = ""
    scan: ScanEvent | None = None
    wait_ms: float = 0.0


@dataclass(slots=True)
class ScanRecogniser:
    """Recognises scans in a stream of keys. Pure: time comes in with every key. One per window.

    Attributes:
        prefix, suffix: what the scanner sends before and after a code (settings of the machine); each may be empty.
            With a prefix, or a suffix and a check digit, a slow scanner is recognised, too.
        gap_ms: keys closer than this belong to a scanner; people seldom type that fast.
        min_length: shorter codes are believed only after a prefix.
    """

    prefix: str = ""
    suffix: str = "\r"
    gap_ms: float = 50.0
    min_length: int = 6
    _keys: list[Key] = field(default_factory=list)
    _delivered: int = 0  # that many of `_keys`, from the first, went through
    _scanned_ms: float | None = None  # when the last scan ended, if nothing came since

    def feed(self, key: str, time_ms: float) -> Decision:
        """Take in a key press.

        Args:
            key: the text of the key, one character; empty for keys without text (shift), which change nothing.
            time_ms: when it was pressed, by the key event itself: a busy window hands keys out in a burst.

        Returns:
            What to do with this key and with those held back before.
        """
        if not key:
            return Decision(Action.PASS)
        if self._ends_scan_too(key, time_ms):
            self._scanned_ms = time_ms
            return Decision(Action.SWALLOW)
        self._scanned_ms = None
        before = Decision(Action.PASS)
        if self._keys and time_ms - self._keys[-1].time_ms > self._patience():
            before = self._give_up()
        self._keys.append(Key(key, time_ms))
        now = self._finish(time_ms) if self._has_suffix() else self._hold_or_pass()
        return Decision(now.action, before.replay + now.replay, before.scan or now.scan, now.wait_ms)

    def flush(self, time_ms: float) -> Decision:
        """Time has passed without a key: what is held back is a finished scan, or a person's.

        Returns:
            PASS with what to replay or a scan; HOLD where there is more to wait for, for `wait_ms`.
        """
        if self._delivered == len(self._keys):
            return Decision(Action.PASS)
        waited = time_ms - self._keys[-1].time_ms
        if waited + _TIMER_MS < self._wait():
            return self._hold(self._wait() - waited)
        if self._is_announced():
            return self._give_up()
        if not self.suffix and judge(self._keys, self.prefix, self.gap_ms, self.min_length) is not None:
            # It looks like a scan; but is it the whole of it, or did the scanner stumble?
            return self._give_up() if waited + _TIMER_MS >= self._patience() else self._hold(self._patience() - waited)
        return Decision(Action.PASS, replay=self._release(len(self._keys)))

    def _give_up(self) -> Decision:
        """Nothing more belongs to what is held: without a suffix that ends a scan, otherwise it was a person."""
        waits = self._delivered < len(self._keys)
        found = judge(self._keys, self.prefix, self.gap_ms, self.min_length) if waits and not self.suffix else None
        if found is not None:
            return Decision(Action.PASS, scan=self._scan(found, self._keys[-1].time_ms))
        replay = self._release(len(self._keys))
        self._keys.clear()
        self._delivered = 0
        return Decision(Action.PASS, replay=replay)

    def _finish(self, time_ms: float) -> Decision:
        """The suffix is complete: a scan, or a person who pressed Enter."""
        body = self._keys[: len(self._keys) - len(self.suffix)]
        found = judge(body, self.prefix, self.gap_ms, self.min_length)
        if found is not None:
            return self._scanned(found, time_ms)
        replay = self._release(len(self._keys) - 1)
        self._keys.clear()
        self._delivered = 0
        return Decision(Action.PASS, replay=replay)

    def _scanned(self, found: Found, time_ms: float) -> Decision:
        # Held keys that stand before the code were a person's.
        replay = self._release(found.start) if self._delivered < found.start else ""
        return Decision(Action.SWALLOW, replay=replay, scan=self._scan(found, time_ms))

    def _scan(self, found: Found, time_ms: float) -> ScanEvent:
        retract = max(self._delivered - found.start, 0)
        self._keys.clear()
        self._delivered = 0
        self._scanned_ms = time_ms
        return ScanEvent(found.code, retract)

    def _hold_or_pass(self) -> Decision:
        if self._is_announced():
            return self._hold(self._wait())
        fast = len(self._keys) > 1 and self._keys[-1].time_ms - self._keys[-2].time_ms <= self.gap_ms
        if fast and len(self._keys) - self._delivered <= LONGEST_CODE:
            return self._hold(self._wait())
        replay = self._release(len(self._keys) - 1)
        self._delivered = len(self._keys)
        self._trim()
        return Decision(Action.PASS, replay=replay)

    def _release(self, end: int) -> str:
        """What is held back of the first `end` keys, from now on delivered."""
        held = "".join(key.text for key in self._keys[self._delivered : end])
        self._delivered = max(end, self._delivered)
        return held

    def _trim(self) -> None:
        """Somebody types on and on: what is longer ago than any code is forgotten."""
        surplus = min(len(self._keys) - LONGEST_CODE, self._delivered)
        if surplus > 0:
            del self._keys[:surplus]
            self._delivered -= surplus

    def _has_suffix(self) -> bool:
        size = len(self.suffix)
        return size > 0 and "".join(key.text for key in self._keys[-size:]) == self.suffix

    def _is_announced(self) -> bool:
        """Whether what is held begins with the prefix, or with the beginning of it."""
        if not self.prefix:
            return False
        held = "".join(key.text for key in self._keys[self._delivered :])
        return bool(held) and (held.startswith(self.prefix) or self.prefix.startswith(held))

    def _ends_scan_too(self, key: str, time_ms: float) -> bool:
        """Whether a control key still belongs to the scan that has just ended (scanners that send both CR and LF)."""
        return self._scanned_ms is not None and key in "\r\n\t" and time_ms - self._scanned_ms <= self.gap_ms

    def _patience(self) -> float:
        return self.gap_ms * (ANNOUNCED_PATIENCE if self._is_announced() else PATIENCE)

    def _wait(self) -> float:
        """How long held keys wait: a gap where they may be a person's, longer where the scanner announced itself."""
        return self._patience() if self._is_announced() else self.gap_ms

    @staticmethod
    def _hold(wait_ms: float) -> Decision:
        return Decision(Action.HOLD, wait_ms=wait_ms)
