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


class ForgedButton(StudyError):
    """The press names something that this chat never showed."""

    key = "error-forged-button"


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
