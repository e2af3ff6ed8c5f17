"""What is looked for in interviews, and where it was found."""

from dataclasses import dataclass
from enum import StrEnum

from whyshore.domain.interview import Role


class Mode(StrEnum):
    """How words are looked for."""

    PLAIN = "plain"
    """Anywhere, inside words too."""
    WORD = "word"
    """Only as whole words."""
    PATTERN = "regex"
    """As a regular expression."""


class Unit(StrEnum):
    """What a code goes on where words were found."""

    HIT = "hit"
    """The words found."""
    SENTENCE = "sentence"
    """The sentence they stand in."""
    TURN = "turn"
    """The turn they stand in."""


@dataclass(frozen=True, slots=True)
class Query:
    """Words to find; capitals and accents count only where `exact` asks for it."""

    words: str
    mode: Mode = Mode.PLAIN
    exact: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is looked for."""
        return not self.words.strip() if self.mode is not Mode.PATTERN else not self.words

    def __str__(self) -> str:
        """The query as people read it."""
        signs = {Mode.PLAIN: "“{}”", Mode.WORD: "the word “{}”", Mode.PATTERN: "/{}/"}
        return signs[self.mode].format(self.words) + (" as written" if self.exact else "")


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One place where something was found, with the words around it.

    `text_hash` is that of the text it was found in: in another text the positions mean nothing.
    """

    interview: str
    text_hash: str
    start: int
    end: int
    hit: str
    left: str = ""
    right: str = ""
    turn: int | None = None
    speaker: str = ""
    role: Role = Role.OTHER

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What tells one place from another."""
        return (self.interview, self.text_hash, self.start, self.end)


@dataclass(frozen=True, slots=True)
class FoundIn:
    """What was found in one interview."""

    interview: str
    title: str
    places: tuple[FoundPlace, ...]
    total: int
    """How many there are; more than `places` where not all were wanted."""
    asks: bool = True
    """Whether anybody is known to be the interviewer."""


@dataclass(frozen=True, slots=True)
class CodedMany:
    """What coding a list of places did."""

    coded: int
    already: int
    """Places that had the code already."""
    same: int
    """Places that lie in the same sentence or turn as another one of the list."""


@dataclass(frozen=True, slots=True)
class Recoded:
    """What giving codings another code, or taking them off, did."""

    changed: int
    merged: int = 0
    """Codings that went into one that was there already with the same code on the same words."""
    already: int = 0
    """Codings that had the code already."""
    gone: int = 0
    """Codings that another program had changed or removed meanwhile; they were left alone."""
