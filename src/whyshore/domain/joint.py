"""Joint displays: numbers and quotes side by side, with what a person makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from whyshore.domain.coding import CodedSegment
from whyshore.domain.cross_tab import Cell, Correction, TableRequest
from whyshore.domain.expressions import Expression

DISPLAYS = ("jd1", "jd2", "jd3", "jd4")
REST = "rest"
"""In place of codes: every statement that rests on none of the codes of the other items."""
OUTSIDE = "outside"
"""How the attribute `frame` of a case begins that lies outside the survey's frame."""


class Fit(StrEnum):
    """How the two sides go together, as a person judges it."""

    CONFIRMS = "confirms"
    EXPANDS = "expands"
    CONTRADICTS = "contradicts"
    SILENT = "silent"
    """One side says nothing on the matter."""


class Show(StrEnum):
    """What stands in a cell of codes by attributes."""

    COUNTS = "counts"
    """Codings, and cases of all cases in the column."""
    CODINGS = "codings"
    CASES = "cases"
    QUOTES = "quotes"


class Blank(StrEnum):
    """Why there is nothing in a cell; each has a sign of its own."""

    NOT_LINKED = "not linked"
    NO_CONSENT = "no consent"
    OUTSIDE = "outside the frame"
    WITHHELD = "withheld"
    """There is an answer and consent, but named answers were not asked for."""
    GONE = "respondent gone"
    """The link points to somebody whom the data no longer hold."""
    NOT_ASKED = "not asked"
    MISSING = "no answer"


@dataclass(frozen=True, slots=True)
class Finding:
    """A person's word on one line of a joint display: the fit, and the meta-inference."""

    id: str
    display: str
    """Which display, such as `jd1`."""
    line: str
    """The key of the line, such as a case or an item."""
    fit: Fit | None = None
    text: str = ""
    author: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class JointCell:
    """One cell: words, a share with its base, a test, or the reason why it is blank."""

    words: str = ""
    blank: Blank | None = None
    share: Cell | None = None
    p: float | None = None
    adjusted: float | None = None
    count: int | None = None
    """A bare number, of pairs, codings or cases."""
    quotes: tuple[CodedSegment, ...] = ()
    """The coded segments that stand behind it."""
    table: TableRequest | None = None
    """The survey table that stands behind it."""


@dataclass(frozen=True, slots=True)
class JointLine:
    """One line with what a person made of it."""

    key: str
    label: str
    cells: tuple[JointCell, ...]
    finding: Finding | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class JointDisplay:
    """A finished display."""

    id: str
    title: str
    first: str
    """The heading of the labels."""
    columns: tuple[tuple[str, str], ...]
    """Key and heading of each column."""
    lines: tuple[JointLine, ...]
    below: tuple[str, ...] = ()
    """What a reader has to know: bases, tests, sources, what may not be worked out."""
    named: int = 0
    """How many firms' answers stand beside their names."""
    judged: bool = True
    """Whether a person says of each line how its two sides fit."""


# --- what joint.yaml asks for ---


@dataclass(frozen=True, slots=True)
class About:
    """A fact of the cases that is shown, and the direction of the quotes behind it."""

    attribute: str
    label: str
    quotes: str = ""
    """A value of the codebook's direction facet; empty for no quotes."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A share that is worked out for each sub-group, to read a case against."""

    label: str
    rule: Expression


@dataclass(frozen=True, slots=True)
class CasePlan:
    """JD1: what is shown of each case, and which answers of its respondent."""

    title: str
    about: tuple[About, ...]
    groups: str = ""
    frame: Expression | None = None
    answers: tuple[str, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MechanismPlan:
    """JD2: the items of a battery or set, the codes that speak of each, and the statements."""

    title: str
    rows: str
    groups: str
    column: str
    """The column of the synthesis whose statements are counted."""
    items: Mapping[str, tuple[str, ...]]
    correction: Correction = Correction.BONFERRONI
    families: tuple[str, ...] = ()
    """Codes whose branches the statements are counted by."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mission:
    """One column of JD3: what became of the mission and of the plant."""

    label: str
    mission: tuple[str, ...]
    outcome: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HypothesisPlan:
    """JD3: cases by the orientation they went abroad with, and by what became of it."""

    title: str
    orientation: str
    mission: str
    outcome: str
    verdict: str
    rows: Mapping[str, str]
    """Each orientation with the hypothesis about it."""
    columns: tuple[Mission, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfilePlan:
    """JD4: the sub-groups by some variables, with the cases nested in them."""

    title: str
    groups: str
    rest: Expression
    """Who is in none of the groups."""
    rest_label: str
    rows: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JointPlan:
    """Everything that `joint.yaml` says."""

    jd1: CasePlan | None = None
    jd2: MechanismPlan | None = None
    jd3: HypothesisPlan | None = None
    jd4: ProfilePlan | None = None
    file: str = field(default="joint.yaml")
