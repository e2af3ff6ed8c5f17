"""The shapes that analysis gives and export writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from whyshore.domain.case import Case, CaseGroup
from whyshore.domain.coding import CodedSegment
from whyshore.domain.synthesis import Statement


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a code is used: codings, and the interviews and cases they stand in."""

    code: str
    name: str
    depth: int
    codings: int
    interviews: int
    cases: int


@dataclass(frozen=True, slots=True)
class FrequencyTable:
    """Frequencies with what they are out of."""

    rows: tuple[Frequency, ...]
    codings: int
    interviews: int
    """The base of the interview counts: every included interview, coded or not."""
    cases: int
    """The base of the case counts: every case of the project, coded or not."""
    without_case: int
    """Codings that belong to no case."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Codes by cases: in each cell the number of codings."""

    codes: tuple[tuple[str, str], ...]
    """Id and name of each row."""
    cases: tuple[tuple[str, str], ...]
    """Id and name of each column."""
    counts: Mapping[tuple[str, str], int]
    """Code id and case id to the number of codings; a pair that is absent has none."""
    without_case: Mapping[str, int]
    """Code id to its codings that belong to no case."""

    def count(self, code: str, case: str) -> int:
        """The codings of one code in one case."""
        return self.counts.get((code, case), 0)


class Standing(StrEnum):
    """Whether a statement can be relied on."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class SupportedStatement:
    """A statement with the coded segments it rests on."""

    statement: Statement
    evidence: tuple[CodedSegment, ...]
    standing: Standing
    why: str = ""
    """What makes it stale or unsupported, in words."""


@dataclass(frozen=True, slots=True)
class SynthesisRow:
    """One case group with the statements of each column."""

    group: CaseGroup
    cases: tuple[Case, ...]
    cells: Mapping[str, tuple[SupportedStatement, ...]]


@dataclass(frozen=True, slots=True)
class SynthesisTable:
    """The finished synthesis: rows of case groups, columns of a facet."""

    columns: tuple[tuple[str, str], ...]
    """Facet value and heading of each column."""
    rows: tuple[SynthesisRow, ...]
    unused: tuple[CodedSegment, ...] = ()
    """Codings of included interviews that no statement rests on."""

    @property
    def statements(self) -> tuple[SupportedStatement, ...]:
        """Every statement, row by row and column by column."""
        return tuple(
            each for row in self.rows for column, _ in self.columns for each in row.cells[column]
        )


@dataclass(frozen=True, slots=True)
class DraftCode:
    """What the codings say about one code in one cell, to write a statement from."""

    code: str
    name: str
    orientation: str
    codings: int
    interviews: int
    quotes: tuple[CodedSegment, ...]
    """The strongest first."""
    used: bool
    """Whether a statement of the cell already rests on one of them."""
