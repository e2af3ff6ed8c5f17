"""What became of a segment when its transcript was corrected."""

from dataclasses import dataclass
from enum import StrEnum

from whyshore.domain.segment import Anchor


class Kind(StrEnum):
    """What can be adrift."""

    CODING = "coding"
    PASSAGE = "passage"
    PIN = "guide_pin"


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


@dataclass(frozen=True, slots=True)
class Adrift:
    """Something whose place in a corrected text a person has to settle.

    Until then it keeps the words it lay on. It lies at the proposed place; an orphan, and what
    found its proposed place taken, lies nowhere.
    """

    kind: Kind
    about: str
    """The id of the coding, passage or pin."""
    interview: str
    state: Outcome
    was: Anchor
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reanchored:
    """One coding, passage or pin, and what became of it in a corrected text."""

    kind: Kind
    about: str
    what: str
    """The code, case or section it stands for."""
    placed: Placed
    was: str
    now: str
    turn: int | None = None
    """The number of the turn it lies in by now."""

    @property
    def is_changed(self) -> bool:
        """Whether it was kept although its words are not quite the same by now."""
        kept = self.placed.outcome is Outcome.KEPT
        return kept and self.was.split() != self.now.split()


@dataclass(frozen=True, slots=True)
class ChangedText:
    """A transcript whose text was corrected under codings, with what becomes of each."""

    interview: str
    path: str
    each: tuple[Reanchored, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many had this outcome."""
        return sum(each.placed.outcome is outcome for each in self.each)

    @property
    def in_words(self) -> str:
        """How many had each outcome, such as `12 kept, 1 needs review`."""
        counts = ((self.count(outcome), outcome.value) for outcome in Outcome)
        said = [f"{count} {name}" for count, name in counts if count]
        return ", ".join(said) or "nothing lies in it"

    @property
    def to_settle(self) -> int:
        """How many a person has to look at."""
        return sum(not each.placed.outcome.is_settled for each in self.each)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something adrift as a person settles it: the words it lay on beside the proposed ones."""

    kind: Kind
    about: str
    interview: str
    what: str
    """The code, case or section it stands for."""
    state: Outcome
    was: Anchor
    why: str
    start: int | None
    """Where it is proposed to lie; None where nothing is proposed."""
    end: int | None
    now: str
    before: str
    after: str
    where: str
    """The proposed place as people cite it."""
    text_hash: str

    @property
    def called(self) -> str:
        """What kind of thing it is, in words."""
        return self.kind.value.replace("_", " ")
