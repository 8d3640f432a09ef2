"""How a contest comes about: it is called, people join, teams form, and it begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from content.deck import Deck, Item, Mode
from content.questions import KINDS, asked_as, by_options
from study.answering import Answering
from study.contest.outcomes import Asks, Cancelled, Gathered, Joined, Why
from study.contest.values import FEWEST, MOST, Contest, Form, Player, Rules, Stage, Way
from study.errors import (
    ContestBegun,
    ContestFull,
    ContestOver,
    ContestRunning,
    ForgedButton,
    HostOnly,
    ItemGone,
    ManyContests,
    NotChallenged,
    NothingToPlay,
    OwnChallenge,
    RoundRunning,
    TooFewPlayers,
    TooLateToJoin,
)
from study.finding import of_chat
from study.outcomes import Mover, Put
from study.ports import Work
from study.values import Asked, Kind, Person, Place, Session, fingerprint_of, item_key

GATHERING = timedelta(minutes=15)
"""A lobby that nobody starts by then is closed."""
FRESHEN = timedelta(seconds=4)
"""The lobby's message is changed so often at the most, however many join: what else is said has room, too."""
UNSEEN = timedelta(seconds=90)
"""A question that cannot be delivered for so long: the bot cannot speak, the contest waits."""
LATELY = timedelta(days=7)
"""Items asked here since are drawn only where there are too few others."""
MOST_AT_ONCE = 2
"""Contests in the topics of one forum: at the shortest pace each takes half of what a chat may get in a minute."""
USUAL, LONGEST = 10, 50
"""Questions of a contest."""


