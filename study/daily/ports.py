"""What schedules and deliveries ask of a storage, inside one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from study.daily.values import Coming, Delivery, Due, Schedule, State
from study.values import Place


class Calendar(Protocol):
    """Schedules and deliveries. Whoever inserts a delivery has its slot."""

    # planning: many rows at a time
    def due(self, now: int, limit: int) -> tuple[Due, ...]:
        """Schedules whose next instant has come (milliseconds), the longest due first; ``limit`` at the most."""

    def claim(self, slots: Sequence[tuple[int, int, str, str, int, str]]) -> None:
        """Take slots: (chat, topic, kind, local day, due at, state). Those taken before stay as they are."""

    def come_next(self, moments: Sequence[tuple[int | None, int, int, str]]) -> None:
        """Set when schedules come next, if at all: (instant, chat, topic, kind)."""

    def moments_ahead(self, now: int) -> tuple[tuple[str, int, int], ...]:
        """What schedules wait for: different (zone, wall time in minutes, instant) later than ``now``."""

    def shift(self, zone: str, wall: int, before: int, after: int) -> None:
        """Schedules of a zone and wall time that wait for one instant wait for another."""

    # delivering: one at a time
    def claimed(self, now: datetime, limit: int) -> tuple[Delivery, ...]:
        """Deliveries to be put together by now, the longest due first."""

    def settle(self, delivery: Delivery, state: State, session: int | None = None) -> None:
        """Note what became of a delivery."""

    def put_off(self, delivery: Delivery, due_at: datetime) -> None:
        """Deliver it later: its slot stays taken."""

    def taken(self, place: Place, kind: Coming, day: date) -> bool:
        """Whether the slot of a local day is taken, whatever became of it."""

    def drop_claimed(self, place: Place, kind: Coming) -> None:
        """What is claimed for a place and not delivered will not be."""

    def delivery_of(self, session: int) -> Delivery | None:
        """The delivery that asked a session."""

    def late_before(self, delivery: Delivery) -> int:
        """Slots of the same place that the bot came too late for, since the last one that arrived."""

    def days_missed(self, place: Place, kind: Coming) -> tuple[date, ...]:
        """Local days of slots that brought nothing through the bot's own fault: too late, or nothing to ask."""

    def set_plan(self, place: Place, steps: Sequence[tuple[date, int]]) -> None:
        """From study days on, questions are expected on these weekdays (bits; 0 is a pause).

        What was planned from the first of these days on is given up; the days before stay as they were.
        """

    def plans(self, place: Place) -> tuple[tuple[date, int], ...]:
        """Since when questions have been expected on which weekdays, oldest first."""

    def reach(self, chat: int, unreachable: str, now: datetime) -> None:
        """Note that a chat can be reached again (or why not)."""

    # schedules
    def schedule(self, place: Place, kind: Coming) -> Schedule | None:
        """What comes to a place."""

    def schedules_of(self, owner: int) -> tuple[Schedule, ...]:
        """What a person has set, in private and in groups."""

    def schedules_in(self, chat: int) -> tuple[Schedule, ...]:
        """What comes to a chat, in all of its topics, in their order."""

    def put_schedule(self, schedule: Schedule) -> None:
        """Store a schedule as it is by now."""

    # what the study of a group leaves behind
    def note_group_answer(self, place: Place, person: int, day: date, at: datetime) -> None:
        """Somebody answered in a group, on a study day of the group's own."""

    def group_days(self, place: Place) -> tuple[date, ...]:
        """The study days of a group, oldest first."""

    def members(self, chat: int, since: datetime) -> tuple[int, ...]:
        """People who answered in a group since an instant."""

    def answered(self, place: Place, at: datetime) -> None:
        """Somebody answered in a place: its schedules count the unanswered from here on."""
