"""The chat page in a real browser: what a learner sees and can do, on a phone and at a desk."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

from bot.sandbox.double import TelegramDouble
from bot.sandbox.server import Sandbox
from tests.sandbox.page_world import PageWorld, ScriptedBot, page_world

Json = dict[str, Any]
Scheme = Literal["light", "dark"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all tests of this file."""
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        await running.close()


@pytest_asyncio.fixture(loop_scope="module")
async def world() -> AsyncIterator[PageWorld]:
    """A sandbox whose bot answers at once."""
    async with page_world() as running, polling(running.bot):
        yield running


@contextlib.asynccontextmanager
async def polling(bot: ScriptedBot) -> AsyncIterator[None]:
    """Let the bot take updates as they come."""
    bot.answer = bot.answer or answers
    task = asyncio.create_task(bot.keep_handling())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def answers(bot: ScriptedBot, update: Json) -> None:
    """The bot of these tests: a greeting with buttons, and an answer to each press."""
    if query := update.get("callback_query"):
        alert = query["data"] == "alert"
        text = "Это <важно>" if alert else "Поехали!"
        await bot.call("answerCallbackQuery", callback_query_id=query["id"], text=text, show_alert=alert)
    elif update.get("message", {}).get("text") == "/start":
        buttons = [[{"text": "Начать", "callback_data": "go"}, {"text": "Важно", "callback_data": "alert"}]]
        chat_id = update["message"]["chat"]["id"]
        text = "Привет, <b>Анна</b>!"
        markup = {"inline_keyboard": buttons}
        await bot.call("sendMessage", chat_id=chat_id, text=text, parse_mode="HTML", reply_markup=markup)


@contextlib.asynccontextmanager
async def opened(
    browser: Browser, url: str, size: ViewportSize | None = None, scheme: Scheme = "light", **options: Any
) -> AsyncIterator[Page]:
    """The page in a window of its own; any error on its console fails the test."""
    context = await browser.new_context(
        viewport=size or DESK, color_scheme=scheme, locale=options.pop("locale", "ru-RU"), **options
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    await page.goto(url)
    await expect(page.locator("#head h1")).not_to_be_empty()
    try:
        yield page
    finally:
        await context.close()
    expected = ("WebSocket", "ERR_CONNECTION", "status of 400")  # tests bring these about on purpose
    serious = [line for line in complaints if not any(part in line for part in expected)]
    assert not serious, serious


def bubbles(page: Page) -> Locator:
    """The bubbles of the open chat."""
    return page.locator("#log article .bubble")


async def write(page: Page, text: str) -> None:
    """Type a text and send it with Enter."""
    field = page.locator("#composer textarea")
    await field.fill(text)
    await field.press("Enter")


def chat_address(world: PageWorld, person: int, chat: int, topic: int | None = None) -> str:
    """The address of a chat as a person has it open."""
    return f"{world.url}/#/{person}/{chat}" + (f"/{topic}" if topic else "")


# --- a first conversation ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_start_then_a_button_then_a_toast(
    browser: Browser, world: PageWorld, size: ViewportSize
) -> None:
    async with opened(browser, world.url, size) as page:
        await page.get_by_role("button", name="Запустить").click()
        await expect(bubbles(page).last).to_contain_text("Привет, Анна!")
        await expect(bubbles(page).last.locator("b")).to_have_text("Анна")
        await page.get_by_role("button", name="Начать").click()
        await expect(page.locator("#toast")).to_have_text("Поехали!")
        await page.get_by_role("button", name="Важно").click()
        dialog = page.get_by_role("alertdialog")
        await expect(dialog).to_contain_text("Это <важно>")
        await dialog.get_by_role("button", name="OK").click()
        await expect(dialog).to_have_count(0)


async def test_a_pressed_button_spins_until_the_bot_answers(browser: Browser, world: PageWorld) -> None:
    answered = asyncio.Event()

    async def slowly(bot: ScriptedBot, update: Json) -> None:
        if "callback_query" in update:
            await answered.wait()
        await answers(bot, update)

    world.bot.answer = slowly
    async with opened(browser, world.url) as page:
        await page.get_by_role("button", name="Запустить").click()
        key = page.get_by_role("button", name="Начать")
        await key.click()
        await expect(key).to_have_attribute("aria-busy", "true")
        answered.set()
        await expect(key).not_to_have_attribute("aria-busy", "true")


