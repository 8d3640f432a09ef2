"""Notes in the four styles, with words of our own."""

from __future__ import annotations

import re
import time

import pytest

from content.deck import Mode
from content.exporters import exporter
from content.importers import ImportRefused, Limits
from content.loader import load_deck
from content.markup import Formula, parse
from tests.content.importers.reading import NOTES, items, notes, read, said

ARTEFACT = re.compile(r"\[\[\d|¶|\\\*|\\[()\[\]]| {2}\$|\*\*\d+\.|<br>|\\$", re.MULTILINE)
WORD = re.compile(r"[^\W_]+")
FILES = {
    "numbered_headings.md": {"Кофе": 2, "Чай": 2},
    "headings_and_rules.md": {"Шахматы": 3},
    "questions_and_answers.txt": {"Гид по вулканам: базовый курс": 5},
    "mixed_numbers.md": {"История мостов": 6, "Современные материалы и мосты": 3},
}


@pytest.mark.parametrize("name", FILES)
def test_every_question_is_there_in_its_deck_and_order(name: str) -> None:
    imported = notes(name)
    assert {deck.title: len(deck.items) for deck in imported.decks} == FILES[name]
    lines = [item.line for item in items(imported)]
    assert lines == sorted(lines)


@pytest.mark.parametrize("name", FILES)
def test_no_artefact_is_left_and_the_decks_can_be_asked(name: str) -> None:
    writer = exporter("yaml")
    assert writer is not None
    for deck in notes(name).decks:
        assert load_deck(writer.write(deck).data.decode()).slug == deck.slug
        for item in deck.items:
            assert not ARTEFACT.search(item.question), item.question
            assert not ARTEFACT.search(item.explanation), item.explanation
            assert item.modes == (Mode.OPEN,)
            assert item.self_assessed


@pytest.mark.parametrize("name", FILES)
def test_every_word_of_the_answers_is_there(name: str) -> None:
    lines = (NOTES / name).read_text(encoding="utf-8").split("\n")
    found = items(notes(name))
    ends = [*(item.line for item in found[1:]), len(lines) + 1]
    for item, end in zip(found, ends, strict=True):
        source = re.sub(r"\[\[\d\]\]", "", "\n".join(lines[item.line : end - 1]))
        wanted = [word for word in WORD.findall(source) if word != "A" and not word.isdigit()]
        there = set(WORD.findall(f"{item.question} {item.explanation}"))
        headings = {"Чай", "Измерения", "Monitoring", "Современные", "материалы", "и", "мосты"}
        assert [word for word in wanted if word not in there | headings] == []


def test_a_question_of_several_bold_lines_is_one() -> None:
    first = items(notes("mixed_numbers.md"))[0]
    assert first.question == "Что такое арочный мост? Чем он отличается от балочного?"


def test_code_drawings_lists_tables_and_formulas_that_lost_their_lines() -> None:
    imported = notes("questions_and_answers.txt")
    growth, compare, code, sensors, why = items(imported)
    assert "1. Growth: Лава поднимается на $2 \\times 3$ км\n2. Rest" in growth.explanation
    assert "| Уклон | Крутой | Пологий (<10°) |" in compare.explanation
    assert "- Близко к городу (<30 km): Strato\n- Площадь: Shield" in compare.explanation
    assert "```python\ndef vei(volume, base=1e4):\nsteps = []" in code.explanation
    assert [block.latex for block in parse(code.explanation) if isinstance(block, Formula)] == [
        "V_n = 10 \\cdot V_{n-1}"
    ]
    assert "```text\nS1 (гора) -> S2 (склон) -> S3 (база)\n| |\nHUB <---- S4\n```" in sensors.explanation
    assert "| Датчик | Шум |\n|--------|-----|\n| Сейсмо | 3% |\n| Наклон | 1% |" in sensors.explanation
    assert why.explanation.endswith("Why so?\n1. Трещины: открываются внезапно\n2. Газ: уходит раньше")
    assert said(imported) == [
        (2, "markdown-navigation"),
        (3, "markdown-navigation"),
        (21, "markdown-code"),
        (33, "markdown-drawing"),
    ]
    assert {item.tags for item in items(imported)} == {
        ("Строение и типы (Types)",),
        ("Измерения (Monitoring)",),
    }
    assert imported.decks[0].summary == "Стратовулканы, щитовые вулканы, лавовые купола."


