"""Scans are told from typing by their timing, wherever the focus is. Timings as recorded from scanners and typists."""

import random
from dataclasses import dataclass, field

import pytest

from shopassistant.sales.scanner import Action, ScanRecogniser

EAN = "4006381333931"
CARD = "K0012345"
SCANNER_GAPS = {
    "usb": (2, 3, 2, 2, 4, 2, 3, 2, 2, 3, 2, 2, 2, 3),
    "usb on a busy machine": (11, 16, 9, 20, 14, 12, 19, 8, 15, 17, 13, 20, 10, 16),
    "bluetooth": (31, 35, 38, 30, 36, 33, 42, 34, 35, 29, 37, 36, 33, 35),
    "bluetooth that stumbles": (33, 36, 34, 95, 35, 31, 36, 34, 72, 35, 33, 38, 34, 36),
}
TYPIST_GAPS = (140, 95, 210, 120, 88, 160, 130, 250, 105, 90, 175, 115, 140, 98, 220, 134)
FAST_TYPIST_GAPS = (72, 40, 66, 41, 88, 60, 39, 110, 75, 62, 44, 40, 81, 64, 70, 43)


@dataclass
class Window:
    """Stands in for the window: a text field, a clock and the recogniser in between."""

    recogniser: ScanRecogniser
    field_text: str = ""
    held: int = 0
    scans: list[str] = field(default_factory=list)
    flush_at: float | None = None
    now: float = 1000.0
    slowest_ms: float = 0.0
    pressed_at: list[float] = field(default_factory=list)

    def press(self, key: str, gap_ms: float) -> None:
        self.wait_until(self.now + gap_ms)
        self.now += gap_ms
        decision = self.recogniser.feed(key, self.now)
        self._take(decision.replay, decision.scan)
        if decision.action is Action.PASS:
            self._deliver(key)
        elif decision.action is Action.HOLD:
            self.pressed_at.append(self.now)
        self.flush_at = self.now + decision.wait_ms if decision.action is Action.HOLD else None

    def wait_until(self, moment: float) -> None:
        """Let the timer fire as often as it is due."""
        while self.flush_at is not None and self.flush_at <= moment:
            at, self.flush_at = self.flush_at, None
            decision = self.recogniser.flush(at)
            if decision.replay:
                self.slowest_ms = max(self.slowest_ms, at - self.pressed_at[0])
            self._take(decision.replay, decision.scan)
            if decision.action is Action.HOLD:
                self.flush_at = at + decision.wait_ms

    def idle(self) -> None:
        self.wait_until(self.now + 5000)
        self.now += 5000

    def type(self, text: str, gaps: tuple[float, ...] | list[float], first_gap_ms: float = 2000) -> None:
        for index, key in enumerate(text):
            self.press(key, first_gap_ms if index == 0 else gaps[(index - 1) % len(gaps)])

    def _deliver(self, text: str) -> None:
        self.field_text += text

    def _take(self, replay: str, scan: object) -> None:
        self._deliver(replay)
        if replay:
            self.pressed_at.clear()
        if scan is not None:
            self.pressed_at.clear()
            if scan.retract:
                self.field_text = self.field_text[: -scan.retract]
            self.scans.append(scan.code)


@pytest.mark.parametrize("gaps", SCANNER_GAPS.values(), ids=SCANNER_GAPS.keys())
@pytest.mark.parametrize("code", [EAN, CARD, "96385074", "R000123", "https://shop.example/p/17"])
def test_a_scan_is_recognised_and_leaves_no_letter_behind(gaps: tuple[float, ...], code: str) -> None:
    window = Window(ScanRecogniser())
    window.field_text = "lin"
    window.type(code + "\r", gaps)
    assert (window.scans, window.field_text) == ([code], "lin")


@pytest.mark.parametrize("gaps", [TYPIST_GAPS, FAST_TYPIST_GAPS], ids=["typist", "fast typist"])
@pytest.mark.parametrize("text", ["linden 52\r", "Zoë Großmann\r", "06123456789\r", "ada.byron@example.org\r", "12\r"])
def test_typing_goes_through_in_order(gaps: tuple[float, ...], text: str) -> None:
    window = Window(ScanRecogniser())
    window.type(text, gaps)
    window.idle()
    assert (window.scans, window.field_text) == ([], text)
    assert window.slowest_ms <= 2 * 50


def test_random_typists_and_scanners_are_never_confused() -> None:
    rng = random.Random(17)
    for _ in range(2000):
        window = Window(ScanRecogniser())
        word = "".join(rng.choice("abcdefghijklmnop 0123456789") for _ in range(rng.randint(1, 14)))
        # Bursts of two or three quick keys among slower ones.
        gaps = [rng.uniform(38, 48) if rng.random() < 0.3 else rng.uniform(60, 250) for _ in range(20)]
        window.type(word + "\r", gaps)
        window.idle()
        assert (window.scans, window.field_text) == ([], word + "\r")
        fast = rng.uniform(2, 36)
        scanned = [rng.uniform(0.6, 1.15) * fast for _ in range(20)]
        for stumble in rng.sample(range(6), 2):
            scanned[stumble] = rng.uniform(50, 95)
        code = "".join(rng.choice("0123456789ABCDEF-") for _ in range(rng.randint(8, 20)))
        window.type(code + "\r", scanned)
        assert (window.scans, window.field_text) == ([code], word + "\r")


