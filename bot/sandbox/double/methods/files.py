"""Files the bot wants to download."""

from __future__ import annotations

from typing import Any

from bot.sandbox.double.errors import bad_request
from bot.sandbox.double.files import MOST_DOWNLOAD_BYTES
from bot.sandbox.double.parameters import Parameters
from bot.sandbox.double.world import World


def get_file(world: World, parameters: Parameters) -> dict[str, Any]:
    """getFile: Bot API `File` with the file_path to download, up to 20 MB."""
    file = world.files.get(parameters.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > MOST_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return file.file()
