"""Which respondent of the survey a case is, as far as a person has said so."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from whyshore.domain.case import Case

Names = Mapping[str, str]
"""The name of each respondent, by key."""


class Method(StrEnum):
    """What a link rests on: the sign that brought the two together."""

    KEY = "key"
    """The case carries the respondent's key."""
    EXACT = "exact"
    """The same name, letter by letter."""
    ALIAS = "alias"
    """A name that somebody gave the case before."""
    NORMALISED = "normalised"
    """The same name without accents, punctuation and legal forms."""
    SIMILAR = "similar"
    """A name like it; least sure of all."""
    MANUAL = "manual"
    """A person's own knowledge; no name says so."""


class Consent(StrEnum):
    """Whether the firm lets its answers be shown beside its name."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_ASKED = "not asked"


class Level(StrEnum):
    """Whom the respondent answered for."""

    FIRM = "firm"
    GROUP = "group"
    """For a whole group of companies, of which the case is one."""
    PLANT = "plant"
    """For one plant of the company."""


@dataclass(frozen=True, slots=True)
class Link:
    """A person's word on a case and a respondent: that they are one firm, or that they are not."""

    id: str
    case: str
    respondent: str
    """The respondent's key in the survey."""
    method: Method
    consent: Consent = Consent.NOT_ASKED
    level: Level = Level.FIRM
    rejected: bool = False
    """Whether the person said that they are two different firms."""
    confirmed_by: str = ""
    created: str = ""

    @property
    def shows_answers(self) -> bool:
        """Whether the answers may be shown beside the case's name."""
        return not self.rejected and self.consent is Consent.GIVEN


@dataclass(frozen=True, slots=True)
class Candidate:
    """A respondent that may be the firm of a case, with the reason to think so."""

    respondent: str
    name: str
    method: Method
    score: float
    """How alike the whole names are, 0 to 100."""
    why: str
    sure: bool = False
    """Whether it stands out enough to be proposed; it still needs a person's yes."""
    linked_to: tuple[str, ...] = ()
    """Names of the cases that are linked to this respondent already."""


@dataclass(frozen=True, slots=True)
class CaseToLink:
    """A case with its link, or with the respondents it may be."""

    case: Case
    link: Link | None = None
    respondent_name: str = ""
    """The name of the linked respondent; empty where the data no longer hold it."""
    candidates: tuple[Candidate, ...] = ()
    rejected: int = 0
    """How many respondents a person said it is not."""

    @property
    def proposed(self) -> Candidate | None:
        """The one respondent that stands out, where one does."""
        return next((each for each in self.candidates if each.sure), None)


@dataclass(frozen=True, slots=True)
class Linkage:
    """Every case with its link or candidates, and what is on one side alone."""

    cases: tuple[CaseToLink, ...]
    names: Names
    """The name of every respondent, by key."""
    unit: str
    synthetic: str = ""
    """What to say of made-up answers."""
    interviews_without_case: tuple[str, ...] = ()
    """Interviews that no case comes from, by title."""
    cases_without_interview: tuple[str, ...] = ()
    """Cases that no interview is about, by name."""
    flagged: tuple[str, ...] = ()
    """What to look at: links to nobody, answers of a group or a plant."""

    @property
    def linked(self) -> tuple[CaseToLink, ...]:
        """The cases that have a respondent."""
        return tuple(each for each in self.cases if each.link)

    @property
    def unlinked(self) -> tuple[CaseToLink, ...]:
        """The cases without a respondent."""
        return tuple(each for each in self.cases if not each.link)

    @property
    def respondents_alone(self) -> tuple[str, ...]:
        """The keys of the respondents that are no case's, in the order of the data."""
        taken = {each.link.respondent for each in self.linked if each.link}
        return tuple(each for each in self.names if each not in taken)
