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


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A real storage on a file of its own."""
    opened = await open_store(f"sqlite:///{tmp_path / 'study.db'}")
    yield opened
    await opened.close()
