"""From a file to a deck, and the one schema behind it."""

from __future__ import annotations

import json
import re
import time
from dataclasses import MISSING, fields
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from content.complaint import DeckError
from content.deck import Choice, Deck, Item, KeyPoint, Mode, Reference, Reject, Sample, Verdict
from content.loader import load_deck, load_folder
from content.shape import KEYWORDS, schema
from content.yaml_tree import read
from tests.content.deck_texts import DECKS, SHAPES, cases, changed, spelt_out

ROOT = Path(__file__).parents[2]
PARTS: dict[str, tuple[type, dict[str, str]]] = {
    # the schema's definition: the dataclass, and its fields that are called otherwise or not written in a deck
    "item": (Item, {"modes": "type", "line": ""}),
    "choice": (Choice, {}),
    "key_point": (KeyPoint, {}),
    "reject": (Reject, {}),
    "sample": (Sample, {}),
    "reference": (Reference, {}),
}


@pytest.fixture(scope="module")
def shapes() -> Deck:
    return load_deck(DECKS / "good" / "shapes.yaml")


def test_a_deck_is_read_as_it_was_written(shapes: Deck) -> None:
    assert (shapes.slug, shapes.title, shapes.title_en, shapes.language) == (
        "shapes",
        "Фигуры",
        "Shapes",
        "ru",
    )
    assert shapes.aliases == ("геометрия",)
    assert shapes.source.endswith("shapes.yaml")
    assert [item.id for item in shapes.items] == ["square", "circle"]


def test_an_item_is_read_as_it_was_written(shapes: Deck) -> None:
    square = shapes.by_id["square"]
    assert square.modes == (Mode.CHOICE, Mode.OPEN)
    assert (square.difficulty, square.tags, square.line) == (1, ("polygons",), 10)
    assert square.brief == "У обоих стороны равны.\nПрямые углы есть у квадрата."
    assert square.key == 0
    assert square.choices[1] == Choice(
        "Кроме прямых углов, у него ещё и равные стороны", False, "Так квадрат отличается от прямоугольника."
    )
    assert square.key_points[1] == KeyPoint(
        "Равные стороны есть у обеих фигур",
        1.0,
        ("стороны равны", "одинаковые стороны", "equal sides"),
        "common",
    )
    assert square.reject[0] == Reject(
        "У ромба прямые углы", (), "Прямые углы превращают ромб в квадрат.", ("ромб",), ("квадрат",)
    )
    assert square.samples[-1] == Sample("квадрат просто больше", Verdict.WRONG)
    assert square.explanation.endswith("Стоит \\$5, и это не формула.")
    assert square.references == (Reference("Mask R-CNN", "He et al.", "2017", "1703.06870"),)


def test_an_item_has_the_defaults_of_its_dataclass(shapes: Deck) -> None:
    circle = shapes.by_id["circle"]
    assert (circle.difficulty, circle.key_points, circle.hints) == (2, (), ())
    assert circle.prerequisites == ("shapes/square",)


@pytest.mark.parametrize(
    "scalar",
    [
        "no",
        "yes",
        "null",
        "~",
        "1:30",
        "3.10",
        "2017",
        "0x1F",
        "1e-3",
        "true",
        "2026-11-21",
        ".inf",
        "0o7",
        "=",
    ],
)
def test_every_scalar_is_text(scalar: str) -> None:
    deck = load_deck(
        changed("[Измерьте транспортиром.]", f"[{scalar}]").replace("tags: [polygons]", f"tags: [{scalar}]")
    )
    assert deck.items[0].hints == (scalar,)
    assert deck.items[0].tags == (scalar,)


def test_only_the_schema_makes_numbers_and_booleans() -> None:
    text = changed("weight: 2", "weight: 1.5\n        ordered: true")
    point = load_deck(text).items[0].key_points[0]
    assert (point.weight, point.ordered) == (1.5, True)
    assert load_deck(changed("difficulty: 1", 'difficulty: "4"')).items[0].difficulty == 4


