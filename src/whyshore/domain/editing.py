"""An edit of transcripts before it is made: what would change, and what it does to codings."""

from dataclasses import dataclass

from whyshore.domain.words import counted


@dataclass(frozen=True, slots=True)
class EditedPlace:
    """One place that is edited, with the words around it before and after."""

    interview: str
    turn: int | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EditPreview:
    """What an edit would do."""

    places: tuple[EditedPlace, ...]
    codings: int
    """How many codings have other words afterwards."""
    shorter: int
    """How many of them lose words that nothing takes the place of."""
    emptied: tuple[str, ...] = ()
    """What would lose all its words, counted, as `1 coding`; the edit is refused then."""
    notes: tuple[str, ...] = ()
    """What else follows from it."""

    @property
    def in_words(self) -> str:
        """How much is touched, such as `2 places, 1 coding touched`."""
        return f"{counted(len(self.places), 'place')}, {counted(self.codings, 'coding')} touched"

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know before it is done."""
        lose = "loses" if self.shorter == 1 else "lose"
        shorter = (f"{counted(self.shorter, 'coding')} {lose} words.",) if self.shorter else ()
        emptied = tuple(
            f"{what} would lose all words, so this is refused. Remove it or move it first."
            for what in self.emptied
        )
        return (*shorter, *emptied, *self.notes)

    @property
    def is_plain(self) -> bool:
        """Whether it is one place, where nothing is lost: a typo put right."""
        return len(self.places) == 1 and not self.warnings
