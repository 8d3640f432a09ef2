"""The judge of a process."""

from __future__ import annotations

import threading

from content.deck import Verdict
from content.judge import Judge
from tests.decks import SHAPES

RIGHT = "четыре прямых угла"


def test_an_answer_is_judged_while_the_dictionaries_still_load() -> None:
    judge = Judge()
    warming = threading.Thread(target=judge.warm)
    warming.start()
    verdicts = [judge.words(SHAPES.items[0], f"{RIGHT} — ответ {number}").verdict for number in range(20)]
    warming.join()
    assert set(verdicts) == {Verdict.CORRECT}
