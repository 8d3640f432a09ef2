"""The Bot API over HTTP: addresses, bodies, answers, and the record of every call."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, MultipartReader, web

from bot.sandbox.double.errors import ApiError, bad_request
from bot.sandbox.double.faults import Fault
from bot.sandbox.double.files import MOST_DOWNLOAD_BYTES, MOST_UPLOAD_BYTES
from bot.sandbox.double.methods import METHODS
from bot.sandbox.double.parameters import Parameters, Upload, read_parameters
from bot.sandbox.double.rates import COUNTED, Rates, Windows
from bot.sandbox.double.shelf import content_at
from bot.sandbox.double.signatures import NOT_SERVED, Signature, signatures
from bot.sandbox.double.world import World

Json = dict[str, Any]

REMEMBERED_CALLS = 10_000
TICK_SECONDS = 0.1
_MOST_BODY_BYTES = MOST_UPLOAD_BYTES + 1024 * 1024
_NOT_FOUND = ApiError(404, "Not Found")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot. result: what it got back; error: the answer when it was refused; exactly
    one of the two is set. at: Unix seconds of the double's clock. ignored: parameters Telegram does
    not know."""

    method: str
    params: Json
    result: Any
    error: Json | None
    at: float
    ignored: tuple[str, ...] = ()


class Dropped(Exception):
    """The connection is to be closed without an answer."""


class BotApi:
    """Serves one world under /bot<token>/ and /file/bot<token>/."""

    def __init__(self, world: World, rates: Rates | None) -> None:
        self.world = world
        self.faults: list[Fault] = []
        self.recording = True
        self.calls: deque[Call] = deque(maxlen=REMEMBERED_CALLS)
        self._windows = Windows(rates) if rates else None
        self._signatures = signatures(world.bot_api)

    def routes(self, app: web.Application) -> None:
        """Add the two addresses, and the clock that ends polls, to an application."""
        app.router.add_route("*", "/bot{call:.+}", self.handle)
        app.router.add_get("/file/bot{file:.+}", self.download)
        app.cleanup_ctx.append(self._ticking)

    async def _ticking(self, app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(self._tick())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self.world.tick()

    async def handle(self, request: web.Request) -> web.Response:
        """One call of a method."""
        try:
            method, signature = self._method(request.match_info["call"])
            parameters = await self._parameters(request, signature)
            answer = {"ok": True, "result": await self._call(method, parameters)}
            return _response(200, answer)
        except ApiError as error:
            return _response(error.code, error.answer())
        except Dropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)

    def _method(self, address: str) -> tuple[str, Signature]:
        token, _, name = address.partition("/")
        if not token.partition(":")[0].isdecimal() or not token.partition(":")[2]:
            raise _NOT_FOUND
        if token != self.world.token:
            raise ApiError(401, "Unauthorized")
        signature = self._signatures.get(name.lower())
        if signature is not None:
            return signature.method, signature
        if name.lower() in NOT_SERVED:
            raise ApiError(404, f"Not Found: method {name} is not served by this double")
        raise _NOT_FOUND

    async def _parameters(self, request: web.Request, signature: Signature) -> Parameters:
        raw, uploads = await _body(request)
        if request.query_string:
            raw = dict(parse_qsl(request.query_string, keep_blank_values=True)) | raw
        return read_parameters(signature, raw, uploads)

    async def _call(self, method: str, parameters: Parameters) -> Any:
        try:
            result = await self._carry_out(method, parameters)
        except ApiError as error:
            self._record(parameters, None, error.answer())
            raise
        self._record(parameters, result, None)
        return result

    def _record(self, parameters: Parameters, result: Any, error: Json | None) -> None:
        if self.recording and (error or parameters.method != "getUpdates"):
            self.calls.append(
                Call(
                    parameters.method, parameters.shown(), result, error, self.world.now(), parameters.ignored
                )
            )

    async def _carry_out(self, method: str, parameters: Parameters) -> Any:
        fault = self._fault(method, parameters)
        if fault is not None:
            await _strike(fault)
        if self._windows is not None and method in COUNTED:
            self._admit(self._windows, parameters)
        self.world.tick()
        result = METHODS[method](self.world, parameters)
        if inspect.isawaitable(result):
            result = await result
        if fault is not None and fault.drop == "after":
            raise Dropped
        return result

    def _fault(self, method: str, parameters: Parameters) -> Fault | None:
        for fault in self.faults:
            if fault.concerns(method, parameters):
                fault.times -= 1
                self.faults = [other for other in self.faults if other.times > 0]
                return fault
        return None

    def _admit(self, windows: Windows, parameters: Parameters) -> None:
        chat = self.world.chats.get(parameters.values.get("chat_id", 0))
        if chat is not None:
            windows.admit(chat.id, not chat.private and not _is_ephemeral(parameters), self.world.now())

    async def download(self, request: web.Request) -> web.Response:
        """The content of a file, by the file_path of getFile."""
        token, _, path = request.match_info["file"].partition("/")
        found = content_at(self.world, path) if token == self.world.token else None
        if found is None or found[0].size > MOST_DOWNLOAD_BYTES:
            return _response(404, _NOT_FOUND.answer())
        return web.Response(body=found[1], content_type=found[0].mime_type)


def _is_ephemeral(parameters: Parameters) -> bool:
    return "Ephemeral" in parameters.method or parameters.has("ephemeral_message_parameters")


async def _strike(fault: Fault) -> None:
    if fault.delay:
        await asyncio.sleep(fault.delay)
    if fault.error is not None:
        raise fault.error
    if fault.drop == "before":
        raise Dropped


def _response(status: int, answer: Json) -> web.Response:
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return web.Response(body=body, status=status, content_type="application/json")


async def _body(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Fields and files of a call; forms, multipart and JSON bodies are all fine."""
    if not request.can_read_body:
        return {}, {}
    if (request.content_length or 0) > _MOST_BODY_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    if request.content_type.startswith("multipart/"):
        return await _multipart(request)
    content = await request.content.read()
    if request.content_type == "application/json":
        return _json_body(content), {}
    try:
        return dict(parse_qsl(content.decode(), keep_blank_values=True)), {}
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _json_body(content: bytes) -> Json:
    try:
        fields = json.loads(content or b"{}")
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(fields, dict):
        raise bad_request("object expected as request body")
    return fields


async def _multipart(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    fields: Json = {}
    uploads: dict[str, Upload] = {}
    try:
        # Not request.multipart(): its limit is that of the application we may be a guest of.
        async for part in MultipartReader(request.headers, request.content, client_max_size=_MOST_BODY_BYTES):
            if not isinstance(part, BodyPartReader) or not part.name:
                continue
            content = bytes(await part.read())
            if part.filename is None:
                fields[part.name] = content.decode()
            else:
                kind = part.headers.get("Content-Type", "application/octet-stream")
                uploads[part.name] = Upload(part.filename, content, kind)
    except ValueError:
        raise bad_request("can't parse the multipart body") from None
    return fields, uploads
