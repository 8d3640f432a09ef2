"""Reading the fields of a request: each has the type it should have, or the refusal says what is wrong."""

from __future__ import annotations

from typing import Any


class Unusable(ValueError):
    """A request that cannot be carried out; the text says why, for the person at the page."""


class Fields:
    """The fields of a JSON body, a form or a query. Numbers may come as text, as forms send them."""

    def __init__(self, values: Any) -> None:
        if not isinstance(values, dict):
            raise Unusable("a JSON object is expected")
        self._values = values

    def number(self, name: str) -> int:
        """A whole number that has to be there."""
        value = self.optional_number(name)
        if value is None:
            raise Unusable(f"{name} is missing")
        return value

    def optional_number(self, name: str) -> int | None:
        """A whole number, None when it was left out."""
        value = self._values.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str) and value.removeprefix("-").isdecimal() and len(value) <= 20:
            return int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise Unusable(f"{name} has to be a whole number")
        return value

    def message(self, name: str) -> tuple[int | None, int | None]:
        """Which message is meant: (message_id, None), (None, ephemeral_message_id) or, left out, two Nones.

        The page calls an ephemeral message "w" and its number.
        """
        value = self._values.get(name)
        if isinstance(value, str) and value.startswith("w") and value[1:].isdecimal() and len(value) <= 20:
            return None, int(value[1:])
        return self.optional_number(name), None

    def text(self, name: str) -> str:
        """A text; an empty one when it was left out. Half surrogate pairs are no text."""
        value = self._values.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise Unusable(f"{name} has to be text")
        return value.encode("utf-8", "replace").decode()

    def flag(self, name: str) -> bool:
        """True or false, which has to be there."""
        value = self._values.get(name)
        if not isinstance(value, bool):
            raise Unusable(f"{name} has to be true or false")
        return value

    def numbers(self, name: str) -> list[int]:
        """A list of whole numbers."""
        value = self._values.get(name)
        if not isinstance(value, list) or any(
            isinstance(one, bool) or not isinstance(one, int) for one in value
        ):
            raise Unusable(f"{name} has to be a list of whole numbers")
        return value
