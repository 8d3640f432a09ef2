"""The parameters of one call, read by the types of the Bot API's description."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.double.errors import bad_request
from bot.sandbox.double.signatures import Signature

_TRUE, _FALSE = ("true", "1", "yes"), ("false", "0", "no", "")
_JSON_TYPES: dict[str, type] = {"list": list, "object": dict}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart body."""

    name: str
    content: bytes
    mime_type: str


@dataclass(frozen=True, slots=True)
class Parameters:
    """Typed values of one call; what Telegram does not know is ignored and named in `ignored`."""

    method: str
    values: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    def text(self, name: str, default: str = "") -> str:
        """A string; the default when it is left out."""
        return str(self.values.get(name, default))

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; the default when it is left out."""
        return int(self.values.get(name, default))

    def flag(self, name: str, default: bool = False) -> bool:
        """A truth value; the default when it is left out."""
        return bool(self.values.get(name, default))

    def items(self, name: str) -> list[Any] | None:
        """A JSON array, None when it is left out."""
        return self.values.get(name)

    def mapping(self, name: str) -> dict[str, Any] | None:
        """A JSON object, None when it is left out."""
        return self.values.get(name)

    def has(self, name: str) -> bool:
        """Whether the call gave it."""
        return name in self.values

    def shown(self) -> dict[str, Any]:
        """The values for the record of calls: uploads by name, not by content."""
        return self.values | {name: f"<{upload.name}>" for name, upload in self.uploads.items()}


def read_parameters(signature: Signature, raw: dict[str, Any], uploads: dict[str, Upload]) -> Parameters:
    """Typed parameters of a call, or a 400 that names the wrong one.

    raw: strings from a form or an address, or values from a JSON body. An empty string counts as
    left out for everything but strings, as on Telegram.
    """
    values: dict[str, Any] = {}
    ignored: list[str] = []
    for name, value in raw.items():
        kind = signature.fields.get(name)
        if kind is None:
            ignored.append(name)
        elif value is not None and (value != "" or kind == "str"):
            values[name] = _typed(name, kind, value)
    return Parameters(signature.method, values, uploads, tuple(ignored))


def _typed(name: str, kind: str, value: Any) -> Any:
    if kind == "int":
        return _integer(name, value)
    if kind == "bool":
        return _truth(name, value)
    if kind == "id":
        return _identifier(name, value)
    if kind in _JSON_TYPES:
        return _json(name, kind, value)
    if not isinstance(value, str):
        raise bad_request(f'parameter "{name}" must be of type String')
    return value


def _integer(name: str, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    try:
        if isinstance(value, str):
            return int(value)
    except ValueError:
        pass
    raise bad_request(f'parameter "{name}" must be of type Integer')


def _truth(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise bad_request(f'parameter "{name}" must be of type Boolean')


def _identifier(name: str, value: Any) -> int | str:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        return int(value) if value.removeprefix("-").isdecimal() else value
    raise bad_request(f'parameter "{name}" must be of type Integer or String')


def _json(name: str, kind: str, value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None
    if not isinstance(value, _JSON_TYPES[kind]):
        wanted = "Array" if kind == "list" else "Object"
        raise bad_request(f"{name}: {wanted} expected")
    return value