async def test_enter_sends_shift_enter_breaks_the_line(browser: Browser, world: PageWorld) -> None:
    async with opened(browser, world.url) as page:
        await page.get_by_role("button", name="Запустить").click()
        field = page.locator("#composer textarea")
        await field.press_sequentially("раз")
        await field.press("Shift+Enter")
        await field.press_sequentially("два")
        await field.press("Enter")
        await expect(page.locator(".row.own .text").last).to_have_text("раз\nдва", use_inner_text=True)
        await expect(field).to_have_value("")


async def test_names_and_texts_are_never_markup(browser: Browser) -> None:
    nasty = '<img src=x onerror="document.title=1">&amp;"'
    double = TelegramDouble(bot_name=nasty)
    async with page_world(double) as world:
        mallory = double.person(nasty)
        group = double.group(nasty, [world.anna, mallory])
        double.say(mallory, group, nasty)
        double.send_document(mallory, group, name=nasty + ".txt", caption=nasty)
        await world.bot.call(
            "sendPoll", chat_id=group.id, question=nasty, options=[{"text": nasty}], is_anonymous=False
        )
        keyboard = {"inline_keyboard": [[{"text": nasty, "callback_data": "x"}]]}
        await world.bot.call("sendMessage", chat_id=group.id, text=nasty, reply_markup=keyboard)
        await world.bot.call("setMyCommands", commands=[{"command": "x", "description": nasty}])
        async with opened(browser, chat_address(world, world.anna.id, group.id)) as page:
            await expect(page.locator("#head h1")).to_have_text(nasty)
            await expect(bubbles(page).first.locator(".text")).to_have_text(nasty)
            await page.locator("#composer textarea").fill("/")
            await expect(page.get_by_role("option")).to_contain_text(nasty)
            assert await page.locator("#app img").count() == 0
            assert await page.title() != "1"


async def test_formatting_code_copy_spoiler_quotes(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "/hi")
    long_quote = "\n".join(f"строка {number}" for number in range(9))
    html = (
        '<pre><code class="language-python">x = 1 &lt; 2</code></pre>\n<tg-spoiler>тайна</tg-spoiler> 🙂'
        f'<blockquote expandable>{long_quote}</blockquote><a href="https://arxiv.org/">статья</a> '
        "<b>жирно <i>и косо</i></b> <code>H(x)</code>"
    )
    await world.bot.call("sendMessage", chat_id=world.anna.id, text=html, parse_mode="HTML")
    async with opened(browser, world.url, permissions=["clipboard-read", "clipboard-write"]) as page:
        text = bubbles(page).last
        await expect(text.locator(".code-head")).to_contain_text("python")
        await text.locator(".code").get_by_role("button", name="Копировать").click()
        assert await page.evaluate("navigator.clipboard.readText()") == "x = 1 < 2"
        await expect(page.locator("#toast")).to_have_text("Скопировано")
        hidden = text.get_by_role("button", name="Показать скрытый текст")
        await hidden.press("Enter")
        await expect(text.locator(".spoiler.open")).to_have_text("тайна")
        toggle = text.get_by_role("button", name="Развернуть")
        before = await text.evaluate("node => node.offsetHeight")
        await toggle.click()
        assert await text.evaluate("node => node.offsetHeight") > before
        link = text.get_by_role("link", name="статья")
        assert await link.get_attribute("href") == "https://arxiv.org/"
        assert "noopener" in (await link.get_attribute("rel") or "")
        await expect(text.locator("b i")).to_have_text("и косо")


# --- commands, replies, edits ------------------------------------------------------------------------------


async def test_the_menu_of_commands_filters_completes_and_sends(browser: Browser, world: PageWorld) -> None:
    menu = [{"command": "start", "description": "Начать"}, {"command": "stats", "description": "Прогресс"}]
    await world.bot.call("setMyCommands", commands=[*menu, {"command": "quiz", "description": "Занятие"}])
    world.double.say(world.anna, world.private(world.anna), "привет")
    async with opened(browser, world.url) as page:
        field = page.locator("#composer textarea")
        await field.press_sequentially("/st")
        await expect(page.get_by_role("option")).to_have_text(["/startНачать", "/statsПрогресс"])
        await field.press("ArrowDown")
        await field.press("ArrowDown")
        await field.press("Enter")
        await expect(page.locator(".row.own .text").last).to_have_text("/stats")
        await field.press_sequentially("/q")
        await field.press("Tab")
        await expect(field).to_have_value("/quiz ")
        await field.fill("/stranger")
        await field.press("Enter")
        await expect(page.locator(".row.own .text").last).to_have_text("/stranger")
        await page.get_by_role("button", name="Команды").click()
        await page.get_by_role("option", name="Занятие").click()
        await expect(page.locator(".row.own .text").last).to_have_text("/quiz")


