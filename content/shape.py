"""The shape of a deck file: ``schema.json`` held against the tree of a text, with words for its author.

Editors read the same schema, so a field, a type or a limit stands in one place. Only what the schema uses is
understood here (``KEYWORDS``); ``allOf`` is for editors, the checks of ``content.checks`` say the same in words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from content.complaint import Fault, Message, shorten
from content.yaml_tree import Fields, Listing, Node, Text

Schema = Mapping[str, Any]
Path = tuple[str | int, ...]

KEYWORDS = frozenset({
    "$ref", "type", "enum", "pattern", "patternErrorMessage", "minLength", "maxLength", "minimum", "maximum",
    "exclusiveMinimum", "items", "minItems", "maxItems", "uniqueItems", "properties", "required",
    "additionalProperties",
})  # fmt: skip
"""The keywords of JSON Schema that ``faults`` checks."""

ENTRIES = {
    "choices": "option",
    "key_points": "key point",
    "reject": "misconception",
    "samples": "sample",
    "hints": "hint",
    "references": "reference",
}
"""How one entry of a list is called."""

FIELDS_FOR_TEXT = Message(
    "shape-fields-for-text",
    "{where} is read as fields, not as text: put a text that contains a colon and a space in quotes",
)
LIST_FOR_TEXT = Message(
    "shape-list-for-text",
    "{where} is a list, not a text: put a text that begins with [ or a dash in quotes",
)
EMPTY = Message("shape-empty", "{where} is empty: fill it in or delete the field")
NO_BOOLEAN = Message("shape-no-boolean", "{where} is `{value}`: write true or false")
NO_FIELDS = Message("shape-no-fields", "{where} must consist of fields: {names}")
MISSING = Message("shape-missing", "{where}`{name}` is missing: add it")
MISSING_CALLED = Message("shape-missing-called", "{where}`{name}` is missing: add it ({title})")
MERGED = Message(
    "shape-merged", "{where}unknown field `{name}`: merging is not understood, write the fields out"
)
MISSPELT = Message("shape-misspelt", "{where}unknown field `{name}`: did you mean `{near}`?")
COMMA = Message(
    "shape-comma", "{where}unknown field `{name}`: a text with a comma inside {{ … }} must be in quotes"
)
UNKNOWN = Message("shape-unknown", "{where}unknown field `{name}`: known here: {known}")
NO_LIST = Message("shape-no-list", "{where} must be a list: [one, two], or a line with a dash for each entry")
TOO_FEW = Message("shape-too-few", "{where} has {entries}, at least {least} needed: add {more}")
TOO_MANY = Message("shape-too-many", "{where} has {entries}, at most {most} allowed: remove {less}")
REPEATED = Message("shape-repeated", "{where} repeats `{value}`: remove it")
NO_WHOLE_NUMBER = Message("shape-no-whole-number", "{where} is `{value}`: write a whole number{range}")
NO_NUMBER = Message("shape-no-number", "{where} is `{value}`: write a number with a decimal point{range}")
OUT_OF_RANGE = Message("shape-out-of-range", "{where} is {value}: write a number{range}")
NOT_ONE_OF = Message("shape-not-one-of", "{where} is `{value}`: write {allowed}")
TOO_LONG = Message(
    "shape-too-long", "{where} has {length} characters, at most {most} fit: shorten it by {less}"
)
MISSHAPEN = Message("shape-misshapen", "{where} is `{value}`: {advice}")


@cache
def schema() -> Schema:
    """The JSON Schema of a deck file (draft 2020-12)."""
    text = resources.files("content").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: Schema = json.loads(text)
    return loaded


def faults(node: Node) -> Iterator[Fault]:
    """What is wrong with the shape of a deck's tree: fields, types, counts, lengths, patterns."""
    return _faults(node, schema(), (), node.line)


def faults_of_items(node: Fields) -> Iterator[Fault]:
    """What is wrong with the finished items of a deck whose text could not be read to its end."""
    items = node.values.get("items")
    for index, entry in enumerate(items.entries if isinstance(items, Listing) else ()):
        yield from _faults(entry, schema()["$defs"]["item"], ("items", index), entry.line)


def place(path: Path) -> str:
    """Where something stands inside an item, in words: ``("choices", 1, "why")`` is ``option 2: why``."""
    words: list[str] = []
    inside_item = path[:1] == ("items",) and len(path) > 1
    for step in path[2:] if inside_item else path:
        if isinstance(step, int):
            name = words.pop() if words else "item"
            words.append(f"{ENTRIES.get(name, name)} {step + 1}")
        else:
            words.append(step)
    return ": ".join(words)


def _faults(node: Node, rules: Schema, path: Path, line: int) -> Iterator[Fault]:
    rules = _meant(rules)
    wanted = rules["type"]
    if wanted == "object":
        yield from _of_fields(node, rules, path, line)
    elif wanted == "array":
        yield from _of_list(node, rules, path, line)
    elif not isinstance(node, Text):
        yield _fault(line, path, FIELDS_FOR_TEXT if isinstance(node, Fields) else LIST_FOR_TEXT)
    elif not node.value.strip():
        yield _fault(line, path, EMPTY)
    elif wanted in ("integer", "number"):
        yield from _of_number(node.value.strip(), rules, path, line)
    elif wanted == "boolean":
        if node.value.strip() not in ("true", "false"):
            yield _fault(line, path, NO_BOOLEAN, value=node.value)
    else:
        yield from _of_text(node.value.strip(), rules, path, line)


