"""A process that has imported the bot and bears others by forking: ``python -m tests.kill.nursery``.

A life that is about to be killed need not import half a hundred megabytes first: on a busy machine that takes
longer than what it is there for. Each line of standard input is JSON: the module whose ``main`` is to run, its
arguments, and the file for standard error. On standard output stand ``born PID``, ``up PID`` and ``ended PID CODE``
(negative: the signal). Where standard input ends, everybody alive is killed.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import select
import signal
import sys
import traceback
from typing import Any, NoReturn

PATIENCE = 0.01
"""Seconds after which it looks again whether somebody has ended."""


def main() -> None:
    """Bear and bury until standard input ends."""
    for module in sys.argv[1:]:
        importlib.import_module(module)
    say("ready")
    alive: set[int] = set()
    waiting = b""
    while True:
        bury(alive)
        if not select.select([0], [], [], PATIENCE)[0]:
            continue
        piece = os.read(0, 65536)
        if not piece:
            break
        *lines, waiting = (waiting + piece).split(b"\n")
        for line in lines:
            alive.add(bear(json.loads(line)))
    for pid in alive:
        os.kill(pid, signal.SIGKILL)


def bear(wanted: dict[str, Any]) -> int:
    """Fork; the child never returns from here."""
    pid = os.fork()
    if pid == 0:
        live(wanted)
    say(f"born {pid}")
    return pid


def live(wanted: dict[str, Any]) -> NoReturn:
    """What a process of its own would do: run, tell a traceback, end with a code."""
    log = os.open(wanted["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(log, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    code = 0
    try:
        asyncio.run(importlib.import_module(wanted["module"]).main(*wanted["arguments"]))
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    finally:
        sys.stderr.flush()
        os._exit(code)


def bury(alive: set[int]) -> None:
    """Tell who has ended, and how."""
    for pid in [*alive]:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            alive.discard(pid)
            say(f"ended {pid} {os.waitstatus_to_exitcode(status)}")


def say(line: str) -> None:
    """One line, whole: others write here, too."""
    os.write(1, line.encode() + b"\n")


if __name__ == "__main__":
    main()
