"""People who bring decks of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.app import App, build, running
from bot.sandbox.double import Chat, TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store
from study.brought import Quota
from tests.bot.conftest import TOKEN
from tests.bot.hostile.conftest import nothing_improper
from tests.chat import Conversation, Learner
from tests.decks import SHAPES

__all__ = ["nothing_improper"]

NOTES = """# Сети

## 1. Что такое GAN?
Генератор и дискриминатор учатся **вместе**: $x = G(z)$.

## 2. Что такое VAE?
Автоэнкодер, у которого код — распределение.

## 3. Что делает dropout?
Случайно выключает нейроны при обучении.
"""

DECK = """slug: birds
title: Птицы
summary: О птицах.
items:
  - id: crow
    type: [choice]
    question: Какого цвета ворона?
    brief: Серая.
    explanation: Ворона серая.
    choices:
      - {text: серая, correct: true, why: Такая она и есть.}
      - {text: белая, correct: false, why: Белая бывает чайка.}
      - {text: синяя, correct: false, why: Синей бывает сойка.}
      - {text: рыжая, correct: false, why: Рыжей бывает малиновка.}
  - id: tit
    type: [open]
    question: Что ест синица?
    explanation: Семена и насекомых.
"""


@pytest.fixture
def library() -> Library:
    return Library([SHAPES])


@pytest.fixture
def quota() -> Quota:
    """As many decks as somebody may keep."""
    return Quota()


@pytest.fixture
async def app(double: TelegramDouble, store: Store, library: Library, quota: Quota) -> AsyncIterator[App]:
    address = await double.start()
    async with running(build(TOKEN, address, store, library, rates=UNLIMITED, quota=quota)) as built:
        yield built


@pytest.fixture
def group(chat: Conversation, anna: Learner, boris: Learner) -> Chat:
    return chat.group("Группа", [anna, boris], admins=[anna])


async def keeps(learner: Learner, text: str = DECK, name: str = "birds.yaml") -> None:
    """Sends a file and keeps what is in it."""
    await learner.sends_document(text.encode(), name)
    await learner.presses("Оставить себе")
