"""What a screen knows of a project before and while an interview lies open."""

from collections import Counter
from dataclasses import dataclass, field

from whyshore.domain.case import Case, Passage
from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import Coding
from whyshore.domain.interview import Interview, Outline
from whyshore.domain.memo import Topic
from whyshore.domain.project import Settings


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the coding of an interview has come."""

    codings: int
    coded_turns: int
    turns: int
    """The turns that could be coded: all but headings and the interviewer's."""

    @property
    def percent(self) -> int | None:
        """The share of turns with at least one coding; None where there is no turn."""
        return round(100 * self.coded_turns / self.turns) if self.turns else None


@dataclass(frozen=True, slots=True)
class Overview:
    """A project as a whole, at one moment."""

    moment: int = 0
    """The number of the last change that is in it."""
    codebook: Codebook = field(default_factory=Codebook)
    codebook_problem: str = ""
    """What is wrong with the codebook's file now; then the last one that could be read counts."""
    outlines: tuple[Outline, ...] = ()
    progress: dict[str, Progress] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    memos: dict[tuple[Topic, str], str] = field(default_factory=dict)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Codings by interview and code."""
    recent: tuple[str, ...] = ()
    """The codes that the coder used last, the latest first."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """One interview to read, before what is on it is known."""

    interview: Interview
    position: int = 0
    """Where the coder last was in it."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is on an interview."""

    interview: str
    text_hash: str
    """The hash of the text that the positions count in."""
    codings: tuple[Coding, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """A project as it was opened, and the text to begin with; what is on that is asked for."""

    folder: str = ""
    coder: str = ""
    settings: Settings = field(default_factory=Settings)
    notices: tuple[str, ...] = ()
    """What opening found that needs a person's eye."""
    overview: Overview = field(default_factory=Overview)
    first: LaidOut | None = None
    """The interview that the coder was in last, else the first; None where there is none."""
    read_only: bool = False
    """Whether the project can be read only, so that nothing is saved in it."""
    corrected: bool = False
    """Whether texts that were corrected under codings wait to be taken over."""
    tour: bool = False
    """Whether the tour of the bundled project is to open by itself."""