def test_an_alias_is_what_it_refers_to() -> None:
    text = changed("title: Фигуры", "title: &name Фигуры").replace("title_en: Shapes", "title_en: *name")
    assert load_deck(text).title_en == "Фигуры"


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path, shapes: Deck) -> None:
    path = tmp_path / "shapes.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SHAPES.replace("\n", "\r\n").encode())
    deck = load_deck(path)
    assert deck.items == shapes.items


def test_a_deck_error_carries_every_complaint() -> None:
    text = changed("difficulty: 1", "difficulty: 7").replace("language: ru", "language: russian")
    with pytest.raises(DeckError) as caught:
        load_deck(text)
    assert [(one.line, one.item) for one in caught.value.complaints] == [(6, ""), (12, "square")]
    assert str(caught.value).splitlines()[0].startswith("<text>:6: language is `russian`")


def test_a_file_is_called_like_its_slug(tmp_path: Path) -> None:
    (tmp_path / "figures.yaml").write_text(SHAPES, encoding="utf-8")
    with pytest.raises(DeckError, match="slug is `shapes`, the file's name says `figures`"):
        load_deck(tmp_path / "figures.yaml")


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for slug in ("b", "a", "c"):
        (tmp_path / f"{slug}.yaml").write_text(changed("slug: shapes", f"slug: {slug}"), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a deck", encoding="utf-8")
    assert [deck.slug for deck in load_folder(tmp_path)] == ["a", "b", "c"]


def test_a_folder_complains_about_all_its_decks(tmp_path: Path) -> None:
    for slug in ("a", "b"):
        (tmp_path / f"{slug}.yaml").write_text(changed("slug: shapes", "slug: shape"), encoding="utf-8")
    with pytest.raises(DeckError) as caught:
        load_folder(tmp_path)
    assert [Path(one.file).name for one in caught.value.complaints] == ["a.yaml", "b.yaml"]


def test_a_folder_that_is_not_there_is_a_complaint(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="cannot be read"):
        load_folder(tmp_path / "nowhere")


def test_deep_nesting_ends_quickly() -> None:
    began = time.process_time()
    assert read("[" * 200_000).stop is not None
    assert time.process_time() - began < 1


def test_reading_costs_little_more_than_the_parser() -> None:
    """Four rich decks must load in 150 ms; libyaml alone is the floor, so the ratio holds on any machine."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in _shipped()[:1])

    def least(work: Any) -> float:
        times = []
        for _ in range(5):
            began = time.process_time()
            work()
            times.append(time.process_time() - began)
        return min(times)

    parsing = least(lambda: list(yaml.parse(text, Loader=yaml.CBaseLoader)))
    assert least(lambda: load_deck(text)) < 8 * parsing


# the schema, the dataclasses and the page for teachers say the same


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(dict(schema()))


@pytest.mark.parametrize("part", PARTS)
def test_the_schema_has_the_fields_of_the_dataclass(part: str) -> None:
    kind, otherwise = PARTS[part]
    named = {otherwise.get(field.name, field.name) for field in fields(kind)} - {""}
    assert set(schema()["$defs"][part]["properties"]) == named


def test_the_schema_has_the_fields_of_a_deck() -> None:
    assert set(schema()["properties"]) == {field.name for field in fields(Deck)} - {"source"}


@pytest.mark.parametrize("part", PARTS)
def test_the_schema_asks_for_what_the_dataclass_asks_for(part: str) -> None:
    """A field without a default must be required; requiring more is the format's own strictness."""
    kind, otherwise = PARTS[part]
    needed = {
        otherwise.get(field.name, field.name)
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    }
    assert needed <= set(schema()["$defs"][part]["required"])


def test_the_defaults_agree() -> None:
    written = {"difficulty": Item, "weight": KeyPoint, "ordered": KeyPoint}
    for name, kind in written.items():
        part = next(part for part, (one, _) in PARTS.items() if one is kind)
        default = next(field.default for field in fields(kind) if field.name == name)
        assert schema()["$defs"][part]["properties"][name]["default"] == default
    assert schema()["properties"]["language"]["default"] == Deck("", "", "", ()).language


def test_every_field_is_explained_to_editors() -> None:
    for part in ("", *PARTS):
        described = schema()["$defs"][part] if part else schema()
        for name, field in described["properties"].items():
            assert field.get("title"), f"{part}.{name}"
            assert field.get("description"), f"{part}.{name}"


def test_no_keyword_of_the_schema_is_overlooked() -> None:
    """What editors check is what the loader checks."""
    told = {"title", "description", "default", "$schema", "$defs", "allOf"}

    def keywords(part: Any) -> set[str]:
        found = set(part)
        for name in ("properties", "$defs"):
            for field in part.get(name, {}).values():
                found |= keywords(field)
        return found | (keywords(part["items"]) if "items" in part else set())

    assert keywords(schema()) - told <= KEYWORDS


def test_the_page_for_teachers_explains_every_field() -> None:
    page = (ROOT / "docs" / "deck-format.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    known = {name for part in PARTS for name in schema()["$defs"][part]["properties"]} | set(
        schema()["properties"]
    )
    assert explained == known


def test_the_limits_on_the_page_are_those_of_the_schema() -> None:
    page = (ROOT / "docs" / "deck-format.md").read_text(encoding="utf-8")
    for part in ("", *PARTS):
        for name, field in (schema()["$defs"][part] if part else schema())["properties"].items():
            if "maxLength" in field:
                row = [line for line in page.splitlines() if line.startswith(f"| `{name}` |")]
                assert any(str(field["maxLength"]) in line for line in row), (
                    f"{part}.{name}: {field['maxLength']}"
                )


def test_the_example_on_the_page_is_a_sound_deck() -> None:
    from content.complaints import complaints_of_text

    page = (ROOT / "docs" / "deck-format.md").read_text(encoding="utf-8")
    example = max(re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL), key=len)
    assert [str(complaint) for complaint in complaints_of_text(example)] == []


