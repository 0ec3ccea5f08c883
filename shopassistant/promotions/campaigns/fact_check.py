"""Whether a written text states only facts: no name, price, percentage, date or address that the store did not give.

Two strictnesses. What a model wrote is held to `check_written`: true facts are taken out of the text, and of what is
left every word must be harmless (`vocabulary`), with no digit, sign of money, address or mark-up at all. What a person
wrote is their word; `check_typed` points to prices, percentages and dates that are not in the facts.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from shopassistant.promotions.campaigns.facts import Facts
from shopassistant.promotions.campaigns.placeholders import check_text, names_in
from shopassistant.promotions.campaigns.vocabulary import unknown_words

_DIGITS = re.compile(r"\w*\d[\w.,:%/-]*")
_MONEY = re.compile(r"[%‰$€£¥₹]|\b(?:eur|usd|gbp|chf|euro|euros|pound|pounds|dollar|dollars|cent|cents|pence)\b", re.I)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|\b[\w-]+\.(?:com|net|org|shop|store|de|uk|co|eu|at|ch|io)\b", re.I
)
_MARKUP = re.compile(r"[<>\[\]`\\|#*_~^]")
_PLACEHOLDER = re.compile(r"\{[^{}\n]*\}")
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s*%")
_PRICE = re.compile(r"(?:[$€£¥]\s?\d[\d.,]*)|(?:\d[\d.,]*\s?(?:[$€£¥]|(?:EUR|USD|GBP|CHF|euros?|pounds?)\b))", re.I)
_WEB = re.compile(r"https?://\S+|www\.\S+", re.I)


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement that is no fact.

    Attributes:
        code: ``campaign.check.*``: number, money, address, markup, word, placeholder, price_of_other.
        text: the statement.
    """

    code: str
    text: str


def check_written(text: str, facts: Facts, also: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """What a model's text states that is no fact; empty: it may leave.

    Args:
        text: with placeholders or with the facts written out.
        also: more harmless words, such as those staff gave the model in their brief.
    """
    text = unicodedata.normalize("NFKC", text)
    findings = [Finding("campaign.check.placeholder", one) for one in _bad(text, facts)]
    text = as_placeholders(text, facts)
    findings += _mispriced(text, facts)
    rest = _PLACEHOLDER.sub(" ", text)
    for pattern, code in ((_ADDRESS, "address"), (_DIGITS, "number"), (_MONEY, "money"), (_MARKUP, "markup")):
        findings += [Finding(f"campaign.check.{code}", found.group()) for found in pattern.finditer(rest)]
        rest = pattern.sub(" ", rest)
    if any(ord(letter) < 32 and letter != "\n" for letter in rest) or any(
        unicodedata.category(letter) in ("Cf", "Co", "Nd", "Nl", "No") for letter in rest
    ):
        findings.append(Finding("campaign.check.markup", "?"))
    findings += [Finding("campaign.check.word", word) for word in unknown_words(rest, facts.language, also)]
    return tuple(findings)


def as_placeholders(text: str, facts: Facts) -> str:
    """The text with facts that are written out turned into their placeholders; longest first, whole words only."""
    written = [(value, name) for name, value in facts.values().items() if len(value) > 1]
    for value, name in sorted(written, key=lambda pair: -len(pair[0])):
        form = unicodedata.normalize("NFKC", value)
        pattern = r"(?<![\w{|])" + re.escape(form) + r"(?![\w}|])"
        parts = re.split(r"(\{[^{}\n]*\})", text)  # what is in braces stays
        parts[::2] = [re.sub(pattern, lambda _found, put="{" + name + "}": put, part) for part in parts[::2]]
        text = "".join(parts)
    return text


def _bad(text: str, facts: Facts) -> list[str]:
    """Placeholders that do not exist or have no value in this mail; words in braces are no way around, either."""
    wrong = [text[one.start : one.end] for one in check_text(text, len(facts.products))]
    known = facts.values()
    for found in _PLACEHOLDER.findall(text):
        name, mark, _ = found[1:-1].partition("|")
        if mark or (name in known and not known[name]):
            wrong.append(found)
    return wrong


def _mispriced(text: str, facts: Facts) -> list[Finding]:
    """A price must be that of the product named last before it."""
    findings, values, current = [], facts.values(), ""
    for name in names_in(text):
        if name.startswith("product_"):
            current = name.removeprefix("product_")
        elif name.startswith("price_") and values.get(name) != values.get(f"price_{current}"):
            findings.append(Finding("campaign.check.price_of_other", values.get(name, name)))
    return findings


def check_typed(text: str, facts: Facts) -> tuple[Finding, ...]:
    """Prices, percentages and web addresses in a person's text that are no facts of the mail."""
    allowed = "\n".join(facts.values().values())
    found = [Finding("campaign.check.money", one.group().strip(" .,")) for one in _PRICE.finditer(text)]
    found += [Finding("campaign.check.percent", one.group()) for one in _PERCENT.finditer(text)]
    found += [Finding("campaign.check.address", one.group()) for one in _WEB.finditer(text)]
    return tuple(one for one in found if _squeezed(one.text) not in _squeezed(allowed))


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def said(findings: tuple[Finding, ...]) -> Mapping[str, object]:
    """The first finding as values of a sentence, and how many there are."""
    return {"text": findings[0].text, "count": len(findings)}
