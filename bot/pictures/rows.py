"""What a podium picture shows: rows of people, teams or the two of a duel, in the caller's words."""

from dataclasses import dataclass

from bot.pictures.lettering import initials, readable

LAST_PLACE = 99_999


@dataclass(frozen=True, slots=True)
class Row:
    """One who took part: a place from 1 to 99999 (a tie shares it), a name of any kind and the points as shown.

    The note is a few words more, such as how many answers were right. `colour_of` is any whole number that stays
    the same for this one, such as an id: it chooses the colour behind the initials.
    """

    place: int
    name: str
    points: str
    note: str = ""
    colour_of: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.place <= LAST_PLACE:
            raise ValueError(f"a place is a number from 1 to {LAST_PLACE}, not {self.place}")

    @property
    def shown_name(self) -> str:
        """The name as far as the font can show it, or the place when nothing of it is left."""
        return readable(self.name) or f"№ {self.place}"

    @property
    def initials(self) -> str:
        """One or two letters for the disc, or a number sign for a name without letters."""
        return initials(readable(self.name)) or "№"


@dataclass(frozen=True, slots=True)
class Podium:
    """A title, a line below it, the rows on the steps (at least one) and the rows that follow them.

    Three rows have room on the steps: any more of `places`, as a tie of four brings, open the list.
    """

    title: str
    subtitle: str
    places: tuple[Row, ...]
    rest: tuple[Row, ...]

    def __post_init__(self) -> None:
        if not self.places:
            raise ValueError("a podium needs at least one row in its places")
