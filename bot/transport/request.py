"""python-telegram-bot's requests over aiohttp: its own httpx backend was measured to be its bottleneck."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import lru_cache
from typing import cast
from urllib.parse import urlencode

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import JSONDict
from telegram.error import TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.transport.faults import Disconnected
from bot.transport.wire import unpack

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
USER_AGENT = "studybot"


class AiohttpRequest(BaseRequest):
    """One pool of connections. ``connections`` are kept at the most, a request may take ``timeout`` seconds."""

    def __init__(self, connections: int = 100, timeout: float = 20.0) -> None:
        self._connections = connections
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer unless a call says otherwise."""
        return self._timeout

    async def initialize(self) -> None:
        """Open the pool; to be called inside the running loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60),
                cookie_jar=aiohttp.DummyCookieJar(),  # Telegram sets none; a real jar costs on every request
                headers={"User-Agent": USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request. Raises ``TimedOut``, or ``Disconnected`` where the connection broke."""
        if self._session is None:
            raise RuntimeError("the request is not initialized")
        body, headers = _body(request_data)
        timeout = _timeout(self._seconds(read_timeout))
        try:
            async with self._session.request(
                method, _address(url), data=body, headers=headers, timeout=timeout
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError, asyncio.IncompleteReadError) as error:
            raise Disconnected(f"{type(error).__name__}: {error}") from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """The answer of the server. Raises ``TelegramError`` where it is none of the Bot API's."""
        try:
            answer = unpack(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or not ({"result", "description"} & answer.keys()):
            raise TelegramError(f"no answer of the Bot API: {payload[:80]!r}")
        return answer

    def _seconds(self, timeout: object) -> float | None:
        if isinstance(timeout, DefaultValue):
            return self._timeout
        return float(timeout) if isinstance(timeout, int | float) else None


@lru_cache(maxsize=256)
def _address(url: str) -> URL:
    """Parsing an address costs as much as a tenth of a request, and there are few of them."""
    return URL(url, encoded=True)


@lru_cache(maxsize=16)
def _timeout(seconds: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=seconds)


class JsonBody:
    """Parameters that are JSON already, sent as they are: no second encoding, and half the size in Russian.

    Stands in for the library's ``RequestData`` (which is final), to be handed through ``BaseRequest.post``
    untouched to ``AiohttpRequest.do_request``.
    """

    __slots__ = ("encoded",)

    def __init__(self, text: str) -> None:
        self.encoded = text.encode("utf-8", "replace")

    def as_request_data(self) -> RequestData:
        """Itself, under the name that the library's signatures ask for."""
        return cast("RequestData", self)


class FileBody:
    """Parameters as texts and one file, as ``multipart/form-data``. Handed through as ``JsonBody`` is."""

    __slots__ = ("content", "field", "name", "parameters")

    def __init__(self, parameters: Mapping[str, str], field: str, content: bytes, name: str = "") -> None:
        """``name`` of the file; without one it is a PNG picture."""
        self.name = name
        self.parameters = parameters
        self.field = field
        self.content = content

    def as_request_data(self) -> RequestData:
        """Itself, under the name that the library's signatures ask for."""
        return cast("RequestData", self)

    def form(self) -> aiohttp.FormData:
        """What goes over the wire."""
        form = aiohttp.FormData()
        for name, value in self.parameters.items():
            form.add_field(name, value)
        kind = "application/octet-stream" if self.name else "image/png"
        form.add_field(self.field, self.content, filename=self.name or f"{self.field}.png", content_type=kind)
        return form


def _body(
    data: RequestData | JsonBody | FileBody | None,
) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if data is None:
        return None, {}
    if isinstance(data, FileBody):
        return data.form(), {}
    if isinstance(data, JsonBody):
        return data.encoded, JSON
    if not data.contains_files:
        return urlencode(data.json_parameters).encode("ascii"), FORM
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, {}
