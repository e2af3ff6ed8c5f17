"""A transcript and who speaks when."""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256

from whyshore.domain.case import Case
from whyshore.domain.segment import Segment
from whyshore.domain.sent_quickly import sent_quickly
from whyshore.errors import FixableError


class Role(StrEnum):
    """What a speaker does in the interview."""

    INTERVIEWER = "interviewer"
    RESPONDENT = "respondent"
    OTHER = "other"


@sent_quickly
@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch of speech, or one paragraph where nobody is named.

    `start` to `end` covers the label too; the words begin at `words_start`. Turns are
    numbered from 1 and cited by that number. Two turns never overlap.
    """

    number: int
    start: int
    words_start: int
    end: int
    label: str = ""
    """The speaker label as written, `""` where nobody is named."""
    speaker: str = ""
    """The speaker's name with punctuation and marks taken off."""
    role: Role = Role.OTHER
    time_code: str = ""


@dataclass(frozen=True, slots=True)
class Interview:
    """One transcript: its facts, and the one text that every position counts in."""

    id: str
    path: str
    title: str
    text: str
    turns: tuple[Turn, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    """Where sentences start and end, in order, never across turns."""
    language: str = "en"
    date: str = ""
    source: str = ""
    notes: str = ""
    encoding: str = "utf-8"
    include: bool = True
    """False leaves it out of every table and count across interviews."""
    fictional: bool = False
    default_case: str | None = None
    """The id of the case that codings outside any passage belong to."""
    front_case: str | None = None
    """The default case as its front matter gives it; a coder may have set another since."""
    named_cases: tuple[str, ...] = ()
    """The ids of the cases it is said to be about."""
    cases: tuple[Case, ...] = field(default=(), compare=False)
    """Those cases as its front matter describes them; only while it is read."""

    @property
    def text_hash(self) -> str:
        """The SHA-256 of the text, so that a changed transcript is noticed."""
        return text_hash(self.text)

    def turn_at(self, position: int) -> Turn | None:
        """The turn that holds a position; between turns, the one before it."""
        return turn_at(self.turns, position)

    def where(self, position: int) -> str:
        """A position as people cite it: the interview's id and the turn."""
        turn = self.turn_at(position)
        return f"{self.id}, turn {turn.number}" if turn else self.id

    def with_default_case(self, case: str | None) -> "Interview":
        """The same interview, about another case outside its passages."""
        return replace(self, default_case=case)

    def trimmed(self, start: int, end: int) -> Segment:
        """The segment from start to end without white space at its ends.

        Raises:
            FixableError: there is nothing but white space in it, or it lies outside the text.
        """
        words = self.text[start:end]
        bare = words.strip()
        if not bare or end > len(self.text):
            raise FixableError("There are no words there to code.")
        first = start + len(words) - len(words.lstrip())
        return Segment(self.id, first, first + len(bare))


@dataclass(frozen=True, slots=True)
class NamedFile:
    """An interview that bears another id than its path gives, as its file was renamed."""

    interview: str
    path: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What a list of interviews shows of one, without its text."""

    id: str
    title: str
    include: bool
    fictional: bool
    default_case: str | None


def is_codable(turn: Turn) -> bool:
    """Whether one would code a turn: everybody's but the interviewer's, and no heading."""
    is_heading = heads(turn.start, turn.words_start, turn.label, turn.time_code)
    return turn.role is not Role.INTERVIEWER and not is_heading


def heads(start: int, words_start: int, label: str, time_code: str) -> bool:
    """Whether a turn is a Markdown heading: signs stand before its words, and they are no label."""
    return words_start > start and not label and not time_code


def has_interviewer(interview: Interview) -> bool:
    """Whether anybody in it is known to be the interviewer."""
    return any(turn.role is Role.INTERVIEWER for turn in interview.turns)


def text_hash(text: str) -> str:
    """The SHA-256 of a text in UTF-8; lone surrogates count as they stand."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def turn_at(turns: tuple[Turn, ...], position: int) -> Turn | None:
    """The turn that holds a position; between turns, the one before it."""
    index = bisect_right(turns, position, key=lambda turn: turn.start) - 1
    return turns[index] if index >= 0 else None
