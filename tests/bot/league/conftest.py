"""A bot whose clock the test moves, two groups, and their people."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat
from tests.bot.marathon.conftest import app, clock, runs
from tests.chat import Conversation, Learner

__all__ = ["app", "clock", "runs"]


@pytest.fixture
def vera(chat: Conversation) -> Learner:
    return chat.person('Вера <b>&"')


@pytest.fixture
def gleb(chat: Conversation) -> Learner:
    return chat.person("Глеб")


@pytest.fixture
def group(chat: Conversation, anna: Learner, boris: Learner, gleb: Learner) -> Chat:
    return chat.group("Секретный чат", [anna, boris, gleb], admins=[anna], kind="group")


@pytest.fixture
def other(chat: Conversation, boris: Learner, vera: Learner) -> Chat:
    return chat.group("Чужой чат", [boris, vera], admins=[vera])
