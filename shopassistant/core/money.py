"""Money is a whole number of minor units (pence, cents): sums are exact and rounding happens once, in sight."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from shopassistant.core.errors import UserError

# ISO 4217 exponents that are not 2 (https://www.six-group.com/en/products-services/financial-information/data-standards.html).
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_EXPONENTS = dict.fromkeys(_NONE.split(), 0) | dict.fromkeys(_THREE.split(), 3)
# Digits and one point: what else Decimal understands (1e5, 1_000, NaN) nobody types for an amount.
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
# Characters of an amount; more is a text that was pasted into the wrong field.
_LONGEST = 40
_GROUPED = re.compile(r"-?[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*")


@dataclass(frozen=True, slots=True)
class Currency:
    """An ISO 4217 currency.

    Attributes:
        code: three capital letters.
    """

    code: str

    def __post_init__(self) -> None:
        if len(self.code) != 3 or not self.code.isascii() or not self.code.isupper():
            raise UserError("money.currency", currency=self.code)

    @property
    def exponent(self) -> int:
        """Decimal places of the minor unit."""
        return _EXPONENTS.get(self.code, 2)

    def to_minor(self, amount: Decimal) -> int:
        """Whole minor units nearest to `amount`, halves away from zero. Raises UserError if not finite."""
        if not amount.is_finite():
            raise UserError("money.not_a_number", amount=str(amount))
        return int(amount.scaleb(self.exponent).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    def to_decimal(self, minor: int) -> Decimal:
        """The amount in major units, with exactly the currency's decimal places."""
        return Decimal(minor).scaleb(-self.exponent)

    def parse(self, text: str) -> int:
        """Minor units of what somebody typed: ``12``, ``12.5``, ``12,50``, ``1,234``. Raises UserError.

        A lone mark before exactly three digits groups thousands, unless the currency has three decimals: nobody types
        tenths of a penny at a counter.
        """
        cleaned = text.strip().replace(" ", "").replace("\u00a0", "").replace("'", "")
        if "," in cleaned and "." in cleaned:
            # The mark that stands last is the decimal one.
            thousands = "," if cleaned.rfind(",") < cleaned.rfind(".") else "."
            cleaned = cleaned.replace(thousands, "")
        elif self.exponent != 3 and _GROUPED.fullmatch(cleaned):
            cleaned = cleaned.replace(",", "").replace(".", "")
        cleaned = cleaned.replace(",", ".")
        amount = Decimal(cleaned) if len(cleaned) <= _LONGEST and _PLAIN.fullmatch(cleaned) else None
        if amount is None or abs(amount) > Decimal(10) ** 12:
            raise UserError("money.not_a_number", amount=text[:_LONGEST])
        return self.to_minor(amount)


def percent_of(minor: int, basis_points: int) -> int:
    """`basis_points` hundredths of a percent of `minor`, rounded half away from zero."""
    product = abs(minor * basis_points)
    rounded = (product + 5_000) // 10_000
    return rounded if minor * basis_points >= 0 else -rounded


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` minor units in proportion to `weights` so that the parts sum to it exactly.

    Largest remainder; ties go to the earlier part. All-zero weights split evenly.

    Raises:
        ValueError: no weights, or a negative one.
    """
    if not weights or min(weights) < 0:
        raise ValueError("weights must be non-empty and non-negative")
    whole = sum(weights)
    shares = list(weights) if whole else [1] * len(weights)
    whole = whole or len(weights)
    sign = -1 if total < 0 else 1
    parts = [abs(total) * share // whole for share in shares]
    remainders = [abs(total) * share % whole for share in shares]
    missing = abs(total) - sum(parts)
    for index in sorted(range(len(parts)), key=lambda i: (-remainders[i], i))[:missing]:
        parts[index] += 1
    return [sign * part for part in parts]


def included_tax(gross_minor: int, rate_bp: int) -> int:
    """The tax inside a gross amount at `rate_bp` hundredths of a percent, rounded half away from zero."""
    divisor = 10_000 + rate_bp
    product = abs(gross_minor) * rate_bp
    rounded = (2 * product + divisor) // (2 * divisor)
    return rounded if gross_minor >= 0 else -rounded
