"""What a deck must fulfil before it is published. Some of these rules take milliseconds per item."""

from __future__ import annotations

from content.checks.askable import ASKABLE
from content.checks.explanation import (
    dollars_in_pairs,
    fits_a_message,
    formulas_parse,
    narrow_tables,
    no_html,
    short_code,
)
from content.checks.guessing import hard_to_guess
from content.checks.rubric import (
    enough_phrasings,
    essential_key_point,
    groups_of_several,
    judged_by_key_points,
    judged_only_when_open,
    no_echo,
    phrasings_with_words,
    subjects_in_pairs,
)
from content.checks.rule import Rules
from content.checks.samples import enough_samples, judged_as_meant
from content.checks.wording import plain_texts, plain_titles, telling_reasons, told_summary, usual_options

CAREFUL = Rules(
    of_decks=(*ASKABLE.of_decks, plain_titles, told_summary, hard_to_guess),
    of_items=(
        *ASKABLE.of_items,
        plain_texts,
        telling_reasons,
        usual_options,
        judged_by_key_points,
        judged_only_when_open,
        essential_key_point,
        enough_phrasings,
        phrasings_with_words,
        no_echo,
        groups_of_several,
        subjects_in_pairs,
        enough_samples,
        formulas_parse,
        dollars_in_pairs,
        narrow_tables,
        short_code,
        fits_a_message,
        no_html,
        judged_as_meant,
    ),
)
