"""Answering a press of an inline button."""

from __future__ import annotations

from bot.sandbox.double.access import too_old
from bot.sandbox.double.errors import bad_request
from bot.sandbox.double.parameters import Parameters
from bot.sandbox.double.presses import Answer
from bot.sandbox.double.world import World

LONGEST_ANSWER = 200  # code points
ANSWERABLE_SECONDS = 15.0  # Telegram does not publish how long it waits; people see the spinner about as long


def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """answerCallbackQuery: once, in time, with at most 200 characters."""
    press = world.presses.get(parameters.text("callback_query_id"))
    if press is None or press.answer is not None or world.now() - press.at > ANSWERABLE_SECONDS:
        raise too_old()
    text = parameters.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = Answer(text, parameters.flag("show_alert"), parameters.values.get("url"))
    press.settle(answer)
    world.emit(
        "callback_answered",
        press.chat_id,
        lambda: {
            "callback_query_id": press.id, "person_id": press.person_id, "message_id": press.message_id,
            "text": answer.text, "show_alert": answer.alert, "url": answer.url,
        },
    )  # fmt: skip
    return True
