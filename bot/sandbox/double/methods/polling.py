"""Polls and quizzes of the bot.

Most refusals are worded as Telegram's server words them; those about the explanation and the times,
whose wording is not public, are this double's own.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from bot.sandbox.double.access import chat_to_write, post_of
from bot.sandbox.double.errors import bad_request
from bot.sandbox.double.formatting import Formatted, formatted
from bot.sandbox.double.keyboards import inline_keyboard
from bot.sandbox.double.methods.sending import put_message, with_known_people
from bot.sandbox.double.parameters import Parameters
from bot.sandbox.double.polls import Poll
from bot.sandbox.double.world import World

Json = dict[str, Any]

LONGEST_QUESTION, MOST_OPTIONS, LONGEST_OPTION = 300, 12, 100
LONGEST_EXPLANATION, MOST_LINE_FEEDS, LONGEST_DESCRIPTION = 200, 2, 1024
SHORTEST_PERIOD, LONGEST_PERIOD = 5, 2_628_000  # seconds
_UNSERVED = ("media", "explanation_media", "allow_adding_options", "members_only", "country_codes")


def _plain(text: str, parse_mode: str, entities: list[Any] | None) -> Formatted:
    """A question or an option: only custom emoji survive as formatting."""
    shown = formatted(text, parse_mode, entities, bare=True)
    if not shown.text:
        raise bad_request("text must be non-empty")
    return Formatted(shown.text, tuple(e for e in shown.entities if e["type"] == "custom_emoji"))


def _question(parameters: Parameters) -> Json:
    given = parameters.items("question_entities")
    question = _plain(parameters.text("question"), parameters.text("question_parse_mode"), given)
    if len(question.text) > LONGEST_QUESTION:
        raise bad_request(f"poll question length must not exceed {LONGEST_QUESTION}")
    return question.fields("question", "question_entities")


def _option(given: Any) -> Json:
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, dict):
        raise bad_request("can't parse InputPollOption: Expected InputPollOption to be an Object")
    if not isinstance(given.get("text"), str):
        raise bad_request("can't parse InputPollOption: Can't find field \"text\"")
    if given.get("media"):
        raise bad_request("media in poll options is not served by this double")
    if not isinstance(given.get("text_entities", []), list):
        raise bad_request('can\'t parse InputPollOption: Field "text_entities" must be of type Array')
    option = _plain(given["text"], str(given.get("text_parse_mode") or ""), given.get("text_entities"))
    if len(option.text) > LONGEST_OPTION:
        raise bad_request(f"poll options length must not exceed {LONGEST_OPTION}")
    return option.fields("text", "text_entities")


def _options(parameters: Parameters) -> list[Json]:
    given = parameters.items("options")
    if given is None:
        raise bad_request("can't parse options JSON object")
    options = [_option(option) for option in given]
    if not options:
        raise bad_request("poll must have at least one answer option")
    if len(options) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    return options


def _correct(parameters: Parameters, number_of_options: int) -> list[int]:
    given = parameters.items("correct_option_ids")
    if given is None:
        given = [parameters.integer("correct_option_id")] if parameters.has("correct_option_id") else []
    if not all(isinstance(option, int) and not isinstance(option, bool) for option in given):
        raise bad_request("correct option identifier must be of type Number")
    if not given:
        raise bad_request("correct quiz option list must be non-empty")
    if any(later <= earlier for earlier, later in pairwise(given)):
        raise bad_request("correct quiz option list must be increasing")
    if not all(0 <= option < number_of_options for option in given):
        raise bad_request("wrong quiz correct_option_id")
    return given


def _explanation(world: World, parameters: Parameters) -> Json:
    given = parameters.items("explanation_entities")
    shown = formatted(parameters.text("explanation"), parameters.text("explanation_parse_mode"), given)
    if len(shown.text) > LONGEST_EXPLANATION:
        raise bad_request(f"quiz explanation must have at most {LONGEST_EXPLANATION} characters")
    if shown.text.count("\n") > MOST_LINE_FEEDS:
        raise bad_request(f"quiz explanation must have at most {MOST_LINE_FEEDS} line feeds")
    return with_known_people(world, shown).fields("explanation", "explanation_entities") if shown.text else {}


def _description(world: World, parameters: Parameters) -> Json:
    given = parameters.items("description_entities")
    shown = formatted(parameters.text("description"), parameters.text("description_parse_mode"), given)
    if len(shown.text) > LONGEST_DESCRIPTION:
        raise bad_request(f"poll description must have at most {LONGEST_DESCRIPTION} characters")
    return with_known_people(world, shown).fields("description", "description_entities") if shown.text else {}


def _set_end(poll: Poll, parameters: Parameters, now: float) -> None:
    if parameters.has("open_period") and parameters.has("close_date"):
        raise bad_request("open_period and close_date can't be used together")
    if parameters.has("open_period"):
        poll.open_period = parameters.integer("open_period")
        poll.closes_at = now + poll.open_period
    elif parameters.has("close_date"):
        poll.close_date = parameters.integer("close_date")
        poll.closes_at = float(poll.close_date)
    if poll.closes_at is not None and not SHORTEST_PERIOD <= poll.closes_at - now <= LONGEST_PERIOD:
        raise bad_request(f"a poll must be open for {SHORTEST_PERIOD} to {LONGEST_PERIOD} seconds")


def _poll(world: World, parameters: Parameters, chat_id: int) -> Poll:
    kind = parameters.text("type", "regular") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    quiz, options = kind == "quiz", _options(parameters)
    poll = Poll(
        id=str(5_300_000_000_000_000_000 + world.count("polls")),
        chat_id=chat_id,
        message_id=0,
        question=_question(parameters),
        options=options,
        anonymous=parameters.flag("is_anonymous", True),
        quiz=quiz,
        several=parameters.flag("allows_multiple_answers"),
        revoting=parameters.flag("allows_revoting", not quiz),
        correct=_correct(parameters, len(options)) if quiz else [],
        explanation=_explanation(world, parameters) if quiz else {},
        description=_description(world, parameters),
        hides_results=parameters.flag("hide_results_until_closes"),
        closed=parameters.flag("is_closed"),
        shuffled=parameters.flag("shuffle_options"),
    )
    _set_end(poll, parameters, world.now())
    return poll


def send_poll(world: World, parameters: Parameters) -> Json:
    """sendPoll: a poll or a quiz; with open_period or close_date it ends by itself."""
    for name in _UNSERVED:
        if parameters.values.get(name):
            raise bad_request(f'parameter "{name}" is not served by this double')
    if "ephemeral_message_parameters" in parameters.ignored and world.has_ephemeral_messages:
        # Not a field of sendPoll: a server would pass over it, and everybody would see the poll.
        raise bad_request("polls can't be sent as ephemeral messages")
    chat = chat_to_write(world, parameters, "polls")
    poll = _poll(world, parameters, chat.id)
    if chat.kind == "channel" and not poll.anonymous:
        raise bad_request("non-anonymous polls can't be sent to channel chats")
    world.polls[poll.id] = poll  # its message shows it
    try:
        post = put_message(world, chat, parameters, {}, poll_id=poll.id)
    except Exception:
        del world.polls[poll.id]
        raise
    poll.message_id = post.message_id
    world.keep_poll(poll)
    if poll.closes_at is not None and not poll.closed:
        world.open_polls.add(poll.id)
    return world.message(post)


def stop_poll(world: World, parameters: Parameters) -> Json:
    """stopPoll: an open poll of the bot ends now; the final poll."""
    chat = chat_to_write(world, parameters, "polls")
    post = post_of(world, chat, parameters, "message with poll to stop not found")
    if post.poll_id is None:
        raise bad_request("message poll not found")
    if post.sender_id != world.bot["id"] or "forward_origin" in post.body:
        raise bad_request("poll can't be stopped")
    poll = world.polls[post.poll_id]
    if poll.closed:
        raise bad_request("poll has already been closed")
    markup = inline_keyboard(parameters.mapping("reply_markup"), private=chat.private)
    post.body = {name: value for name, value in post.body.items() if name != "reply_markup"}
    if markup:
        post.body["reply_markup"] = markup
    world.keep_post(post)
    world.close_poll(poll)
    return poll.json()
