"""Where a learner lives, as far as clocks are concerned: zones by name, by city, by offset and by place."""

from study.zones.rules import UnknownZone, fixed_name, zone

__all__ = ["UnknownZone", "fixed_name", "zone"]
