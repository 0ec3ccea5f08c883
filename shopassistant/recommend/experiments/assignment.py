"""Which customer gets which arm: by hash, so that it is the same on every terminal, today and next month.

Nothing is drawn and nothing need be stored: the salt of the experiment and the customer's id decide, whatever the order
in which customers come and whichever machine asks (the way of Kohavi, Tang and Xu, *Trustworthy Online Controlled
Experiments*, 2020, chapter 4). Each experiment has its own salt, so that two experiments split the customers
independently.

A customer who was merged into another is that other from then on, and gets the arm of the one who was kept. Walk-ins
are in no experiment: nobody would know them again, so that the same person would see both methods.
"""

import hashlib
from collections.abc import Sequence

from shopassistant.recommend.experiments.design import Arm


def place(salt: str, customer_id: int) -> float:
    """Where a customer falls, evenly spread over [0, 1)."""
    digest = hashlib.blake2b(f"{salt}:{customer_id}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest) >> 11) / 2**53  # as many bits as a float holds, so that 1 is never reached


def arm_of(arms: Sequence[Arm], salt: str, customer_id: int) -> Arm:
    """The arm a customer belongs to; the shares of `arms` add up to 1."""
    where, reached = place(salt, customer_id), 0.0
    for arm in arms:
        reached += arm.share
        if where < reached:
            return arm
    return arms[-1]  # shares that add up to a hair less than 1
