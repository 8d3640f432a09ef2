"""The bot's mailbox: updates wait until they are confirmed, and come again until then."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from bot.sandbox.double.errors import ApiError
from bot.sandbox.double.journal import Journal

Json = dict[str, Any]

KEPT_SECONDS = 24 * 60 * 60
CALLBACK_KEPT_SECONDS = 150
LONGEST_POLL = 50  # seconds
REMEMBERED = 1_000  # confirmed updates that can be delivered a second time
_ONLY_WHEN_NAMED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_SECOND_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


@dataclass(frozen=True, slots=True)
class Update:
    """An update on its way to the bot; expires_at in Unix seconds of the double's clock."""

    id: int
    kind: str
    body: Json
    expires_at: float

    def json(self) -> Json:
        """Bot API `Update`."""
        return {"update_id": self.id, self.kind: self.body}

    def record(self) -> Json:
        """For the journal."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Mailing:
    """What has to be known about the mailbox itself: the next update's id and what the bot wants."""

    next_id: int
    allowed: list[str]
    webhook: Json

    def record(self) -> Json:
        """For the journal."""
        return asdict(self)


class Mailbox:
    """Updates for the bot, delivered at least once, as getUpdates does it."""

    def __init__(self, now: Callable[[], float], journal: Journal) -> None:
        self._now = now
        self._journal = journal
        self._waiting: dict[int, Update] = {}
        self._gone: deque[Update] = deque(maxlen=REMEMBERED)
        self._again: list[Update] = []
        self._poller: asyncio.Future[None] | None = None
        self._empty = asyncio.Event()
        self._empty.set()
        self._closing = False
        self.allowed: list[str] = []  # empty: the default, all but a few kinds
        self.webhook: Json = {}
        self.next_id = 100_000_001
        self._restore()

    def _restore(self) -> None:
        for record in self._journal.load("mailing"):
            mailing = Mailing(**record)
            self.next_id, self.allowed, self.webhook = mailing.next_id, mailing.allowed, mailing.webhook
        for record in sorted(self._journal.load("update"), key=lambda r: int(r["id"])):
            self._waiting[record["id"]] = Update(**record)
        self._notice_empty()

    def _keep(self) -> None:
        self._journal.put("mailing", "", Mailing(self.next_id, self.allowed, self.webhook))

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for updates of this kind."""
        return kind in self.allowed if self.allowed else kind not in _ONLY_WHEN_NAMED

    def put(self, kind: str, body: Json) -> int | None:
        """Queue an update; its id, or None when the bot does not want this kind."""
        if not self.wants(kind):
            return None
        kept = CALLBACK_KEPT_SECONDS if kind == "callback_query" else KEPT_SECONDS
        update = Update(self.next_id, kind, body, self._now() + kept)
        self.next_id += 1
        self._waiting[update.id] = update
        self._journal.put("update", str(update.id), update)
        self._keep()
        self._empty.clear()
        self._wake()
        return update.id

    def repeat(self, update_id: int) -> None:
        """Deliver an update once more, confirmed or not; KeyError when it is no longer known."""
        known = {update.id: update for update in (*self._gone, *self._waiting.values())}
        self._again.append(known[update_id])
        self._empty.clear()
        self._wake()

    def _wake(self) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def _notice_empty(self) -> None:
        if self._waiting or self._again:
            self._empty.clear()
        else:
            self._empty.set()

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed yet."""
        return len(self._waiting) + len(self._again)

    async def all_confirmed(self) -> None:
        """Wait until the bot has confirmed every update."""
        await self._empty.wait()

    def confirm(self, offset: int) -> None:
        """Forget what the offset confirms: all below it; a negative one keeps only the last ones."""
        if offset < 0:
            kept = list(self._waiting)[offset:]
            offset = kept[0] if kept else self.next_id
        for update_id in [known for known in self._waiting if known < offset]:
            self._forget(update_id)
        self._notice_empty()

    def _forget(self, update_id: int) -> None:
        self._gone.append(self._waiting.pop(update_id))
        self._journal.remove("update", str(update_id))

    def _expire(self) -> None:
        now = self._now()
        for update_id in [u.id for u in self._waiting.values() if u.expires_at <= now]:
            self._forget(update_id)
        self._notice_empty()

    def clear(self) -> None:
        """Drop everything (drop_pending_updates)."""
        self.confirm(self.next_id)

    async def poll(self, limit: int, patience: float) -> list[Json]:
        """The oldest unconfirmed updates; waits up to `patience` seconds for the first.

        A poll that is under way ends with 409, as does polling while a webhook is set.
        """
        self.check_no_webhook()
        self._replace_poller()
        batch = self._batch(limit)
        if batch or patience <= 0 or self._closing:
            return batch
        poller = self._poller = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poller, patience)
        except TimeoutError:
            return []
        finally:
            if self._poller is poller:
                self._poller = None
        return self._batch(limit)

    def check_no_webhook(self) -> None:
        """409 while a webhook is set."""
        if self.webhook:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )

    def _replace_poller(self) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(ApiError(409, _SECOND_POLLER))
        self._poller = None

    def _batch(self, limit: int) -> list[Json]:
        self._expire()
        # An unconfirmed one waits: as the newest of a full batch it would confirm what was never delivered.
        batch = [update for update in self._again if update.id not in self._waiting][:limit]
        self._again = [update for update in self._again if update not in batch]
        for update in self._waiting.values():
            if len(batch) >= limit:
                break
            batch.append(update)
        return [update.json() for update in sorted(batch, key=lambda update: update.id)]

    def set_allowed(self, allowed: list[str]) -> None:
        """Remember which kinds of updates the bot wants; an empty list means the default."""
        if allowed != self.allowed:
            self.allowed = allowed
            self._keep()

    def set_webhook(self, webhook: Json) -> None:
        """Set, or with an empty object remove, the webhook; ends a poll under way."""
        self.webhook = webhook
        if webhook:
            self._replace_poller()
        self._keep()

    def close(self) -> None:
        """Let a poll under way return, and every later one at once."""
        self._closing = True
        self._wake()

    def open(self) -> None:
        """Let polls wait again."""
        self._closing = False
