"""CSV, TSV and what Russian Excel saves: what is read, and what is said about the rest."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from content.deck import Choice, Deck, Item, KeyPoint, Mode, Reject, Sample, Verdict
from content.importers.importer import ImportRefused, Limits, Source
from content.importers.table import TABLE

HEADER = "question,answer"


def read(text: str, name: str = "Моя тема.csv") -> Deck:
    """The only deck of a table."""
    (deck,) = TABLE.read(Source(name, text.encode())).decks
    return deck


def item(header: str, row: str) -> Item:
    """The only item of a table of one row."""
    (one,) = read(f"{header}\n{row}").items
    return one


def left(text: str) -> list[tuple[int, str]]:
    """What could not be carried over, by line and key."""
    return sorted((fault.line, fault.key) for fault in TABLE.read(Source("t.csv", text.encode())).left)


@pytest.mark.parametrize(
    "text",
    [
        "question,answer\nЧто?,Это",
        "Вопрос;Ответ\nЧто?;Это",
        "ВОПРОС\tПояснение\nЧто?\tЭто",
        '\ufeff"Question","Explanation"\r\n"Что?","Это"\r\n',
        "sep=;\nвопрос;ответ\nЧто?;Это",
        "\n\nвопрос;ответ\n\nЧто?;Это\n;\n",
        "front|back\nЧто?|Это",
    ],
)
def test_delimiters_names_and_case(text: str) -> None:
    (one,) = read(text).items
    assert (one.question, one.explanation, one.modes) == ("Что?", "Это", (Mode.OPEN,))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251", "utf-16"])
def test_encodings_of_excel(encoding: str) -> None:
    text = "вопрос;ответ\nЧто такое градиент?;Вектор производных\n"
    (deck,) = TABLE.read(Source("t.csv", text.encode(encoding))).decks
    assert deck.items[0].explanation == "Вектор производных"


def test_a_deck_is_named_by_its_column_or_by_the_file() -> None:
    found = TABLE.read(Source("Всё.csv", "вопрос,ответ,тема\na,b,Раз\nc,d,Два\ne,f,Раз\ng,h,\n".encode()))
    assert [(deck.title, len(deck.items)) for deck in found.decks] == [("Раз", 2), ("Два", 1), ("Всё", 1)]
    assert len({deck.slug for deck in found.decks}) == 3


def test_cells_hold_line_feeds_and_doubled_quotes() -> None:
    one = item(HEADER, '"Что ""это""?","Первая, строка\n\n```\nкод;\n```"')
    assert one.question == 'Что "это"?'
    assert one.explanation == "Первая, строка\n\n```\nкод;\n```"


def test_lines_count_where_rows_begin() -> None:
    table = 'question,answer\n"a\nb",c\n\nd,e,f\ng\n'
    assert left(table) == [(5, "table-long-row"), (6, "item-no-answer"), (6, "table-short-row")]


def test_a_quotation_mark_never_closed_costs_no_rows() -> None:
    text = 'question,answer\n"a,b\nc,d'
    assert [one.question for one in read(text).items] == ['"a', "c"]
    assert left(text) == [(2, "table-quote")]


def test_unknown_and_repeated_columns_are_listed() -> None:
    assert left("question,answer,Лист,Ответ\na,b,c,d") == [
        (1, "table-column-twice"),
        (1, "table-unknown-column"),
    ]


@pytest.mark.parametrize("right", ["2", "б", "B", "да", "(2)", "Б)"])
def test_the_right_option_by_number_letter_or_text(right: str) -> None:
    one = item("question,option 1,option 2,option 3,correct,why 1", f"Как?,нет,да,может быть,{right},потому")
    assert one.choices == (Choice("нет", False, "потому"), Choice("да", True), Choice("может быть", False))
    assert one.modes == (Mode.CHOICE,)
    assert one.brief == "да"


@pytest.mark.parametrize("right", ["1, 3", "а в", "AC"[0] + ";C", "раз\nтри"])
def test_several_right_options(right: str) -> None:
    one = item("вопрос,варианты,верные,пояснение", f'Какие?,раз; два; три,"{right}",Так вот')
    assert one.rights == (0, 2)
    assert one.modes == (Mode.SEVERAL, Mode.OPEN)


def test_the_answer_may_name_the_right_option() -> None:
    one = item("question,option a 1,option 1,option 2,answer", "Сколько?,,3,4,4")
    assert (one.rights, one.explanation, one.modes) == ((1,), "4", (Mode.CHOICE,))


def test_where_nothing_names_the_right_option_it_is_asked_openly() -> None:
    text = "question,option 1,option 2,correct\nКак?,да,нет,возможно"
    (one,) = read(text).items
    assert (one.modes, one.choices) == ((Mode.OPEN,), ())
    assert one.explanation == "возможно\n\n- да\n- нет"
    assert left(text) == [(2, "item-options"), (2, "item-unknown-right")]


def test_the_other_columns() -> None:
    header = "вопрос,ответ,id,теги,сложность,подсказка,тезисы,заблуждения,примеры,тип"
    row = (
        'Что?,Это,my_id,"сети, CV; rpn",4,Подумай,"растёт лосс | loss grows | лосс|потери растут\n[1] ещё",'
        '"всё падает | растёт | падает лосс","correct | лосс растёт\npartial | ну",open'
    )
    one = item(header, row)
    assert (one.id, one.tags, one.difficulty, one.hints) == ("my_id", ("сети", "CV", "rpn"), 4, ("Подумай",))
    assert one.key_points == (
        KeyPoint("растёт лосс", 2, ("loss grows", "лосс|потери растут")),
        KeyPoint("ещё", 1),
    )
    assert one.reject == (Reject("всё падает", ("падает лосс",), "растёт"),)
    assert one.samples == (Sample("лосс растёт", Verdict.CORRECT), Sample("ну", Verdict.PARTIAL))


def test_what_cannot_be_understood_in_a_cell_is_listed() -> None:
    text = "question,answer,difficulty,type,samples,misconceptions\na,b,9,essaay,maybe | x,только текст"
    assert {key for _, key in left(text)} == {
        "item-unknown-level",
        "item-unknown-type",
        "item-bad-sample",
        "item-bad-misconception",
    }


def test_marks_leave_the_question_and_stay_in_the_answer() -> None:
    one = item(HEADER, "**Что** такое `x` и $\\sqrt{d_k}$ у __init__?,**Это** $x^2$")
    assert (one.question, one.explanation) == ("Что такое x и √dₖ у __init__?", "**Это** $x^2$")


def test_html_in_a_cell_becomes_markdown_and_is_listed() -> None:
    text = 'question,answer\n<b>Что</b>?,"<p>Это <b>вот</b></p><script>alert(1)</script>"'
    (one,) = read(text).items
    assert (one.question, one.explanation) == ("Что?", "Это **вот**")
    assert left(text) == [(2, "html-script"), (2, "table-html")]


def test_code_about_html_is_no_html() -> None:
    assert item(HEADER, "Что?,Тег `<br>` ломает строку").explanation == "Тег `<br>` ломает строку"
    assert left("question,answer\nЧто?,Тег `<br>`") == []


def test_ids_stay_when_rows_change_places() -> None:
    there = read("question,answer\nПервый вопрос?,a\nВторой вопрос?,b").by_id
    back = read("question,answer\nВторой вопрос?,b\nПервый вопрос?,a").by_id
    assert {name: one.question for name, one in there.items()} == {
        name: one.question for name, one in back.items()
    }


def test_long_texts_are_kept_whole() -> None:
    asked = "Очень длинный вопрос. " * 60
    one = item(HEADER, f"{asked},Ответ")
    assert len(one.question) <= 1000
    assert one.explanation == asked.strip() + "\n\nОтвет"
    option = "вариант " * 20
    openly = item("question,option 1,option 2,correct", f"Что?,{option},коротко,2")
    assert openly.modes == (Mode.OPEN,)
    assert option.strip() in openly.explanation


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("name,surname\nа,б", "table-no-header"),
        ("Что?,Это\nКак?,Так", "table-no-header"),
        ("question,answer\n", "item-none"),
        ("question\nЧто?", "item-none"),
        ("PK\x03\x04", "text-archive"),
    ],
)
def test_refused(text: str, key: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        TABLE.read(Source("t.csv", text.encode()))
    assert key in [fault.key for fault in refused.value.faults]


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(ImportRefused) as refused:
        TABLE.read(Source("t.csv", b"question,answer\n" + b"a,b\n" * 6, Limits(items=5)))
    assert refused.value.faults[0].key == "item-too-many"


def test_known_by_its_header() -> None:
    assert TABLE.knows(Source("x", "Вопрос;Ответ\nа;б".encode("cp1251")))
    assert not TABLE.knows(Source("x", b"# question, answer\n\ntext"))
    assert not TABLE.knows(Source("x", b"PK\x03\x04"))


@pytest.mark.parametrize(
    "row", ["\n", '"a""', '"', '""', 'a,"b', "<b>[](", '"a\n', ",,,,,", "<a '><b \">", "\\(", "$"]
)
def test_a_mebibyte_of_anything_is_read_quickly(row: str) -> None:
    text = "question,answer\nq,ok\n" + row * (1_000_000 // len(row))
    begun = time.process_time()
    with suppress(ImportRefused):
        TABLE.read(Source("t.csv", text.encode()))
    assert time.process_time() - begun < 4