def test_two_quick_scans_of_one_item_are_two_scans() -> None:
    window = Window(ScanRecogniser())
    window.type(EAN + "\r", SCANNER_GAPS["usb"])
    window.type(EAN + "\r", SCANNER_GAPS["usb"], first_gap_ms=30)
    assert (window.scans, window.field_text) == ([EAN, EAN], "")


def test_a_scan_into_a_field_that_is_being_typed_in() -> None:
    window = Window(ScanRecogniser())
    window.type("lin", TYPIST_GAPS)
    window.type(EAN + "\r", SCANNER_GAPS["usb"], first_gap_ms=70)  # the trigger follows the key at once
    assert (window.scans, window.field_text) == ([EAN], "lin")
    window.type("den", TYPIST_GAPS)
    window.type(CARD + "\r", SCANNER_GAPS["bluetooth"], first_gap_ms=180)
    assert (window.scans[-1], window.field_text) == (CARD, "linden")


def test_prefix_and_suffix_are_taken_off() -> None:
    window = Window(ScanRecogniser(prefix="~", suffix="#"))
    window.type(f"~{EAN}#", SCANNER_GAPS["usb"])
    assert (window.scans, window.field_text) == ([EAN], "")
    window = Window(ScanRecogniser(prefix="\x02A", suffix="\r\n"))
    window.type(f"\x02A{CARD}\r\n", SCANNER_GAPS["bluetooth"])
    assert (window.scans, window.field_text) == ([CARD], "")


def test_a_slow_scanner_is_recognised_by_its_prefix() -> None:
    window = Window(ScanRecogniser(prefix="~"))
    window.type("~K123\r", (110, 180, 95, 220, 130))
    assert (window.scans, window.field_text) == (["K123"], "")


def test_a_slow_scanner_is_recognised_by_suffix_and_check_digit() -> None:
    slow = (68, 75, 82, 66, 71, 90, 64, 77, 120, 69, 73, 80, 70)
    window = Window(ScanRecogniser())
    window.field_text = "x"
    window.type(EAN + "\r", slow)
    assert (window.scans, window.field_text) == ([EAN], "x")
    window = Window(ScanRecogniser())
    window.type("4006381333930\r", slow)  # the check digit is wrong: it may as well be a telephone number
    window.idle()
    assert (window.scans, window.field_text) == ([], "4006381333930\r")


def test_a_prefix_typed_by_a_person_comes_back() -> None:
    window = Window(ScanRecogniser(prefix="~"))
    window.type("a ~ b\r", TYPIST_GAPS[:3])
    window.idle()
    window.type("c", TYPIST_GAPS)
    window.idle()
    assert window.scans == []
    assert window.field_text == "a ~ b\rc"


def test_without_a_suffix_the_pause_ends_the_scan() -> None:
    window = Window(ScanRecogniser(suffix=""))
    window.type(EAN, SCANNER_GAPS["usb"])
    assert window.scans == []
    window.idle()
    assert (window.scans, window.field_text) == ([EAN], "")
    window.type(CARD, SCANNER_GAPS["bluetooth that stumbles"])
    window.idle()
    assert (window.scans[1:], window.field_text) == ([CARD], "")
    window.type("linden", FAST_TYPIST_GAPS)
    window.idle()
    assert (window.scans[2:], window.field_text) == ([], "linden")


def test_a_scanner_that_sends_cr_and_lf_leaves_no_key_behind() -> None:
    window = Window(ScanRecogniser(suffix="\r"))
    window.type(EAN + "\r\n", SCANNER_GAPS["usb"])
    assert (window.scans, window.field_text) == ([EAN], "")
    window.press("\r", 400)  # a person's Enter, later
    assert window.field_text == "\r"


def test_a_key_held_down_is_no_scan() -> None:
    window = Window(ScanRecogniser())
    window.type("0000000000\r", (30,))
    window.idle()
    assert (window.scans, window.field_text) == ([], "0000000000\r")


@pytest.mark.parametrize(
    "typed",
    ['\'àà-"_&"""ç"&', "čééžšá+šššíš+", "٤٠٠٦٣٨١٣٣٣٩٣١"],
    ids=["french", "czech", "arabic"],
)
def test_digits_of_another_keyboard_are_put_right(typed: str) -> None:
    window = Window(ScanRecogniser())
    window.type(typed + "\r", SCANNER_GAPS["usb"])
    assert window.scans == [EAN]


def test_keys_without_text_change_nothing() -> None:
    recogniser = ScanRecogniser()
    window = Window(recogniser)
    for index, key in enumerate("KA-" + CARD):
        if key.isupper():
            assert recogniser.feed("", window.now + 1).action is Action.PASS
        window.press(key, 900 if index == 0 else 4)
    window.press("\r", 4)
    assert window.scans == ["KA-" + CARD]


def test_typing_for_a_long_time_keeps_nothing() -> None:
    window = Window(ScanRecogniser())
    window.type("word " * 400, [101.0])
    window.idle()
    assert window.field_text == "word " * 400
    assert len(window.recogniser._keys) <= 201
