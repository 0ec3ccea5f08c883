"""The service behind the links of e-mails on a port of the system's choice, called as a reader's program calls it."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from shopassistant.api.limits import RateLimit
from shopassistant.api.mail_links import make_app
from shopassistant.store.database import Store

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"


@dataclass
class Web:
    """The service, called as a reader's program calls it."""

    port: int

    def call(self, path: str, method: str = "GET", agent: str = PHONE, body: str = "") -> http.client.HTTPResponse:
        """Ask for a path; the answer has its body as `text`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"User-Agent": agent, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body or None, headers)
        response = connection.getresponse()
        response.text = response.read().decode("latin-1")  # type: ignore[attr-defined]
        connection.close()
        return response


@contextmanager
def links_server(store: Store) -> Iterator[Web]:
    """The real service until the end of the block."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(make_app(store, RateLimit(60)), log_level="warning", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="mail links")
    thread.start()
    try:
        yield Web(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