async def test_a_new_menu_appears_without_reloading(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "привет")
    async with opened(browser, world.url) as page:
        await expect(page.get_by_role("button", name="Команды")).to_be_hidden()
        await world.bot.call("setMyCommands", commands=[{"command": "quiz", "description": "Занятие"}])
        await expect(page.get_by_role("button", name="Команды")).to_be_visible()


async def test_replying_and_editing(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "первое")
    async with opened(browser, world.url) as page:
        await bubbles(page).first.hover()
        await page.get_by_role("button", name="Ответить").first.click()
        await expect(page.locator("#composer .context")).to_contain_text("первое")
        await write(page, "второе")
        await expect(bubbles(page).last.locator(".quote")).to_contain_text("первое")
        await page.locator("#composer textarea").press("ArrowUp")
        await expect(page.locator("#composer textarea")).to_have_value("второе")
        await write(page, "второе, исправленное")
        await expect(bubbles(page).last).to_contain_text("исправленное")
        await expect(bubbles(page).last.locator(".edited")).to_have_text("изменено")
        await expect(bubbles(page)).to_have_count(2)


async def test_force_reply_focuses_the_input_and_quotes(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "/quiz")
    async with opened(browser, world.url) as page:
        markup = {"force_reply": True, "input_field_placeholder": "Ваш ответ"}
        await world.bot.call("sendMessage", chat_id=world.anna.id, text="Что такое RoI?", reply_markup=markup)
        field = page.locator("#composer textarea")
        await expect(page.locator("#composer .context")).to_contain_text("Что такое RoI?")
        await expect(field).to_be_focused()
        await expect(field).to_have_attribute("placeholder", "Ваш ответ")
        await write(page, "область интереса")
        await expect(bubbles(page).last.locator(".quote")).to_contain_text("Что такое RoI?")
        await page.reload()
        await expect(page.locator("#composer .context")).to_be_hidden()


async def test_a_reply_keyboard_sends_and_goes(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "/lang")
    keys = {"keyboard": [[{"text": "Русский"}, {"text": "English"}]], "one_time_keyboard": True}
    await world.bot.call("sendMessage", chat_id=world.anna.id, text="Язык?", reply_markup=keys)
    async with opened(browser, world.url, PHONE) as page:
        await page.get_by_role("button", name="English").click()
        await expect(page.locator(".row.own .text").last).to_have_text("English")
        await expect(page.get_by_role("button", name="English")).to_be_hidden()
        gone = {"remove_keyboard": True}
        await world.bot.call("sendMessage", chat_id=world.anna.id, text="Ок", reply_markup=gone)
        await expect(page.get_by_role("button", name="Кнопки бота")).to_be_hidden()


async def test_edited_and_deleted_messages(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "/quiz")
    sent = await world.bot.call("sendMessage", chat_id=world.anna.id, text="Думаю…")
    place = {"chat_id": world.anna.id, "message_id": sent["message_id"]}
    async with opened(browser, world.url) as page:
        await expect(bubbles(page).last).to_contain_text("Думаю…")
        await world.bot.call("editMessageText", **place, text="Готово")
        await expect(bubbles(page).last).to_contain_text("Готово")
        await world.bot.call("deleteMessage", **place)
        await expect(bubbles(page)).to_have_count(1)


async def test_typing_shows_and_ends_with_the_message(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "/quiz")
    async with opened(browser, world.url) as page:
        await world.bot.call("sendChatAction", chat_id=world.anna.id, action="typing")
        await expect(page.locator("#head p")).to_have_text("печатает…")
        await world.bot.call("sendMessage", chat_id=world.anna.id, text="вот")
        await expect(page.locator("#head p")).to_have_text("бот")


# --- polls, files ------------------------------------------------------------------------------------------


