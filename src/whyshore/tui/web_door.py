"""Who may come in: the one browser that brings the token, and only through its own page.

Whatever runs on this machine can reach 127.0.0.1, and so can every page that its browser shows.
Interview text is behind this door, so each request has to pass all of it:

- The Host header is this server's own address: a foreign name that was made to point here
  (DNS rebinding) is refused.
- The Origin header, where there is one, is this server's own page; a websocket has to have one.
- The token in the printed address works once. It is exchanged for a cookie that no script can
  read and that no foreign page can make the browser send.
- Cookies know no ports: the browser sends them to any other server on this machine, too.
  So the cookie is for one path only, which is drawn anew each time and printed nowhere.
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

from whyshore.tui.web_address import Address

COOKIE = "whyshore"
TOKEN = "token"  # noqa: S105 - the name it goes by, not a secret

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

AGAIN = (
    "To get a fresh address, stop <code>whyshore serve</code> with Ctrl+C and start it once more."
)
FOREIGN = "This is a Whyshore that answers only to its own address and its own page."
NO_TOKEN = f"Open the whole address that <code>whyshore serve</code> printed. {AGAIN}"
WRONG_TOKEN = f"That address has been used already, or was never valid. {AGAIN}"
NO_COOKIE = (
    'This browser is not known here. If you came by a link, <a href="">go on from here</a>. '
    f"Otherwise: {NO_TOKEN}"
)


class Door:
    """The checks that stand before everything the server has."""

    def __init__(self, address: Address) -> None:
        """Draw the secrets of this run; the next run has others."""
        self._address = address
        self._token: str | None = secrets.token_urlsafe(32)
        self._pass = secrets.token_urlsafe(32)
        self.inside = f"/{secrets.token_urlsafe(12)}/"
        """The path below which everything lies, for those that were let in."""

    @property
    def key(self) -> str:
        """The address that lets a browser in, once."""
        return f"{self._address.url}/?{TOKEN}={self._token}"

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request through to what it asks for, or refuse it."""
        if not (self._is_addressed(request) and self._is_from_own_page(request)):
            raise refusal(FOREIGN)
        if request.path != "/" and not self._has_pass(request):
            raise refusal(NO_COOKIE if request.path == self.inside else NO_TOKEN)
        return await handler(request)

    async def let_in(self, request: web.Request) -> web.StreamResponse:
        """Exchange the token for the cookie, and lead on to an address without the token."""
        if TOKEN not in request.query:
            raise refusal(NO_TOKEN)
        if self._token is None or not _same(request.query[TOKEN], self._token):
            raise refusal(WRONG_TOKEN)
        self._token = None
        answer = web.Response(status=303, headers={"Location": self.inside})
        answer.set_cookie(COOKIE, self._pass, path=self.inside, httponly=True, samesite="Strict")
        return answer

    async def harden(self, request: web.Request, response: web.StreamResponse) -> None:
        """Tell the browser with every answer what the page may do: nothing beyond this server."""
        own = request.headers.get("Host", "") if self._is_addressed(request) else ""
        response.headers.update(
            {
                "Content-Security-Policy": policy(own),
                "Cache-Control": "no-store",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Referrer-Policy": "no-referrer",
                "X-Content-Type-Options": "nosniff",
                "X-Frame-Options": "DENY",
            }
        )

    def _is_addressed(self, request: web.Request) -> bool:
        hosts = request.headers.getall("Host", [])
        return len(hosts) == 1 and self._address.is_called(hosts[0])

    def _is_from_own_page(self, request: web.Request) -> bool:
        origins = request.headers.getall("Origin", [])
        if not origins:
            return "Upgrade" not in request.headers  # a browser always says where from
        return origins == [f"http://{request.headers['Host']}"]

    def _has_pass(self, request: web.Request) -> bool:
        return _same(request.cookies.get(COOKIE, ""), self._pass)


def policy(own: str) -> str:
    """The content security policy of a page whose server is called `own`.

    Styles may stand in the page, as xterm.js makes its own; they can load nothing from outside.
    The sandbox keeps links in interviews from opening anything.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self'",
            "img-src 'self' data:",
            f"connect-src ws://{own}" if own else "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "sandbox allow-scripts allow-same-origin",
        ]
    )


def refusal(why: str) -> web.HTTPForbidden:
    """An answer that says no, and what to do; `why` is text of this module, never a visitor's."""
    page = f"<!DOCTYPE html><html lang=en><title>Whyshore</title><p>{why}</p></html>\n"
    return web.HTTPForbidden(text=page, content_type="text/html")


def _same(given: str, wanted: str) -> bool:
    """Compare in a time that tells nothing about how much of it is right."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode())
