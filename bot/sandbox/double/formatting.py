"""From what the bot sends to what is shown: cleaning, trimming, entities given or found."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from bot.sandbox.double.entities import Entity, ParseError, in_order, parse_html, utf16_length
from bot.sandbox.double.errors import bad_request
from bot.sandbox.double.links import LinkError, checked_link, user_of_link

_WHITESPACE = " \t\r\n\0\v"
_CLEANED = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 8232, 8233), " ") | {13: None}
_USER_TYPES = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code",
     "pre", "text_link", "text_mention", "custom_emoji", "date_time"}
)  # fmt: skip
_FOUND_TYPES = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
)
_FIELDS = {"user": dict, "language": str, "custom_emoji_id": str, "unix_time": int, "date_time_format": str}
_NEEDED = {"text_mention": "user", "custom_emoji": "custom_emoji_id", "date_time": "unix_time"}
_WITHOUT_INNER = ("pre", "code")
_QUOTES = ("blockquote", "expandable_blockquote")
_DETECTORS = (
    ("url", re.compile(r"(?i)\b(?:https?://|tg://|ton://)[^\s<>\"]*[^\s<>\".,;:!?)\]}'»]")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w@])")),
    (
        "url",
        re.compile(
            r"(?i)(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|ru|io|me|dev|рф)(?![\w@.-])(?:/[^\s<>\"]*)?"
        ),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/@])")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{2,31}(?![\w@])")),
    ("hashtag", re.compile(r"(?<![\w#@])#(?!\d+\b)\w{1,256}(?!\w|#)")),
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as it is shown, with its entities in Bot API form."""

    text: str
    entities: tuple[Entity, ...] = ()

    def fields(self, text_name: str = "text", entities_name: str = "entities") -> dict[str, Any]:
        """The fields of a message; no entities field when there are none."""
        fields: dict[str, Any] = {text_name: self.text}
        if self.entities:
            fields[entities_name] = [dict(entity) for entity in self.entities]
        return fields


def formatted(text: str, parse_mode: str | None, given: list[Any] | None, *, bare: bool = False) -> Formatted:
    """The text as shown, or a 400 with Telegram's reason.

    parse_mode: HTML or nothing (this double serves no Markdown). given: entities of the call, used
    when there is no parse mode. bare: find no commands, mentions and links (poll questions).
    """
    entities: list[Entity]
    if parse_mode:
        text, entities = _parsed(text, parse_mode)
    else:
        entities = _checked(text, given or [])
    return _settled(text, entities, bare)


def spoken(text: str) -> Formatted:
    """What a person typed: trimmed, with the entities Telegram finds by itself."""
    return _settled(text, [], bare=False)


def _parsed(text: str, parse_mode: str) -> tuple[str, list[Entity]]:
    if parse_mode.lower() in ("markdown", "markdownv2"):
        raise bad_request(f'parse_mode "{parse_mode}" is not served by this double')
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    try:
        return parse_html(text)
    except ParseError as error:
        raise bad_request(f"can't parse entities: {error}") from None


def _checked(text: str, given: list[Any]) -> list[Entity]:
    entities = []
    starts: list[int] | None = None
    for entity in given:
        if not isinstance(entity, dict):
            raise bad_request("can't parse MessageEntity: expected an Object")
        kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
        if not isinstance(kind, str) or not isinstance(offset, int) or not isinstance(length, int):
            raise bad_request('can\'t parse MessageEntity: fields "type", "offset" and "length" are required')
        if starts is None:
            starts = list(accumulate((2 if c > "\uffff" else 1 for c in text), initial=0))
        _check_place(starts, offset, length)
        if kind in _USER_TYPES and length:
            entities.append(_completed(entity, kind))
        elif kind not in _USER_TYPES | _FOUND_TYPES:
            raise bad_request(f'can\'t parse MessageEntity: unsupported type "{kind}"')
    return in_order(entities)


def _check_place(starts: list[int], offset: int, length: int) -> None:
    if not 0 <= offset <= 1_000_000:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if not 0 <= length <= 1_000_000:
        raise bad_request(f"receive an entity with incorrect length {length}")
    if offset + length > starts[-1]:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
            f"at UTF-16 offset {offset + length}"
        )
    if starts[bisect_right(starts, offset) - 1] != offset:
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at UTF-16 offset {offset}")
    if starts[bisect_right(starts, offset + length) - 1] != offset + length:
        raise bad_request(f"entity ends in a middle of a UTF-16 symbol at UTF-16 offset {offset + length}")