class Gathering(Answering):
    """The use cases of a lobby, and the first question."""

    def draw(
        self, work: Work, place: Place, decks: Sequence[Deck], way: Way, count: int, now: datetime
    ) -> tuple[str, ...]:
        """The keys of up to ``count`` (1..50) items of some decks that can be asked in a way, at random.

        What the place was asked in the last week comes last. Raises ``NothingToPlay``.
        """
        keys = [item_key(deck.slug, item.id) for deck in decks for item in deck.items if fits(item, way)]
        if not keys:
            raise NothingToPlay
        self._chance.shuffle(keys)
        lately = work.asked_lately(place, now - LATELY)
        keys.sort(key=lambda key: key in lately)
        drawn = keys[: max(1, min(count, LONGEST))]
        self._chance.shuffle(drawn)
        return tuple(drawn)

    def gather(
        self,
        work: Work,
        place: Place,
        host: Person,
        keys: Sequence[str],
        rules: Rules,
        title: str,
        now: datetime,
        *,
        rival: int = 0,
        rival_name: str = "",
    ) -> Gathered:
        """Open a lobby; whoever opens it is in. A duel names its ``rival`` by id or by username.

        Raises ``ContestRunning`` or ``RoundRunning`` where something else goes on, ``ManyContests`` where the other
        topics of a forum have all that its chat can carry, ``OwnChallenge``.
        """
        begun = [one.kind for one in work.all_running(place) if one.kind not in (Kind.DAILY, Kind.MARATHON)]
        if begun:
            raise ContestRunning if Kind.CONTEST in begun else RoundRunning
        if sum(one.session.place.chat == place.chat for one in work.contests_running()) >= MOST_AT_ONCE:
            raise ManyContests
        if rules.form is Form.DUEL and _is_rival(host, rival, rival_name):
            raise OwnChallenge
        self._begin_to_beat(work, now)
        ends = now + GATHERING
        decks = {key.partition("/")[0] for key in keys}
        deck = decks.pop() if len(decks) == 1 else ""
        session = work.start(
            Session(0, place, host.id, True, deck, len(keys), tuple(keys), 0, now, kind=Kind.CONTEST)
        )
        contest = work.open_contest(
            Contest(0, session, Stage.LOBBY, rules, title, ends, rival, rival_name.lstrip("@"), ends_at=ends)
        )
        work.put_player(contest.id, Player(host.id, host.name, now))
        shown = replace(contest, shown_count=1)
        work.put_contest(shown)
        return Gathered(shown, work.players(contest.id))

    def join(
        self, work: Work, contest: int, place: Place, person: Person, now: datetime, team: int = 0
    ) -> Joined:
        """Let somebody in, or into another ``team`` while all gather; also once it goes on.

        Raises ``ContestOver``, ``ContestFull``, ``TooLateToJoin`` or ``ForgedButton``.
        """
        found = self._of_button(work, contest, place)
        if not 0 <= team <= found.rules.teams:
            raise ForgedButton
        return self._let_in(work, found, person, now, team)

    def leave(self, work: Work, contest: int, place: Place, person: int, now: datetime) -> bool:
        """Let somebody out; their points stay in the table. False where they were not in it.

        Whoever leaves an elimination that goes on is out of it, as if they had lost their last life.
        """
        found = self._of_button(work, contest, place)
        player = work.player(contest, person)
        if player is None or player.left:
            return False
        out = found.session.position if found.rules.form is Form.ELIMINATION and found.begun else 0
        work.put_player(contest, replace(player, left=True, out_at=player.out_at or out))
        self._freshen(work, found, now)
        return True

    def accept(self, work: Work, contest: int, place: Place, person: Person, now: datetime) -> Asks:
        """The challenged one takes up a duel: it begins. Raises ``NotChallenged``."""
        found = self._challenge(work, contest, place, person)
        work.put_player(contest, Player(person.id, person.name, now))
        moved = replace(found, rival=person.id)
        return self._begin(work, moved, {}, now)

    def decline(self, work: Work, contest: int, place: Place, person: Person, now: datetime) -> Cancelled:
        """The challenged one, or the challenger, calls a duel off."""
        found = self._of_button(work, contest, place)
        if found.session.host != person.id:
            found = self._challenge(work, contest, place, person)
        if found.stage is not Stage.LOBBY:
            raise ContestBegun
        return self._cancel(work, found, Why.DECLINED, now)

    def begin(
        self,
        work: Work,
        contest: int,
        place: Place,
        mover: Mover,
        now: datetime,
        ratings: Mapping[int, float] | None = None,
    ) -> Asks:
        """Ask the first question. ``ratings`` balance the teams.

        Raises ``TooFewPlayers``, ``HostOnly``, or ``ContestBegun`` where it goes on already.
        """
        found = self._of_button(work, contest, place)
        if found.rules.form is Form.DUEL:
            raise ForgedButton
        if found.stage is not Stage.LOBBY:
            raise ContestBegun
        if found.session.host != mover.person and not mover.admin:
            raise HostOnly
        if sum(player.plays for player in work.players(contest)) < FEWEST:
            raise TooFewPlayers
        return self._begin(work, found, ratings or {}, now)

    def _begin(self, work: Work, contest: Contest, ratings: Mapping[int, float], now: datetime) -> Asks:
        players = [player for player in work.players(contest.id) if player.plays]
        if contest.rules.teams:
            players = balanced(players, ratings, contest.rules.teams)
        for player in players:
            work.put_player(contest.id, replace(player, lives=contest.rules.lives))
        return self._ask_in(work, contest, now)

    def _begin_to_beat(self, work: Work, now: datetime) -> None:
        """A contest is to run: while none did, nobody looked at the clock, and that is no absence."""
        if not work.contests_running():
            work.beat(now)

    def _let_in(self, work: Work, contest: Contest, person: Person, now: datetime, team: int = 0) -> Joined:
        known = work.player(contest.id, person.id)
        late = contest.stage is not Stage.LOBBY
        if known is not None and not known.left and (late or team in (0, known.team)):
            return Joined(contest, known, new=False, late=late)
        if known is not None and not known.left:
            return self._into_team(work, contest, known, team, now)
        _check_open(contest, known)
        players = [player for player in work.players(contest.id) if not player.left]
        if len(players) >= MOST:
            raise ContestFull
        player = known or Player(person.id, person.name, now, lives=contest.rules.lives)
        chosen = player.team if late else team or player.team
        if late and not chosen:
            chosen = _smallest(players, contest.rules.teams)
        player = replace(player, left=False, team=chosen)
        work.put_player(contest.id, player)
        self._freshen(work, contest, now)
        return Joined(contest, player, new=True, late=late)

    def _into_team(self, work: Work, contest: Contest, player: Player, team: int, now: datetime) -> Joined:
        moved = replace(player, team=team)
        work.put_player(contest.id, moved)
        self._freshen(work, contest, now)
        return Joined(contest, moved, new=False, late=False)

    def _freshen(self, work: Work, contest: Contest, now: datetime) -> None:
        """The lobby's message is to follow soon: not with everybody who joins, Telegram would refuse that."""
        soon = now + FRESHEN
        if contest.stage is Stage.LOBBY and (contest.due_at is None or contest.due_at > soon):
            work.put_contest(replace(contest, due_at=soon, shown_count=-1))

    def _of_button(self, work: Work, contest: int, place: Place) -> Contest:
        """The contest of a button, if it is that of the chat and not over."""
        found = work.contest(contest)
        of_chat(found.session if found else None, place)
        if found is None or found.rules.form is Form.MARATHON:
            raise ForgedButton
        if found.over:
            raise ContestOver
        return found

    def _challenge(self, work: Work, contest: int, place: Place, person: Person) -> Contest:
        found = self._of_button(work, contest, place)
        if found.rules.form is not Form.DUEL:
            raise ForgedButton
        if found.stage is not Stage.LOBBY:
            raise ContestBegun
        if not _is_rival(person, found.rival, found.rival_name):
            raise NotChallenged
        return found

    def _cancel(self, work: Work, contest: Contest, why: Why, now: datetime) -> Cancelled:
        put = self._open_put(work, contest)
        work.end(contest.session.id, now)
        over = replace(contest, stage=Stage.CANCELLED, due_at=None)
        work.put_contest(over)
        return Cancelled(over, why, put)

    def _open_put(self, work: Work, contest: Contest) -> Put | None:
        """The question that is open, as far as its item is still there, with the options that were shown."""
        asked = work.latest(contest.session.id)
        if asked is None or asked.closed_at is not None or not self._still_there(asked):
            return None
        put = self._put(contest.session, asked)
        return None if put.changed else put

    def _ask_in(self, work: Work, contest: Contest, now: datetime) -> Asks:
        """Put the next question of the queue. Raises ``ItemGone`` where the decks hold none of what is left."""
        session = contest.session
        found = self._queued(session, work.asked_keys(session.id))
        if found is None:
            raise ItemGone
        deck, item = found
        mode = Mode.OPEN if contest.rules.way is Way.TEXT else by_options(item) or Mode.CHOICE
        moved = replace(session, position=session.position + 1)
        work.advance(moved)
        options = KINDS[mode].deal(item, self._chance)
        question = Asked(0, session.id, moved.position, deck.slug, item.id, mode, options, now)
        asked = work.ask(replace(question, fingerprint=fingerprint_of(item)))
        going = replace(contest, session=moved, stage=Stage.ASKED, due_at=now + UNSEEN, halfway=False)
        work.put_contest(going)
        return Asks(going, Put(moved, asked, deck, item))


