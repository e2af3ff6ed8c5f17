"""What became of a segment when its transcript was corrected."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How sure it is where a segment lies in the new text."""

    KEPT = "kept"
    """In its place, with the same words or slightly corrected ones."""
    MOVED = "moved"
    """The same words elsewhere, as where a paragraph was put in another place."""
    REVIEW = "needs review"
    """There is a place that may be it; a person has to say."""
    ORPHANED = "orphaned"
    """Its words are gone; it keeps its quote and lies nowhere."""

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to look at it."""
        return self in {Outcome.KEPT, Outcome.MOVED}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a segment of the old text lies in the new one, as far as that can be said."""

    outcome: Outcome
    start: int = 0
    end: int = 0
    why: str = ""
    """What speaks for it, or against it, in words for a person."""
    score: float = 1.0
    """How alike old and new words are, from 0 to 1."""
