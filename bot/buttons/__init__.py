"""What each button does. A new button is a type in ``bot/presses``, a handler here and its line below."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot import presses
from bot.buttons import (
    answering,
    choosing,
    contest,
    daily,
    daily_question,
    doubting,
    league,
    moving,
    reviewing,
    settings,
    top,
)
from bot.turn import Turn

BUTTONS: Mapping[type[presses.Press], Callable[[Turn, Any], Awaitable[None]]] = {
    presses.Pick: answering.pick,
    presses.Mark: answering.mark,
    presses.Marked: answering.take_marked,
    presses.OwnWords: answering.own_words,
    presses.Hint: answering.hint,
    presses.Skip: answering.skip,
    presses.Next: moving.go_on,
    presses.Stop: moving.stop,
    presses.RepeatMissed: moving.repeat_missed,
    presses.StartDeck: choosing.start_deck,
    presses.DeckPage: choosing.turn_page,
    presses.ShowDecks: choosing.show_decks,
    presses.IWasRight: doubting.i_was_right,
    presses.ReportMistake: doubting.report_mistake,
    presses.DropComment: doubting.drop_comment,
    presses.WhenLater: daily_question.when_later,
    presses.PutOff: daily_question.put_off,
    presses.HowLongPause: daily_question.how_long,
    presses.PauseDaily: daily_question.pause,
    presses.BackToQuestion: daily_question.back,
    presses.GoOnDaily: daily_question.go_on,
    presses.DailyPage: daily.page,
    presses.DailySwitch: daily.switch,
    presses.DailyTime: daily.set_time,
    presses.OwnTime: daily.own_time,
    presses.DailyDays: daily.set_days,
    presses.DailyCount: daily.set_count,
    presses.DailyDeck: daily.set_deck,
    presses.LiveIn: daily.live_in,
    presses.More: reviewing.more,
    presses.NewItems: reviewing.new_items,
    presses.StartAfresh: reviewing.start_afresh,
    presses.SetPace: reviewing.set_pace,
    presses.AskMe: reviewing.ask_me,
    presses.Recall: reviewing.recall,
    presses.DropGoal: reviewing.drop_goal,
    **settings.HANDLERS,
    **top.HANDLERS,
    **contest.HANDLERS,
    **league.HANDLERS,
}
