"""The links of e-mails: opened, clicked, unsubscribed. Nothing else of the shop can be reached here.

- ``GET /o/TOKEN/SIGNATURE.gif``: a picture of one point; the mail was opened.
- ``GET /c/TOKEN/SIGNATURE``: on to where the mail's button leads, which stands in the store and never in the link.
- ``GET /u/TOKEN/SIGNATURE``: asks whether to unsubscribe; ``POST`` does it (RFC 8058), without a cookie or a question.
- ``GET /health``: ``ok``.

A wrong signature and an unknown mail get the same answer. What cannot be written down (the store is busy, the disk is
full) is logged, and the reader is sent on all the same.
"""

import logging
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from shopassistant.api import pages
from shopassistant.api.limits import LARGEST_BODY, LONGEST_PATH, RateLimit
from shopassistant.core.errors import EnvironmentProblem
from shopassistant.promotions.campaigns.events import Landing, catalogues, landing, note_event, unsubscribe
from shopassistant.promotions.campaigns.keys import ensure_keys
from shopassistant.promotions.campaigns.links import CLICK, OPEN, UNSUBSCRIBE, is_signed
from shopassistant.store.database import Store

_log = logging.getLogger(__name__)
# The smallest GIF: one point, see-through.
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b")
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
    ),
}
Handler = Callable[[Request], Awaitable[Response]]


class MailLinks:
    """The handlers, over one store."""

    def __init__(self, store: Store, limit: RateLimit) -> None:
        self._store, self._limit = store, limit
        self._keys = ensure_keys(store)
        self._catalogues = catalogues(store)

    def routes(self) -> list[Route]:
        """What the service answers."""
        return [
            Route("/o/{token}/{name}", self._guarded(self.opened), methods=["GET"]),
            Route("/c/{token}/{signature}", self._guarded(self.clicked), methods=["GET"]),
            Route("/u/{token}/{signature}", self._guarded(self.unsubscribing), methods=["GET", "POST"]),
            Route("/health", _health, methods=["GET"]),
        ]

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: Request) -> Response:
            caller = request.client.host if request.client else ""
            if not self._limit.allows(caller):
                return self._page("busy", 429, {"Retry-After": "60"})
            if len(request.url.path) > LONGEST_PATH:
                return self._page("unknown", 404)
            response = await handler(request)
            for name, value in _HEADERS.items():
                response.headers.setdefault(name, value)
            return response

        return guarded

    async def opened(self, request: Request) -> Response:
        """The picture, whoever asks: a broken image would be the only thing a reader sees of a mistake."""
        token, name = request.path_params["token"], str(request.path_params["name"])
        if is_signed(self._keys, OPEN, token, name.removesuffix(".gif")):
            await self._note(request, token, "open")
        return Response(PIXEL, media_type="image/gif")

    async def clicked(self, request: Request) -> Response:
        """On to the address in the store, or the page with the offer."""
        found = await self._landing(request, CLICK)
        if found is None:
            return self._page("unknown", 404)
        await self._note(request, request.path_params["token"], "click", found.url)
        if found.url:
            return RedirectResponse(found.url, 302)
        return HTMLResponse(pages.offer_page(found, self._catalogues[found.language]))

    async def unsubscribing(self, request: Request) -> Response:
        """Asks on GET, so that a program that follows links takes nobody off; does it on POST."""
        found = await self._landing(request, UNSUBSCRIBE)
        if found is None:
            return self._page("unknown", 404)
        catalogue = self._catalogues[found.language]
        if request.method != "POST":
            return HTMLResponse(pages.unsubscribe_page(found, catalogue))
        if not await _is_small(request):
            return self._page("unknown", 413)
        agent = request.headers.get("user-agent", "")
        await run_in_threadpool(unsubscribe, self._store, self._keys, request.path_params["token"], agent)
        return HTMLResponse(pages.done_page(found, catalogue))

    async def _landing(self, request: Request, kind: str) -> Landing | None:
        token, given = request.path_params["token"], request.path_params["signature"]
        if not is_signed(self._keys, kind, token, given):
            return None
        return await run_in_threadpool(landing, self._store, token)

    async def _note(self, request: Request, token: str, kind: str, link: str = "") -> None:
        agent = request.headers.get("user-agent", "")
        try:
            await run_in_threadpool(note_event, self._store, token, kind, agent, request.method, link)
        except EnvironmentProblem as problem:
            _log.warning("an event of a mail could not be written down: %s", problem.code)

    def _page(self, name: str, status: int, headers: dict[str, str] | None = None) -> Response:
        body = pages.plain_page(self._catalogues["en"], name)
        return HTMLResponse(body, status, headers={**_HEADERS, **(headers or {})})


async def _health(_request: Request) -> Response:
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


async def _is_small(request: Request) -> bool:
    """Read the body away, as far as it may go."""
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            return False
    return True


def make_app(store: Store, limit: RateLimit | None = None) -> Starlette:
    """The service over one store."""
    return Starlette(routes=MailLinks(store, limit or RateLimit()).routes())