async def test_a_quiz_is_voted_and_explained(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "/quiz")
    options = [{"text": "50"}, {"text": "101"}, {"text": "152"}]
    quiz = {"type": "quiz", "correct_option_ids": [2], "explanation": "На ImageNet"}
    await world.bot.call("sendPoll", chat_id=world.anna.id, question="Слоёв?", options=options, **quiz)
    async with opened(browser, world.url, PHONE) as page:
        await page.get_by_role("button", name="101").click()
        card = page.locator(".poll")
        await expect(card.locator(".option.wrong")).to_contain_text("101")
        await expect(card.locator(".option.right")).to_contain_text("152")
        await expect(card.locator(".explanation")).to_contain_text("На ImageNet")
        await expect(card.locator(".poll-total")).to_have_text("1 голос")


async def test_several_answers_are_sent_together_and_can_be_retracted(
    browser: Browser, world: PageWorld
) -> None:
    options = [{"text": "утро"}, {"text": "день"}, {"text": "вечер"}]
    many = {"allows_multiple_answers": True, "is_anonymous": False}
    await world.bot.call("sendPoll", chat_id=world.group.id, question="Когда?", options=options, **many)
    async with opened(browser, chat_address(world, world.anna.id, world.group.id)) as page:
        vote = page.get_by_role("button", name="Проголосовать")
        await expect(vote).to_be_disabled()
        await page.get_by_role("checkbox", name="утро").click()
        await page.get_by_role("checkbox", name="вечер").click()
        await vote.click()
        await expect(page.locator(".poll .option.mine")).to_have_count(2)
        world.double.vote(world.boris, world.double.history(world.group)[-1], [0])
        await expect(page.locator(".poll .poll-total")).to_have_text("2 голоса")
        await page.locator("article", has=page.locator(".poll")).click(button="right")
        await page.get_by_role("button", name="Отменить голос").last.click()
        await expect(page.get_by_role("checkbox")).to_have_count(3)


async def test_files_samples_and_captions(browser: Browser, world: PageWorld, tmp_path: Path) -> None:
    from bot.sandbox.double.samples import picture

    world.double.say(world.anna, world.private(world.anna), "вот")
    (tmp_path / "схема.png").write_bytes(picture(60, 40))
    (tmp_path / "notes.txt").write_text("текст", encoding="utf-8")
    async with opened(browser, world.url) as page:
        await page.locator("#composer textarea").fill("Моя схема")
        await page.locator("input[type=file]").set_input_files(tmp_path / "схема.png")
        photo = bubbles(page).last.locator("img")
        await expect(photo).to_have_js_property("complete", True)
        await expect(photo).to_have_js_property("naturalWidth", 60)
        await expect(bubbles(page).last).to_contain_text("Моя схема")
        await page.locator("input[type=file]").set_input_files(tmp_path / "notes.txt")
        await expect(bubbles(page).last).to_contain_text("notes.txt")
        await page.get_by_role("button", name="Отправить стикер").click()
        await expect(bubbles(page).last.locator(".sticker")).to_be_visible()
        await page.get_by_role("button", name="Отправить голосовое").click()
        await expect(bubbles(page).last.locator("audio")).to_be_visible()


# --- people, groups, unread --------------------------------------------------------------------------------


async def test_three_people_their_chats_and_what_they_have_not_read(
    browser: Browser, world: PageWorld
) -> None:
    async with opened(browser, world.url) as page:
        await expect(page.get_by_role("tab")).to_have_text(["ААнна", "ББорис", "CWChen Wei"])
        world.double.say(world.anna, world.group, "всем привет")
        await expect(page.get_by_role("tab", name="Борис").locator(".badge")).to_have_text("1")
        group_row = page.locator("#chats .chat", has_text="Учебная группа")
        await expect(group_row.locator(".badge")).to_have_count(0)
        await page.get_by_role("tab", name="Борис").click()
        await expect(group_row.locator(".badge")).to_have_text("1")
        await group_row.click()
        await expect(bubbles(page).last.locator(".author")).to_contain_text("Анна")
        await expect(group_row.locator(".badge")).to_have_count(0)
        await write(page, "и тебе")
        await page.get_by_role("tab", name="Анна").click()
        await expect(bubbles(page).last.locator(".author")).to_have_text("Борис")
        await page.reload()
        await expect(page.locator("#head h1")).to_have_text("Учебная группа")
        await expect(page.get_by_role("tab", name="Chen Wei").locator(".badge")).to_have_text("2")


