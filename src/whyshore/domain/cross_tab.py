"""A cross-tab: what was asked for, and what came out. No number stands without its base."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SMALL_BASE = 50
VERY_SMALL_BASE = 30
FEW_EXPECTED = 5.0
FOLLOWS = "is being worked out"
"""Said of a test that takes long, where the table is shown before it is done."""


class Percent(StrEnum):
    """What a percent is of."""

    COLUMN = "column"
    ROW = "row"
    CELL = "cell"
    NONE = "none"
    """Counts only."""


class Correction(StrEnum):
    """How p-values are adjusted for the number of tests in a table."""

    HOLM = "holm"
    BONFERRONI = "bonferroni"
    BH = "bh"
    NONE = "none"

    @property
    def called(self) -> str:
        """How it is shown."""
        return {"holm": "Holm", "bonferroni": "Bonferroni", "bh": "Benjamini-Hochberg"}.get(
            self.value, "none"
        )


@dataclass(frozen=True, slots=True)
class TableRequest:
    """What a table is asked to show."""

    rows: str
    """A variable, a multi-response set or a battery."""
    columns: tuple[tuple[str, ...], ...] = ()
    """Side by side, each a variable or several nested in one another."""
    filter: str = ""
    weight: str | None = None
    """The weight variable; None for the survey's own, empty for none."""
    percent: Percent = Percent.COLUMN
    of_responses: bool = False
    """Percents of the answers given instead of the respondents, for sets."""
    against_total: bool = False
    """Show the part beside the total that contains it; tests use the complement."""
    distribution: bool = False
    """Every answer of a battery, not only the top ones."""
    top: tuple[str, ...] = ()
    nets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    correction: Correction = Correction.HOLM
    suppress: int = 0
    """Counts below this are not shown, nor what would give them away."""
    decimals: int = 0
    intervals: bool = False
    residuals: bool = False
    known: bool = False
    """Whether it is known who is in a column or row, so that small ones are hidden whole."""
    yates: bool = False
    """Whether 2 x 2 tables get Pearson's test with Yates's correction as well."""
    spelled_out: bool = False
    """Whether the tests of each row are given in full below the table."""
    total: bool = True
    population: int = 0
    """The size of a finite population, to narrow the intervals; 0 for none."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count with its percent and the base that the percent is of."""

    count: int | None
    """Unweighted; None where it is not shown (suppressed) or a statistic stands instead."""
    base: int
    """Unweighted."""
    percent: float | None
    """None on an empty base."""
    weighted: float | None = None
    weighted_base: float | None = None
    low: float | None = None
    high: float | None = None
    """A 95 per cent interval, in per cent."""
    residual: float | None = None
    """Adjusted residual; beyond 1.96 either way is marked."""
    hidden: bool = False
    value: float | None = None
    """A statistic such as a mean, where the row is one."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its base."""

    key: str
    label: str
    banner: str
    """What its variable or nesting is called; empty for the total."""
    base: int
    weighted_base: float | None = None
    effective_base: float | None = None
    """Kish's effective number of respondents, where weights differ."""

    @property
    def flag(self) -> str:
        """What to know about a small base."""
        if self.base < VERY_SMALL_BASE:
            return "very small base"
        return "small base" if self.base < SMALL_BASE else ""


class RowKind(StrEnum):
    """What a row counts."""

    ANSWER = "answer"
    ITEM = "item"
    NET = "net"
    NONE = "none"
    """Who gave none of the answers of a set."""
    SUM = "sum"
    STATISTIC = "statistic"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Test:
    """The outcome of one test; raw and adjusted p stand side by side."""

    name: str
    p: float | None
    """None where the test cannot be made; the warning says why."""
    statistic: float | None = None
    df: float | None = None
    df2: float | None = None
    effect: str = ""
    effect_size: float | None = None
    adjusted: float | None = None
    n: int = 0
    what: str = ""
    """What is compared, in words."""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: an answer, an item, a net, or a statistic."""

    key: str
    label: str
    kind: RowKind
    cells: tuple[Cell, ...]
    tests: tuple[Test, ...] = ()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Making:
    """How a table was made: printed with it, always."""

    data: str
    data_hash: str
    file_rows: int
    unit: str
    version: str = ""
    filter: str = ""
    asked: str = ""
    """Who was asked, where not everybody was."""
    weight: str = "none"
    missing: Mapping[str, int] = field(default_factory=dict)
    """How many have no answer, by reason; those not asked stand apart and are in no base."""
    outside_columns: int = 0
    """Respondents in none of the columns."""
    synthetic: str = ""
    sample: str = ""
    """How the sample came about, and so what p-values are worth."""
    notes: tuple[str, ...] = ()
    """Switches set otherwise, values set by hand, warnings."""


@dataclass(frozen=True, slots=True)
class CrossTab:
    """A finished table."""

    title: str
    request: TableRequest
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    tests: tuple[Test, ...]
    """Tests on the table as a whole, one or more per banner."""
    making: Making
    family: int = 0
    """How many tests the adjustment is over."""
    percent_of: str = ""
    weighted: bool = False

    @property
    def is_preliminary(self) -> bool:
        """Whether a test that takes long is still to be done."""
        row_tests = [test for row in self.rows for test in row.tests]
        return any(test.warning == FOLLOWS for test in (*self.tests, *row_tests))

    @property
    def has_row_tests(self) -> bool:
        """Whether each row is tested by itself."""
        return any(row.tests for row in self.rows)
