"""Starting with all decks, and with very many: ``python -m benchmarks.decks [DECKS [ITEMS]]``.

Start-up is measured in fresh processes: until all shipped decks are loaded and the grader is ready. A rubric is
prepared with the first answer to its item, which is measured apart. The floor is an interpreter that imports the
same parser and reads the same files without making decks of them. Then a folder of 100 decks of 500 items (4
options, 3 key points each) is loaded, with its peak of memory.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 5
FLOOR = """
import time; begun = time.perf_counter()
import yaml
from importlib import resources
from content.yaml_tree import LOADER
for path in (resources.files("content") / "decks").iterdir():
    for event in yaml.parse(path.read_text(encoding="utf-8"), Loader=LOADER): pass
print(time.perf_counter() - begun)
"""
LOADED = """
import time; begun = time.perf_counter()
from content.library import Library
from content.judge import Judge
library = Library.load()
judge = Judge(); judge.warm()
print(time.perf_counter() - begun)
"""
PREPARED = """
import time
from content.library import Library
from content.judge import Judge
library, judge = Library.load(), Judge()
judge.warm()
rubrics = [judge._rubric(item) for deck in library.decks for item in deck.items]
begun = time.perf_counter()
for rubric in rubrics: rubric.points, rubric.rejects
print((time.perf_counter() - begun) / len(rubrics))
"""
MANY = """
import json, resource, sys, time
from pathlib import Path
from content.library import Library
from content.loader import load_folder
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.perf_counter()
decks = load_folder(Path(sys.argv[1]))
library = Library(decks)
took = time.perf_counter() - begun
one = Path(sorted(Path(sys.argv[1]).glob("*.yaml"))[0]).stat().st_size
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
items = sum(len(deck.items) for deck in decks)
print(json.dumps([took, items, len(decks), before / 1024, peak / 1024, one / 2**20]))
"""
ITEM = """  - id: item_{number}
    type: [choice, open]
    difficulty: 2
    tags: [tag_{tag}]
    question: Что происходит с величиной {number} в слое {tag} при обучении сети?
    choices:
      - {{text: она растёт вместе с шагом {number}, correct: true, why: Так следует из формулы обновления.}}
      - {{text: она падает вместе с шагом {number}, correct: false, why: Знак в формуле другой.}}
      - {{text: она не зависит от шага {number}, correct: false, why: Шаг входит в формулу множителем.}}
      - {{text: она колеблется около числа {number}, correct: false, why: Колебаний здесь нет.}}
    brief: Величина {number} растёт вместе с шагом.
    key_points:
      - {{text: величина {number} растёт, weight: 2, accept: [величина растёт, value grows, растёт со временем]}}
      - {{text: причина в шаге обучения, weight: 2, accept: [из-за шага обучения, by learning rate, шаг велик]}}
      - {{text: формула это показывает, weight: 1, accept: [видно по формуле, by the update rule, из формулы]}}
    samples:
      - {{answer: величина растёт из-за шага обучения, verdict: correct}}
      - {{answer: величина растёт, verdict: partial}}
      - {{answer: ничего не меняется, verdict: wrong}}
      - {{answer: растёт из-за шага обучения, verdict: correct}}
    explanation: |
      Величина {number} растёт, потому что шаг обучения входит в формулу множителем:
      $$w_{{t+1}} = w_t - \\\\eta g_t.$$
      Здесь $w_t$ — вес, $\\\\eta$ — шаг, $g_t$ — градиент. Если шаг удвоить, удвоится и поправка.
"""


def seconds(program: str, rounds: int = ROUNDS) -> float:
    """The median of what fresh processes print."""
    found = [
        float(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout)
        for _ in range(rounds)
    ]
    return statistics.median(found)


def write_decks(folder: Path, decks: int, items: int) -> None:
    """A folder of decks that differ in nothing but their numbers."""
    for deck in range(decks):
        head = f"slug: deck_{deck}\ntitle: Колода {deck}\nsummary: Для измерения.\nitems:\n"
        body = "".join(ITEM.format(number=number, tag=number % 17) for number in range(items))
        (folder / f"deck_{deck}.yaml").write_text(head + body, encoding="utf-8")


def main(decks: int, items: int) -> None:
    """Measure and print."""
    floor, loaded, prepared = seconds(FLOOR), seconds(LOADED), seconds(PREPARED, 1)
    print(f"{'shipped decks read as YAML events (floor)':50}{floor:6.2f} s")
    name = "all shipped decks loaded, ready to judge"
    print(f"{name:50}{loaded:6.2f} s  ratio {loaded / floor:.1f}  (aim: below 1.5 s)")
    print(f"{'a rubric prepared, when it is first needed':50}{prepared * 1000:6.1f} ms")
    with tempfile.TemporaryDirectory() as folder:
        write_decks(Path(folder), decks, items)
        printed = subprocess.run([sys.executable, "-c", MANY, folder], check=True, capture_output=True).stdout
    took, count, of, before, peak, size = json.loads(printed)
    print(
        f"{of} decks of {items} items ({count} items, {size:.1f} MiB a file): {took:.1f} s, "
        f"{took / count * 1e6:.0f} µs an item, memory {before:.0f} → {peak:.0f} MiB at the peak"
    )


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:3]]
    main(*(given + [100, 500][len(given) :]))
