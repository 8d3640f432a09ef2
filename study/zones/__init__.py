"""Where a learner lives, as far as clocks are concerned: zones by name, by city, by offset and by place."""

from study.zones.finding import Found, find_zone, label, suggestions, zone_at
from study.zones.rules import UnknownZone, fixed_name, zone

__all__ = ["Found", "UnknownZone", "find_zone", "fixed_name", "label", "suggestions", "zone", "zone_at"]
