"""A real mail server on loopback for tests: keeps what it takes, and misbehaves on wish."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Mailbox:
    """What a server took.

    Attributes:
        answer: asked for each recipient, with its address and how often it was named before; a reply to give instead
            of taking it, or empty.
        after_data: the same once the text is there.
        port: where it listens.
    """

    answer: Callable[[str, int], str] = lambda _address, _times: ""
    after_data: Callable[[str, int], str] = lambda _address, _times: ""
    raw: list[tuple[str, bytes]] = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)
    port: int = 0

    @property
    def mails(self) -> list[EmailMessage]:
        """All mails in the order in which they came."""
        return [message_from_bytes(data, policy=policy.default) for _, data in self.raw]  # type: ignore[misc]

    @property
    def recipients(self) -> list[str]:
        """Whom the server took mail for."""
        return [address for address, _ in self.raw]

    async def handle_RCPT(  # noqa: N802  the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        times = self.named.get(address, 0)
        self.named[address] = times + 1
        if reply := self.answer(address, times):
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        address = str(envelope.rcpt_tos[0])
        if reply := self.after_data(address, self.named[address] - 1):
            if reply == "hang up":
                self.raw.append((address, bytes(envelope.content or b"")))
                assert server.transport is not None
                server.transport.close()
                return "421 bye"
            return reply
        self.raw.append((address, bytes(envelope.content or b"")))
        return "250 taken"


class _AnyPort(Controller):
    """Listens on a port the system chooses."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mailbox(**how: Any) -> Iterator[Mailbox]:
    """A server that listens until the end of the block; `how` goes to aiosmtpd."""
    box = Mailbox()
    controller = _AnyPort(box, hostname="127.0.0.1", port=0, **how)
    controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        controller.stop()
