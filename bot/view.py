"""Screens as Bot API calls: the words of the language, Telegram's HTML, its limits."""

from __future__ import annotations

import base64
import html
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.render.telegram_html import Piece, clip, escape, explanation, split
from bot.screen import (
    Act,
    Button,
    Buttons,
    Edit,
    File,
    Gap,
    Link,
    Part,
    Picture,
    Poll,
    Prose,
    React,
    Remove,
    Say,
    Screen,
    Send,
    Tag,
    Tidy,
    Toast,
    Value,
    Whisper,
)
from bot.transport.wire import pack
from bot.words import Words
from storage import Outgoing
from study.values import Place

MOST_TOAST = 200
MOST_CAPTION = 1024
MOST_TIDIED = 100
MOST_TAG = 16
URGENT = -1
"""The rank of what cannot wait."""
SENT = ("sendMessage", 0)
NO_PREVIEW = {"is_disabled": True}


def calls_of(act: Act, words: Words, reason: str, rank: int = 0) -> Iterator[Outgoing]:
    """The calls that show an act. A long screen becomes several messages, the buttons below the last."""
    if isinstance(act, Toast | Whisper | React):
        return  # said at once or never
    if isinstance(act, Send | Edit | Poll | Picture) and act.urgent:
        rank = URGENT
    if isinstance(act, Tidy):
        yield from _tidied(act, reason, rank)
        return
    if isinstance(act, Poll):
        yield Outgoing(act.place.chat, "sendPoll", pack(_poll(act)), reason, act.carries, rank=rank)
        return
    if isinstance(act, Picture):
        yield Outgoing(act.place.chat, "sendPhoto", pack(_picture(act, words)), reason, rank=rank)
        return
    if isinstance(act, File):
        yield Outgoing(act.place.chat, "sendDocument", pack(_file(act, words)), reason, rank=rank)
        return
    if isinstance(act, Tag):
        yield Outgoing(act.place.chat, "setChatMemberTag", pack(_tag(act, words)), reason, rank=rank)
        return
    if isinstance(act, Remove):
        yield Outgoing(act.place.chat, "deleteMessage", "{}", reason, message=act.message, rank=rank)
        return
    if isinstance(act, Buttons):
        keyboard = _keyboard(act.rows, words) or {"reply_markup": {"inline_keyboard": []}}
        method = "editMessageReplyMarkup"
        yield Outgoing(act.place.chat, method, pack(keyboard), reason, message=act.message, rank=rank)
        return
    texts = screen_texts(act.screen, words)
    for number, text in enumerate(texts):
        last = number == len(texts) - 1
        first_edits = isinstance(act, Edit) and number == 0
        parameters: dict[str, Any] = {
            **_topic(act.place, editing=first_edits),
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": NO_PREVIEW,
            **(_keyboard(act.screen.rows, words) if last else {}),
        }
        if isinstance(act, Send) and act.reply_to and number == 0:
            reply = {"message_id": act.reply_to, "allow_sending_without_reply": True}
            parameters["reply_parameters"] = reply
        question, board = (act.question, act.board) if last else (None, None)
        method, message = ("editMessageText", act.message) if first_edits and isinstance(act, Edit) else SENT
        yield Outgoing(act.place.chat, method, pack(parameters), reason, question, message, rank, board=board)


def quiet_call(act: Whisper | React, words: Words) -> tuple[str, dict[str, Any]]:
    """The call, with its chat, for what is said at once or never."""
    if isinstance(act, React):
        reaction = [{"type": "emoji", "emoji": act.sign}]
        message = {"chat_id": act.place.chat, "message_id": act.message}
        return "setMessageReaction", {**message, "reaction": reaction}
    replied = {"reply_parameters": {"ephemeral_message_id": act.reply_to}} if act.reply_to else {}
    return "sendMessage", {
        "chat_id": act.place.chat,
        **_topic(act.place),
        "text": screen_texts(act.screen, words)[0],
        "parse_mode": "HTML",
        "link_preview_options": NO_PREVIEW,
        "ephemeral_message_parameters": {"receiver_user_id": act.person},
        **replied,
        **_keyboard(act.screen.rows, words),
    }


