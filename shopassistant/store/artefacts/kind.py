"""What tells one area's fits from another's: how they are described, sealed, and spoken of when something is wrong."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of fit.

    Attributes:
        description: name of the file that describes a version; the seal lies beside it.
        format: number of the layout; another one is refused.
        key_setting: the shop's setting that holds the key of the seals.
        damaged: code for a version that is not what was written; with ``version`` and ``file``.
        unknown: code for a version of another format; with ``version`` and ``format``.
        unwritable: code for a folder that cannot be written; with ``path`` and ``reason``.
        elsewhere: code for a fit that another process is at.
    """

    description: str
    format: int
    key_setting: str
    damaged: str
    unknown: str
    unwritable: str
    elsewhere: str
