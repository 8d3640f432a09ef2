"""Decks that people bring: kept as one's own, shared in groups, changed, and taken away again."""

from study.brought.keeping import (
    arrive,
    changes_of,
    drop,
    keep,
    let_go,
    own,
    rename,
    renew,
    share,
    unshare,
    visible,
)
from study.brought.values import (
    Arrival,
    Brought,
    Changes,
    DeckGone,
    NotTheirDeck,
    Quota,
    TooManyDecks,
    as_written,
)

__all__ = [
    "Arrival",
    "Brought",
    "Changes",
    "DeckGone",
    "NotTheirDeck",
    "Quota",
    "TooManyDecks",
    "arrive",
    "as_written",
    "changes_of",
    "drop",
    "keep",
    "let_go",
    "own",
    "rename",
    "renew",
    "share",
    "unshare",
    "visible",
]
