"""Makes docs/chat.png, the picture of the README: a question, an answer in one's own words and the verdict.

Starts ``studybot sandbox`` in an empty folder and talks to it in Chromium:

    .venv/bin/python docs/make_picture.py
"""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

PICTURE = Path(__file__).with_name("chat.png")
STUDYBOT = Path(sys.executable).with_name("studybot")
QUESTION = "Как вычисляют IoU двух масок"
ANSWER = (
    "Площадь пересечения масок делят на площадь объединения. "
    "У больших объектов ошибка на краю почти не влияет."
)
TRIES = 50
PANE = ViewportSize(width=400, height=860)
GAP = 24


@contextmanager
def sandbox() -> Iterator[str]:
    """The address of a sandbox that nobody has used yet."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(STUDYBOT), "sandbox", "--port", "0"]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
        try:
            said = process.stdout.readline() if process.stdout else ""
            found = re.search(r"http://\S+", said)
            if found is None:
                raise SystemExit(f"the sandbox did not start: {said}")
            yield found[0]
        finally:
            process.terminate()
            process.wait()


def ask(page: Page) -> None:
    """Begin quizzes until the question of the picture comes first."""
    page.get_by_role("button", name="Запустить").click()
    last = page.locator("#log article .bubble").last
    expect(last).to_contain_text("Начните с колоды")
    for _ in range(TRIES):
        write(page, "/quiz mask_rcnn")
        expect(last).to_contain_text("1/10")
        if QUESTION in last.inner_text():
            return
    raise SystemExit(f"no question begins with: {QUESTION}")


def write(page: Page, text: str) -> None:
    """Send a text and wait until the bot has answered it."""
    bubbles = page.locator("#log article .bubble")
    before = bubbles.count()
    page.locator("#composer textarea").fill(text)
    page.locator("#composer textarea").press("Enter")
    expect(bubbles).to_have_count(before + 2)
    page.wait_for_timeout(400)  # the bubble rises


def shown_from(page: Page, message: int) -> bytes:
    """The page with a message, counted from the newest (-1), at its top; earlier tries are out of sight."""
    begins = page.locator("#log article").nth(message)
    begins.evaluate("node => { while (node.previousElementSibling) node.previousElementSibling.remove(); }")
    begins.evaluate("node => node.scrollIntoView({block: 'start'})")
    return shot(page)


def shown_end(page: Page) -> bytes:
    """The page with the end of the newest message and its buttons."""
    page.locator("#scroll").evaluate("node => node.scrollTo(0, node.scrollHeight)")
    return shot(page)


def shot(page: Page) -> bytes:
    """The page, nothing pointed at."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)
    return page.screenshot()


def side_by_side(browser: Browser, pictures: list[bytes]) -> bytes:
    """Pictures next to each other, as phones on a table."""
    images = "".join(
        f'<img src="data:image/png;base64,{base64.b64encode(each).decode()}">' for each in pictures
    )
    width = len(pictures) * (PANE["width"] + GAP) + GAP
    page = browser.new_page(viewport={"width": width, "height": PANE["height"] + 2 * GAP})
    page.set_content(
        f"<!doctype html><style>body {{ margin: {GAP}px; display: flex; gap: {GAP}px; background: #eef2f5; }}"
        "img { border-radius: 22px; box-shadow: 0 4px 18px rgb(16 35 47 / 25%); }</style>" + images
    )
    page.wait_for_function("[...document.images].every(image => image.complete)")
    return page.screenshot()


def main() -> None:
    """Make the picture."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sandbox() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport=PANE, locale="ru-RU", color_scheme="light")
        page.goto(address)
        # One colour instead of a gradient makes a smaller file.
        page.locator("#pane").evaluate("node => { node.style.background = 'var(--pane)'; }")
        ask(page)
        question = shown_from(page, -2)
        write(page, ANSWER)
        verdict = shown_from(page, -2)
        explanation = shown_end(page)
        PICTURE.write_bytes(side_by_side(browser, [question, verdict, explanation]))
        browser.close()
    print(f"{PICTURE.name}: {PICTURE.stat().st_size // 1024} kB")  # noqa: T201 - a script tells what it did


if __name__ == "__main__":
    main()