# what an editor says with the schema, and what the loader says, agree on good and on bad decks


def _shipped() -> list[Path]:
    return sorted((Path(str(resources.files("content"))) / "decks").glob("*.yaml"))


@pytest.mark.parametrize("path", [*_shipped(), DECKS / "good" / "shapes.yaml"], ids=lambda path: path.stem)
def test_an_editor_finds_nothing_in_a_good_deck(path: Path) -> None:
    errors = Draft202012Validator(dict(schema())).iter_errors(
        yaml.safe_load(path.read_text(encoding="utf-8"))
    )
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


OF_SHAPE = re.compile(
    r"is missing: add it|unknown field|must be a list|is a list, not|is read as fields|characters, at most|"
    r"entries, at|use 1 to 40|missing, but `type`|: write (a whole number|a number|true|correct|choice|the)"
)
SEEN_OTHERWISE = {
    *("yes is a text", "a year in two digits", "merging", "a tag that would run code"),
    "the items before a syntax error are checked all the same",
}
"""Cases where typed YAML has something else than the text the loader reads, or cannot be read."""

SHAPELY = [
    case
    for case in cases("complaint_cases.yaml")
    if case["case"] not in SEEN_OTHERWISE and any(OF_SHAPE.search(line) for line in case["says"])
]


@pytest.mark.parametrize("case", SHAPELY, ids=[case["case"] for case in SHAPELY])
def test_an_editor_finds_the_faults_of_shape(case: dict[str, Any]) -> None:
    text = case.get("text") or changed(case["replace"], spelt_out(case["with"]))
    document = json.loads(json.dumps(yaml.load(text, yaml.CSafeLoader), default=str))
    assert not Draft202012Validator(dict(schema())).is_valid(document)


def test_a_rubric_that_would_keep_everybody_waiting_is_refused() -> None:
    def deck(phrases: int) -> str:
        accept = ", ".join(f"слово номер {number:04}" for number in range(phrases))
        points = f"key_points: [{{text: Это, accept: [{accept}]}}]"
        item = f"{{id: a, type: [open], question: Что?, explanation: Это, {points}}}"
        return f"slug: t\ntitle: T\nitems:\n  - {item}\n"

    assert len(load_deck(deck(1249)).items[0].key_points[0].accept) == 1249
    with pytest.raises(DeckError, match="has 20003 characters, at most 20000 fit"):
        load_deck(deck(1250))
