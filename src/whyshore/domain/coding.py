"""One coder applied one code to one segment."""

from dataclasses import dataclass
from enum import StrEnum

from whyshore.domain.segment import Segment


class Origin(StrEnum):
    """How a coding came about."""

    OWN = "own"
    SUGGESTED = "suggested"
    IMPORTED = "imported"


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
