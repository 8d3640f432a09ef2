"""A strict double of Telegram's Bot API, for tests, the sandbox page and the terminal.

    double = TelegramDouble()
    url = await double.start()
    anna = double.person("Анна")
    double.say(anna, double.private(anna), "/start")

The bot under test is the real one, with base_url `{url}/bot` and token `double.token`.
"""

from bot.sandbox.double.double import TelegramDouble
from bot.sandbox.double.entities import ParseError, parse_html, utf16_length
from bot.sandbox.double.errors import ApiError, WorldError
from bot.sandbox.double.events import Event, Subscription
from bot.sandbox.double.people import Chat, Person
from bot.sandbox.double.posts import SeenMessage
from bot.sandbox.double.presence import AnyMessage
from bot.sandbox.double.presses import Answer, Press
from bot.sandbox.double.rates import Rates
from bot.sandbox.double.server import Call

__all__ = [
    "Answer",
    "AnyMessage",
    "ApiError",
    "Call",
    "Chat",
    "Event",
    "ParseError",
    "Person",
    "Press",
    "Rates",
    "SeenMessage",
    "Subscription",
    "TelegramDouble",
    "WorldError",
    "parse_html",
    "utf16_length",
]
