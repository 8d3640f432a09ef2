"""The pace of a fan-out against a server that counts strictly and lies behind a road of uneven length."""

from __future__ import annotations

from collections import deque
from random import Random

import pytest

from bot.transport.pacer import Leave, Pacer, Rates

MESSAGES = 6000
MOST_A_SECOND = 30


def sent(jitter: float, *, told: bool) -> tuple[int, float]:
    """How many messages were refused, and how many left a second; ``told``: the pacer hears of answers.

    ``jitter``: the mean, in seconds, of what a message takes longer than 20 ms; the answer takes 20 ms.
    """
    chance, pacer, now = Random(3), Pacer(Rates()), 0.0
    arrivals: list[float] = []
    on_the_way: deque[tuple[float, Leave]] = deque()
    for _ in range(MESSAGES):
        now = pacer.slot_at(now) + chance.uniform(0, 0.004)  # timers are late
        for answered, leave in [one for one in on_the_way if one[0] <= now]:
            on_the_way.remove((answered, leave))
            pacer.answered(leave, answered)
        leave = pacer.take_slot(max(now, pacer.slot_at(now)))
        arrivals.append(leave.at + 0.02 + (chance.expovariate(1 / jitter) if jitter else 0))
        if told:
            on_the_way.append((arrivals[-1] + 0.02, leave))
        now = leave.at
    return refused(sorted(arrivals)), MESSAGES / now


def refused(arrivals: list[float]) -> int:
    """How many a strict server refuses: those that come while thirty lie within the second before."""
    counted: deque[float] = deque(maxlen=MOST_A_SECOND)
    count = 0
    for at in arrivals:
        if len(counted) == MOST_A_SECOND and counted[0] > at - 1:
            count += 1
        else:
            counted.append(at)
    return count


@pytest.mark.parametrize("jitter", [0.0, 0.001, 0.003, 0.006])
def test_none_is_refused_and_the_limit_is_filled(jitter: float) -> None:
    lost, rate = sent(jitter, told=True)
    assert lost == 0
    assert rate > 0.97 * Rates().overall


def test_it_is_the_answers_that_tell() -> None:
    blind, _ = sent(0.02, told=False)
    seeing, rate = sent(0.02, told=True)
    assert blind > 100
    assert seeing == 0
    assert rate > 0.9 * Rates().overall