def _meant(rules: Schema) -> Schema:
    """The definition a ``$ref`` points to."""
    name = rules.get("$ref")
    return _definition(name) if name else rules


@lru_cache
def _definition(name: str) -> Schema:
    found: Schema = schema()["$defs"][name.removeprefix("#/$defs/")]
    return found


def _fault(line: int, path: Path, message: Message, **args: str | int) -> Fault:
    return message.at(line, where=place(path) or ("this item" if path else "the deck"), **args)


def _of_fields(node: Node, rules: Schema, path: Path, line: int) -> Iterator[Fault]:
    if not isinstance(node, Fields):
        names = ", ".join(f"`{name}: …`" for name in rules["required"])
        yield _fault(line, path, NO_FIELDS, names=names)
        return
    known: Schema = rules["properties"]
    for name, value in node.values.items():
        if name in known:
            yield from _faults(value, known[name], (*path, name), node.lines[name])
        else:
            yield _unknown(name, value, node.lines[name], [*known], path)
    for name in rules["required"]:
        if name not in node.values:
            yield _missing(name, known[name], path, line)


def _missing(name: str, rules: Schema, path: Path, line: int) -> Fault:
    title = str(_meant(rules).get("title", name)).lower()
    if title == name:
        return MISSING.at(line, where=_before(path), name=name)
    return MISSING_CALLED.at(line, where=_before(path), name=name, title=title)


def _before(path: Path) -> str:
    """Where, as the beginning of a sentence; nothing for the deck or the item itself."""
    where = place(path)
    return f"{where}: " if where else ""


def _unknown(name: str, value: Node, line: int, known: list[str], path: Path) -> Fault:
    where, called = _before(path), shorten(name)
    close = get_close_matches(name.strip().lower(), known, n=1, cutoff=0.6)
    if name == "<<":
        return MERGED.at(line, where=where, name=called)
    if close:
        return MISSPELT.at(line, where=where, name=called, near=close[0])
    if isinstance(value, Text) and not value.value:
        return COMMA.at(line, where=where, name=called)
    return UNKNOWN.at(line, where=where, name=called, known=", ".join(known))


def _of_list(node: Node, rules: Schema, path: Path, line: int) -> Iterator[Fault]:
    if not isinstance(node, Listing):
        yield _fault(line, path, NO_LIST)
        return
    count = len(node.entries)
    least, most = rules.get("minItems", 0), rules.get("maxItems")
    if count < least:
        yield _fault(line, path, TOO_FEW, entries=_entries(count), least=least, more=least - count)
    if most is not None and count > most:
        yield _fault(line, path, TOO_MANY, entries=_entries(count), most=most, less=count - most)
    if rules.get("uniqueItems"):
        yield from _repeated(node, path)
    for index, entry in enumerate(node.entries):
        yield from _faults(entry, rules["items"], (*path, index), entry.line)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _repeated(node: Listing, path: Path) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, entry in enumerate(node.entries):
        if isinstance(entry, Text):
            if entry.value in seen:
                yield _fault(entry.line, (*path, index), REPEATED, value=shorten(entry.value))
            seen.add(entry.value)


def _of_number(value: str, rules: Schema, path: Path, line: int) -> Iterator[Fault]:
    whole = rules["type"] == "integer"
    if not re.fullmatch(r"-?[0-9]{1,9}" if whole else r"-?[0-9]{1,9}(\.[0-9]{1,9})?", value):
        message = NO_WHOLE_NUMBER if whole else NO_NUMBER
        yield _fault(line, path, message, value=shorten(value), range=_range(rules))
        return
    number = float(value)
    low = number < rules.get("minimum", number) or number <= rules.get("exclusiveMinimum", number - 1)
    if low or number > rules.get("maximum", number):
        yield _fault(line, path, OUT_OF_RANGE, value=value, range=_range(rules))


def _range(rules: Schema) -> str:
    if "exclusiveMinimum" in rules:
        return f" above {rules['exclusiveMinimum']} and up to {rules['maximum']}"
    return f" from {rules['minimum']} to {rules['maximum']}"


def _of_text(value: str, rules: Schema, path: Path, line: int) -> Iterator[Fault]:
    """Lengths count code points, as Telegram's own limits do."""
    allowed = rules.get("enum")
    if allowed and value not in allowed:
        yield _fault(line, path, NOT_ONE_OF, value=shorten(value), allowed=_either(allowed))
    most = rules.get("maxLength")
    if most is not None and len(value) > most:
        yield _fault(line, path, TOO_LONG, length=len(value), most=most, less=len(value) - most)
    if "pattern" in rules and not re.search(rules["pattern"], value):
        yield _fault(line, path, MISSHAPEN, value=shorten(value), advice=rules["patternErrorMessage"])


def _either(allowed: list[str]) -> str:
    return " or ".join([", ".join(allowed[:-1]), allowed[-1]])
