"""What the page may do: looking, and acting as one of the people."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox.double import ApiError, Chat, Person, TelegramDouble, WorldError
from bot.sandbox.page import snapshot
from bot.sandbox.page.fields import Fields, Unusable
from bot.sandbox.page.guard import Handler

Json = dict[str, Any]
SetForward = Callable[[timedelta], Awaitable[None]]

SAMPLE_STICKER = "🎓"
ANSWER_SECONDS = 20.0  # how long a pressed button spins; Telegram's apps give up about as late
MOST_UPLOAD_BYTES = 20 * 1024 * 1024  # more than a bot could download
LONGEST_TEXT = 10 * 4096  # characters; a text over 4096 goes in several messages, as in Telegram's apps
MOST_CALLBACK_BYTES = 64
LONGEST_FORWARD = 366 * 24 * 3600  # seconds
_OLDER = 60
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_SHOWN = _PICTURES | {"audio/ogg", "audio/wav"}


class PageApi:
    """The JSON API below /api/; every refusal is ``{"error": "…"}`` with status 400."""

    def __init__(self, double: TelegramDouble, forward: SetForward | None) -> None:
        self._double = double
        self._forward = forward

    def routes(self, app: web.Application) -> None:
        """Add the addresses of looking and acting to an application."""
        get, post = app.router.add_get, app.router.add_post
        get("/api/world", self.world)
        get("/api/messages", self.messages)
        get("/api/commands", self.commands)
        get("/api/files/{file_id}", self.file)
        for name, deed in self._deeds().items():
            post(f"/api/{name}", _taking_json(deed))
        post("/api/send", self.send)

    def _deeds(self) -> dict[str, Callable[[Fields], Awaitable[Json]]]:
        return {
            "say": self.say,
            "edit": self.edit,
            "press": self.press,
            "vote": self.vote,
            "follow": self.follow,
            "block": self.block,
            "clock": self.clock,
        }

    # --- looking ---

    async def world(self, request: web.Request) -> web.Response:
        """The bot, the people, the chats with their newest messages."""
        return web.json_response(snapshot.world(self._double, can_forward=self._forward is not None))

    async def messages(self, request: web.Request) -> web.Response:
        """Messages of a chat older than ``before``."""
        fields = Fields(dict(request.query))
        before = fields.optional_number("before")
        found, more = snapshot.entries(self._double, self._chat(fields), limit=_OLDER, before=before)
        return web.json_response({"entries": found, "more": more})

    async def commands(self, request: web.Request) -> web.Response:
        """The bot's commands for a person in a chat."""
        person, chat = self._place(Fields(dict(request.query)))
        return web.json_response({"commands": self._double.commands(person, chat)})

    async def file(self, request: web.Request) -> web.Response:
        """A file somebody sent. Only pictures and voices are shown, everything else is saved, never run."""
        world, file_id = self._double.world, request.match_info["file_id"]
        stored, content = world.files.get(file_id), world.journal.content(file_id)
        if stored is None or content is None:
            raise Unusable("there is no such file")
        kind = stored.mime_type if stored.mime_type in _SHOWN else "application/octet-stream"
        headers = {
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Content-Disposition": "inline" if kind in _SHOWN else "attachment",
            "Cache-Control": "private, max-age=86400, immutable",
        }
        return web.Response(body=content, content_type=kind, headers=headers)

    # --- acting ---

    async def say(self, fields: Fields) -> Json:
        """Write a message; the id it got."""
        person, chat = self._place(fields)
        reply, topic = self._reply(chat, fields), fields.optional_number("topic")
        text = fields.text("text")
        if len(text) > LONGEST_TEXT:
            raise Unusable(f"the text has {len(text)} characters, more than {LONGEST_TEXT}")
        message = self._double.say(person, chat, text, reply_to=reply, topic=topic)
        return {"message_id": message["message_id"]}

    async def edit(self, fields: Fields) -> Json:
        """Change the text of an own message."""
        person, chat = self._place(fields)
        self._double.edit(person, self._message(chat, fields), fields.text("text"))
        return {}

    async def press(self, fields: Fields) -> Json:
        """Press an inline button; answers when the bot has, or after 20 seconds without its answer."""
        person, chat = self._place(fields)
        data = fields.text("data")
        if not 1 <= len(data.encode()) <= MOST_CALLBACK_BYTES:
            raise Unusable(f"data has 1 to {MOST_CALLBACK_BYTES} bytes")
        pressed = self._double.press(person, self._message(chat, fields), fields.text("data"))
        try:
            answer = await pressed.answered(ANSWER_SECONDS)
        except TimeoutError:
            return {"answered": False}
        return {"answered": True, "text": answer.text, "show_alert": answer.alert, "url": answer.url}

    async def vote(self, fields: Fields) -> Json:
        """Vote in a poll; no options take the vote back."""
        person, chat = self._place(fields)
        message = self._message(chat, fields)
        options = fields.numbers("options")
        if options:
            self._double.vote(person, message, options)
        else:
            self._double.retract(person, message)
        return {}

    async def follow(self, fields: Fields) -> Json:
        """Follow a link to the bot and press Start; the private chat it leads to."""
        message = self._double.follow(self._person(fields), fields.text("url"))
        return {"chat": message["chat"]["id"]}

    async def block(self, fields: Fields) -> Json:
        """Block the bot, or let it write again."""
        person = self._person(fields)
        if fields.flag("blocked"):
            self._double.block(person)
        else:
            self._double.unblock(person)
        return {}

    async def clock(self, fields: Fields) -> Json:
        """Set the sandbox's clock forward by ``seconds``."""
        seconds = fields.number("seconds")
        if self._forward is None:
            raise Unusable("the clock of this sandbox cannot be set")
        if not 1 <= seconds <= LONGEST_FORWARD:
            raise Unusable(f"the clock goes forward by 1 to {LONGEST_FORWARD} seconds at a time")
        await self._forward(timedelta(seconds=seconds))
        return {"now": self._double.world.clock().isoformat()}

    async def send(self, request: web.Request) -> web.Response:
        """A photo, document, sticker or voice message, as a multipart form."""
        values, upload = await _form(request)
        fields = Fields(values)
        person, chat = self._place(fields)
        reply, topic = self._reply(chat, fields), fields.optional_number("topic")
        message = self._sent(fields, upload, person, chat, reply_to=reply, topic=topic)
        return web.json_response({"message_id": message["message_id"]})

    def _sent(self, fields: Fields, upload: Upload | None, person: Person, chat: Chat, **place: Any) -> Json:
        kind = fields.text("kind")
        if kind == "sticker":
            return self._double.send_sticker(person, chat, emoji=SAMPLE_STICKER, **place)
        if kind == "voice":
            return self._double.send_voice(person, chat, **place)
        if kind not in ("photo", "document"):
            raise Unusable("kind has to be photo, document, sticker or voice")
        if upload is None:
            raise Unusable("the file is missing")
        send = self._double.send_photo if kind == "photo" else self._double.send_document
        return send(person, chat, upload.content, name=upload.name, caption=fields.text("caption"), **place)

    # --- who, where, which ---

    def _person(self, fields: Fields) -> Person:
        person = self._double.world.people.get(fields.number("person"))
        if person is None:
            raise Unusable("there is no such person")
        return person

    def _chat(self, fields: Fields) -> Chat:
        chat = self._double.world.chats.get(fields.number("chat"))
        if chat is None:
            raise Unusable("there is no such chat")
        return chat

    def _place(self, fields: Fields) -> tuple[Person, Chat]:
        person, chat = self._person(fields), self._chat(fields)
        if not chat.has(person.id):
            raise Unusable(f"{person.name} is not in this chat")
        return person, chat

    def _message(self, chat: Chat, fields: Fields) -> Json:
        message = self._optional_message(chat, fields, "message")
        if message is None:
            raise Unusable("message is missing")
        return message

    def _optional_message(self, chat: Chat, fields: Fields, name: str) -> Json | None:
        message_id, ephemeral_id = fields.message(name)
        if message_id is None and ephemeral_id is None:
            return None
        world = self._double.world
        post = world.whisper(chat.id, ephemeral_id) if ephemeral_id else world.post(chat.id, message_id)
        if post is None:
            raise Unusable("this message is gone")
        return world.message(post)

    def _reply(self, chat: Chat, fields: Fields) -> Json | None:
        return self._optional_message(chat, fields, "reply_to")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a form."""

    name: str
    content: bytes


async def _form(request: web.Request) -> tuple[dict[str, str], Upload | None]:
    """The fields of a multipart form, and its file if it has one."""
    if not request.content_type.startswith("multipart/"):
        raise Unusable("a multipart form is expected")
    values: dict[str, str] = {}
    upload = None
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        content = await _limited(part)
        if part.filename is None:
            values[part.name] = content.decode("utf-8", "replace")
        else:
            upload = Upload(PurePath(part.filename).name or "file", content)
    return values, upload


async def _limited(part: BodyPartReader) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk():
        content.extend(chunk)
        if len(content) > MOST_UPLOAD_BYTES:
            raise Unusable(f"a file may have up to {MOST_UPLOAD_BYTES // 1024 // 1024} MB")
    return bytes(content)


def _taking_json(
    deed: Callable[[Fields], Awaitable[Json]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise Unusable("a JSON body is expected")
        try:
            body = await request.json()
        except ValueError:
            raise Unusable("the body is no JSON") from None
        return web.json_response(await deed(Fields(body)))

    return handle


@web.middleware
async def refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What cannot be done is answered with 400 and the reason, in words for the person at the page."""
    try:
        return await handler(request)
    except (Unusable, WorldError, ApiError) as refusal:
        return web.json_response({"error": str(refusal)}, status=400)
