"""What can go wrong: a refused call of the bot, and a thing no person could do in Telegram's apps."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """The Bot API refuses a call; becomes the JSON answer `{"ok": false, …}` with the same HTTP status."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """The error in Bot API form."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class WorldError(ValueError):
    """A test or a page asked a person for something that Telegram's apps do not offer."""


def bad_request(reason: str, **parameters: Any) -> ApiError:
    """400, worded as Telegram's server words it: `Bad Request: <reason>`."""
    return ApiError(400, f"Bad Request: {reason}", parameters or None)


def forbidden(reason: str) -> ApiError:
    """403: the bot may not write there."""
    return ApiError(403, f"Forbidden: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    """429 with `retry_after` in whole seconds."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