async def test_topics_of_a_forum_are_kept_apart(browser: Browser, world: PageWorld) -> None:
    async with opened(browser, world.url) as page:
        await page.locator(".topic", has_text="Статьи").click()
        await write(page, "про ResNet")
        await expect(bubbles(page)).to_have_text(
            ["про ResNet" + await bubbles(page).locator("time").inner_text()]
        )
        await page.locator(".topic", has_text="Вопросы").click()
        await expect(bubbles(page)).to_have_count(0)
        await expect(page.locator("#head h1")).to_have_text("Вопросы")


async def test_blocking_from_the_panel(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "привет")
    async with opened(browser, world.url) as page:
        await page.get_by_role("button", name="Песочница").click()
        await page.get_by_role("button", name="Заблокировать бота").click()
        await page.get_by_role("button", name="Разблокировать бота").click()
        await expect(page.locator("#composer textarea")).to_be_visible()
        assert world.private(world.anna).bot_status == "member"


async def test_the_clock_is_shown_and_goes_forward(browser: Browser) -> None:
    gone: list[timedelta] = []

    async def forward(by: timedelta) -> None:
        gone.append(by)

    start = datetime(2026, 11, 21, 9, tzinfo=UTC)
    double = TelegramDouble(clock=lambda: start + sum(gone, timedelta()))
    async with page_world(double, set_forward=forward) as world, opened(browser, world.url) as page:
        await page.get_by_role("button", name="Песочница").click()
        await expect(page.locator(".clock")).to_contain_text("21 ноября 2026")
        await page.get_by_role("button", name="+1 неделя").click()
        await expect(page.locator(".clock")).to_contain_text("28 ноября 2026")
        assert gone == [timedelta(days=7)]


async def test_the_theme_can_be_chosen_and_stays(browser: Browser, world: PageWorld) -> None:
    background = "getComputedStyle(document.querySelector('#head')).backgroundColor"
    async with opened(browser, world.url) as page:
        light = await page.evaluate(background)
        await page.get_by_role("button", name="Песочница").click()
        await page.get_by_text("Тёмная").click()
        dark = await page.evaluate(background)
        assert dark != light
        await page.reload()
        await expect(page.locator("#head h1")).to_have_text("Study Bot")
        assert await page.evaluate(background) == dark


async def test_everything_to_press_has_a_name(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "/start")
    async with opened(browser, world.url) as page:
        await expect(bubbles(page)).to_have_count(2)
        nameless = """nodes => nodes.filter(node => !(node.getAttribute('aria-label') || node.innerText.trim()))
            .map(node => node.outerHTML)"""
        assert await page.locator("button:visible, a:visible").evaluate_all(nameless) == []


async def test_on_a_phone_list_and_chat_take_turns(browser: Browser, world: PageWorld) -> None:
    async with opened(browser, world.url, PHONE) as page:
        await expect(page.locator("#side")).to_be_hidden()
        await page.get_by_role("button", name="К списку чатов").click()
        await expect(page.locator("#pane")).to_be_hidden()
        await page.locator("#chats .chat", has_text="Учебная группа").click()
        await expect(page.locator("#head h1")).to_have_text("Учебная группа")
        await page.go_back()
        await expect(page.locator("#chats")).to_be_visible()


async def test_a_long_press_offers_the_actions(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "подержи меня")
    async with opened(browser, world.url, PHONE, has_touch=True, is_mobile=True) as page:
        await bubbles(page).last.dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True})
        await page.get_by_role("dialog").get_by_role("button", name="Ответить").click()
        await expect(page.locator("#composer .context")).to_contain_text("подержи меня")


async def test_news_does_not_tear_a_reader_away(browser: Browser, world: PageWorld) -> None:
    for number in range(40):
        world.double.say(world.anna, world.private(world.anna), f"№ {number}")
    async with opened(browser, world.url) as page:
        await expect(bubbles(page).last).to_be_in_viewport()
        await page.locator("#scroll").hover()
        await page.mouse.wheel(0, -900)
        down = page.get_by_role("button", name="К последнему сообщению")
        await expect(bubbles(page).last).not_to_be_in_viewport()
        await world.bot.call("sendMessage", chat_id=world.anna.id, text="новое")
        await expect(down.locator(".badge")).to_have_text("1")
        await expect(bubbles(page).last).not_to_be_in_viewport()
        await down.click()
        await expect(bubbles(page).last).to_be_in_viewport()
        await expect(down).to_be_hidden()


