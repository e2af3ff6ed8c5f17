"""The interview guide, and an interview read by its questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from whyshore.domain.interview import Turn


@dataclass(frozen=True, slots=True)
class GuideSection:
    """One block of a guide: what is to be asked, and words it can be told by."""

    id: str
    title: str
    questions: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    """What the interviewer may go on with, such as answers to offer."""
    cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guide:
    """What an interviewer sets out to ask, in order."""

    title: str = ""
    source: str = ""
    sections: tuple[GuideSection, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, GuideSection]:
        """The sections by their ids."""
        return {section.id: section for section in self.sections}


@dataclass(frozen=True, slots=True)
class Pin:
    """A person's word that a turn belongs to a section, or (`""`) to none of its own."""

    id: str
    interview: str
    start: int
    """Where the words of the turn begin."""
    section: str
    quote: str
    """How the turn's words begin, so that a pin is never taken to other words."""
    coder: str
    created: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn that belongs to a section of the guide, and why."""

    turn: Turn
    section: str
    why: str
    pinned: bool = False
    follows: bool = False
    """Whether it only goes on from the question before."""


@dataclass(frozen=True, slots=True)
class GuidePart:
    """What an interview holds on one section, from its questions to the next section's."""

    section: GuideSection | None
    """None is what comes before the first question, or where a guide does not fit."""
    asked: tuple[Asked, ...] = ()
    answer_words: int = 0
    """Words of everybody but the interviewer."""
    codings: int = 0


@dataclass(frozen=True, slots=True)
class GuideView:
    """An interview by the sections of the guide."""

    guide: Guide
    parts: tuple[GuidePart, ...] = ()
    """One for each section, in the order of the guide."""
    outside: GuidePart | None = None
    """What belongs to no section; None where nothing does."""

    @property
    def fits(self) -> bool:
        """Whether the interview follows the guide at all."""
        return any(part.asked for part in self.parts)

    @property
    def questions(self) -> list[Asked]:
        """The turns that ask what the guide asks, in reading order, without what follows them."""
        found = [each for part in self.parts for each in part.asked if not each.follows]
        return sorted(found, key=lambda each: each.turn.start)
