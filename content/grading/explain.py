"""Why an answer was judged so, in Russian, a line for each reason."""

from __future__ import annotations

from content.grading.rubric import Judgement, Rubric

_GUARDS = {
    "empty": "в ответе нет ни слова, ни формулы",
    "dont_know": "отвечающий говорит, что не знает",
    "echo": "ответ повторяет вопрос",
    "keywords": "перечислены термины, но ничего не утверждается",
    "injection": "вместо ответа указания проверяющему",
}


def reasons(rubric: Rubric, judgement: Judgement) -> list[str]:
    """Lines such as ``+ сказано: …``; the key points in the author's order, misconceptions last."""
    if judgement.guard:
        return [f"! {_GUARDS.get(judgement.guard, judgement.guard)}"]
    marks = dict.fromkeys(judgement.covered, "+ сказано")
    marks |= dict.fromkeys(judgement.missing, "- не сказано")
    marks |= dict.fromkeys(judgement.contradicted, "! сказано наоборот")
    lines = [f"{marks[index]}: {rubric.key_points[index].text}" for index in sorted(marks)]
    for index in judgement.misconceptions:
        wrong = rubric.must_not[index]
        lines.append(f"! заблуждение: {wrong.text}" + (f" ({wrong.why})" if wrong.why else ""))
    return lines
