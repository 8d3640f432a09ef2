"""Which keyboards Telegram takes under a message, and with which words it refuses the others."""

from __future__ import annotations

from typing import Any

from bot.sandbox.double.errors import ApiError, bad_request
from bot.sandbox.double.links import LinkError, checked_link

Json = dict[str, Any]

MOST_BUTTONS, MOST_IN_A_ROW = 100, 8
MOST_CALLBACK_BYTES = 64
_ACTIONS = (
    "callback_data", "url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip
_STYLES = ("danger", "success", "primary")


def inline_keyboard(markup: Json | None, *, private: bool) -> Json | None:
    """The markup as it is stored; None for no or an empty keyboard; a 400 for one Telegram refuses.

    private: Web App buttons are allowed in private chats only.
    """
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    rows = _rows(markup["inline_keyboard"], "inline_keyboard")
    kept = [[_inline_button(button, private) for button in row] for row in rows if row]
    _check_size(kept)
    if not kept:
        return None
    stored: Json = {"inline_keyboard": kept}
    if markup.get("force_reply"):
        stored["force_reply"] = True
    return stored


def any_keyboard(markup: Json | None, *, private: bool) -> tuple[Json | None, Json | None]:
    """The inline keyboard and the other markup (reply keyboard, its removal, forced reply) of a new message."""
    if markup is None:
        return None, None
    if "inline_keyboard" in markup:
        return inline_keyboard(markup, private=private), None
    if "keyboard" in markup:
        return None, _reply_keyboard(markup, private)
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        _check_placeholder(markup)
        return None, dict(markup)
    if not markup:
        return None, None
    raise bad_request("object expected as reply markup")


def _rows(rows: Any, name: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    return rows


def _check_size(rows: list[list[Any]]) -> None:
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")


def _unreadable(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def _inline_button(button: Any, private: bool) -> Json:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise _unreadable('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise _unreadable('Field "text" must be of type String')
    if not button["text"].strip():
        raise _unreadable("Button text must be non-empty")
    if button.get("style") not in (None, *_STYLES):
        raise bad_request("BUTTON_STYLE_INVALID")
    action = next((name for name in _ACTIONS if button.get(name) not in (None, "", False)), None)
    if action is None and not any(name.startswith("switch_inline") and name in button for name in _ACTIONS):
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    _check_action(button, action, private)
    return dict(button)


def _check_action(button: Json, action: str | None, private: bool) -> None:
    if action == "callback_data":
        data = button["callback_data"]
        if not isinstance(data, str):
            raise _unreadable('Field "callback_data" must be of type String')
        if len(data.encode()) > MOST_CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif action == "url":
        _check_address(str(button["url"]), "inline keyboard button URL")
    elif action == "web_app":
        _check_web_app(button, private)
    elif action == "copy_text":
        text = button["copy_text"].get("text") if isinstance(button["copy_text"], dict) else None
        if not isinstance(text, str) or not 1 <= len(text) <= 256:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_address(address: str, what: str) -> None:
    try:
        checked_link(address)
    except LinkError as error:
        raise bad_request(f"{what} '{address}' is invalid: {error}") from None


def _check_web_app(button: Json, private: bool) -> None:
    if not private:
        raise bad_request("BUTTON_TYPE_INVALID")
    app = button["web_app"]
    address = str(app.get("url", "")) if isinstance(app, dict) else ""
    _check_address(address, "inline keyboard button Web App URL")
    if not address.lower().startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{address}' is invalid: Only HTTPS links are allowed"
        )


def _reply_keyboard(markup: Json, private: bool) -> Json | None:
    rows = _rows(markup["keyboard"], "keyboard")
    kept = [[_reply_button(button, private) for button in row] for row in rows if row]
    if sum(map(len, kept)) > 300 or any(len(row) > 12 for row in kept):
        raise bad_request("reply markup is too long")
    _check_placeholder(markup)
    return {**markup, "keyboard": kept} if kept else None


def _reply_button(button: Any, private: bool) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if not private and any(button.get(name) for name in ("request_contact", "request_location", "web_app")):
        raise bad_request("BUTTON_TYPE_INVALID")
    return dict(button)


def _check_placeholder(markup: Json) -> None:
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not (isinstance(placeholder, str) and 1 <= len(placeholder) <= 64):
        raise bad_request("input field placeholder must have 1 to 64 characters")