def _completed(entity: Entity, kind: str) -> Entity:
    whole: Entity = {"type": kind, "offset": entity["offset"], "length": entity["length"]}
    if kind == "text_link":
        address = str(entity.get("url") or "")
        user_id = user_of_link(address)
        if user_id is not None:
            return whole | {"type": "text_mention", "user": {"id": user_id}}
        try:
            return whole | {"url": checked_link(address)}
        except LinkError as error:
            raise bad_request(f"entity URL '{address}' is invalid: {error}") from None
    for field, type_ in _FIELDS.items():
        if isinstance(entity.get(field), type_):
            whole[field] = entity[field]
    needed = _NEEDED.get(kind)
    if needed is not None and needed not in whole:
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{needed}\"")
    if kind == "text_mention" and not isinstance(whole["user"].get("id"), int):
        raise bad_request("can't parse MessageEntity: wrong user_id specified")
    return whole


def _settled(text: str, entities: list[Entity], bare: bool) -> Formatted:
    text, entities = _cleaned(text, entities)
    text, entities = _trimmed(text, entities)
    entities = _without_forbidden_nesting(entities)
    if not bare:
        entities = in_order(entities + _detected(text, entities))
    return Formatted(text, tuple(entities))


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Carriage returns vanish, other control characters become spaces."""
    if text.isprintable() or not any((ord(c) < 32 and c != "\n") or c in "\u2028\u2029" for c in text):
        return text, entities
    if "\r" in text and entities:
        units = text.encode("utf-16-le", "surrogatepass")
        gone = list(accumulate((units[i : i + 2] == b"\r\0" for i in range(0, len(units), 2)), initial=0))
        entities = [_between(e, e["offset"] - gone[e["offset"]],
                             _end(e) - gone[_end(e)]) for e in entities]  # fmt: skip
    return text.translate(_CLEANED), [e for e in entities if e["length"] > 0]


def _end(entity: Entity) -> int:
    return int(entity["offset"]) + int(entity["length"])


def _between(entity: Entity, start: int, end: int) -> Entity:
    return entity | {"offset": start, "length": end - start}


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    shown = text.strip(_WHITESPACE)
    if len(shown) == len(text):
        return text, entities
    cut = len(text) - len(text.lstrip(_WHITESPACE)) if shown else len(text)
    length = utf16_length(shown)
    moved = [_between(e, max(0, e["offset"] - cut), min(length, _end(e) - cut)) for e in entities]
    return shown, [e for e in moved if e["length"] > 0]


def _without_forbidden_nesting(entities: list[Entity]) -> list[Entity]:
    """Code holds no other entity, and quotes hold no quote: the outer one wins."""
    kept: list[Entity] = []
    for entity in entities:
        inside_code = any(k["type"] in _WITHOUT_INNER and _end(k) > entity["offset"] for k in kept)
        quoted = entity["type"] in _QUOTES and any(
            k["type"] in _QUOTES and _end(k) > entity["offset"] for k in kept
        )
        if not inside_code and not quoted:
            kept.append(entity)
    return _without_code_inside_marks(kept)


def _without_code_inside_marks(entities: list[Entity]) -> list[Entity]:
    """Around a piece of code, bold and the like are cut out over its length."""
    blocks = [e for e in entities if e["type"] in _WITHOUT_INNER]
    if not blocks:
        return entities
    parts: list[Entity] = []
    for entity in entities:
        if entity["type"] in (*_WITHOUT_INNER, *_QUOTES):
            parts.append(entity)
            continue
        start = int(entity["offset"])
        for block in blocks:
            if block["offset"] < _end(entity) and _end(block) > start:
                parts.append(_between(entity, start, block["offset"]))
                start = _end(block)
        parts.append(_between(entity, start, _end(entity)))
    return in_order([part for part in parts if part["length"] > 0])


def _detected(text: str, entities: list[Entity]) -> list[Entity]:
    if not any(c in text for c in "/@#.:"):
        return []
    taken = [
        (e["offset"], _end(e))
        for e in entities
        if e["type"] in (*_WITHOUT_INNER, "text_link", "text_mention", "custom_emoji", "date_time")
    ]
    found: list[Entity] = []
    for kind, pattern in _DETECTORS:
        for match in pattern.finditer(text):
            start = utf16_length(text[: match.start()])
            end = start + utf16_length(match[0])
            if all(end <= begin or start >= stop for begin, stop in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return found