STYLES = [
    ("## Билет 3\nЧто такое сон?\n\nОтдых.", "Что такое сон?"),
    ("## Вопрос №7: Что такое сон?\n**Ответ:** Отдых.", "Что такое сон?"),
    ("**1. Что такое сон?**\n\nОтдых.", "Что такое сон?"),
    ("**Q: Что такое сон?**\n\n**A:** Отдых.", "Что такое сон?"),
    ("Вопрос: Что такое\nсон?\nОтвет: Отдых.", "Что такое сон?"),
    ("### Q1: Что такое сон?\nA1: Отдых.", "Что такое сон?"),
    ("# Заметки\n\n## Что такое сон?\n\nОтдых.", "Что такое сон?"),
    ("**Что такое сон?**\nОтдых.", "Что такое сон?"),
    ("1. Что такое сон?\n\nОтдых.\n\n2. Зачем?\n\nТак.", "Что такое сон?"),
    ("1) **Что такое\nсон?**\nОтдых.", "Что такое сон?"),
    ("Что такое сон?\n===\n\nОтдых.", "Что такое сон?"),
    ("## 1.2. Что такое сон?\nОтдых.", "Что такое сон?"),
    ("## Сон\nОтдых.\n\n## Бег\nСпорт.", "Сон"),
    ("## [1. Что такое сон?](#sleep) {#sleep}\nОтдых.", "Что такое сон?"),
    ("## 16\\. Что такое сон?\nОтдых.", "Что такое сон?"),
    ("**1.** Что такое сон?\n\nОтдых.", "Что такое сон?"),
    ("## **1.** Что такое сон?\n\nОтдых.", "Что такое сон?"),
    ("**Q1. Что такое сон?**\n\nОтдых.", "Что такое сон?"),
    ("1. Что такое сон?\n\n   Отдых.\n\n2. Зачем?\n\n   Так.", "Что такое сон?"),
    ("## 1. Что такое сон?\nОтдых.\n\nНазад | Вперёд", "Что такое сон?"),
    ("<details>\n<summary><b>Что такое сон?</b></summary>\n\nОтдых.\n\n</details>\n", "Что такое сон?"),
    (
        "## 1. Что такое сон?\n<details><summary>Показать ответ</summary>\n\nОтдых.\n</details>",
        "Что такое сон?",
    ),
    ("# Сон\n\n## 1. Что такое сон? [⬆](#top)\n\nОтдых.", "Что такое сон?"),
    ("<!-- id: sleep -->\n## 1. Что такое `сон` и $x^2$? ##\nОтдых.", "Что такое сон и x²?"),
]


@pytest.mark.parametrize(("text", "question"), STYLES)
def test_ways_to_write_a_question(text: str, question: str) -> None:
    found = items(read(text))
    assert found[0].question == question
    assert found[0].explanation == "Отдых."


ANSWERS = [
    ("a. [[1]][[2]] b [[3]].", "a. b."),
    ("Вес\\: 5 \\* 3 и snake\\_case.", "Вес: 5 * 3 и snake_case."),
    ("\\* раз\n\\* два", "- раз\n- два"),
    ("• раз\n• два", "- раз\n- два"),
    ("– раз\n– два", "- раз\n- два"),
    ("Формула \\(a_1\\) и \\\\(b\\\\).", "Формула $a_1$ и $b$."),
    ("Цена $5 или 7$ за штуку", "Цена \\$5 или 7\\$ за штуку"),
    ("Цена $5.", "Цена \\$5."),
    ("Тут $ x+1 $ , да.", "Тут $x+1$, да."),
    ("\\[\nE = mc^2\n\\]\nКонец", "$$E = mc^2$$\n\nКонец"),
    ("\\begin{align}a &= b\\end{align}", "$$\\begin{align}a &= b\\end{align}$$"),
    ("Массив \\[1\\] и \\[CLS\\]", "Массив [1] и [CLS]"),
    ("Код `\\(a\\) [[1]] $x`.", "Код `\\(a\\) [[1]] $x`."),
    ("H<sub>2</sub>O и <b>жир</b>", "H₂O и **жир**"),
    ("Токен [[CLS]] в начале", "Токен [CLS] в начале"),
    ("Итог -- да【4†source】.", "Итог — да."),
    ("Раз <T> и <100K", "Раз <T> и <100K"),
    ("- пункт\nЕщё мысль", "- пункт\nЕщё мысль"),
    ("- пункт.\nЕщё мысль", "- пункт.\n\nЕщё мысль"),
    ("- пункт, который\nдлится", "- пункт, который\nдлится"),
    ("цвет\tкод\nкрасный\t1\nсиний\t2", "| цвет | код |\n|---|---|\n| красный | 1 |\n| синий | 2 |"),
    ("цвет | код\nкрасный | 1", "| цвет | код |\n|---|---|\n| красный | 1 |"),
    ("P(A | B) = 1\nP(C | D) = 2", "P(A | B) = 1\nP(C | D) = 2"),
    ("+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+", "| a | b |\n|---|---|\n| 1 | 2 |"),
    ("| a | b |\n|---|:-:|\n| $p(x|y)$ | `x|y` |\nДа", "| a | b |\n|---|:-:|\n| $p(x\\vert y)$ | `x\\|y` |\n\nДа"),
    ("Слово\n\n    x = 1\n    y = 2", "Слово\n\n```python\nx = 1\ny = 2\n```"),
    ("```\n## 2. нет\n```", "```text\n## 2. нет\n```"),
    ("```js\nlet a = `$x$`;\n```", "```js\nlet a = `$x$`;\n```"),
    ("Слова\n### Часть\nещё", "Слова\n### Часть\nещё"),
    ("Раз  \nдва", "Раз  \nдва"),
    ("Раз\\\nдва", "Раз  \nдва"),
    ("[наверх](#top)\nТекст", "Текст"),
    ("Шаги: 1. Один 2. Два 3. Три", "Шаги:\n1. Один\n2. Два\n3. Три"),
    ("Версия: 1. Один", "Версия: 1. Один"),
    ("Что: - раз - два", "Что:\n- раз\n- два"),
    ("import os\nprint(os.name)\nГотово.", "```python\nimport os\nprint(os.name)\n```\n\nГотово."),
]  # fmt: skip


