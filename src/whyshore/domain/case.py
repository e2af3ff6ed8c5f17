"""What is compared: a company in a country, and groups of them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from whyshore.domain.segment import NOWHERE, Segment

NO_CASE = "no case"
"""How codings that belong to no case are named and asked for."""
LEFT_OUT: Mapping[str, str] = {"include": "no"}
"""The attribute of a case that counts in no table, as those of a practice interview."""


@dataclass(frozen=True, slots=True)
class Case:
    """A company in a country, with facts about it."""

    id: str
    company: str
    country: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    """Other names for the company or the case, as found in transcripts and surveys."""

    @property
    def name(self) -> str:
        """How the case is shown: company, dash, country."""
        return case_name(self.company, self.country)

    def is_called(self, company: str, country: str = "") -> bool:
        """Whether a company's name or alias, in a country where one is given, means this case."""
        names = {self.company.casefold(), *(alias.casefold() for alias in self.aliases)}
        same_country = not country or country.casefold() == self.country.casefold()
        return company.casefold() in names and same_country

    @property
    def include(self) -> bool:
        """Whether it counts in tables; its attribute `include` set to `no` leaves it out."""
        return self.attributes.get("include") != LEFT_OUT["include"]


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """A row of the synthesis: a label and its cases in printed order."""

    id: str
    label: str
    position: int
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an interview that is about one case. Passages of one interview never overlap."""

    id: str
    segment: Segment
    case: str

    @property
    def is_nowhere(self) -> bool:
        """Whether a corrected text no longer has it."""
        return self.segment.start >= NOWHERE


@dataclass(frozen=True, slots=True)
class DefaultCase:
    """The case that an interview is about outside its passages; None for none."""

    interview: str
    case: str | None


def case_name(company: str, country: str) -> str:
    """Company and country as one name; just the company where there is no country."""
    return f"{company} – {country}" if country else company


def slug(name: str) -> str:
    """A name as an id: letters and digits of any script in lower case, joined by hyphens."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(letter)
    )
    return re.sub(r"[\W_]+", "-", bare).strip("-")


def new_case(company: str, country: str = "", aliases: Sequence[str] = ()) -> Case:
    """A case with the id that its company and country give it."""
    return Case(slug(f"{company} {country}"), company, country, aliases=tuple(aliases))


def parse_case_name(text: str) -> tuple[str, str]:
    """Company and country from one name.

    Takes `Company – Country`, `Company | Country` and `Company / Country`; a plain hyphen
    counts only with a space on either side, as companies carry hyphens of their own.
    """
    parts = re.split(r"\s*[–—|/]\s*|\s-\s|\s*,\s+(?=[^,]*$)", text.strip())
    company, country = (*parts[:1], " ".join(parts[1:])) if len(parts) > 1 else (text.strip(), "")
    return company.strip(), country.strip()


def case_of(
    segment: Segment, passages: Sequence[Passage], default: str | None, own: str | None = None
) -> str | None:
    """The case a coded segment belongs to, or None where nothing says so.

    A case set on the coding itself wins. Otherwise the passage that holds most of its
    characters, where the characters outside every passage count for the interview's default
    case; at a tie the passage that comes first. Nothing is ever guessed from the words.
    """
    if own is not None:
        return own
    shares = [(segment.shared(passage.segment), passage.case) for passage in passages]
    shares = [share for share in shares if share[0]]
    outside = len(segment) - sum(length for length, _ in shares)
    best = max(shares, key=lambda share: share[0], default=(0, default))
    return best[1] if best[0] >= outside and best[0] else default
