"""Telegram's rates, kept by reckoning: no clock is read, no test waits."""

from __future__ import annotations

from bot.transport.pacer import UNLIMITED, Pacer, Rates


def most_within(moments: list[float], seconds: float) -> int:
    """The most moments in any sliding window."""
    return max(sum(start <= other < start + seconds for other in moments) for start in moments)


def reserve(pacer: Pacer, chat: int, now: float) -> float:
    """The next moment of a chat, taken."""
    moment = pacer.chat_at(chat, now)
    pacer.take_chat(chat, moment)
    return moment


def test_all_chats_together_stay_below_thirty_a_second() -> None:
    pacer = Pacer(Rates())
    now, moments = 0.0, []
    for number in range(600):
        now = pacer.slot_at(now) + (number % 7) / 1000  # timers are late
        pacer.take_slot(now)
        moments.append(now)
    assert most_within(moments, 1.0) <= 30
    assert 600 / moments[-1] > 29


def test_one_chat_gets_a_short_burst_then_one_a_second() -> None:
    pacer = Pacer(Rates(overall=0))
    moments = [reserve(pacer, 7, 0.0) for _ in range(20)]
    assert moments[:5] == [0.0] * 5
    assert [round(moment) for moment in moments[5:]] == list(range(1, 16))


def test_a_group_gets_twenty_a_minute() -> None:
    pacer = Pacer(Rates(overall=0))
    now, moments = 0.0, []
    for _ in range(100):
        now = reserve(pacer, -5, now)
        moments.append(now)
    assert most_within(moments, 60.0) <= 20
    assert moments[-1] < 60 * 5


def test_a_chat_that_must_wait_waits_alone() -> None:
    pacer = Pacer(Rates())
    pacer.pause(1, 100.0)
    assert reserve(pacer, 1, 0.0) == 100.0
    assert reserve(pacer, 2, 0.0) == 0.0
    assert pacer.slot_at(0.0) == 0.0


def test_without_limits_everything_goes_at_once() -> None:
    pacer = Pacer(UNLIMITED)
    for _ in range(1000):
        assert pacer.slot_at(reserve(pacer, -1, 5.0)) == 5.0
        pacer.take_slot(5.0)


def test_what_cannot_wait_finds_room_in_a_group_that_is_spammed() -> None:
    pacer = Pacer(Rates(overall=0))
    moments, late = [], []
    pacer.take_chat(-5, 0.0, urgent=True)
    for tenth in range(1, 3000):  # five minutes, a remark as often as one may go
        now = tenth / 10
        if tenth % 60 == 0:  # a contest says something every six seconds
            at = pacer.chat_at(-5, now, urgent=True)
            late.append(at - now)
            pacer.take_chat(-5, at, urgent=True)
            moments.append(at)
        elif pacer.chat_at(-5, now) <= now:
            pacer.take_chat(-5, now)
            moments.append(now)
    assert max(late) <= 1.0
    assert most_within(moments, 60.0) <= 20
