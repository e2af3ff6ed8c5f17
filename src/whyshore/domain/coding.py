"""One coder applied one code to one segment."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import uuid4

from whyshore.domain.anchoring import Outcome
from whyshore.domain.history import now
from whyshore.domain.interview import Interview
from whyshore.domain.segment import NOWHERE, Segment, anchor
from whyshore.domain.sent_quickly import sent_quickly
from whyshore.domain.words import shortened


class Origin(StrEnum):
    """How a coding came about."""

    OWN = "own"
    SUGGESTED = "suggested"
    IMPORTED = "imported"


@sent_quickly
@dataclass(frozen=True, slots=True)
class Coding:
    """One coder applied one code to one segment; the words are kept with it."""

    id: str
    segment: Segment
    code: str
    coder: str
    quote: str
    before: str = ""
    after: str = ""
    case: str | None = None
    """A case set on this coding alone; None takes the passage's or the interview's."""
    rating: int | None = None
    origin: Origin = Origin.OWN
    created: str = ""
    """When, as an ISO date and time in UTC."""
    codebook: str = field(default="", compare=False)
    """The mark of the codebook's version it was made under; `""` where that is not known."""
    anchored: Outcome = Outcome.KEPT
    """Whether it surely lies where its segment is, after its transcript was corrected."""

    @property
    def is_nowhere(self) -> bool:
        """Whether it has no place in its text: its words are gone, or another coding is there."""
        return self.segment.start >= NOWHERE

    @property
    def doubt(self) -> str:
        """What a reader must know of a coding that is adrift; `""` where it surely lies."""
        if self.anchored.is_settled:
            return ""
        place = "it has no place in the text" if self.is_nowhere else "its place is proposed"
        return f"{self.anchored.value}: these are the old words, {place}"


@dataclass(frozen=True, slots=True)
class CodedSegment:
    """A coding with what is needed to read it: whose words, where, and which case."""

    coding: Coding
    interview_title: str
    turn: int | None
    """The number of the turn it starts in."""
    speaker: str
    case: str | None
    case_name: str
    memo: str = ""
    time_code: str = ""
    """When that turn was said, as the source has it; `""` where it does not."""

    @property
    def citation(self) -> str:
        """How the words are cited: interview, turn, and time code where there is one."""
        where = f", turn {self.turn}" if self.turn else ""
        where += f", {self.time_code}" if self.time_code else ""
        return f"{self.interview_title}{where}"


def new_coding(interview: Interview, start: int, end: int, *, code: str, coder: str) -> Coding:
    """A coding of the characters from start to end, with its words and what is around them.

    White space at either end is left out, so that equal passages are equal.

    Raises:
        FixableError: there are no words there.
    """
    place = interview.trimmed(start, end)
    kept = anchor(interview.text, place.start, place.end)
    return Coding(
        id=uuid4().hex,
        segment=place,
        code=code,
        coder=coder,
        quote=kept.quote,
        before=kept.before,
        after=kept.after,
        created=now(),
    )


def in_words(coding: Coding, interview: Interview) -> str:
    """A coding as a person would name it: its words, the interview, the turn."""
    return f"“{shortened(coding.quote)}” ({interview.where(coding.segment.start)})"


def reading_order(coding: Coding) -> tuple[int, int, str, str]:
    """Sorts codings as one meets them while reading, longer ones first."""
    return (coding.segment.start, -coding.segment.end, coding.code, coding.coder)


def shortest_first(codings: Iterable[Coding]) -> list[Coding]:
    """Codings that cover one place, the one that says most precisely what is there first."""
    return sorted(codings, key=lambda each: (len(each.segment), each.segment, each.code))
