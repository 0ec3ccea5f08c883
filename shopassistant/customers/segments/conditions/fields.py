"""What a condition may ask about a customer, how it is compared, and whether it is drawn from purchases."""

from dataclasses import dataclass

NUMBER_OPS = ("at_least", "at_most", "between")
CHOICE_OPS = ("any_of", "none_of")
# `money` in minor units, `share` in hundredths of a per cent, `count` and `days` whole.
NUMBER_KINDS = ("money", "count", "days", "share")
PURPOSES = ("email", "sms", "phone", "post", "personalisation")
ANSWERS = ("yes", "no", "unasked")
LONGEST_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to ask about.

    Attributes:
        kind: one of `NUMBER_KINDS`; ``ids`` or ``words`` where one of several is chosen; ``starts`` for the beginning
            of a text.
        has_period: it may be asked of the last so many days alone.
        is_profile: it is drawn from purchases, so that whoever refused personalisation is left out.
        choices: all there are, where they are few and the same in every shop.
    """

    name: str
    kind: str
    has_period: bool = False
    is_profile: bool = False
    choices: tuple[str, ...] = ()

    @property
    def ops(self) -> tuple[str, ...]:
        """How it may be compared."""
        return NUMBER_OPS if self.kind in NUMBER_KINDS else CHOICE_OPS


RFM = (
    "champions", "loyal", "promising", "new", "needs_attention", "about_to_sleep", "at_risk", "cannot_lose",
    "hibernating", "lost",
)  # fmt: skip
MONTHS = tuple(str(month) for month in range(1, 13))
FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("spend", "money", has_period=True, is_profile=True),
        Field("visits", "count", has_period=True, is_profile=True),
        Field("average_basket", "money", has_period=True, is_profile=True),
        Field("days_since_visit", "days", is_profile=True),
        Field("days_since_first", "days", is_profile=True),
        Field("discount_share", "share", has_period=True, is_profile=True),
        Field("returned_share", "share", has_period=True, is_profile=True),
        Field("bought_product", "ids", has_period=True, is_profile=True),
        Field("bought_category", "ids", has_period=True, is_profile=True),
        Field("bought_brand", "words", has_period=True, is_profile=True),
        Field("lifetime", "money", is_profile=True),
        Field("churn", "share", is_profile=True),
        Field("rfm", "words", is_profile=True, choices=RFM),
        Field("points", "count"),
        Field("segment", "ids"),
        *(Field(f"consent_{purpose}", "words", choices=ANSWERS) for purpose in PURPOSES),
        Field("birthday_month", "words", choices=MONTHS),
        Field("city", "words"),
        Field("postcode", "starts"),
        Field("language", "words"),
        Field("days_known", "days"),
    )
}
