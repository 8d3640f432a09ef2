"""What every format shares: questions made to fit, named, and usable at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.deck import Choice, Item, KeyPoint, Mode, Reference
from content.exporters.yaml import YAML
from content.importers import IMPORTERS
from content.importers import fitting as limits
from content.importers.drafts import DeckName, Draft, decks_of
from content.importers.fitting import beginning
from content.importers.importer import Imported, Source
from content.loader import load_deck
from content.shape import schema

HERE = Path(__file__).parent
CHOICES = (Choice("да", True), Choice("нет", False))


def one(item: Item) -> tuple[Item, list[str]]:
    """The item that comes of a draft, and what was said of it."""
    found = decks_of([Draft(item, DeckName("t"))], Source("x", b""))
    return found.decks[0].items[0], [fault.key for fault in found.left]


def test_the_limits_are_those_of_the_schema() -> None:
    fields = schema()["$defs"]["item"]["properties"]
    option = schema()["$defs"]["choice"]["properties"]
    hints, points = fields["hints"], fields["key_points"]
    hint, claim = schema()["$defs"]["hint"], schema()["$defs"]["key_point"]["properties"]["text"]
    asked, brief, choices = fields["question"], fields["brief"], fields["choices"]
    lengths = [one["maxLength"] for one in (asked, brief, option["text"], option["why"], hint, claim)]
    counts = [choices["minItems"], *(one["maxItems"] for one in (choices, hints, points))]
    assert lengths == [
        limits.MOST_ASKED, limits.MOST_BRIEF, limits.MOST_OPTION, limits.MOST_WHY, limits.MOST_HINT,
        limits.MOST_CLAIM,
    ]  # fmt: skip
    assert counts == [limits.FEWEST_OPTIONS, limits.MOST_OPTIONS, limits.MOST_HINTS, limits.MOST_POINTS]
    told, papers = fields["explanation"]["maxLength"], fields["references"]["maxItems"]
    paper = schema()["$defs"]["reference"]["properties"]
    assert (told, papers) == (limits.MOST_ANSWER, limits.MOST_REFERENCES)
    assert [paper[name]["maxLength"] for name in ("title", "authors", "url")] == [
        limits.MOST_TITLE, limits.MOST_AUTHORS, limits.MOST_URL,
    ]  # fmt: skip


def test_an_answer_that_would_flood_a_chat_is_cut_and_told() -> None:
    item, said = one(Item("a", "Что?", (Mode.OPEN,), "Одно предложение. " * 2000))
    assert said == ["item-long-answer"]
    assert 15_000 < len(item.explanation) <= limits.MOST_ANSWER
    assert item.explanation.endswith("предложение.")


def test_claims_beyond_what_can_be_judged_by_are_left_out_and_told() -> None:
    phrases = tuple(f"слово номер {number}" for number in range(400))
    points = tuple(KeyPoint(f"тезис {number}", 2.0, phrases) for number in range(5))
    item, said = one(Item("a", "Что?", (Mode.OPEN,), "Это", key_points=points))
    assert said == ["item-long-rubric"] * (5 - len(item.key_points))
    assert 0 < len(item.key_points) < 5


def test_references_beyond_the_limit_are_left_out_and_told() -> None:
    papers = (*(Reference(f"статья {number}", url="https://a.b/c") for number in range(21)),)
    item, said = one(Item("a", "Что?", (Mode.OPEN,), "Это", references=(Reference("э" * 301), *papers)))
    assert said == ["item-long-reference"] * 3
    assert [paper.title for paper in item.references] == [f"статья {number}" for number in range(19)]


def test_a_short_answer_that_is_too_long_stands_in_the_answer_as_a_whole() -> None:
    long = " ".join(f"слово{number}" for number in range(60))
    item, said = one(Item("a", "Что?", (), "Так.", long, choices=CHOICES))
    assert said == ["item-long-brief"]
    assert item.brief.startswith("слово0 слово1 ")
    assert len(item.brief) <= 200
    assert item.explanation == f"Так.\n\n{long}"


@pytest.mark.parametrize("name", [DeckName("Own exam"), DeckName("t", "own_12"), DeckName("own")])
def test_no_file_gives_a_deck_the_slug_of_one_that_came_by_chat(name: DeckName) -> None:
    found = decks_of([Draft(Item("a", "Что?", (Mode.OPEN,), "Это"), name)], Source("x", b""))
    assert found.decks[0].slug in ("my_own_exam", "my_own_12", "own")
    text = YAML.write(found.decks[0]).data.decode()
    assert load_deck(text).slug == found.decks[0].slug


def test_very_many_decks_of_one_name_have_slugs_that_can_be_read() -> None:
    drafts = [
        Draft(Item("a", "Что?", (Mode.OPEN,), "Это"), DeckName("Тема" + "!" * number))
        for number in range(1200)
    ]
    slugs = [deck.slug for deck in decks_of(drafts, Source("x", b"")).decks]
    assert len(set(slugs)) == 1200
    assert max(map(len, slugs)) <= 32


def test_an_item_of_a_question_and_an_answer_is_left_as_it_is() -> None:
    item = Item("a", "Что?", (Mode.OPEN,), "Это")
    assert one(item) == (item, [])


def test_the_short_answer_comes_from_the_explanation() -> None:
    item, _ = one(Item("a", "Что?", (), "**Первое** предложение. " + "И ещё слова. " * 40, choices=CHOICES))
    assert item.brief.startswith("Первое предложение. И ещё слова.")
    assert len(item.brief) <= 200
    assert item.brief.endswith(".")
    given, said = one(Item("a", "Что?", (), "Так.", "Коротко\n" * 5, choices=CHOICES))
    assert (given.brief, said) == ("Коротко Коротко Коротко Коротко Коротко", ["item-long-brief"])


@pytest.mark.parametrize(
    ("choices", "key"),
    [
        ((Choice("один", True),), "item-options"),
        (tuple(Choice(str(n), n == 1) for n in range(9)), "item-options"),
        ((Choice("а", True), Choice("б", True)), "item-options"),
        ((Choice("а" * 101, True), Choice("б", False)), "item-long-option"),
        ((Choice("Да.", True), Choice("да", False)), "item-same-options"),
    ],
)
def test_options_that_do_not_fit_stand_in_the_answer(choices: tuple[Choice, ...], key: str) -> None:
    item, said = one(Item("a", "Что?", (), "", choices=choices))
    assert (item.modes, item.choices, said) == ((Mode.OPEN,), (), [key])
    assert all(choice.text.rstrip(".") in item.explanation for choice in choices)


def test_a_question_too_long_for_a_poll_is_asked_openly() -> None:
    item, said = one(Item("a", "Что? " * 70, (), "Это.", choices=CHOICES))
    assert (item.modes, said) == ((Mode.OPEN,), ["item-long-with-options"])
    assert item.explanation == "Это.\n\n- ✓ да\n- ✗ нет"


def test_a_reason_that_is_too_long_stands_in_the_answer() -> None:
    item, said = one(Item("a", "Что?", (), "Это.", choices=(Choice("да", True, "x" * 301), CHOICES[1])))
    assert (item.choices[0].why, said) == ("", ["item-long-why"])
    assert item.explanation.endswith("- да: " + "x" * 301)


def test_hints_and_claims_that_do_not_fit_are_listed() -> None:
    points = tuple(KeyPoint(f"тезис {number}") for number in range(13))
    item, said = one(Item("a", "Что?", (), "Это.", hints=("x" * 201, "a", "b", "c", "d"), key_points=points))
    assert (item.hints, len(item.key_points)) == (("a", "b", "c"), 12)
    assert sorted(said) == ["item-long-hint", "item-many-claims", "item-many-hints"]


def test_characters_no_deck_may_contain_are_taken_out() -> None:
    item, _ = one(Item("a", "Ч\x00то?\ud800", (Mode.OPEN,), "\ufffeЭто\x1b"))
    assert (item.question, item.explanation) == ("Что?", "Это")


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("Раз. Два.", 20, "Раз. Два."),
        ("Раз два. Три четыре", 12, "Раз два."),
        ("Раз. Два три четыре", 14, "Раз. Два…"),
        ("абвгд" * 3, 8, "абвгдаб…"),
    ],
)
def test_beginnings(text: str, most: int, kept: str) -> None:
    assert beginning(text, most) == kept


def imported(path: Path) -> Imported:
    """What comes of a file by its ending."""
    (reader,) = [one for one in IMPORTERS if path.suffix in one.suffixes]
    return reader.read(Source(path.name, path.read_bytes()))


@pytest.mark.parametrize("name", ["packages/current.apkg", "packages/legacy.apkg", "packages/genanki.apkg"])
def test_what_is_imported_loads(name: str) -> None:
    for deck in imported(HERE / name).decks:
        assert len(load_deck(YAML.write(deck).data.decode()).items) == len(deck.items)


def test_what_is_imported_of_gift_loads() -> None:
    (reader,) = [one for one in IMPORTERS if one.name == "gift"]
    for deck in reader.read(Source("x.gift", (HERE / "gift_example.txt").read_bytes())).decks:
        assert len(load_deck(YAML.write(deck).data.decode()).items) == len(deck.items)
