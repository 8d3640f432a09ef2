"""Bot API calls as plain data: parameters in, the raw result out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Bot
from telegram._utils.types import JSONDict
from telegram.request import BaseRequest

from bot.transport.request import FileBody, JsonBody
from bot.transport.wire import pack

POLL_SECONDS = 50
"""How long one ``getUpdates`` waits; Telegram's own maximum."""


class Api:
    """Calls methods by their Bot API names. Skips the library's parsing of answers we do not need."""

    def __init__(self, bot: Bot, polling: BaseRequest) -> None:
        self._bot = bot
        self._polling = polling

    @property
    def username(self) -> str:
        """The bot's own name in links, without ``@``; known once the library has been initialised."""
        return self._bot.username

    async def call(self, method: str, parameters: Mapping[str, Any]) -> Any:
        """Make a call and return its ``result``. Raises the library's ``TelegramError`` family."""
        return await self.call_json(method, pack(parameters))

    async def call_json(self, method: str, parameters: str) -> Any:
        """The same with parameters that are JSON already."""
        return await self._bot.request.post(
            f"{self._bot.base_url}/{method}", JsonBody(parameters).as_request_data()
        )

    async def upload(
        self, method: str, parameters: Mapping[str, Any], field: str, content: bytes, name: str = ""
    ) -> Any:
        """Make a call with a file in one of its fields. Nested parameters go as JSON, as the Bot API wants it.

        ``name`` is the file's; without one it is a PNG picture.
        """
        body = FileBody({key: _text(value) for key, value in parameters.items()}, field, content, name)
        return await self._bot.request.post(f"{self._bot.base_url}/{method}", body.as_request_data())

    async def download(self, file_id: str) -> bytes:
        """The content of a file that was sent, up to 20 MB. Raises the library's ``TelegramError`` family."""
        file = await self._bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    async def poll(self, parameters: Mapping[str, Any], seconds: float = POLL_SECONDS) -> list[JSONDict]:
        """One long poll, on a connection of its own."""
        data = JsonBody(pack({**parameters, "timeout": int(seconds)})).as_request_data()
        url = f"{self._bot.base_url}/getUpdates"
        updates: Any = await self._polling.post(url, data, read_timeout=seconds + 10)
        return list(updates)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else pack(value)