CODE = [
    "import os\n\nprint(os.name)\nos.abort()",
    'def half(x):\n    """Делит.\n\n    Пополам.\n    """\n    return x / 2',
    "x = [\n    1,  # раз\n\n    2,\n]\nprint(x)\nfor y in x:\n    print(y)",
]


@pytest.mark.parametrize("code", CODE)
def test_code_that_lost_its_fences_gets_them_back(code: str) -> None:
    imported = read(f"## 1. Что?\n\n{code}\nГотово.\n")
    assert items(imported)[0].explanation == f"```python\n{code}\n```\n\nГотово."
    assert imported.left == ()


def test_brackets_and_quotes_left_open_do_not_take_the_next_question() -> None:
    for code in ("import os\nprint(", 'import os\nx = """'):
        assert read(f"## 1. What?\n\n{code}\n\n## 2. Who?\n\nHe.\n\nQ: x\n").items == 2


@pytest.mark.parametrize(("answer", "cleaned"), ANSWERS)
def test_what_becomes_of_an_answer(answer: str, cleaned: str) -> None:
    imported = read(f"## 1. Что?\n\n{answer}\n\n## 2. Кто?\n\nОн.\n")
    first = items(imported)[0].explanation
    assert first.replace("\n\n-", "\n-").replace(":\n\n1.", ":\n1.") == cleaned
    assert imported.left == ()


LEFT = [
    ("Что <i>не</i> <video src=x>так</video>?", "markdown-html"),
    ("<script>alert(1)</script>Да", "markdown-script"),
    ("<!-- правка -->Да", "markdown-comment"),
    ("![схема](img/a.png)", "markdown-image"),
    ("[файл](notes.md)", "markdown-link"),
    ("Формула \\(\\frac{1}{2\\)", "markdown-formula"),
    ("Формула $\\text{вес} = 1$", "markdown-formula-words"),
    ("```python\nx = 1", "markdown-fence-open"),
    ("def f(x):\nif x > 1:\nreturn x", "markdown-code"),
    ("SELECT name\nFROM teas\nWHERE age > 1", "markdown-code"),
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "markdown-table"),
    ("Да[[2]](notes.pdf)", "markdown-citation"),
    ("Да[^9]", "markdown-footnote"),
]


@pytest.mark.parametrize(("answer", "key"), LEFT)
def test_what_cannot_be_carried_over_is_said_with_its_line(answer: str, key: str) -> None:
    imported = read(f"# Т\n\n## 1. Что?\n\nСлово.\n{answer}\n")
    assert (6, key) in said(imported)
    assert "alert" not in items(imported)[0].explanation


def test_words_around_what_is_left_out_stay() -> None:
    text = "## 1. Что?\n<video>раз</video> ![два](x.png) [три](y.md) <!-- нет --> четыре"
    assert items(read(text))[0].explanation.split() == ["раз", "два", "три", "четыре"]


def test_what_citations_lead_to_becomes_references() -> None:
    text = (
        "## 1. Что?\nДа[[1]](https://example.org/a) и[[2]], и[^n], и [тут][2].\n\n"
        '[2]: https://example.org/b "Статья"\n[^n]: Сноска с *делом*.\n'
    )
    item = items(read(text))[0]
    assert [(one.title, one.url) for one in item.references] == [
        ("example.org/a", "https://example.org/a"),
        ("Статья", "https://example.org/b"),
    ]
    assert item.explanation == "Да и, и, и [тут](https://example.org/b).\n\nСноска с *делом*."


