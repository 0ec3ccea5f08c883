"""How a sale is being paid: pure arithmetic of tenders, change and the notes a customer is likely to hand over."""

from dataclasses import dataclass, replace

from shopassistant.core.errors import UserError
from shopassistant.core.money import Currency

KINDS = ("card", "cash", "voucher", "transfer")

# What people hand over, in major units; currencies without a decimal place count in hundreds of them.
_NOTES = (1, 5, 10, 20, 50, 100, 200, 500)
_MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """One amount taken.

    Attributes:
        kind: one of `KINDS`.
        amount_minor: what counts towards the total; of cash, without the change.
    """

    kind: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Payment:
    """What is due and what was taken so far.

    Attributes:
        total_minor: what is due, 0 or more; of a refund, what is due to the customer.
        taken: in the order they came.
        handed_minor: cash the customer handed over in all, change included.
    """

    total_minor: int
    taken: tuple[Taken, ...] = ()
    handed_minor: int = 0

    @property
    def left_minor(self) -> int:
        """Still to pay, 0 once settled."""
        return max(0, self.total_minor - sum(entry.amount_minor for entry in self.taken))

    @property
    def change_minor(self) -> int:
        """Cash to give back."""
        return max(0, self.handed_minor - self._cash)

    @property
    def is_settled(self) -> bool:
        """Nothing is left to pay."""
        return self.left_minor == 0

    @property
    def tenders(self) -> tuple[Taken, ...]:
        """What was taken by kind, cash as it was handed over, so that the receipt shows the change."""
        others = tuple(entry for entry in self.taken if entry.kind != "cash")
        return (*others, Taken("cash", self.handed_minor)) if self.handed_minor else others

    def take(self, kind: str, amount_minor: int | None = None) -> "Payment":
        """This payment with one more amount; without an amount, all that is left.

        Cash may be more than what is left, the rest is change; nothing else may.

        Raises:
            UserError: ``counter.pay_nothing`` (nothing is due, or no amount), ``counter.pay_too_much`` (more than is
                left, and not cash).
            ValueError: `kind` is not one of `KINDS`.
        """
        if kind not in KINDS:
            raise ValueError(kind)
        amount = self.left_minor if amount_minor is None else amount_minor
        if self.is_settled or amount <= 0:
            raise UserError("counter.pay_nothing")
        counted = min(amount, self.left_minor)
        if kind == "cash":
            return replace(self, taken=(*self.taken, Taken(kind, counted)), handed_minor=self.handed_minor + amount)
        if amount > counted:
            raise UserError("counter.pay_too_much", left_minor=self.left_minor)
        return replace(self, taken=(*self.taken, Taken(kind, amount)))

    def is_doubtful(self, amount_minor: int, currency: Currency) -> bool:
        """Whether nobody would hand over this much cash: a hundred or more back, and no note explains it."""
        unit = _unit(currency)
        if amount_minor - self.left_minor < 100 * unit:
            return False
        return amount_minor not in _rounded_up(self.left_minor, unit)

    def without_last(self) -> "Payment":
        """One step back; all cash goes at once, because what was handed over is counted in one sum."""
        if not self.taken:
            return self
        if self.taken[-1].kind == "cash":
            return Payment(self.total_minor, tuple(entry for entry in self.taken if entry.kind != "cash"))
        return replace(self, taken=self.taken[:-1])

    @property
    def _cash(self) -> int:
        return sum(entry.amount_minor for entry in self.taken if entry.kind == "cash")


def cash_suggestions(left_minor: int, currency: Currency) -> tuple[int, ...]:
    """Amounts a customer is likely to hand over for `left_minor`, ascending, the exact one first.

    Args:
        left_minor: minor units still to pay.
        currency: decides what a note is worth.

    Returns:
        At most five amounts in minor units; empty when nothing is to be paid.
    """
    if left_minor <= 0:
        return ()
    amounts = {left_minor, *_rounded_up(left_minor, _unit(currency))}
    return tuple(sorted(amounts)[:_MOST_SUGGESTIONS])


def _unit(currency: Currency) -> int:
    return 10**currency.exponent if currency.exponent else 100


def _rounded_up(left_minor: int, unit: int) -> set[int]:
    """What is left, rounded up to each note."""
    return {-(-left_minor // (note * unit)) * note * unit for note in _NOTES}
