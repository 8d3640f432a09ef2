"""One contest of an evening: what people do in it, and what ought to come of that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from functools import partial
from random import Random
from typing import Any

from bot.sandbox.double import Chat, Person, Press
from content.deck import Item
from content.judge import Judge
from tests.chat import text_of
from tests.contest.deck import ATLAS, half_words, right_words, wrong_words
from tests.contest.evening import Deed, Evening
from tests.contest.rules import Ledger
from tests.contest.shown import differing, line_of, told_of

Json = dict[str, Any]
BUTTONS, POLL, TEXT = "кнопки", "опрос", "словами"
RUNNING = "⏳"
"""Stands below every question that takes answers."""
CALLED_OFF = "таблицы не будет"
"""Nobody has answered anything."""
QUICK = 2000
"""Milliseconds after a question is seen in which most answer."""
LINES_SHOWN = 20
A_STEP = 100
"""Milliseconds between the instants at which people act: at each there are several."""
JUDGE = Judge()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is typed behind ``/contest``."""

    way: str
    count: int
    seconds: int = 30
    speed: bool = True
    elimination: bool = False
    teams: int = 0
    rival: str = ""
    """Whom a duel challenges."""
    brisk: bool = False
    """Whether the next question follows soon."""

    @property
    def line(self) -> str:
        """The command."""
        begins = f"/duel @{self.rival}" if self.rival else "/contest"
        words = [f"{begins} atlas {self.count} {self.seconds}s", self.way]
        words += ["блиц"] if self.brisk else []
        words += ["вылет"] if self.elimination else []
        words += [f"команды {self.teams}"] if self.teams else []
        return " ".join(words + ([] if self.speed else ["без-скорости"]))


@dataclass
class Question:
    """A question as people see it."""

    item: Item
    message: Json
    seen_at: datetime
    shown: dict[str, str]
    """The data of each button by the text of its option."""
    given: dict[int, str] = field(default_factory=dict)
    """What everybody answered first."""
    voting: set[tuple[int, str]] = field(default_factory=set)
    """Votes on their way: who, and for what."""

    @property
    def typed(self) -> bool:
        """Whether it is answered in words."""
        return not self.shown and "poll" not in self.message


