"""What many tests share."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import Store, open_store

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more worker than processors: many tests wait for processes, browsers and clocks."""
    return (os.cpu_count() or 1) + 1


LONGEST = (
    "test_a_year_in_forty_zones",
    "test_contests_survive_kill_9_at_random_moments",
    "test_quizzes_survive_kill_9_at_random_moments",
    "test_the_reveal_comes_within_a_second_of_the_deadline",
    "test_killed_before_it_knows_what_it_sent",
    "test_a_year_in_which_zones_changed_their_rules_and_one_skipped_a_day",
)
"""Tests that take most of a minute or more: each worker begins with some, so that none is left for the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Deal the longest tests out to the beginnings of the equal parts that the workers are given."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    name = {item: getattr(item, "originalname", item.name) for item in items}
    long = sorted(
        (item for item in items if name[item] in LONGEST), key=lambda item: LONGEST.index(name[item])
    )
    rest = iter([item for item in items if name[item] not in LONGEST])
    left, dealt = len(items), list[pytest.Item]()
    for worker in range(workers):
        size = left // (workers - worker)
        own = long[worker::workers]
        dealt += [*own, *(item for _, item in zip(range(size - len(own)), rest, strict=False))]
        left -= size
    items[:] = [*dealt, *rest]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A real storage on a file of its own."""
    opened = await open_store(f"sqlite:///{tmp_path / 'study.db'}")
    yield opened
    await opened.close()
