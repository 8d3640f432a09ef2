"""Files that people send, read in a process of their own: bounded in time and memory, whatever is in them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys

from content.complaint import Message
from content.importers import Imported, ImportRefused, Source
from content.importers.apart import reply, request

log = logging.getLogger(__name__)

SECONDS = 30.0
"""A file that takes longer, waiting for a processor included, is given up."""
TOO_HARD = Message(
    "file-too-hard",
    "this file takes too much time or memory to read: divide it, or save it in another format",
)


async def read_apart(source: Source, gate: asyncio.Semaphore) -> Imported:
    """The decks of a file, once the gate lets it in. Raises ``ImportRefused``, also where it takes too much."""
    async with gate:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "content.importers.apart",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            output, complaints = await asyncio.wait_for(process.communicate(request(source)), SECONDS)
        except TimeoutError:
            raise ImportRefused(TOO_HARD.at(0)) from None
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
    if process.returncode != 0:
        log.warning("a file could not be read: %s", complaints.decode(errors="replace")[-500:])
        raise ImportRefused(TOO_HARD.at(0))
    return reply(output)
