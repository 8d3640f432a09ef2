"""Faults on order: errors, lost connections and slowness for chosen calls."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from bot.sandbox.double.errors import ApiError, bad_request, too_many_requests
from bot.sandbox.double.parameters import Parameters

ErrorSpec = str | tuple[int, str] | tuple[int, str, dict[str, Any]]
_KNOWN = {500: "Internal Server Error", 502: "Bad Gateway", 401: "Unauthorized", 404: "Not Found"}
_SPEC = re.compile(r"(\d{3})(?::\s*(.+))?\Z", re.DOTALL)


@dataclass(slots=True)
class Fault:
    """What is to go wrong with the next `times` calls of a method ("*": every method but getUpdates).

    error: refuse so, without effect. drop: close the connection without an answer, before or after
    the call took effect. delay: seconds to wait first.
    """

    method: str
    chat_id: int | None = None
    error: ApiError | None = None
    drop: Literal["before", "after"] | None = None
    delay: float = 0.0
    times: int = 1

    def concerns(self, method: str, parameters: Parameters) -> bool:
        """Whether this fault strikes that call."""
        if self.times <= 0 or (self.chat_id is not None and parameters.values.get("chat_id") != self.chat_id):
            return False
        if self.method == "*":
            return method != "getUpdates"
        return self.method.lower() == method.lower()


def error_of(spec: ErrorSpec | None) -> ApiError | None:
    """The error meant by "429:5" (seconds), "400:reason", "502" or (code, description, parameters)."""
    if spec is None:
        return None
    if isinstance(spec, tuple):
        code, description, *rest = spec
        return ApiError(code, description, rest[0] if rest else None)
    found = _SPEC.match(spec)
    if found is None:
        raise ValueError(f'an error is written "429:5", "400:reason" or "502", not {spec!r}')
    return _error(int(found[1]), found[2])


def _error(code: int, reason: str | None) -> ApiError:
    if code == 429:
        return too_many_requests(int(reason or 1))
    if code == 400:
        return bad_request(reason or "it was ordered to fail")
    if code == 403:
        return ApiError(403, f"Forbidden: {reason or 'bot was blocked by the user'}")
    return ApiError(code, reason or _KNOWN.get(code, "Internal Server Error"))
