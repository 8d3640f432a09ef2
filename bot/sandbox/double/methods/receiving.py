"""Who the bot is, and how its updates reach it."""

from __future__ import annotations

from typing import Any

from bot.sandbox.double.errors import bad_request
from bot.sandbox.double.parameters import Parameters
from bot.sandbox.double.updates import LONGEST_POLL
from bot.sandbox.double.world import World

Json = dict[str, Any]

_SECRET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


def get_me(world: World, parameters: Parameters) -> Json:
    """getMe."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": not world.settings.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def _allowed(world: World, parameters: Parameters) -> None:
    allowed = parameters.items("allowed_updates")
    if allowed is None:
        return
    if not all(isinstance(kind, str) for kind in allowed):
        raise bad_request("allowed_updates must be an Array of String")
    world.mailbox.set_allowed(allowed)


async def get_updates(world: World, parameters: Parameters) -> list[Json]:
    """getUpdates: confirms everything below `offset`, then waits up to `timeout` (at most 50) seconds."""
    world.mailbox.check_no_webhook()
    limit = parameters.integer("limit", 100)
    limit = limit if 1 <= limit <= 100 else 100
    _allowed(world, parameters)
    if parameters.integer("offset"):
        world.mailbox.confirm(parameters.integer("offset"))
    timeout = min(max(parameters.integer("timeout"), 0), LONGEST_POLL)
    return await world.mailbox.poll(limit, timeout)


def set_webhook(world: World, parameters: Parameters) -> bool:
    """setWebhook: remembered and shown by getWebhookInfo; this double delivers nothing to it."""
    address = parameters.text("url")
    if parameters.flag("drop_pending_updates"):
        world.mailbox.clear()
    if not address:
        world.mailbox.set_webhook({})
        return True
    if not address.lower().startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    connections = parameters.integer("max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad_request("invalid max_connections value specified")
    secret = parameters.text("secret_token")
    if len(secret) > 256 or not set(secret) <= _SECRET:
        raise bad_request("secret token contains unallowed characters")
    _allowed(world, parameters)
    world.mailbox.set_webhook({"url": address, "max_connections": connections})
    return True


def delete_webhook(world: World, parameters: Parameters) -> bool:
    """deleteWebhook."""
    if parameters.flag("drop_pending_updates"):
        world.mailbox.clear()
    world.mailbox.set_webhook({})
    return True


def get_webhook_info(world: World, parameters: Parameters) -> Json:
    """getWebhookInfo."""
    info: Json = {"url": "", "has_custom_certificate": False, **world.mailbox.webhook}
    info["pending_update_count"] = world.mailbox.unconfirmed
    if world.mailbox.allowed:
        info["allowed_updates"] = world.mailbox.allowed
    return info
