"""Right words in a wrong relation, and what is only compared or denied."""

from __future__ import annotations

import pytest

from content.deck import KeyPoint, Verdict
from content.grading import Grader, Rubric

BERT_GPT = ("GPT предсказывает следующий токен", "BERT двунаправленный")
DISK = ("RAM is fast and loses its contents without power", "a disk is slow and keeps data without power")
THRESHOLD = ("при повышении порога precision растёт, а recall падает",)
POINT = ("VAE кодирует вход в распределение, а не в точку",)
NO_OBJECT = ("на фоне нет объекта, поэтому нет и маски",)
AUTHORS = ("«Войну и мир» написал Толстой, «Преступление и наказание» написал Достоевский",)
HEAT = ("тепло переходит от горячего тела к холодному",)
WATER = ("вода кипит при 100 градусах", "вода замерзает при 0 градусов")
SPEED = ("v = s / t",)
GAN = ("генератор делает картинку из шума", "дискриминатор отличает подделку от настоящей")

RIGHT = [
    ("Чем GPT отличается от BERT?", BERT_GPT, "BERT двунаправленный, а GPT нет, он предсказывает следующий токен"),
    ("RAM versus a disk?", DISK, "a disk keeps data without power but is slow, RAM is fast and loses it"),
    ("Как влияет порог?", THRESHOLD, "при повышении порога recall падает, precision растёт"),
    ("Что делает VAE?", POINT, "encodes input into a distribution rather than a point"),
    ("Почему потеря маски не считается на фоне?", NO_OBJECT, "на фоне нет объекта — нет и маски"),
    ("В чём идея GAN?", GAN, "из шума генератор делает картинку, а дискриминатор отличает настоящую от подделки"),
]  # fmt: skip
HALF = [
    ("Чем GPT отличается от BERT?", BERT_GPT, "GPT, в отличие от BERT, предсказывает следующий токен"),
]
WRONG = [
    ("Чем GPT отличается от BERT?", BERT_GPT, "BERT, в отличие от GPT, предсказывает следующий токен"),
    ("Чем GPT отличается от BERT?", BERT_GPT, "GPT двунаправленный, а не BERT"),
    ("Чем GPT отличается от BERT?", BERT_GPT, "BERT предсказывает следующий токен, а GPT двунаправленный"),
    ("RAM versus a disk?", DISK, "RAM is slow and keeps data without power, a disk is fast and loses it"),
    ("Как влияет порог?", THRESHOLD, "при повышении порога precision падает, recall растёт"),
    ("Что делает VAE?", POINT, "encodes into a point rather than a distribution"),
    ("Почему потеря маски не считается на фоне?", NO_OBJECT, "на фоне есть и объект, и маска"),
    ("В чём идея GAN?", GAN, "дискриминатор делает картинку из шума, а генератор отличает подделку от настоящей"),
    ("Кто что написал?", AUTHORS, "«Войну и мир» написал Достоевский, а «Преступление и наказание» Толстой"),
    ("Куда переходит тепло?", HEAT, "тепло переходит от холодного тела к горячему"),
    ("Кипение и замерзание?", WATER, "кипит при 0 градусов, замерзает при 100 градусах"),
    ("Чему равна скорость?", SPEED, "v = t / s"),
]  # fmt: skip


def verdict(question: str, points: tuple[str, ...], answer: str, reference: str = "") -> Verdict:
    grader = Grader()
    rubric = Rubric(question, reference, tuple(KeyPoint(point) for point in points))
    return grader.grade(grader.compile(rubric), answer).verdict


@pytest.mark.parametrize(("question", "points", "answer"), RIGHT)
def test_the_right_relation_passes(question: str, points: tuple[str, ...], answer: str) -> None:
    assert verdict(question, points, answer) is Verdict.CORRECT


@pytest.mark.parametrize(("question", "points", "answer"), HALF)
def test_what_is_only_compared_does_not_spoil_the_half_that_is_said(
    question: str, points: tuple[str, ...], answer: str
) -> None:
    assert verdict(question, points, answer) is not Verdict.WRONG


@pytest.mark.parametrize(("question", "points", "answer"), WRONG)
def test_the_wrong_relation_is_wrong(question: str, points: tuple[str, ...], answer: str) -> None:
    assert verdict(question, points, answer) is Verdict.WRONG


@pytest.mark.parametrize(("question", "points", "answer"), [case for case in WRONG if case[1] in (DISK, GAN)])
def test_a_reference_alone_is_enough_to_notice_an_exchange(
    question: str, points: tuple[str, ...], answer: str
) -> None:
    reference = " ".join(f"{point[0].upper()}{point[1:]}." for point in points)
    assert verdict(question, (), answer, reference) is Verdict.WRONG