def _tidied(act: Tidy, reason: str, rank: int) -> Iterator[Outgoing]:
    """``Outgoing.message`` is set so that the call is dropped where the chat's numbers mean nothing any more."""
    for begin in range(0, len(act.messages), MOST_TIDIED):
        some = act.messages[begin : begin + MOST_TIDIED]
        payload = pack({"message_ids": list(some)})
        yield Outgoing(act.place.chat, "deleteMessages", payload, reason, message=some[0], rank=rank)


def _poll(act: Poll) -> dict[str, Any]:
    return {
        **_topic(act.place),
        "question": act.question,
        "options": [{"text": option} for option in act.options],
        "type": "quiz",
        "is_anonymous": False,
        "correct_option_ids": list(act.right),
        "allows_multiple_answers": len(act.right) > 1,
        "shuffle_options": True,
        "open_period": act.seconds,
        **({"explanation": act.brief} if act.brief else {}),
    }


def _tag(act: Tag, words: Words) -> dict[str, Any]:
    return {
        "user_id": act.person,
        "tag": clip(words.plain(act.key, _settled(act.args, words)), MOST_TAG) if act.key else "",
    }


def _file(act: File, words: Words) -> dict[str, Any]:
    """The outbox holds text: the bytes are packed and written as such."""
    content = base64.b64encode(zlib.compress(act.content)).decode()
    caption = split(_pieces(act.screen.parts, words), MOST_CAPTION)[0]
    return {
        **_topic(act.place),
        "document": {"name": act.name, "content": content},
        "caption": caption,
        "parse_mode": "HTML",
        **_keyboard(act.screen.rows, words),
    }


def _picture(act: Picture, words: Words) -> dict[str, Any]:
    """Within a caption's limit; what does not fit is cut between parts."""
    caption = split(_pieces(act.screen.parts, words), MOST_CAPTION)[0]
    return {
        **_topic(act.place),
        "photo": act.description,
        "caption": caption,
        "parse_mode": "HTML",
        **_keyboard(act.screen.rows, words),
    }


def screen_texts(screen: Screen, words: Words) -> Sequence[str]:
    """A screen as the HTML of one or more messages, cut between its parts where it is too long for one."""
    return split(_pieces(screen.parts, words))


def toast_text(toast: Toast, words: Words) -> str:
    """A notice, cut to what Telegram shows."""
    return clip(words.plain(toast.key, _settled(toast.args, words)), MOST_TOAST)


def _pieces(parts: Sequence[Part], words: Words) -> Iterator[Piece]:
    """Each part on a line of its own, an empty line where a gap stands."""
    before = "\n"
    for part in parts:
        if isinstance(part, Gap):
            before = "\n\n"
            continue
        if isinstance(part, Prose):
            first, *rest = explanation(part.markdown) or (Piece(""),)
            yield replace(first, gap=before)
            yield from rest
        else:
            yield Piece(_line(part, words), before)
        before = "\n"


def _line(part: Say | Link, words: Words) -> str:
    if isinstance(part, Say):
        return words.html(part.key, _settled(part.args, words))
    title = escape(part.title)
    return f'• <a href="{html.escape(part.url)}">{title}</a>' if part.url else f"• {title}"


def _topic(place: Place, *, editing: bool = False) -> dict[str, Any]:
    """For a new message in a forum, the topic. (The chat stands beside the parameters.)"""
    return {"message_thread_id": place.topic} if place.topic and not editing else {}


def _keyboard(rows: Sequence[Sequence[Button]], words: Words) -> dict[str, Any]:
    if not rows:
        return {}
    keys = [[{"text": _label(button, words), **_action(button)} for button in row] for row in rows]
    return {"reply_markup": {"inline_keyboard": keys}}


def _action(button: Button) -> dict[str, str]:
    """What a button does: it opens a link, or presses."""
    return {"callback_data": button.press.pack()} if button.press is not None else {"url": button.url}


def _label(button: Button, words: Words) -> str:
    return button.text or words.plain(button.key, _settled(button.args, words))


def _settled(args: Mapping[str, Value], words: Words) -> Mapping[str, str | int | float]:
    """Arguments, those that are words of the locale said."""
    return {
        name: words.plain(value.key, _settled(value.args, words)) if isinstance(value, Say) else value
        for name, value in args.items()
    }
