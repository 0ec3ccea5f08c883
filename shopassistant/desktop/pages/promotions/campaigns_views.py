"""What the campaigns desk hands to its views: frozen, plain values."""

from collections.abc import Mapping
from dataclasses import dataclass

from shopassistant.promotions.campaigns.listing import CampaignLine


@dataclass(frozen=True, slots=True)
class Choices:
    """What a campaign can be for and about.

    Attributes:
        segments: (id, name, members) of those in use.
        promotions: (id, number, name, whether it needs a coupon) of those that are not over.
        may_send: a mail server is set up.
        has_model: a language model is set up.
    """

    segments: tuple[tuple[int, str, int], ...] = ()
    promotions: tuple[tuple[int, str, str, bool], ...] = ()
    may_send: bool = False
    has_model: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """Who would get a campaign now.

    Attributes:
        customers: in the segment.
        eligible: how many of them may be written to.
        left_out: how many not, by reason.
        arms: how many fall into each arm, the hold-out among them.
        samples: some who would get it: (id, name).
        advice: sentences on what such a campaign can prove.
    """

    customers: int
    eligible: int
    left_out: Mapping[str, int]
    arms: Mapping[str, int]
    samples: tuple[tuple[int, str], ...] = ()
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """One customer's letter.

    Attributes:
        written_by: ``template`` or the model's name.
        refused: the sentence why a model's text was not used; empty where it was, or none was asked.
        fault: the first thing in the typed words that the store does not say; empty where all is well.
    """

    customer: str
    subject: str
    preheader: str
    light: str
    dark: str
    text: str
    written_by: str
    refused: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A campaign that is looked at.

    Attributes:
        uncertain: mails whose fate nobody knows: (id, customer, number).
        skipped: mails that were left out after the draw, by reason.
        failed: what servers said to mails that failed, with how often.
        is_under_way: some window of the shop is sending mail now.
    """

    line: CampaignLine
    reach: Reach | None
    uncertain: tuple[tuple[int, str, str], ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()
    failed: tuple[tuple[str, int], ...] = ()
    is_under_way: bool = False
