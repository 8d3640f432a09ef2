"""Breaks files and has them imported: ``python -m benchmarks.fuzz_importers [SECONDS] [--seed N] [--format F]``.

Every importer is given valid files of its kind, changed at random: bytes, lines, structure, encoding, members of
archives, pieces of other formats, long repetitions. Each is read in a child process with limits of time and memory.
A file may be refused (``ImportRefused``) or imported; then every deck has to be one that the bot can ask from, and
reading again has to give the same. Anything else fails: another exception, a crash, more than ``LIMIT`` seconds,
more than ``MEMORY`` of address space. What failed is kept in a folder that is named.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import resource
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from content.complaint import DeckError
from content.deck import Deck
from content.exporters import EXPORTERS, exporter
from content.importers import IMPORTERS, ImportRefused, Limits, Source, import_file, importer
from content.loader import load_deck

LIMIT = 10.0
"""Seconds for one file, on a machine that does other things as well. None takes two on an idle one."""

MOST_SHOWN = 20
MEMORY = 1 << 30
FIXTURES = Path(__file__).parents[1] / "tests" / "content" / "importers"
SHIPPED = ("resnet", "attention")
MOST_BYTES = Limits().text + 1000

TOKENS = [
    *"#*_`~|\\$[](){}<>-+=:;.,!?&%@^\"'\t\n\r\x00\x0b\x1a\xa0\u200b\u2028\ufeff\ue000\ue001\ud7ff\U0001f600",
    "\n\n", "```", "~~~", "$$", "\\(", "\\)", "\\[", "\\]", "$\\(", "\\begin{align}", "\\end{align}", "\\frac{",
    "[[1]]", "[^1]", "![", "](", "[a](b)", "<!--", "-->", "<script>", "</script>", "<b>", "&#10;", "&amp;", " | ",
    "|---|---|", "# ", "## 1. ", "### **2. ", "1. **", "**", "Q: ", "A:", "Вопрос: ", "Ответ:", "¶", "- [x] ",
    "- \\* ", ": 1. a 2. b", ": - a - b", "---", "***", "> ", "    ", "def f(x):", "return x", "import os", "(((",
    "- - - - ",
    "items:", "slug: ", "&a [*a, *a]", "!!python/object:os.system", "::t::", "{=a ~b}", "{T}", "####", "=1+1",
    "\u202e", "true", "'", '"""', "<!-- deck: x -->", "<!-- answer -->", "<!-- references -->", "| a | b |", "\t\t",
    "ё", "щ" * 50,
]  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A file to be read, by an importer or by whichever one is chosen for it."""

    format: str
    name: str
    data: bytes
    by_name: bool = True


def main(arguments: Sequence[str] | None = None) -> int:
    """Try files for a while; 1 where one failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz_importers")
    parser.add_argument("seconds", nargs="?", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=None, help="repeat a run")
    parser.add_argument("--format", choices=[one.name for one in IMPORTERS], help="only this importer")
    options = parser.parse_args(arguments)
    seed = options.seed if options.seed is not None else int(time.time())
    print(f"seed {seed}, {options.seconds:.0f} s")
    return _fuzz(Random(seed), options.seconds, options.format)


def _fuzz(chance: Random, seconds: float, only: str | None) -> int:
    seeds = {name: files for name, files in fixtures().items() if only in (None, name)}
    folder = Path(tempfile.mkdtemp(prefix="fuzz_importers_"))
    tried: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    slowest: dict[str, float] = dict.fromkeys(seeds, 0.0)
    failures = 0
    until = time.monotonic() + seconds
    with Reader() as reader:
        for case in _cases(seeds, chance):
            if time.monotonic() >= until:
                break
            began = time.monotonic()
            said = reader.read(case)
            slowest[case.format] = max(slowest[case.format], time.monotonic() - began)
            tried[case.format] += 1
            refused[case.format] += said == "refused"
            if said not in ("imported", "refused"):
                failures += 1
                path = folder / f"{failures}_{case.format}_{Path(case.name).name}"
                path.write_bytes(case.data)
                if failures <= MOST_SHOWN:
                    print(f"FAILED {path}: {said}")
    for name in seeds:
        print(f"{name:<10} {tried[name]:>7} files, {refused[name]:>6} refused, slowest {slowest[name]:.2f} s")
    print(f"{failures} failures" + (f", kept in {folder}" if failures else ""))
    return 1 if failures else 0


def fixtures() -> dict[str, list[tuple[str, bytes]]]:
    """Valid files by importer: those of the tests, and shipped decks as its exporter writes them."""
    found: dict[str, list[tuple[str, bytes]]] = {}
    own = [
        path for path in sorted(FIXTURES.rglob("*")) if path.is_file() and path.suffix not in (".py", ".pyc")
    ]
    for one in IMPORTERS:
        files = [(path.name, path.read_bytes()) for path in own if path.suffix in one.suffixes]
        writer = exporter(one.name) or next((out for out in EXPORTERS if out.suffix in one.suffixes), None)
        if writer is not None:
            files += [(f"{slug}{writer.suffix}", writer.write(_shipped(slug)).data) for slug in SHIPPED]
        found[one.name] = files or [(f"empty{one.suffixes[0]}", b"")]
    return found


def _shipped(slug: str) -> Deck:
    return load_deck(Path(str(resources.files("content") / "decks")) / f"{slug}.yaml")


def _cases(seeds: dict[str, list[tuple[str, bytes]]], chance: Random) -> Iterator[Case]:
    """The valid files first, then changed ones without end, each importer in its turn."""
    for name, files in seeds.items():
        yield from (Case(name, file, data) for file, data in files)
    everything = [data for files in seeds.values() for _, data in files]
    while True:
        for name, files in seeds.items():
            file, data = chance.choice(files)
            yield Case(name, _name(file, chance), mutated(data, everything, chance), chance.random() < 0.9)


