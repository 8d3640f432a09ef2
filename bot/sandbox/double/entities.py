"""HTML parse mode as Telegram's server reads it.

The behaviour, the byte offsets and the error texts follow the tests of tdlib/td
(test/message_entities.cpp); newer tags (expandable blockquote, tg-time) follow Bot API 10.3.
Offsets and lengths of entities are UTF-16 code units, offsets in errors are bytes of the text sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.double.links import LinkError, checked_link, user_of_link

Entity = dict[str, Any]

_MARKUP = re.compile(rb"[<&]")
_AMPERSAND, _LESS = b"&<"
_SPACES = frozenset(b" \t\r\n\0\v")
_ALNUM = frozenset(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_PLAIN_TAGS = {
    "b": "bold", "strong": "bold",
    "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "span": "spoiler", "tg-spoiler": "spoiler",
}  # fmt: skip
_TAGS = frozenset(_PLAIN_TAGS) | {"a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
_NAMED = {b"lt": ord("<"), b"gt": ord(">"), b"amp": ord("&"), b"quot": ord('"')}
# The order among entities that start and end together, from the outermost to the innermost.
_PRIORITY = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 10, "code": 20, "text_link": 49, "text_mention": 49,
    "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "date_time": 98,
    "custom_emoji": 99,
}  # fmt: skip


class ParseError(ValueError):
    """The text is no valid HTML for Telegram; the message is the server's own wording."""


