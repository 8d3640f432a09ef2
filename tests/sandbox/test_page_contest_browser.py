"""A contest on the page: three people in one group, polls, feedback for one player alone, links to the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.sandbox.double import Person, TelegramDouble
from tests.sandbox.double_serving import SteppedClock
from tests.sandbox.page_world import PageWorld, page_world
from tests.sandbox.test_page_browser import (
    ARGUMENTS,
    CHROMIUM,
    DESK,
    PHONE,
    bubbles,
    chat_address,
    opened,
    polling,
    write,
)

Json = dict[str, Any]
OPTIONS = ["RoIAlign", "YOLO", "маска", "anchor-free"]
QUIZ: Json = {
    "question": "Что есть в Mask R-CNN?", "options": OPTIONS, "type": "quiz", "correct_option_ids": [0, 2],
    "allows_multiple_answers": True, "is_anonymous": False,
}  # fmt: skip

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
    """A sandbox whose bot is an administrator of the study group and answers at once."""
    async with page_world() as running, polling(running.bot):
        running.double.promote(running.group)
        yield running


async def whisper(world: PageWorld, to: Person, text: str, **more: Any) -> Json:
    """The bot says something to one person in the group."""
    given = {"receiver_user_id": to.id} | more.pop("given", {})
    sent: Json = await world.bot.call(
        "sendMessage", chat_id=world.group.id, text=text, ephemeral_message_parameters=given, **more
    )
    return sent


def person_tab(page: Page, name: str) -> Locator:
    """The tab by which one becomes that person."""
    return page.get_by_role("tab", name=name)


async def order_of(page: Page) -> list[str]:
    """The options of the newest poll from top to bottom."""
    return await page.locator(".poll").last.locator(".option-text").all_inner_texts()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_people_change_places_in_the_group_with_one_press(
    browser: Browser, world: PageWorld, size: Any
) -> None:
    await whisper(world, world.anna, "Анне")
    await whisper(world, world.boris, "Борису")
    async with opened(browser, chat_address(world, world.anna.id, world.group.id), size) as page:
        await expect(bubbles(page).last).to_contain_text("Анне")
        await person_tab(page, "Борис").click()
        await expect(bubbles(page).last).to_contain_text("Борису")
        await expect(page.locator("#head h1")).to_have_text("Учебная группа")
        await page.keyboard.press("Alt+3")
        await expect(page.locator("#log")).not_to_contain_text("видно только вам")
        await page.keyboard.press("Alt+1")
        await expect(bubbles(page).last).to_contain_text("Анне")


async def test_what_one_person_alone_sees_says_so_and_can_change(browser: Browser, world: PageWorld) -> None:
    async with opened(browser, chat_address(world, world.anna.id, world.group.id)) as page:
        button = {"inline_keyboard": [[{"text": "Важно", "callback_data": "alert"}]]}
        sent = await whisper(world, world.anna, "Неверно", reply_markup=button)
        await expect(bubbles(page).last.locator(".only-you")).to_have_text("видно только вам")
        await expect(page.locator('[aria-current="true"]')).to_contain_text("Неверно")
        await page.get_by_role("button", name="Важно").click()
        alert = page.get_by_role("alertdialog")
        await expect(alert).to_contain_text("Это <важно>")
        await alert.get_by_role("button", name="OK").click()
        ids = {"chat_id": world.group.id, "receiver_user_id": world.anna.id}
        ids["ephemeral_message_id"] = sent["ephemeral_message_id"]
        await world.bot.call("editEphemeralMessageText", **ids, text="Почти")
        await expect(bubbles(page).last).to_contain_text("Почти")
        await page.reload()
        await expect(bubbles(page).last).to_contain_text("Почти")
        await world.bot.call("deleteEphemeralMessage", **ids)
        await expect(page.locator("#log")).not_to_contain_text("Почти")


async def test_news_for_others_is_no_news(browser: Browser, world: PageWorld) -> None:
    async with opened(browser, chat_address(world, world.anna.id, world.group.id)) as page:
        await expect(person_tab(page, "Chen Wei")).to_be_visible()
        await whisper(world, world.boris, "Борису")
        await world.bot.call("sendMessage", chat_id=world.group.id, text="всем")
        await expect(bubbles(page).last).to_contain_text("всем")
        await expect(page.locator("#log")).not_to_contain_text("Борису")
        await expect(page.locator('[aria-current="true"]')).to_contain_text("всем")


async def test_an_ephemeral_message_stands_in_for_the_pressed_one(browser: Browser, world: PageWorld) -> None:
    button = {"inline_keyboard": [[{"text": "Начать", "callback_data": "go"}]]}
    asked = await world.bot.call("sendMessage", chat_id=world.group.id, text="Вопрос", reply_markup=button)
    await world.bot.call("sendMessage", chat_id=world.group.id, text="ниже")
    async with opened(browser, chat_address(world, world.anna.id, world.group.id)) as page:
        press = world.double.press(world.anna, asked, "Начать")
        given = {"callback_query_id": press.id, "replace_callback_query_message": True}
        sent = await whisper(world, world.anna, "Ваш ответ", given=given)
        await expect(bubbles(page)).to_have_count(2)
        await expect(bubbles(page).first).to_contain_text("Ваш ответ")
        await person_tab(page, "Борис").click()
        await expect(bubbles(page).first).to_contain_text("Вопрос")
        await person_tab(page, "Анна").click()
        ids = {"chat_id": world.group.id, "receiver_user_id": world.anna.id}
        ids["ephemeral_message_id"] = sent["ephemeral_message_id"]
        await world.bot.call("deleteEphemeralMessage", **ids)
        await expect(bubbles(page).first).to_contain_text("Вопрос")
        await expect(bubbles(page)).to_have_count(2)


async def test_answers_typed_for_the_bot_alone(browser: Browser, world: PageWorld) -> None:
    hint = {"command": "hint", "description": "Подсказка", "is_ephemeral": True}
    await world.bot.call("setMyCommands", commands=[hint])
    await whisper(world, world.anna, "Ваш ответ?", reply_markup={"force_reply": True})
    async with opened(browser, chat_address(world, world.anna.id, world.group.id)) as page:
        await expect(page.locator(".context")).to_contain_text("Ваш ответ?")
        await write(page, "сорок два")
        await expect(bubbles(page).last).to_contain_text("сорок два")
        await expect(bubbles(page).last.locator(".quote")).to_contain_text("Ваш ответ?")
        await expect(bubbles(page).last.locator(".only-you")).to_be_visible()
        await write(page, "/hint@study_bot")
        await expect(bubbles(page).last).to_contain_text("/hint@study_bot")
        await person_tab(page, "Борис").click()
        await expect(bubbles(page)).to_have_count(0)


async def test_shuffled_options_keep_what_one_ticked_while_others_vote(
    browser: Browser, world: PageWorld
) -> None:
    sent = await world.bot.call("sendPoll", chat_id=world.group.id, shuffle_options=True, **QUIZ)
    people = (world.anna, world.boris, world.chen)
    async with opened(browser, chat_address(world, world.anna.id, world.group.id), PHONE) as page:
        for person in people:
            await person_tab(page, person.first_name).click()
            wanted = [OPTIONS[option] for option in world.double.option_order(person, sent)]
            await expect(page.locator(".poll .option-text")).to_have_text(wanted)
        await person_tab(page, "Анна").click()
        await page.get_by_role("checkbox", name="маска").click()
        world.double.vote(world.boris, sent, [1])
        await expect(page.locator(".poll-total")).to_have_text("1 голос")
        await expect(page.get_by_role("checkbox", name="маска")).to_be_checked()
        await page.get_by_role("checkbox", name="RoIAlign").click()
        await page.get_by_role("button", name="Проголосовать").click()
        await expect(page.locator(".poll .option.right")).to_have_count(2)
        assert await order_of(page) == [
            OPTIONS[option] for option in world.double.option_order(world.anna, sent)
        ]
        assert world.double.world.polls[sent["poll"]["id"]].votes[world.anna.id] == [0, 2]
        await person_tab(page, "Борис").click()
        await expect(page.locator(".poll .option.wrong")).to_contain_text("YOLO")


async def test_a_poll_with_hidden_results_counts_down_and_then_shows_them(browser: Browser) -> None:
    clock = SteppedClock()
    async with page_world(TelegramDouble(clock=clock)) as world:
        fields = {"hide_results_until_closes": True, "open_period": 30, "allows_multiple_answers": False}
        await world.bot.call("sendPoll", chat_id=world.group.id, **(QUIZ | fields))
        async with opened(browser, chat_address(world, world.anna.id, world.group.id), PHONE) as page:
            await expect(page.get_by_role("timer")).to_contain_text("осталось 0:")
            await page.get_by_role("button", name="YOLO").click()
            await expect(page.locator(".poll")).to_contain_text("Результаты появятся")
            await expect(page.locator(".option .mark .icon")).to_have_count(1)
            await expect(page.locator(".option.wrong, .option.right")).to_have_count(0)
            await expect(page.locator(".share").first).to_have_text("")
            clock.forward(30)
            await expect(page.locator(".poll-kind")).to_have_text("Итоги")
            await expect(page.locator(".option.wrong")).to_contain_text("100%")
            await expect(page.locator(".option.right")).to_have_count(2)


async def test_a_forwarded_copy_shows_the_same_poll(browser: Browser, world: PageWorld) -> None:
    sent = await world.bot.call("sendPoll", chat_id=world.group.id, **QUIZ)
    copy = world.double.forward(world.anna, sent, world.private(world.anna))
    async with opened(browser, chat_address(world, world.anna.id, world.anna.id)) as page:
        world.double.vote(world.boris, sent, [0])
        await expect(page.locator(".poll-total")).to_have_text("1 голос")
        await expect(page.locator(".forwarded")).to_contain_text("Study Bot")
        world.double.vote(world.anna, copy, [2])
        await expect(page.locator(".poll .option.right")).to_have_count(2)


async def test_a_link_to_the_bot_opens_the_private_chat(browser: Browser, world: PageWorld) -> None:
    mine = "https://t.me/study_bot?start=c1"
    buttons = [[{"text": "Играть", "url": mine}], [{"text": "Сайт", "url": "https://example.org/"}]]
    text = f'<a href="{mine}_text">сюда</a>'
    markup = {"inline_keyboard": buttons}
    place = {"chat_id": world.group.id, "parse_mode": "HTML"}
    await world.bot.call("sendMessage", **place, text=text, reply_markup=markup)
    async with opened(browser, chat_address(world, world.boris.id, world.group.id), PHONE) as page:
        assert await page.get_by_role("link", name="Сайт").get_attribute("href") == "https://example.org/"
        await page.get_by_role("button", name="Играть").click()
        await expect(page.locator("#head h1")).to_have_text("Study Bot")
        await expect(bubbles(page).last).to_contain_text("/start c1")
        await page.go_back()
        await page.get_by_role("button", name="сюда").click()
        await expect(bubbles(page).last).to_contain_text("/start c1_text")
        assert [message["text"] for message in world.double.history(world.private(world.boris))] == [
            "/start c1", "/start c1_text",
        ]  # fmt: skip


async def test_tags_and_the_bots_reactions_are_seen(browser: Browser, world: PageWorld) -> None:
    named = {"chat_id": world.group.id}
    await world.bot.call("setChatMemberTag", **named, user_id=world.boris.id, tag="1 место")
    said = world.double.say(world.boris, world.group, "ура")
    async with opened(browser, chat_address(world, world.anna.id, world.group.id)) as page:
        await expect(bubbles(page).last.locator(".tag")).to_have_text("1 место")
        reaction = [{"type": "emoji", "emoji": "🏆"}]
        await world.bot.call("setMessageReaction", **named, message_id=said["message_id"], reaction=reaction)
        await expect(bubbles(page).last.locator(".reactions")).to_have_text("🏆")
