"""A contest while it goes on: lobby, question, reveal and table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.presses.contest import (
    Accept,
    Begin,
    CallOff,
    Choose,
    Decline,
    Doubt,
    Hold,
    Join,
    Leave,
    Resume,
    Ruled,
)
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen, Value
from bot.screens.names import LONGEST_NAME, listed, names_of
from bot.screens.question import LETTERS, letter_of
from content.deck import Mode
from content.questions import KINDS
from study.contest.outcomes import Asks, Cancelled, Doubted, Gathered, Halfway, Paused, Unveiled
from study.contest.points import share_of
from study.contest.values import Contest, Form, Line, Player, Rules, Stage, Table
from study.outcomes import Put
from study.values import Answer

LINES_SHOWN = 20
LONGEST_ANSWER = 300
MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
Rows = tuple[tuple[Button, ...], ...]


def rules_part(contest: Contest) -> Say:
    """What was agreed, in a line."""
    rules = contest.rules
    return Say(
        "contest-rules",
        {
            "count": contest.session.length,
            "seconds": rules.seconds,
            "way": Say(f"contest-way-{rules.way}"),
            "form": form_part(rules),
        },
    )


def form_part(rules: Rules) -> Say:
    """Who plays against whom."""
    return Say(f"contest-form-{rules.form}", {"teams": rules.teams})


def lobby_screen(gathered: Gathered) -> Screen:
    """Who is in so far, and the buttons to be in."""
    contest = gathered.contest
    players = [player for player in gathered.players if not player.left]
    if contest.rules.form is Form.DUEL:
        return _duel_screen(contest, players)
    rules = contest.rules
    how = "contest-lobby-how-elimination" if rules.form is Form.ELIMINATION else "contest-lobby-how"
    parts: list[Part] = [
        Say("contest-lobby", {"title": contest.title}),
        rules_part(contest),
        GAP,
        Say("contest-lobby-players", {"count": len(players)}),
        *_who(players, rules),
        GAP,
        Say(how, {"speed": int(rules.speed)}),
        Say("contest-lobby-wait"),
    ]
    return Screen(tuple(parts), _lobby_rows(contest))


def _lobby_rows(contest: Contest) -> Rows:
    begin = (
        Button(Begin(contest.id), "contest-button-begin"),
        Button(CallOff(contest.id), "contest-button-call-off"),
    )
    leave = Button(Leave(contest.id), "contest-button-leave")
    if not contest.rules.teams:
        return ((Button(Join(contest.id, 0), "contest-button-join"), leave), begin)
    teams = [
        Button(Join(contest.id, team), "contest-team", {"number": team}) for team in _teams(contest.rules)
    ]
    pairs = [tuple(teams[first : first + 2]) for first in range(0, len(teams), 2)]
    anywhere = Button(Join(contest.id, 0), "contest-button-random")
    return (*pairs, (anywhere, leave), begin)


def _teams(rules: Rules) -> range:
    return range(1, rules.teams + 1)


def _who(players: Sequence[Player], rules: Rules) -> Iterable[Part]:
    if not rules.teams:
        return [Say("contest-lobby-names", {"names": names_of(players)})]
    parts: list[Part] = []
    for team in _teams(rules):
        members = [player for player in players if player.team == team]
        args: dict[str, Value] = {
            "team": team_part(team),
            "count": len(members),
            "names": names_of(members) if members else "—",
        }
        parts.append(Say("contest-lobby-team", args))
    undecided = [player for player in players if not player.team]
    if undecided:
        parts.append(Say("contest-lobby-undecided", {"names": names_of(undecided)}))
    return parts


def team_part(team: int) -> Say:
    """The name of a team."""
    return Say("contest-team", {"number": team})


def _duel_screen(contest: Contest, players: Sequence[Player]) -> Screen:
    host = next((one.name for one in players if one.person == contest.session.host), "")
    rival = contest.rival_name
    rows: Rows = (
        (
            Button(Accept(contest.id), "contest-button-accept"),
            Button(Decline(contest.id), "contest-button-decline"),
        ),
    )
    return Screen(
        (
            Say("contest-duel", {"title": contest.title}),
            rules_part(contest),
            GAP,
            Say("contest-duel-call", {"host": host, "rival": rival}),
            Say("contest-duel-wait", {"rival": rival}),
        ),
        rows,
    )


def asks_screen(asks: Asks) -> Screen:
    """A question with its options; answers are hidden until the reveal."""
    put, rules = asks.put, asks.contest.rules
    again = (Say("contest-question-again"), GAP) if asks.again else ()
    how = "contest-question-text" if put.asked.mode is Mode.OPEN else "contest-question-buttons"
    parts = (*again, *_question(asks.contest, put), GAP, Say(how, {"seconds": rules.seconds}))
    return Screen(parts, _answer_rows(put))


def halfway_screen(half: Halfway) -> Screen:
    """The same question with the time that is left."""
    left = {"seconds": max(1, round(half.left.total_seconds())), "answered": half.answered}
    parts = (*_question(half.contest, half.put), GAP, Say("contest-question-half", left))
    return Screen(parts, _answer_rows(half.put))


def _question(contest: Contest, put: Put) -> tuple[Part, ...]:
    prompt = KINDS[put.asked.mode].prompt(put.item, put.asked.options)
    options = [
        Say("question-option", {"letter": letter, "text": text})
        for letter, text in zip(LETTERS, prompt.options, strict=False)
    ]
    spacer = (GAP,) if options else ()
    return (_head(contest, put), GAP, Say("question-text", {"question": prompt.text}), *spacer, *options)


def _head(contest: Contest, put: Put) -> Say:
    position = {"position": str(put.asked.position), "length": str(put.session.length)}
    return Say("contest-head", {"title": put.deck.title, **position})


def _answer_rows(put: Put) -> Rows:
    if put.asked.mode is not Mode.CHOICE:
        return ()
    letters = zip(LETTERS, put.asked.options, strict=False)
    return (
        tuple(
            Button(Choose(put.asked.id, index, put.asked.fingerprint), text=letter)
            for letter, index in letters
        ),
    )


def reveal_screen(unveiled: Unveiled) -> Screen:
    """The answer, who knew, the best wording, and why it is so; in the place of the question.

    The buttons to lead the contest stand below the table, in one place.
    """
    contest, revealed = unveiled.contest, unveiled.revealed
    put = Put(revealed.session, revealed.asked, revealed.deck, revealed.item)
    item = revealed.item
    parts: list[Part] = [_head(contest, put), GAP, Say("question-text", {"question": item.question}), GAP]
    if item.choices and revealed.asked.mode.with_options:
        parts += _what_was_right(unveiled)
    else:
        parts += [Say("contest-reveal-point", {"text": point.text}) for point in item.key_points]
    parts += [GAP, *_who_knew(unveiled)]
    if unveiled.best is not None:
        name = revealed.names.get(unveiled.best.person, "?")
        text = clip(unveiled.best.given, LONGEST_ANSWER)
        parts += [GAP, Say("contest-reveal-best", {"name": name, "text": text})]
    if unveiled.out:
        parts += [GAP, Say("contest-reveal-out", {"names": names_of(unveiled.out)})]
    if item.brief:
        parts += [GAP, Say("contest-reveal-brief", {"text": item.brief})]
    return Screen(tuple(parts), _reveal_rows(unveiled))


def _what_was_right(unveiled: Unveiled) -> Iterable[Part]:
    """All right options; a native poll has no letters."""
    revealed = unveiled.revealed
    for index in revealed.item.rights:
        letter = "" if unveiled.in_poll else letter_of(revealed.asked, index)
        key = "contest-reveal-right" if letter else "contest-reveal-right-bare"
        yield Say(key, {"letter": letter, "text": revealed.item.choices[index].text})


def _reveal_rows(unveiled: Unveiled) -> Rows:
    if any(_may_appeal(answer) for answer in unveiled.revealed.answers):
        return ((Button(Doubt(unveiled.revealed.asked.id), "contest-button-appeal"),),)
    return ()


def _may_appeal(answer: Answer) -> bool:
    return answer.mode is Mode.OPEN and share_of(answer) < 1


def _who_knew(unveiled: Unveiled) -> Iterable[Part]:
    answers, names = unveiled.revealed.answers, unveiled.revealed.names
    if not answers:
        return [Say("contest-reveal-nobody")]
    parts: list[Part] = []
    for key, fitting in (
        ("contest-reveal-knew", [one for one in answers if share_of(one) == 1]),
        ("contest-reveal-partly", [one for one in answers if 0 < share_of(one) < 1]),
        ("contest-reveal-wrong", [one for one in answers if share_of(one) == 0]),
    ):
        if fitting:
            parts.append(Say(key, {"names": _with_points(unveiled, fitting, names)}))
    return parts


def _with_points(unveiled: Unveiled, answers: Sequence[Answer], names: dict[int, str]) -> Value:
    ordered = sorted(answers, key=lambda one: -unveiled.gained.get(one.person, 0))
    shown = []
    for answer in ordered:
        name, points = (
            clip(names.get(answer.person, "?"), LONGEST_NAME),
            unveiled.gained.get(answer.person, 0),
        )
        shown.append(f"{name} +{points}" if points else name)
    return listed(shown)


def table_screen(contest: Contest, table: Table) -> Screen:
    """The standings, in the message that was the lobby."""
    parts: list[Part] = [Say("contest-table", {"title": contest.title})]
    position = contest.session.position
    if contest.stage in (Stage.RESULT, Stage.ASKED, Stage.OPEN) and position:
        parts.append(Say("contest-table-after", {"position": position, "length": contest.session.length}))
    return Screen((*parts, GAP, *table_parts(table)), () if contest.over else _lead_rows(contest))


def _lead_rows(contest: Contest) -> Rows:
    """For the host and admins."""
    return (
        (
            Button(Hold(contest.id), "contest-button-pause"),
            Button(CallOff(contest.id), "contest-button-stop"),
        ),
    )


def began_screen(contest: Contest) -> Screen:
    """The message that was the lobby, until there is a table."""
    closed = contest.rules.form in (Form.DUEL, Form.ELIMINATION)
    key = "contest-began-closed" if closed else "contest-began"
    parts = (Say("contest-lobby", {"title": contest.title}), rules_part(contest), GAP, Say(key))
    return Screen(parts, _lead_rows(contest))


def table_parts(table: Table, shown: int = LINES_SHOWN) -> Iterable[Part]:
    """The lines of a table: teams, where there are any, then players."""
    if not table.lines:
        return [Say("contest-table-empty")]
    parts: list[Part] = []
    if table.teams:
        parts.append(Say("contest-table-teams"))
        parts += [_line(line, team_part(line.team)) for line in table.teams]
        parts += [GAP, Say("contest-table-players")]
    parts += [_line(line, clip(line.name, LONGEST_NAME)) for line in table.lines[:shown]]
    if len(table.lines) > shown:
        parts.append(Say("contest-table-more", {"count": len(table.lines) - shown}))
    return parts


def _line(line: Line, name: Value) -> Say:
    args: dict[str, Value] = {"place": str(line.place), "name": name, "points": points_text(line.points)}
    if line.out_at:
        return Say("contest-table-line-out", args)
    if line.place in MEDALS and line.points > 0:
        return Say("contest-table-line-medal", {**args, "medal": MEDALS[line.place]})
    return Say("contest-table-line", args)


def points_text(points: float) -> str:
    """Points with one digit behind the comma where they are no whole number."""
    return str(round(points)) if points == round(points) else f"{points:.1f}".replace(".", ",")


def paused_screen(paused: Paused) -> Screen:
    """Why it stands still, and how it goes on."""
    rows: Rows = (
        (
            Button(Resume(paused.contest.id), "contest-button-resume"),
            Button(CallOff(paused.contest.id), "contest-button-stop"),
        ),
    )
    return Screen((Say(f"contest-paused-{paused.why}"),), rows)


def cancelled_screen(cancelled: Cancelled) -> Screen:
    """Why it came to nothing."""
    title = Say("contest-lobby", {"title": cancelled.contest.title})
    return Screen((title, Say(f"contest-cancelled-{cancelled.why}")))


def appeals_screen(doubted: Doubted, questions: dict[int, str]) -> Screen:
    """What was said, and the buttons to decide; ``questions`` by their ids."""
    parts: list[Part] = [Say("contest-appeals")]
    rows: list[tuple[Button, ...]] = []
    for number, appeal in enumerate(doubted.appeals[:8], 1):
        question = clip(questions.get(appeal.question, ""), 120)
        text = clip(appeal.given, LONGEST_ANSWER)
        told: dict[str, Value] = {"number": number, "name": appeal.name, "question": question, "text": text}
        parts += [GAP, Say("contest-appeal-line", told)]
        label: dict[str, Value] = {"number": number, "name": clip(appeal.name, 20)}
        rows.append(
            (
                Button(Ruled(appeal.answer, 1), "contest-button-grant", label),
                Button(Ruled(appeal.answer, 0), "contest-button-deny", label),
            )
        )
    if len(doubted.appeals) > len(rows):
        parts += [GAP, Say("contest-appeals-left", {"count": len(doubted.appeals)})]
    return Screen(tuple(parts), tuple(rows))