ODD_NAMES = (
    "",
    "../../etc/passwd",
    "a" * 300 + ".md",
    "con.md",
    "\u202etxt.md",
    "bare",
    "x.YAML",
    "п р.txt",
    "\x00.csv",
)


def _name(file: str, chance: Random) -> str:
    return file if chance.random() < 0.97 else chance.choice(ODD_NAMES)


def mutated(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """A file with one to six changes; a text mostly stays one in UTF-8."""
    whole = data
    for _ in range(chance.randint(1, 6)):
        change = chance.choice(CHANGES)
        data = change(data, others, chance)
        data = data[: MOST_BYTES * 20]
    if _is_text(whole) and chance.random() < 0.85:
        data = data.decode("utf-8", "ignore").encode()
    return data


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _bytes(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    changed = bytearray(data or b" ")
    for _ in range(chance.choice((1, 3, 20))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    start, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
    return data[:start] + data[end:] if chance.random() < 0.5 else data[start:end]


def _again(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    start, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
    times = chance.choice((2, 5, 40)) if end - start < 5000 else 2
    return data[:end] + data[start:end] * times + data[end:]


def _spliced(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    other = chance.choice(list(others))
    start, end = sorted((chance.randint(0, len(other)), chance.randint(0, len(other))))
    at = chance.randint(0, len(data))
    return data[:at] + other[start:end] + data[at:]


def _tokens(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    for _ in range(chance.choice((1, 5, 50))):
        at = chance.randint(0, len(data))
        data = data[:at] + chance.choice(TOKENS).encode("utf-8", "surrogatepass") + data[at:]
    return data


def _repeated(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """A few tokens over and over, up to the limit: what takes quadratic time shows."""
    token = "".join(chance.choice(TOKENS) for _ in range(chance.randint(1, 3))).encode(
        "utf-8", "surrogatepass"
    )
    most = chance.choice((100, 300, 1000, 3000, 10_000, 30_000, Limits().text - min(len(data), 900_000)))
    at = chance.choice((0, len(data), chance.randint(0, len(data))))
    return data[:at] + token * (most // max(len(token), 1)) + data[at:]


def _lines(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    lines = data.split(b"\n")
    kind = chance.randrange(4)
    if kind == 0:
        chance.shuffle(lines)
    elif kind == 1:
        del lines[chance.randrange(len(lines))]
    elif kind == 2:
        lines = [line.strip() for line in lines if line.strip()]
    else:
        at = chance.randrange(len(lines))
        lines[at : at + 1] = [lines[at]] * chance.choice((2, 10, 3000))
    return chance.choice((b"\n", b"\n", b"\r\n", b"\r", b" ")).join(lines)


def _encoded(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    encoding = chance.choice(
        ("cp1251", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "koi8-r", "utf-8-sig", "utf-7")
    )
    return text.encode(encoding, "replace")


def _packed(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """A member of an archive changed, doubled, renamed or blown up."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()[:50]]
    except Exception:  # whatever is wrong with an archive that was broken already
        return _bytes(data, others, chance)
    at = chance.randrange(len(members)) if members else 0
    members = members or [("x", b"")]
    name, inner = members[at]
    kind = chance.randrange(6)
    if kind == 0:
        members[at] = (name, mutated(inner, others, chance)[: MOST_BYTES * 20])
    elif kind == 1:
        members.append((name, inner))
    elif kind == 2:
        members[at] = (
            chance.choice(("../x", "/etc/x", "media", "collection.anki2", "collection.anki21b", "")),
            inner,
        )
    elif kind == 3:
        members[at] = (name, b"\x00" * 50_000_000)
    elif kind == 4:
        del members[at]
    else:
        members += [(f"{number}", b"x") for number in range(chance.choice((10, 3000)))]
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # a name that comes twice is what we want
        for name, inner in members:
            archive.writestr(zipfile.ZipInfo(name or "_"), inner, zipfile.ZIP_DEFLATED)
    return out.getvalue()


CHANGES: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    _bytes, _cut, _again, _spliced, _tokens, _tokens, _repeated, _lines, _encoded, _packed,
)  # fmt: skip


class Reader:
    """A child process that reads files, and is replaced when one kills it or takes too long."""

    def __enter__(self) -> Reader:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read(self, case: Case) -> str:
        """``imported``, ``refused``, or what went wrong."""
        self._pipe.send(case)
        try:
            if self._pipe.poll(LIMIT):
                return str(self._pipe.recv())
            said = f"no end after {LIMIT:.0f} s"
        except (EOFError, OSError):
            self._process.join(1)
            said = f"the process died ({self._process.exitcode})"
        self._stop()
        self._start()
        return said

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def _stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _serve(pipe: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            case = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_verdict(case))


def _verdict(case: Case) -> str:
    source = Source(case.name, case.data)
    try:
        chosen = importer(case.format)
        read = chosen.read if chosen and case.by_name else import_file
        imported = read(source)
        for deck in imported.decks:
            load_deck(_yaml(deck))
        if len(case.data) < 50_000 and read(source) != imported:
            return "reading it again gave something else"
    except ImportRefused as refused:
        return "refused" if refused.faults else "refused without a reason"
    except DeckError as error:
        return f"a deck that cannot be asked from: {error.complaints[0]}"
    except BaseException:  # whatever it is, it is what is looked for
        return traceback.format_exc(limit=-6)
    return "imported"


def _yaml(deck: Deck) -> str:
    writer = exporter("yaml")
    assert writer is not None
    return writer.write(deck).data.decode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
