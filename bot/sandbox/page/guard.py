"""Keeping other web pages out of a web server on the learner's own machine.

A page on any site can make the browser send requests to 127.0.0.1. Two doors have to be shut:
a foreign name that resolves to 127.0.0.1 (DNS rebinding, shown by the Host header) and a request
that another site starts (cross-site request forgery, shown by Origin and Sec-Fetch-Site).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from ipaddress import ip_address

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADER = "X-Sandbox"  # cross-site pages cannot set it without a preflight, which is never granted
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Guard:
    """Lets through only what the page itself, or a program on this machine, asks.

    ``names`` are the host names (without port) under which the server may be addressed; with None
    every IP address literal and ``localhost`` passes: rebinding needs a name, so literals are safe.
    """

    def __init__(self, names: frozenset[str] | None = None) -> None:
        self._names = names

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse with 403 before any handler runs; add the security headers to every answer."""
        reason = self.objection(request)
        if reason is not None:
            return _with_headers(web.json_response({"error": reason}, status=403), request)
        try:
            response = await handler(request)
        except web.HTTPException as error:
            _with_headers(error, request)
            raise
        return response if response.prepared else _with_headers(response, request)

    def objection(self, request: web.Request) -> str | None:
        """Why this request is refused; None when it may pass."""
        if not self._knows(request.host):
            return f"the host {request.host!r} is not this sandbox"
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"http://{request.host}":
            return "the request comes from another site"
        if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site") and not _opens_page(request):
            return "the request comes from another site"
        if request.path.startswith("/api/") and request.method in _CHANGING and HEADER not in request.headers:
            return f"the header {HEADER} is missing"
        return None

    def _knows(self, host: str) -> bool:
        name = _name_of(host)
        if name == "localhost" or _is_address(name):
            return True
        return self._names is not None and name in self._names


def _opens_page(request: web.Request) -> bool:
    """Following a link to the page is harmless; embedding it is what the headers below forbid."""
    return (
        request.method == "GET"
        and request.headers.get("Sec-Fetch-Mode") == "navigate"
        and request.path == "/"
    )


def _name_of(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def content_policy(host: str) -> str:
    """The Content-Security-Policy of the page: its own files and nothing else, no inline script or style."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self'; "
        f"connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _with_headers(response: web.StreamResponse, request: web.Request) -> web.StreamResponse:
    headers = response.headers
    host = request.host if _plain(request.host) else "localhost"
    headers.setdefault("Content-Security-Policy", content_policy(host))
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Cache-Control", "no-store")
    return response


def _plain(host: str) -> bool:
    return all(letter.isalnum() or letter in ".:-[]" for letter in host)
