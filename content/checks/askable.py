"""What the bot cannot do without. Looked at whenever a deck is loaded, so these rules are quick."""

from __future__ import annotations

from content.checks.asking import (
    different_options,
    few_line_feeds,
    fields_of_its_ways,
    fits_a_poll,
    one_way_with_options,
    right_options,
    rubric_in_bounds,
)
from content.checks.rule import Rules
from content.checks.whole import ids_differ, slug_is_file_name, slug_not_of_brought

ASKABLE = Rules(
    of_decks=(slug_is_file_name, slug_not_of_brought, ids_differ),
    of_items=(
        fields_of_its_ways,
        fits_a_poll,
        rubric_in_bounds,
        one_way_with_options,
        right_options,
        different_options,
        few_line_feeds,
    ),
)