@dataclass
class Contest:
    """A contest in a group. ``people[0]`` calls it, ``people[1]`` comes in (to a duel: is challenged) and stays."""

    evening: Evening
    chat: Chat
    plan: Plan
    people: Sequence[Person]
    strangers: Sequence[Person] = ()
    """They are in no group of ours."""
    restless: float = 0.03
    """Who leaves during a question."""
    eager: Sequence[int] = (0, 1, 1, 1, 1, 1, 1, 1, 2, 2)
    """How often somebody answers."""
    over: bool = False
    asked: list[Question] = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)
    """All presses of options."""
    reveals: list[timedelta] = field(default_factory=list)
    """By how much each reveal came after the end of its question's time."""
    faults: list[str] = field(default_factory=list)
    _open: Question | None = None
    _known: int = 0
    _expected: list[str] = field(default_factory=list)
    """The lines of the table that is to follow."""
    _lobby: Json = field(default_factory=dict)

    def __post_init__(self) -> None:
        plan = self.plan
        self.ledger = Ledger(plan.seconds, plan.speed, plan.elimination, bool(plan.rival), plan.teams)
        self.evening.games.append(self)
        host = self.people[0]
        told = partial(self.ledger.join, host.id, host.name)
        self._do(timedelta(0), host, partial(self.evening.double.say, host, self.chat, plan.line), told)

    @property
    def _chance(self) -> Random:
        return self.evening.chance

    def _do(
        self,
        after: timedelta,
        who: Person,
        act: Callable[[], object],
        told: Callable[[], object] = lambda: None,
    ) -> None:
        self.evening.plan(self.evening.clock.now + after, Deed((self.chat.id, who.id), act, told))

    # looking

    def look(self) -> None:
        """See what the bot has shown since."""
        for message in self._news():
            if not self._lobby and (self._button(message, "cb:") or self._button(message, "cd:")):
                self._lobby = message
                self._gather()
            elif (item := self._asks(message)) is not None:
                self._begin_question(item, message)
            elif text_of(message).startswith("🏁 Итоги"):
                self._end(message)
        if self._open is not None and (text := self._revealed(self._open)):
            self._end_question(self._open, text)
        self._check_table()
        self.over = self.over or (bool(self._lobby) and CALLED_OFF in text_of(self._now(self._lobby)))

    def _news(self) -> Iterator[Json]:
        posts = self.evening.double.world.posts.get(self.chat.id, {})
        for number in [number for number in posts if number > self._known]:
            self._known = number
            if posts[number].sender_id == self.evening.double.world.bot["id"] and not posts[number].deleted:
                yield self.evening.double.world.message(posts[number])

    def _now(self, message: Json) -> Json:
        """A message as it stands by now."""
        return self.evening.double.world.message(
            self.evening.double.world.posts[self.chat.id][message["message_id"]]
        )

    def _asks(self, message: Json) -> Item | None:
        """The item of a question that takes answers."""
        text = text_of(message)
        if "poll" not in message and RUNNING not in text:
            return None
        return next((item for item in ATLAS.items if item.question.strip() in text), None)

    def _revealed(self, question: Question) -> str:
        """The text of the reveal, once there is one: in the question's place, or in reply to a poll."""
        if "poll" not in question.message:
            text = text_of(self._now(question.message))
            return "" if RUNNING in text else text
        for post in reversed(self.evening.double.world.posts[self.chat.id].values()):
            if post.reply_to == question.message["message_id"] and "✅" in post.body.get("text", ""):
                return str(post.body["text"])
        return ""

    @staticmethod
    def _button(message: Json, prefix: str) -> str:
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        data = [button.get("callback_data", "") for row in rows for button in row]
        return next((one for one in data if one.startswith(prefix)), "")

    # the lobby

    def _gather(self) -> None:
        """Most come in, some go again; the rest may come later by just answering. Then the host begins."""
        at = timedelta(milliseconds=7)
        if self.plan.rival:
            rival = self.people[1]
            self._press(
                at, rival, self._lobby, self._button(self._lobby, "cd:"), partial(self._accepts, rival)
            )
            return
        for number, person in enumerate(self.people[1:]):
            at += timedelta(milliseconds=31)
            if number == 0 or self._chance.random() < 0.85:
                self._joins(at, person)
        for person in self._chance.sample(self.people[2:], len(self.people) // 6):
            at += timedelta(milliseconds=31)
            self._leaves(at, person)
            if self._chance.random() < 0.5:
                self._joins(at + timedelta(milliseconds=10), person)
        data = self._button(self._lobby, "cb:")
        self._press(at + timedelta(seconds=1), self.people[0], self._lobby, data, self.ledger.begin)

    def _accepts(self, rival: Person) -> None:
        self.ledger.join(rival.id, rival.name)
        self.ledger.begin()

    def _joins(self, at: timedelta, person: Person) -> None:
        team = self._chance.randrange(self.plan.teams + 1)
        data = self._button(self._lobby, "cj:").rsplit(":", 1)[0] + f":{team}"
        self._press(at, person, self._lobby, data, partial(self.ledger.join, person.id, person.name, team))

    def _leaves(self, at: timedelta, person: Person) -> None:
        data = self._button(self._lobby, "cl:")
        self._press(at, person, self._lobby, data, partial(self.ledger.leave, person.id))

    def _press(
        self, at: timedelta, who: Person, message: Json, data: str, told: Callable[[], object] = lambda: None
    ) -> None:
        self._do(at, who, partial(self.evening.double.press, who, message, data=data), told)

    # questions

    def _begin_question(self, item: Item, message: Json) -> None:
        if self._expected:
            self.faults.append(f"no table followed question {len(self.asked)}")
        question = Question(item, message, self.evening.clock.now, self._options(message))
        self.asked.append(question)
        self._open = question
        read = "" if question.typed else "".join(choice.text for choice in item.choices)
        self.ledger.ask(len(item.question) + len(read))
        for person in self.people:
            self._plan_answers(question, person)
        self._plan_nonsense(question)

    @staticmethod
    def _options(message: Json) -> dict[str, str]:
        """The data of the buttons by the options that stand beside their letters."""
        lines = dict(line.split(") ", 1) for line in text_of(message).splitlines() if line[1:3] == ") ")
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        return {lines[button["text"]]: button["callback_data"] for row in rows for button in row}

    def _plan_answers(self, question: Question, person: Person) -> None:
        """When somebody answers, what, and whether they think better of it."""
        chance, whole = self._chance, 1000 * self.plan.seconds
        for number in range(chance.choice(self.eager)):
            last = chance.choice((QUICK,) * 12 + (whole // 2,) * 5 + (whole - A_STEP,))
            at = chance.randrange(last // A_STEP) * A_STEP + 7 + (number and QUICK)
            if at < whole:
                self._answers(question, person, at)
        if chance.random() < self.restless and person is not self.people[0] and not self.plan.rival:
            self._leaves(timedelta(milliseconds=whole // 2 + 57), person)

    def _answers(self, question: Question, person: Person, at: int) -> None:
        """Somebody answers at some millisecond after the question was seen: the right thing as often as not."""
        item, double = question.item, self.evening.double
        if question.typed:
            words, share = self._words(item)
            say = partial(double.say, person, self.chat, words, reply_to=question.message)
            self._do(
                timedelta(milliseconds=at),
                person,
                say,
                partial(self._said, question, person, at, words, share),
            )
            return
        texts = [choice.text for choice in item.choices]
        right = texts[item.key]
        text = right if self._chance.random() < 0.6 else self._chance.choice(texts)
        if "poll" in question.message:
            act = partial(self._votes, question, person, text)
        else:
            act = partial(self._presses, question, person, text)
        told = partial(self._said, question, person, at, text, Fraction(text == right))
        self._do(timedelta(milliseconds=at), person, act, told)

    def _words(self, item: Item) -> tuple[str, Fraction]:
        """Something to say, and how much of what there is to know lies in it."""
        kind = self._chance.choice(("right", "right", "half", "wrong"))
        words = {"right": right_words, "half": half_words, "wrong": wrong_words}[kind](item)
        half = Fraction(str(round(JUDGE.words(item, words).score, 6)))
        return words, {"right": Fraction(1), "half": half, "wrong": Fraction(0)}[kind]

    def _presses(self, question: Question, person: Person, text: str) -> None:
        press = self.evening.double.press(person, question.message, data=question.shown[text])
        self.presses.append(press)

    def _votes(self, question: Question, person: Person, text: str) -> None:
        poll = self.evening.double.world.polls[question.message["poll"]["id"]]
        if poll.votes.get(person.id):
            return  # Telegram's apps do not let anybody vote in a quiz again, also where the vote did not count
        texts = [option["text"] for option in question.message["poll"]["options"]]
        self.evening.double.vote(person, question.message, [texts.index(text)])
        question.voting.add((person.id, text))

    def _said(self, question: Question, person: Person, at: int, given: str, share: Fraction) -> None:
        """The update is on its way. The instant of a text is in whole seconds."""
        if "poll" in question.message:
            if (person.id, given) not in question.voting:
                return
            question.voting.remove((person.id, given))
        after = at
        if question.typed:
            instant = question.seen_at + timedelta(milliseconds=at)
            after = round((instant.replace(microsecond=0) - question.seen_at) / timedelta(milliseconds=1))
        if self.ledger.answer(person.id, person.name, after, share, typed=question.typed):
            question.given[person.id] = given

    # what may not have any effect

    def _plan_nonsense(self, question: Question) -> None:
        """Forged, late and misplaced answers."""
        for person in self._chance.sample(self.people, min(4, len(self.people))):
            at = timedelta(
                milliseconds=self._chance.randrange(1000 * self.plan.seconds // A_STEP) * A_STEP + 3
            )
            self._do(at, person, partial(self._nonsense, question, person))
        late = timedelta(milliseconds=1000 * self.plan.seconds + 1207)
        for person in self._chance.sample(self.people, min(3, len(self.people))):
            self._do(late, person, partial(self._too_late, question, person))
        for stranger in self.strangers[:2]:
            if "poll" in question.message:
                vote = partial(self.evening.double.vote, stranger, question.message, [0], by_copy=True)
                self._do(timedelta(milliseconds=903), stranger, vote)

    def _nonsense(self, question: Question, person: Person) -> None:
        """A modified app: no such option, other options, no such question, a question of another chat."""
        double, private = self.evening.double, self.evening.double.private(person)
        data = next(iter(question.shown.values()), "ca:1:0:0")
        _, number, option, print_ = data.split(":")
        forged = [
            f"ca:{number}:{len(question.item.choices) + 3}:{print_}", f"ca:{number}:{option}:{print_[::-1]}x",
            f"ca:{int(number) + 1000}:{option}:{print_}", f"ca:{number}", "ca:::", f"ca:{number}:-1:{print_}",
        ]  # fmt: skip
        hello = double.world.posts.get(private.id, {})
        if hello and self._chance.random() < 0.3:
            double.press(person, double.world.message(next(iter(hello.values()))), data=data)
        else:
            double.press(person, question.message, data=self._chance.choice(forged))

    def _too_late(self, question: Question, person: Person) -> None:
        """After the reveal."""
        if question.typed:
            self.evening.double.say(person, self.chat, right_words(question.item), reply_to=question.message)
        elif question.shown:
            data = question.shown[question.item.choices[question.item.key].text]
            self.evening.double.press(person, question.message, data=data)

    # what comes of it

    def told(self) -> str:
        """What happened, in numbers."""
        answers = sum(len(question.given) for question in self.asked)
        worst = max(self.reveals, default=timedelta(0)).total_seconds()
        return (
            f"{len(self.asked)} questions, {answers} answers, the latest reveal {worst:.2f} s after the time"
        )

    def _end_question(self, question: Question, text: str) -> None:
        self._open = None
        gained = self.ledger.reveal()
        self.reveals.append(self.evening.clock.now - question.seen_at - timedelta(seconds=self.plan.seconds))
        told = tuple(told_of(text, sign) for sign in "🟢🟡🔴")
        if told != self._knew():
            self.faults.append(f"question {len(self.asked)}: {told} are told of, {self._knew()} answered")
        if sum(gained.values()) and "+" not in text:
            self.faults.append(f"question {len(self.asked)}: nobody is told what it earned")
        self._expected = [line_of(row) for row in self.ledger.table()[:LINES_SHOWN]]

    def _knew(self) -> tuple[int, int, int]:
        """How many knew all, a part, and nothing."""
        shares = [answer.share for answer in self.ledger.answers.values()]
        whole, nothing = sum(one == 1 for one in shares), sum(one == 0 for one in shares)
        return whole, len(shares) - whole - nothing, nothing

    def _board(self) -> str:
        for post in reversed(self.evening.double.world.posts[self.chat.id].values()):
            text = str(post.body.get("text", ""))
            if text.startswith("Таблица") and not post.deleted:
                return text
        return ""

    def _check_table(self) -> None:
        """The table that follows the reveal is the one that ought to be there."""
        text = self._board()
        if not self._expected or f"После вопроса {len(self.asked)} из" not in text:
            return
        shown = [line for line in text.splitlines() if " — " in line][-len(self._expected) :]
        if shown != self._expected:
            self.faults.append(f"after question {len(self.asked)}:\n" + differing(self._expected, shown))
        self._expected = []

    def _end(self, podium: Json) -> None:
        self.over = True
        expected = [line_of(row) for row in self.ledger.table()[:10]]
        shown = [line for line in text_of(podium).splitlines() if " — " in line]
        if shown[-len(expected) :] != expected and not self.plan.teams:
            self.faults.append("below the podium:\n" + differing(expected, shown))
