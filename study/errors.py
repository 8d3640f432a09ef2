"""What may go wrong for a learner. Each error has words in ``bot/locales`` under its key; nobody else catches."""

from __future__ import annotations


class StudyError(Exception):
    """Something the learner should be told kindly. ``key`` names the words."""

    key = "error-unknown"


class StaleButton(StudyError):
    """The button belongs to a question or session that has moved on."""

    key = "error-stale-button"


class SessionOver(StaleButton):
    """The button belongs to a session that has ended."""

    key = "error-session-over"


class AlreadyCounted(StaleButton):
    """ "I was right" was said before: it counts, once."""

    key = "verdict-overridden-toast"


class OptionsChanged(StaleButton):
    """The options were dealt anew since: the button, or the letter, means one of those before."""

    key = "error-options-changed"


class NothingMarked(StudyError):
    """An answer of several options needs one of them at least."""

    key = "error-nothing-marked"


class ForgedButton(StudyError):
    """The press names something that this chat never showed."""

    key = "error-forged-button"


class NoSuchButton(StudyError):
    """The message below which it was pressed carries no such button: it changed meanwhile, or never did."""

    key = "error-no-such-button"


class DeckNotPlayed(StudyError):
    """The admins of the group chose other decks for its contests."""

    key = "error-deck-not-played"


class AloneOnly(StudyError):
    """All questions of a deck are assessed by whoever answers them: nothing to ask a group."""

    key = "error-alone-only"


class NotYours(StudyError):
    """The button belongs to somebody else's session."""

    key = "error-not-yours"


class HostOnly(StudyError):
    """Only the one who started the round, or an admin, may move it on or stop it."""

    key = "error-host-only"


class AdminsOnly(HostOnly):
    """Only an admin may set what comes to a group."""

    key = "error-admins-only"


class CannotTell(StudyError):
    """Whether this person is an admin cannot be learned at the moment."""

    key = "error-cannot-tell"


class NothingRunning(StudyError):
    """There is no session to skip, stop or hint in."""

    key = "error-nothing-running"


class NothingOpen(NothingRunning):
    """The session waits between two questions: there is nothing to hint at."""

    key = "already-judged"


class AlreadyAnswered(StudyError):
    """This person has answered this question."""

    key = "error-already-answered"


class RoundRunning(StudyError):
    """The group has a round; it must end before another starts."""

    key = "error-round-running"


class NothingMissed(StudyError):
    """There is nothing to repeat."""

    key = "error-nothing-missed"


class NoHints(StudyError):
    """A mock exam gives no hints."""

    key = "error-no-hints"


class NothingToAsk(StudyError):
    """The decks that were chosen hold nothing that can be answered in one's own words."""

    key = "error-nothing-to-ask"


class NothingPiledUp(StudyError):
    """There is no backlog to start afresh from."""

    key = "error-nothing-piled-up"


class NothingComes(StudyError):
    """Questions of the day are switched off or paused: none could come again later."""

    key = "error-nothing-comes"


class TimeIsUp(StudyError):
    """The time of a mock exam is over: nothing more is taken."""

    key = "error-time-is-up"


class ItemGone(StudyError):
    """The deck no longer holds the item that was asked."""

    key = "error-item-gone"


class NoPerson(StudyError):
    """A channel or an anonymous admin cannot answer: there is nobody to remember it for."""

    key = "error-no-person"


class ContestRunning(RoundRunning):
    """The place has a contest; it must end before another begins."""

    key = "error-contest-running"


class ManyContests(ContestRunning):
    """Other topics of the forum have contests; more would not find room in the chat's minute."""

    key = "error-many-contests"


class ContestOver(StaleButton):
    """The contest of this button is over."""

    key = "error-contest-over"


class ContestBegun(StaleButton):
    """The contest of this button has begun: it was pressed before, or by somebody else."""

    key = "error-contest-begun"


class ContestFull(StudyError):
    """As many players as a contest takes have joined."""

    key = "error-contest-full"


class TooLateToJoin(StudyError):
    """A duel has its two, and nobody enters an elimination once it has begun."""

    key = "error-too-late-to-join"


class TooFewPlayers(StudyError):
    """A contest takes two at least."""

    key = "error-too-few-players"


class NoContest(StudyError):
    """There is no contest here to answer, leave, pause or stop."""

    key = "error-no-contest"


class NotChallenged(StudyError):
    """Somebody else was challenged to this duel."""

    key = "error-not-challenged"


class OwnChallenge(StudyError):
    """Nobody fights a duel against themselves."""

    key = "error-own-challenge"


class OutOfIt(StudyError):
    """This player is out of the elimination."""

    key = "error-out-of-it"


class TimeIsOver(StaleButton):
    """The question was revealed: no answer counts any more."""

    key = "error-time-is-over"


class StartersOnly(HostOnly):
    """The admins let only admins start contests here."""

    key = "error-starters-only"


class QuietHours(StudyError):
    """The admins want no contests at this hour."""

    key = "error-quiet-hours"


class NothingToPlay(StudyError):
    """The decks that were chosen hold nothing that can be asked in this way."""

    key = "error-nothing-to-play"


class AppealTooLate(StaleButton):
    """The table is closed."""

    key = "error-appeal-too-late"


class NothingToAppeal(StudyError):
    """This person's answer was right, or none, or cannot be doubted."""

    key = "error-nothing-to-appeal"


class OwnAppeal(StudyError):
    """Nobody rules on an appeal of their own."""

    key = "error-own-appeal"
