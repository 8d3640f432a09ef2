"""A message as text for a terminal: entities become ANSI attributes, or nothing when colours are off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

Json = dict[str, Any]

_SGR = {
    **dict.fromkeys(("text_link", "url", "email"), "4;34"),
    **dict.fromkeys(("mention", "text_mention", "bot_command", "hashtag"), "34"),
    **dict.fromkeys(("code", "pre"), "36"),
    **{"bold": "1", "spoiler": "2", "italic": "3", "underline": "4", "strikethrough": "9"},
}
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
# A terminal obeys control characters; the text of a message must not be able to give it orders.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Words:
    """What the terminal itself says."""

    greeting: str
    photo: str
    document: str
    sticker: str
    voice: str
    poll: str
    quiz: str
    closed: str
    edited: str
    no_answer: str


RUSSIAN = Words(
    greeting=(
        "Чат с ботом {bot}. Начните с /start; команды начинаются с /, Tab их дополняет.\n"
        "Число нажимает кнопку с этим номером; чтобы отправить само число, поставьте перед ним = (=42).\n"
        "Новая строка: Alt+Enter. Выход: Ctrl-D. Перевести часы: +8h, +1d. Послать файл: +notes.md"
    ),
    photo="фото", document="файл", sticker="стикер", voice="голосовое сообщение", poll="опрос",
    quiz="викторина", closed="завершён", edited="изменено", no_answer="бот не ответил на нажатие",
)  # fmt: skip
ENGLISH = Words(
    greeting=(
        "A chat with {bot}. Begin with /start; commands begin with /, Tab completes them.\n"
        "A number presses the button with that number; to send the number itself put = before it (=42).\n"
        "New line: Alt+Enter. Leave: Ctrl-D. Let time pass: +8h, +1d. Send a file: +notes.md"
    ),
    photo="photo", document="file", sticker="sticker", voice="voice message", poll="poll",
    quiz="quiz", closed="closed", edited="edited", no_answer="the bot did not answer the press",
)  # fmt: skip


def words_for(language_code: str | None) -> Words:
    """The terminal's words in English for English speakers, in Russian for everybody else."""
    return ENGLISH if (language_code or "").lower().startswith("en") else RUSSIAN


def clean(text: str) -> str:
    """The text without control characters other than line feed and tab."""
    return _CONTROL.sub("", text)


def formatted(text: str, entities: Sequence[Json] | None, *, colour: bool) -> str:
    """The text with its entities shown: links get their address behind them, quotes a bar before each line.

    entities: as in a Bot API message, offsets in UTF-16 code units. colour: use ANSI attributes.
    """
    kinds: list[frozenset[str]] = [frozenset()] * len(text)
    index = _index_of_units(text)
    after: dict[int, str] = {}
    for entity in entities or ():
        start, end = _span(entity, index, len(text))
        for at in range(start, end):
            kinds[at] |= {entity["type"]}
        if entity["type"] == "text_link" and end > start and entity["url"].rstrip("/") != text[start:end]:
            after[end] = f" ({entity['url']})"
    return clean_runs(_runs(text, kinds, after), colour=colour)


def _index_of_units(text: str) -> list[int]:
    """For each UTF-16 offset the index of its character; one more entry for the end."""
    index: list[int] = []
    for at, character in enumerate(text):
        index.extend([at] * (2 if ord(character) > 0xFFFF else 1))
    return [*index, len(text)]


def _span(entity: Json, index: list[int], length: int) -> tuple[int, int]:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return (index[start] if start < len(index) else length, index[end] if end < len(index) else length)


Run = tuple[str, frozenset[str]]


def _runs(text: str, kinds: list[frozenset[str]], after: dict[int, str]) -> Iterable[Run]:
    at_line_start = True
    for at, (character, kind) in enumerate(zip(text, kinds, strict=True)):
        if at in after:
            yield after[at], frozenset()
        if at_line_start and kind & _QUOTES:
            yield "│ ", frozenset()
        yield character, kind
        at_line_start = character == "\n"
    if len(text) in after:
        yield after[len(text)], frozenset()


def clean_runs(runs: Iterable[Run], *, colour: bool) -> str:
    """Join pieces, switching ANSI attributes only where the formatting changes."""
    parts = []
    for kind, group in groupby(runs, key=lambda run: run[1]):
        piece = clean("".join(text for text, _ in group))
        codes = ";".join(sorted({_SGR[name] for name in kind if name in _SGR}))
        parts.append(f"\x1b[{codes}m{piece}\x1b[0m" if colour and codes and piece else piece)
    return "".join(parts)


def body_of(message: Json, my_votes: Sequence[int], words: Words, *, colour: bool) -> str:
    """Everything of a message but its buttons."""
    lines = [line for line in (_media_line(message, words),) if line]
    if "poll" in message:
        lines.append(poll_text(message["poll"], my_votes, words, colour=colour))
    text = message.get("text") or message.get("caption") or ""
    if text:
        lines.append(
            formatted(text, message.get("entities") or message.get("caption_entities"), colour=colour)
        )
    return "\n".join(lines)


def _media_line(message: Json, words: Words) -> str:
    if "photo" in message:
        return f"[{words.photo}]"
    if "document" in message:
        return f"[{words.document}: {clean(message['document'].get('file_name', ''))}]"
    if "sticker" in message:
        return f"[{words.sticker} {clean(message['sticker'].get('emoji', ''))}]".replace(" ]", "]")
    if "voice" in message:
        return f"[{words.voice}]"
    return ""


def poll_text(poll: Json, my_votes: Sequence[int], words: Words, *, colour: bool) -> str:
    """A poll: its question, and the results once this person voted or the poll is closed."""
    kind = words.quiz if poll["type"] == "quiz" else words.poll
    state = f", {words.closed}" if poll["is_closed"] else ""
    question = formatted(poll["question"], poll.get("question_entities"), colour=colour)
    lines = [f"[{kind}{state}] {question}"]
    if my_votes or poll["is_closed"]:
        lines += [
            _result_line(poll, number, option, my_votes) for number, option in enumerate(poll["options"])
        ]
        if poll.get("explanation"):
            lines.append(formatted(poll["explanation"], poll.get("explanation_entities"), colour=colour))
    return "\n".join(lines)


def _result_line(poll: Json, number: int, option: Json, my_votes: Sequence[int]) -> str:
    correct = poll.get("correct_option_ids")
    if correct is not None:
        mark = "✓" if number in correct else "✗" if number in my_votes else " "
    else:
        mark = "✓" if number in my_votes else " "
    share = round(100 * option["voter_count"] / poll["total_voter_count"]) if poll["total_voter_count"] else 0
    return f"  {mark} {share:>3}% {clean(option['text'])}"
