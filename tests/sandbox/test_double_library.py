"""The real python-telegram-bot against the double, and tests that read like a chat."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction, ParseMode, PollType, ReactionEmoji
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    PollAnswerHandler,
    filters,
)

from bot.sandbox.double import Person, TelegramDouble
from bot.sandbox.double.samples import picture
from tests.chat import Conversation
from tests.sandbox.double_serving import Api, serving

Context = ContextTypes.DEFAULT_TYPE
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Дальше", callback_data="n:1")]])


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with serving() as api:
        yield api


@pytest.fixture
def anna(api: Api) -> Person:
    person = api.double.person("Анна")
    api.double.say(person, api.double.private(person), "/start")
    return person


@pytest.fixture
async def bot(api: Api) -> AsyncIterator[Bot]:
    async with Bot(api.double.token, base_url=f"{api.url}/bot", base_file_url=f"{api.url}/file/bot") as bot:
        yield bot


async def test_the_library_sends_edits_and_deletes(api: Api, bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "<b>a</b> b", parse_mode=ParseMode.HTML, reply_markup=KEYBOARD)
    assert sent.text_html == "<b>a</b> b"
    edited = await sent.edit_text("c")
    assert isinstance(edited, Message)
    assert edited.text == "c"
    with pytest.raises(BadRequest, match="not modified"):
        await sent.edit_text("c")
    reply = await bot.send_message(anna.id, "d", reply_parameters=ReplyParameters(sent.message_id))
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.text == "c"
    assert await bot.copy_message(anna.id, anna.id, sent.message_id)
    assert (await bot.forward_message(anna.id, anna.id, sent.message_id)).forward_origin is not None
    assert await bot.send_chat_action(anna.id, ChatAction.TYPING)
    assert await bot.set_message_reaction(anna.id, sent.message_id, ReactionEmoji.FIRE)
    assert await bot.pin_chat_message(anna.id, sent.message_id)
    assert await bot.unpin_chat_message(anna.id)
    assert await sent.delete()


async def test_the_library_sends_files_and_gets_them_back(bot: Bot, anna: Person) -> None:
    content = picture(30, 20)
    message = await bot.send_photo(anna.id, content, caption="снимок")
    assert (message.photo[-1].width, message.caption) == (30, "снимок")
    file = await message.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == content
    document = (await bot.send_document(anna.id, b"a,b\n", filename="progress.csv")).document
    assert document is not None
    assert (document.file_name, document.mime_type) == ("progress.csv", "text/csv")
    assert (await bot.send_sticker(anna.id, content)).sticker is not None
    edited = await bot.edit_message_caption(anna.id, message.message_id, caption="другой")
    assert isinstance(edited, Message)
    assert edited.caption == "другой"


async def test_the_library_sends_and_stops_quizzes(bot: Bot, anna: Person) -> None:
    message = await bot.send_poll(
        anna.id,
        "2 + 2?",
        ["3", "4"],
        type=PollType.QUIZ,
        correct_option_ids=[1],
        is_anonymous=False,
        open_period=30,
    )
    assert message.poll is not None
    assert [option.text for option in message.poll.options] == ["3", "4"]
    assert (await bot.stop_poll(anna.id, message.message_id)).is_closed


async def test_the_library_looks_at_chats(api: Api, bot: Bot, anna: Person) -> None:
    group = api.double.group("Группа", [anna])
    assert (await bot.get_chat(group.id)).title == "Группа"
    assert (await bot.get_chat(anna.id)).first_name == "Анна"
    assert await bot.get_chat_member_count(group.id) == 2
    assert [member.status for member in await bot.get_chat_administrators(group.id)] == ["creator"]
    assert (await bot.get_chat_member(group.id, anna.id)).status == "creator"
    api.double.mute_bot(group)
    assert (await bot.get_chat_member(group.id, bot.id)).status == "restricted"
    api.double.promote(group, None)
    assert (await bot.get_chat_member(group.id, bot.id)).status == "administrator"
    assert (await bot.get_user_profile_photos(anna.id)).total_count == 0
    assert await bot.leave_chat(group.id)


async def test_the_library_presents_the_bot(bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("quiz", "Вопросы")])
    assert await bot.get_my_commands() == (BotCommand("quiz", "Вопросы"),)
    assert await bot.delete_my_commands()
    await bot.set_my_description("Учит")
    assert (await bot.get_my_description()).description == "Учит"
    await bot.set_my_short_description("Учит")
    assert (await bot.get_my_short_description()).short_description == "Учит"
    assert (await bot.get_my_name()).name == "Study Bot"
    assert await bot.set_chat_menu_button()
    assert (await bot.get_chat_menu_button()).type == "default"
    assert (await bot.get_webhook_info()).url == ""


async def test_refusals_become_the_librarys_errors(
    api: Api, bot: Bot, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    small = api.double.group("Малая", [anna], kind="group")
    big = api.double.upgrade(small)
    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(small.id, "a")
    assert migrated.value.new_chat_id == big.id
    api.double.fail("sendMessage", error="429:7")
    with pytest.raises(RetryAfter):
        await bot.send_message(anna.id, "a")
    api.double.fail("sendMessage", drop="after")
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "a")
    api.double.block(anna)
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(anna.id, "a")


async def test_a_wrong_token_is_the_librarys_invalid_token(api: Api) -> None:
    stranger = Bot("2:other", base_url=f"{api.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.__aenter__()  # closes its connections when it fails


# --- a small bot, to try the chat language on ---


async def _start(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_html("<b>Привет!</b>", reply_markup=KEYBOARD)


async def _press(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("Верно", show_alert=True)
    keyboard = InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton("Ответ 1", callback_data="a:1"),
                InlineKeyboardButton("Ответ 2", callback_data="a:2"),
            ]
        ]
    )
    await query.edit_message_text(f"нажато {query.data}", reply_markup=keyboard)


async def _quiz(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_poll(
        "2 + 2?", ["3", "4"], type="quiz", correct_option_ids=[1], is_anonymous=False
    )


async def _voted(update: Update, context: Context) -> None:
    assert update.poll_answer is not None
    assert update.poll_answer.user is not None
    await context.bot.send_message(update.poll_answer.user.id, f"голос {update.poll_answer.option_ids}")


async def _anything(update: Update, context: Context) -> None:
    message = update.effective_message
    assert message is not None
    kind = (
        "правка"
        if update.edited_message
        else next(k for k in ("text", "sticker", "voice", "photo") if message[k])
    )
    await message.reply_text(f"это {kind}", reply_markup=ForceReply(selective=True))


def _small_bot(api: Api) -> Application[Any, Any, Any, Any, Any, Any]:
    app = (
        ApplicationBuilder()
        .token(api.double.token)
        .base_url(f"{api.url}/bot")
        .base_file_url(f"{api.url}/file/bot")
        .build()
    )
    app.add_handler(CommandHandler("start", _start))
    app.add_handler(CommandHandler("quiz", _quiz))
    app.add_handler(CallbackQueryHandler(_press))
    app.add_handler(PollAnswerHandler(_voted))
    app.add_handler(MessageHandler(~filters.StatusUpdate.ALL, _anything))
    return app


@pytest.fixture
async def chat(api: Api) -> AsyncIterator[Conversation]:
    app = _small_bot(api)

    async def settled() -> None:
        # The library's fetcher takes one update after the other and handles it to the end.
        await app.update_queue.join()

    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        yield Conversation(api.double, settled)
        await app.updater.stop()
        await app.stop()


async def test_a_learner_sends_presses_and_sees(chat: Conversation) -> None:
    anna = chat.person("Анна")
    await anna.sends("/start")
    assert (anna.sees, anna.buttons, anna.toast) == ("Привет!", ["Дальше"], None)
    await anna.presses("Даль")
    assert (anna.sees, anna.buttons, anna.toast) == ("нажато n:1", ["Ответ 1", "Ответ 2"], "Верно")
    assert anna.answer is not None
    assert anna.answer.alert
    await anna.presses("2")
    assert anna.sees == "нажато a:2"
    with pytest.raises(AssertionError, match="is not clear"):
        await anna.presses("Ответ")
    with pytest.raises(AssertionError, match=r"(?s)there is no button 'Назад'.*\[Ответ 1\] \[Ответ 2\]"):
        await anna.presses("Назад")
    await anna.presses_data(anna.last, "forged")
    assert anna.sees == "нажато forged"


async def test_a_learner_sends_everything_else(chat: Conversation) -> None:
    anna = chat.person("Анна")
    said = await anna.sends("слова")
    assert anna.sees == "это text"
    assert anna.reply_keyboard == {"force_reply": True, "selective": True}
    await anna.edits(said, "другие")
    assert anna.sees == "это правка"
    await anna.sends_sticker()
    assert anna.sees == "это sticker"
    await anna.sends_voice()
    assert anna.sees == "это voice"
    await anna.sends_photo(caption="снимок")
    assert anna.sees == "это photo"
    await anna.sends("/quiz")
    assert anna.sees == "2 + 2?"
    await anna.votes("4")
    assert anna.sees == "голос (1,)"


async def test_learners_in_a_group_reply_to_the_bot(chat: Conversation) -> None:
    anna, boris = chat.person("Анна"), chat.person("Борис")
    group = chat.group("Группа", [anna, boris], admins=[boris])
    in_group = anna.at(group)
    await in_group.sends("просто слова")
    assert [message["from"]["first_name"] for message in in_group.messages] == ["Борис", "Анна"]
    await in_group.sends("/start@study_bot")
    assert in_group.sees == "Привет!"
    await in_group.replies("ответ")
    assert in_group.sees == "это text"
    assert "Анна: /start@study_bot" in chat.transcript(group)
    assert boris.at(group).buttons == []


async def test_a_bot_that_never_settles_fails_with_the_transcript(api: Api) -> None:
    async def never() -> None:
        await asyncio.sleep(60)

    chat = Conversation(api.double, never, patience=0.1)
    anna = chat.person("Анна")
    with pytest.raises(
        AssertionError, match=r"(?s)not idle after 0.1 s, 1 updates are unconfirmed.*Анна: привет"
    ):
        await anna.sends("привет")


def test_a_double_needs_no_loop_to_be_made() -> None:
    double = TelegramDouble()
    double.say(double.person("Анна"), double.private(double.person("Анна")), "/start")
    assert double.unconfirmed == 1
