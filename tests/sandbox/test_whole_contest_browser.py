"""Three people play contests on the page, in each of the three ways: the real process, a real browser."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ViewportSize, async_playwright, expect

from content.deck import Item, Verdict
from tests.sandbox.test_page_browser import ARGUMENTS, CHROMIUM, DESK, PHONE, bubbles
from tests.sandbox.test_whole_quiz_browser import ITEMS, Reader, RunningSandbox, reading, sandbox

__all__ = ["sandbox"]

GROUP = "Учебная группа"
PATIENCE = 40_000
"""Milliseconds: a question takes ten seconds, the table follows eight later."""
READING = 2_500
"""Milliseconds: whoever answers before anybody can have read the question gains nothing."""
NARROW = pytest.mark.parametrize("size", [PHONE], ids=["phone"])
WIDE = pytest.mark.parametrize("size", [DESK], ids=["desk"])

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


class Table:
    """Three people who share one page, one after another; what they see is kept as pictures."""

    def __init__(self, reader: Reader, folder: Path) -> None:
        self.reader = reader
        self.page = reader.page
        self._folder = folder
        self._shots = 0

    async def look(self) -> None:
        """Keep a picture of the page, for somebody to look at."""
        self._shots += 1
        await self.page.screenshot(path=self._folder / f"{self._shots}.png")

    async def gathers(self, command: str) -> Item:
        """Анна calls a contest, the others join, it begins; the item that is asked."""
        await self.reader.becomes("Анна", GROUP)
        await self.reader.writes(command)
        await self.reader.sees("Игроки (1)")
        for name in ("Борис", "Chen Wei"):
            await self.turns_to(name)
            await self.reader.presses("✋ Играю")
            await expect(self.page.locator("#toast")).to_contain_text("Вы в игре")
        await expect(bubbles(self.page).last).to_contain_text("Игроки (3)", timeout=PATIENCE)
        await self.look()
        await self.turns_to("Анна")
        await self.reader.presses("▶ Начать")
        return await self.asked()

    async def asked(self) -> Item:
        """The item of the question that has just come."""
        last = bubbles(self.page).last
        await expect(last).to_contain_text(re.compile("1/1"), timeout=PATIENCE)
        shown = " ".join((await last.inner_text()).split())
        await self.page.wait_for_timeout(READING)
        await self.look()
        return next(item for item in ITEMS if " ".join(item.question.split()) in shown)

    async def turns_to(self, name: str) -> None:
        """Another of the three takes the page."""
        await self.page.get_by_role("tab", name=name).click()
        await expect(self.page.locator("#head h1")).to_have_text(GROUP)

    async def sees_the_end(self, *lines: str) -> None:
        """The reveal, the podium and the report come by themselves."""
        log = self.page.locator("#log")
        for line in lines:
            await expect(log).to_contain_text(line, timeout=PATIENCE)
        await self.look()
        await expect(self.page.get_by_role("button", name="🔁 Реванш")).to_be_visible(timeout=PATIENCE)
        await expect(self.page.locator("#log img").last).to_be_visible()
        await expect(log).to_contain_text("Победа:")
        await self.look()


@WIDE
async def test_by_buttons(
    browser: Browser, sandbox: RunningSandbox, size: ViewportSize, tmp_path: Path
) -> None:
    async with reading(browser, sandbox, size) as reader:
        table = Table(reader, tmp_path)
        item = await table.gathers("/contest mask_rcnn 1 10s блиц")
        await reader.picks(item, right=True)
        await expect(table.page.locator("#toast")).to_contain_text("✅ Верно!")
        await table.turns_to("Борис")
        await reader.picks(item, right=False)
        await expect(table.page.get_by_role("alertdialog")).to_contain_text("❌ Неверно")
        await table.look()
        await table.page.get_by_role("alertdialog").get_by_role("button", name="OK").click()
        await table.sees_the_end("🟢 Знали: Анна", "🔴 Не вышло: Борис")


@NARROW
async def test_by_native_polls(
    browser: Browser, sandbox: RunningSandbox, size: ViewportSize, tmp_path: Path
) -> None:
    async with reading(browser, sandbox, size) as reader:
        table = Table(reader, tmp_path)
        item = await table.gathers("/contest mask_rcnn 1 10s опрос блиц")
        for name, right in (("Борис", True), ("Chen Wei", False)):
            await table.turns_to(name)
            option = next(choice.text for choice in item.choices if choice.correct is right)
            await table.page.locator(".poll").last.get_by_text(option, exact=True).click()
        await table.look()
        await table.sees_the_end("🟢 Знали: Борис", "🔴 Не вышло: Chen Wei")


@NARROW
async def test_in_their_own_words(
    browser: Browser, sandbox: RunningSandbox, size: ViewportSize, tmp_path: Path
) -> None:
    async with reading(browser, sandbox, size) as reader:
        table = Table(reader, tmp_path)
        item = await table.gathers("/contest mask_rcnn 1 20s словами блиц")
        right = next(sample.answer for sample in item.samples if sample.verdict is Verdict.CORRECT)
        await reader.writes(f"/a {right}")
        await expect(bubbles(table.page).last).to_contain_text("Верно!", timeout=PATIENCE)
        await expect(bubbles(table.page).last).to_contain_text("видно только вам")
        await table.look()
        await table.turns_to("Борис")
        await expect(table.page.locator("#log")).not_to_contain_text("Верно!")
        await bubbles(table.page).last.click(button="right")
        await reader.presses("Ответить")
        await reader.writes("не помню, что-то про сетку")
        await table.look()
        await table.sees_the_end("🟢 Знали: Анна", "Лучший ответ — Анна", "🔴 Не вышло: Борис")