def test_odd_numbers_are_said() -> None:
    text = "# Т\n\n## 1. А?\nа\n\n## 2. Б?\nб\n\n## 2. В?\nв\n\n## 5. Г?\nг\n\n# У\n\n## 1. Д?\nд\n"
    imported = read(text)
    assert imported.items == 5
    assert said(imported) == [(9, "markdown-number-repeated"), (12, "markdown-number-gap")]


def test_numbered_lists_of_bold_words_are_answers() -> None:
    text = (
        "## Сон\n\n1. **Какие фазы сна есть?**\n\nИх две:\n\n1. **Быстрая**\n2. **Медленная**\n\n"
        "2. **Зачем спать?**\n\nЧтобы отдохнуть.\n"
    )
    first, second = items(read(text))
    assert first.explanation.endswith("1. **Быстрая**\n2. **Медленная**")
    assert second.question == "Зачем спать?"


def test_numbered_steps_below_a_question_are_its_answer() -> None:
    text = "## 1. Как варить суп?\nТак:\n### 1. Вода\nНалить.\n### 2. Соль\nПосолить.\n## 2. Кто?\nОн.\n"
    found = items(read(text))
    assert [item.question for item in found] == ["Как варить суп?", "Кто?"]
    assert "### 2. Соль" in found[0].explanation


def test_numbered_sections_are_no_questions() -> None:
    text = "## 1. Основы\n\n### 1.1 Что?\nа\n### 1.2 Кто?\nб\n\n## 2. Детали\n\n### 2.1 Где?\nв\n"
    imported = read(text)
    assert [deck.title for deck in imported.decks] == ["Основы", "Детали"]
    assert imported.items == 3


def test_a_section_without_questions_and_a_question_without_an_answer_are_said() -> None:
    imported = read("# Т\n\nВведение.\n\n## 1. Что?\nДа.\n\n## 2. Пусто?\n\n# Литература\n\nКнига.\n")
    assert imported.decks[0].summary == "Введение."
    assert said(imported) == [(8, "item-no-answer"), (10, "markdown-bare-heading"), (12, "markdown-intro")]


def test_the_title_is_the_heading_the_front_matter_or_the_name() -> None:
    assert read("---\ntitle: Сон\nauthor: Я\n---\n\n## 1. Что?\nДа.").decks[0].title == "Сон"
    assert said(read("---\ntitle: Сон\nauthor: Я\n---\n\n## 1. Что?\nДа.")) == [(3, "markdown-front-matter")]
    assert read("## 1. Что?\nДа.", "мой сон.md").decks[0].title == "мой сон"


def test_a_long_question_is_kept_whole_in_the_answer() -> None:
    question = "Слово за слово. " * 100
    item = items(read(f"## 1. {question}\nДа."))[0]
    assert len(item.question) <= 1000
    assert item.explanation.startswith(question.strip()[:200])
    assert item.explanation.count("Слово") == 100


def test_ids_stay_when_questions_change_places() -> None:
    one, two = "## 1. Что такое сон?\nДа.\n", "## 2. Что такое бег?\nНет.\n"
    assert {item.id for item in items(read(one + two))} == {item.id for item in items(read(two + one))}


def test_english_notes_make_an_english_deck() -> None:
    assert read("Q: What is sleep?\nA: Rest.").decks[0].language == "en"


@pytest.mark.parametrize("text", ["Просто слова.\n\nИ ещё.", "- a\n- b", "## \n", "## Одно\nслово"])
def test_a_text_without_questions_is_refused(text: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(text)
    assert refused.value.faults[0].key in ("markdown-no-questions", "import-unknown")


def test_too_many_questions_are_refused() -> None:
    text = "".join(f"## {number}. Что?\nДа.\n" for number in range(1, 12))
    with pytest.raises(ImportRefused, match="at most 10"):
        read(text, limits=Limits(items=10))


HOSTILE = [
    ("`", 50_000), ("$", 50_000), ("\\(", 25_000), ("**a", 20_000), ("[", 50_000), ("![](", 15_000),
    ("<a ", 15_000), ("<!--", 15_000), ("> ", 25_000), ("- ", 25_000), (" ", 50_000), ("| ", 25_000),
    ("# ", 25_000), ("1. ", 18_000), ("\n1. **a**", 6000), ("\nQ: a", 10_000), ("\na | b", 8000),
    ("\n```", 15_000), ("x = f(\n", 8000), ("$\\frac{", 8000), ("\n| | |", 9000), (": 1. a 2. b", 5000),
    ("\\begin{align}", 4000), ("[[1]](", 9000), ("\n    ", 10_000), ("__", 25_000),
]  # fmt: skip


@pytest.mark.parametrize(("piece", "times"), HOSTILE)
def test_repetition_takes_no_time(piece: str, times: int) -> None:
    began = time.process_time()
    read(f"## 1. Что?\n\nСлово {piece * times}\n\n## 2. Кто?\n\nОн.\n")
    assert time.process_time() - began < 1.5