async def test_older_messages_are_fetched_when_asked_for(browser: Browser, world: PageWorld) -> None:
    for number in range(70):
        world.double.say(world.anna, world.private(world.anna), f"№ {number}")
    async with opened(browser, world.url) as page:
        await expect(bubbles(page)).to_have_count(60)
        await page.get_by_role("button", name="Показать раньше").click()
        await expect(bubbles(page)).to_have_count(70)
        await expect(page.get_by_role("button", name="Показать раньше")).to_have_count(0)


async def test_a_quoted_message_is_found_again(browser: Browser, world: PageWorld) -> None:
    first = world.double.say(world.anna, world.private(world.anna), "исток")
    for number in range(30):
        world.double.say(world.anna, world.private(world.anna), f"№ {number}")
    world.double.say(world.anna, world.private(world.anna), "к истоку", reply_to=first)
    async with opened(browser, world.url) as page:
        await page.locator(".quote").click()
        await expect(bubbles(page).first).to_be_in_viewport()


async def test_a_refused_text_comes_back_with_the_reason(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "привет")
    async with opened(browser, world.url) as page:
        await page.route(
            "**/api/say", lambda route: route.fulfill(status=400, json={"error": "слишком рано"})
        )
        await write(page, "мой длинный ответ")
        await expect(page.locator("#toast")).to_have_text("Не получилось: слишком рано")
        await expect(page.locator("#composer textarea")).to_have_value("мой длинный ответ")


async def test_drafts_belong_to_their_chat(browser: Browser, world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "привет")
    async with opened(browser, world.url) as page:
        field = page.locator("#composer textarea")
        await field.fill("недописано")
        await page.locator("#chats .chat", has_text="Учебная группа").click()
        await expect(field).to_have_value("")
        await page.locator("#chats .chat", has_text="Study Bot").first.click()
        await expect(field).to_have_value("недописано")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_nothing_is_wider_than_the_screen(
    browser: Browser, world: PageWorld, size: ViewportSize, scheme: Scheme
) -> None:
    world.double.say(world.anna, world.private(world.anna), "ж" * 500)
    code = f"<pre>{'x' * 300}</pre>{'y' * 300}"
    reply = {"message_id": world.double.history(world.private(world.anna))[0]["message_id"]}
    keys = {"inline_keyboard": [[{"text": "очень длинная подпись " * 3, "callback_data": "x"}] * 3]}
    await world.bot.call(
        "sendMessage",
        chat_id=world.anna.id,
        text=code,
        parse_mode="HTML",
        reply_parameters=reply,
        reply_markup=keys,
    )
    await world.bot.call("sendMessage", chat_id=world.anna.id, text="коротко", reply_parameters=reply)
    async with opened(browser, world.url, size, scheme) as page:
        await expect(bubbles(page)).to_have_count(3)
        parts = page.locator(".bubble, .inline, #composer, #head")
        widest = "nodes => Math.max(...nodes.map(node => node.getBoundingClientRect().right))"
        assert await parts.evaluate_all(widest) <= size["width"]
        assert await page.evaluate("document.querySelector('#scroll').scrollWidth") <= size["width"]


# --- the process goes and comes back -----------------------------------------------------------------------


async def test_a_lost_connection_is_told_and_mended(browser: Browser, tmp_path: Path) -> None:
    database = tmp_path / "double.db"
    async with page_world(TelegramDouble(database=database)) as first:
        port = int(first.url.rpartition(":")[2])
        first.double.say(first.anna, first.private(first.anna), "до обрыва")
        async with opened(browser, first.url) as page:
            await expect(bubbles(page)).to_have_count(1)
            await first.sandbox.stop()
            await expect(page.get_by_role("alert")).to_contain_text("Нет связи")
            again = Sandbox(first.double)
            await again.start(port=port)
            try:
                await expect(page.get_by_role("alert")).to_be_hidden(timeout=10_000)
                first.double.say(first.anna, first.private(first.anna), "после обрыва")
                await expect(bubbles(page)).to_have_count(2)
            finally:
                await again.stop()


async def test_an_english_browser_gets_an_english_page(browser: Browser, world: PageWorld) -> None:
    async with opened(browser, world.url, locale="en-US") as page:
        await expect(page.get_by_role("button", name="Start")).to_be_visible()
        assert await page.locator("html").get_attribute("lang") == "en"