@dataclass(slots=True)
class _Open:
    tag: str
    arguments: dict[str, str]
    offset: int
    begin: int


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def in_order(entities: list[Entity]) -> list[Entity]:
    """Entities by start, the longer one first, then from the outside in."""
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], _PRIORITY.get(e["type"], 50)))


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """The visible text and its entities; raises ParseError as Telegram's server words it."""
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self._source = text.encode("utf-8", "surrogatepass") + b"\0"  # a sentinel ends every scan
        self._size = len(self._source) - 1
        self._at = 0
        self._visible = bytearray()
        self._utf16 = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []
        self._languages: list[str] = []  # of each entity: the language a code tag named

    def parse(self) -> tuple[str, list[Entity]]:
        while self._at < self._size:
            byte = self._source[self._at]
            if byte == _AMPERSAND and self._take_reference():
                continue
            if byte == _LESS:
                self._take_tag()
            else:
                self._take_plain()
        if self._open:
            raise ParseError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return self._visible_text(), in_order(self._entities)

    def _visible_text(self) -> str:
        try:
            return self._visible.decode("utf-8")
        except UnicodeDecodeError:
            raise ParseError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None

    def _take_plain(self) -> None:
        """Take what stands before the next tag or reference; an ampersand that begins none is plain too."""
        found = _MARKUP.search(self._source, self._at + 1, self._size)
        end = found.start() if found else self._size
        plain = self._source[self._at : end]
        self._visible += plain
        self._utf16 += len(plain.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")) // 2
        self._at = end

    def _take_reference(self) -> bool:
        code, behind = self._reference(self._at)
        if not code:
            return False
        self._visible += chr(code).encode("utf-8", "surrogatepass")
        self._utf16 += 2 if code > 0xFFFF else 1
        self._at = behind
        return True

    def _reference(self, at: int) -> tuple[int, int]:
        """The code point of the character reference at a byte offset and the offset behind it; 0 if none."""
        end = at + 1
        if self._source[end] == ord("#"):
            code, end = self._numeric_reference(end + 1)
            if code == 0 or code >= 0x10FFFF or end - at >= 10:
                return 0, at
        else:
            while self._source[end : end + 1].isalpha():
                end += 1
            code = _NAMED.get(self._source[at + 1 : end], 0)
        return code, end + 1 if self._source[end] == ord(";") else end

    def _numeric_reference(self, at: int) -> tuple[int, int]:
        base, digits = 10, b"0123456789"
        if self._source[at] in b"xX":
            at, base, digits = at + 1, 16, b"0123456789abcdefABCDEF"
        end = at
        while self._source[end] in digits:
            end += 1
        return (int(self._source[at:end], base) if end > at else 0), end

    def _take_tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._source[self._at] == ord("/"):
            self._take_end_tag(begin)
        else:
            self._take_start_tag(begin)

    def _skip_spaces(self) -> None:
        while self._source[self._at] and self._source[self._at] in _SPACES:
            self._at += 1

    def _skip_until(self, stops: bytes) -> None:
        while self._source[self._at] not in _SPACES and self._source[self._at] not in stops:
            self._at += 1

    def _slice(self, begin: int) -> str:
        return self._source[begin : self._at].decode("utf-8", "replace")

    def _take_start_tag(self, begin: int) -> None:
        self._skip_until(b">")
        if not self._source[self._at]:
            raise ParseError(f"Unclosed start tag at byte offset {begin}")
        tag = self._slice(begin + 1).lower()
        if tag not in _TAGS:
            raise ParseError(f'Unsupported start tag "{tag}" at byte offset {begin}')
        arguments = self._attributes(tag, begin)
        if tag == "span" and arguments.get("class") != "tg-spoiler":
            raise ParseError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self._at += 1
        self._open.append(_Open(tag, arguments, self._utf16, len(self._visible)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while self._source[self._at] != ord(">"):
            self._skip_spaces()
            if self._source[self._at] == ord(">"):
                break
            name_at = self._at
            self._skip_until(b"=>")
            name = self._slice(name_at)
            if not name:
                raise ParseError(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
            found[name] = self._value(tag, name, begin)
        return found

    def _value(self, tag: str, name: str, begin: int) -> str:
        self._skip_spaces()
        if tag == "blockquote" and name == "expandable" and self._source[self._at] != ord("="):
            return ""
        if not self._source[self._at]:
            raise ParseError(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if self._source[self._at] != ord("="):
            raise ParseError(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {begin}'
            )
        self._at += 1
        self._skip_spaces()
        if not self._source[self._at]:
            raise ParseError(f'Unclosed start tag "{tag}" at byte offset {begin}')
        value = self._quoted() if self._source[self._at] in b"'\"" else self._name_token()
        if not self._source[self._at]:
            raise ParseError(f"Unclosed start tag at byte offset {begin}")
        return value

    def _name_token(self) -> str:
        begin = self._at
        while self._source[self._at] in _ALNUM or self._source[self._at] in b".-":
            self._at += 1
        if self._source[self._at] not in _SPACES and self._source[self._at] != ord(">"):
            raise ParseError(f"Unexpected end of name token at byte offset {begin}")
        return self._slice(begin).lower()

    def _quoted(self) -> str:
        quote = self._source[self._at]
        self._at += 1
        value = bytearray()
        while self._source[self._at] and self._source[self._at] != quote:
            code, behind = self._reference(self._at) if self._source[self._at] == ord("&") else (0, 0)
            if code:
                value += chr(code).encode("utf-8", "replace")
                self._at = behind
            else:
                value.append(self._source[self._at])
                self._at += 1
        if self._source[self._at] == quote:
            self._at += 1
        return value.decode("utf-8", "replace")

    def _take_end_tag(self, begin: int) -> None:
        if not self._open:
            raise ParseError(f"Unexpected end tag at byte offset {begin}")
        self._skip_until(b">")
        found = self._slice(begin + 2).lower()
        self._skip_spaces()
        if self._source[self._at] != ord(">"):
            raise ParseError(f"Unclosed end tag at byte offset {begin}")
        opened = self._open.pop()
        if found and found != opened.tag:
            raise ParseError(
                f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{found}>"'
            )
        self._at += 1
        if self._utf16 > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        place: Entity = {"type": "", "offset": opened.offset, "length": self._utf16 - opened.offset}
        if opened.tag in _PLAIN_TAGS:
            self._add(place | {"type": _PLAIN_TAGS[opened.tag]})
        elif opened.tag == "blockquote":
            expandable = "expandable" in opened.arguments
            self._add(place | {"type": "expandable_blockquote" if expandable else "blockquote"})
        elif opened.tag == "a":
            self._close_link(opened, place)
        elif opened.tag in ("pre", "code"):
            self._close_code(opened, place)
        elif opened.tag == "tg-emoji":
            self._close_emoji(opened, place)
        else:
            self._close_time(opened, place)

    def _add(self, entity: Entity, language: str = "") -> None:
        self._entities.append(entity)
        self._languages.append(language)

    def _close_link(self, opened: _Open, place: Entity) -> None:
        address = opened.arguments.get("href") or self._visible[opened.begin :].decode("utf-8", "replace")
        user_id = user_of_link(address)
        if user_id is not None:
            self._add(place | {"type": "text_mention", "user": {"id": user_id}})
            return
        try:
            self._add(place | {"type": "text_link", "url": checked_link(address)})
        except LinkError:
            return  # Telegram drops such a link without a word and keeps its text

    def _close_code(self, opened: _Open, place: Entity) -> None:
        """Pre and code over the same text are one block; its language is the one the code tag named."""
        language = opened.arguments.get("class", "") if opened.tag == "code" else ""
        language = language.removeprefix("language-") if language.startswith("language-") else ""
        inner = self._entities[-1] if self._entities else None
        other = "code" if opened.tag == "pre" else "pre"
        if inner and inner["type"] == other and "language" not in inner:
            together = inner["offset"] == place["offset"] and inner["length"] == place["length"]
            language_of_both = language or self._languages[-1]
            if together and language_of_both:
                self._entities[-1] = inner | {"type": "pre", "language": language_of_both}
                return
        self._add(place | {"type": opened.tag}, language)

    def _close_emoji(self, opened: _Open, place: Entity) -> None:
        number = opened.arguments.get("emoji-id", "")
        if not number.isdecimal() or int(number) == 0:
            raise ParseError("Invalid custom emoji identifier specified")
        self._add(place | {"type": "custom_emoji", "custom_emoji_id": number})

    def _close_time(self, opened: _Open, place: Entity) -> None:
        moment = opened.arguments.get("unix", "")
        if not moment.isdecimal():
            raise ParseError("Invalid date and time specified")
        entity = place | {"type": "date_time", "unix_time": int(moment)}
        if opened.arguments.get("format"):
            entity["date_time_format"] = opened.arguments["format"]
        self._add(entity)
