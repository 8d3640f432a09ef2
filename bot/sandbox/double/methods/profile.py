"""How the bot presents itself: commands, names, descriptions, the menu button."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.double.access import chat_to_read
from bot.sandbox.double.errors import bad_request
from bot.sandbox.double.parameters import Parameters
from bot.sandbox.double.world import CommandList, World, scope_key

Json = dict[str, Any]

MOST_COMMANDS, LONGEST_COMMAND, LONGEST_COMMAND_DESCRIPTION = 100, 32, 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}\Z")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?\Z")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", *_CHAT_SCOPES)


def _language(parameters: Parameters) -> str:
    language = parameters.text("language_code")
    if not _LANGUAGE.match(language):
        raise bad_request("invalid language code specified")
    return language


def _scope(world: World, parameters: Parameters) -> Json:
    given = parameters.mapping("scope") or {"type": "default"}
    kind = given.get("type")
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    scope: Json = {"type": kind}
    if kind in _CHAT_SCOPES:
        if not isinstance(given.get("chat_id"), int | str):
            raise bad_request("can't parse BotCommandScope: Can't find field \"chat_id\"")
        wanted = Parameters(parameters.method, {"chat_id": given["chat_id"]})
        scope["chat_id"] = chat_to_read(world, wanted).id
    if kind == "chat_member":
        if not isinstance(given.get("user_id"), int) or given["user_id"] not in world.people:
            raise bad_request("user not found")
        scope["user_id"] = given["user_id"]
    return scope


def _command(given: Any, *, may_be_ephemeral: bool) -> Json:
    if not isinstance(given, dict) or not isinstance(given.get("command"), str):
        raise bad_request("can't parse BotCommand: Can't find field \"command\"")
    if not isinstance(given.get("description"), str):
        raise bad_request("can't parse BotCommand: Can't find field \"description\"")
    command, description = given["command"].strip().removeprefix("/"), given["description"].strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > LONGEST_COMMAND:
        raise bad_request(f"command length must not exceed {LONGEST_COMMAND}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > LONGEST_COMMAND_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {LONGEST_COMMAND_DESCRIPTION}")
    if not _COMMAND.match(command):
        raise bad_request("BOT_COMMAND_INVALID")
    listed = {"command": command, "description": description}
    if may_be_ephemeral and _ephemeral(given):
        listed["is_ephemeral"] = True
    return listed


def _ephemeral(given: Json) -> bool:
    flag = given.get("is_ephemeral", False)
    if not isinstance(flag, bool):
        raise bad_request('can\'t parse BotCommand: Field "is_ephemeral" must be of type Boolean')
    return flag


def set_my_commands(world: World, parameters: Parameters) -> bool:
    """setMyCommands: for a scope and a language; an empty list removes them."""
    commands = parameters.items("commands")
    if commands is None:
        raise bad_request("can't parse commands JSON object")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    known = [_command(given, may_be_ephemeral=world.has_ephemeral_messages) for given in commands]
    listed = CommandList(_scope(world, parameters), _language(parameters), known)
    if not listed.commands:
        return delete_my_commands(world, parameters)
    world.commands[scope_key(listed.scope), listed.language] = listed
    world.keep("commands", f"{scope_key(listed.scope)}/{listed.language}", listed)
    world.emit("commands", listed.scope.get("chat_id"), listed.record)
    return True


def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """deleteMyCommands."""
    scope, language = _scope(world, parameters), _language(parameters)
    world.commands.pop((scope_key(scope), language), None)
    world.journal.remove("commands", f"{scope_key(scope)}/{language}")
    world.emit("commands", scope.get("chat_id"), CommandList(scope, language, []).record)
    return True


def get_my_commands(world: World, parameters: Parameters) -> list[Json]:
    """getMyCommands: exactly those of the scope and language, nothing inherited."""
    listed = world.commands.get((scope_key(_scope(world, parameters)), _language(parameters)))
    return listed.commands if listed else []


def _set(world: World, parameters: Parameters, field: str, longest: int) -> bool:
    text = parameters.text(field).strip()
    if len(text) > longest:
        raise bad_request(f"{field} must have at most {longest} characters")
    world.settings.profile.setdefault(field, {})[_language(parameters)] = text
    world.keep_settings()
    return True


def _get(world: World, parameters: Parameters, field: str) -> Json:
    by_language = world.settings.profile.get(field, {})
    return {field: by_language.get(_language(parameters)) or by_language.get("", "")}


def set_my_name(world: World, parameters: Parameters) -> bool:
    """setMyName: at most 64 characters; the default name is that of getMe too."""
    _set(world, parameters, "name", 64)
    name = parameters.text("name").strip()
    if name and not parameters.text("language_code"):
        world.bot["first_name"] = name
    return True


def get_my_name(world: World, parameters: Parameters) -> Json:
    """getMyName."""
    return {"name": _get(world, parameters, "name")["name"] or world.bot["first_name"]}


def set_my_description(world: World, parameters: Parameters) -> bool:
    """setMyDescription: at most 512 characters."""
    return _set(world, parameters, "description", 512)


def get_my_description(world: World, parameters: Parameters) -> Json:
    """getMyDescription."""
    return _get(world, parameters, "description")


def set_my_short_description(world: World, parameters: Parameters) -> bool:
    """setMyShortDescription: at most 120 characters."""
    return _set(world, parameters, "short_description", 120)


def get_my_short_description(world: World, parameters: Parameters) -> Json:
    """getMyShortDescription."""
    return _get(world, parameters, "short_description")


def set_chat_menu_button(world: World, parameters: Parameters) -> bool:
    """setChatMenuButton: of one private chat, or of all."""
    button = parameters.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: Unsupported type specified")
    if parameters.has("chat_id") and not chat_to_read(world, parameters).private:
        raise bad_request("menu button can be changed only in private chats")
    world.settings.menu_buttons[str(parameters.values.get("chat_id", ""))] = button
    world.keep_settings()
    return True


def get_chat_menu_button(world: World, parameters: Parameters) -> Json:
    """getChatMenuButton."""
    buttons = world.settings.menu_buttons
    key = str(parameters.values.get("chat_id", ""))
    return buttons.get(key) or buttons.get("") or {"type": "commands"}