def fits(item: Item, way: Way) -> bool:
    """Whether an item can be asked in a way: in words, or with its options."""
    if way is Way.TEXT:
        return asked_as(item, Mode.OPEN)
    return by_options(item) is not None


def balanced(players: Sequence[Player], ratings: Mapping[int, float], teams: int) -> list[Player]:
    """Everybody in a team: those who chose one stay, the others join the weakest of the smallest teams, best first.

    So sizes differ by one at the most where nobody chose, and the sums of ratings stay close (greedy number
    partitioning, longest processing time first: Graham 1969).
    """
    sizes = dict.fromkeys(range(1, teams + 1), 0)
    sums = dict.fromkeys(sizes, 0.0)
    settled = []
    for player in sorted(
        players, key=lambda one: (one.team == 0, -ratings.get(one.person, 0.0), one.joined_at)
    ):
        team = player.team or min(sizes, key=lambda one: (sizes[one], sums[one], one))
        sizes[team] += 1
        sums[team] += ratings.get(player.person, 0.0)
        settled.append(replace(player, team=team))
    return settled


def _smallest(players: Sequence[Player], teams: int) -> int:
    """The team that somebody who comes late joins; 0 where there are no teams."""
    if not teams:
        return 0
    return min(range(1, teams + 1), key=lambda team: sum(player.team == team for player in players))


def _check_open(contest: Contest, known: Player | None) -> None:
    """Raises ``TooLateToJoin``: a duel is between two, an elimination has begun, also for those who left it, and
    where all was asked there is nothing left to play."""
    if contest.stage is Stage.APPEALS:
        raise TooLateToJoin
    late = contest.stage is not Stage.LOBBY
    if late and contest.rules.form is Form.ELIMINATION:
        raise TooLateToJoin
    if known is None and contest.rules.form is Form.DUEL:
        raise TooLateToJoin


def _is_rival(person: Person, rival: int, rival_name: str) -> bool:
    """Whether somebody was challenged. Beside an id the name is only shown: anybody can be called so."""
    if rival:
        return person.id == rival
    return bool(person.username) and rival_name.lstrip("@").casefold() == person.username.casefold()
