"""Numbers that were published about a survey, and whether a data file shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from whyshore.domain.expressions import Expression


@dataclass(frozen=True, slots=True)
class Base:
    """Whom a published number is about."""

    name: str
    label: str
    filter: Expression


@dataclass(frozen=True, slots=True)
class Check:
    """What a data file must show for a fact to hold."""

    kind: str
    op: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    base: str = ""
    answer: str = ""
    """The answer that must be commonest, for a plurality."""
    events: Mapping[str, tuple[Expression, ...]] = field(default_factory=dict)
    """Conditions by their part in the check: event, of, high, low, left, right, except, var."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One published statement with a number or an order in it."""

    id: str
    statement: str
    value: str = ""
    unit: str = ""
    quote: str = ""
    hedge: str = ""
    where: str = ""
    base: str = ""
    note: str = ""
    check: Check | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure or table, and what rebuilds it."""

    id: str
    title: str
    rows: str
    by: str = ""
    filter: str = ""
    against_total: bool = False
    counts: bool = False
    correction: str = ""
    facts: tuple[str, ...] = ()
    errata: tuple[str, ...] = ()
    lost: str = ""

    @property
    def name(self) -> str:
        """How it is called."""
        kind, _, number = self.id.partition("-")
        return f"{kind.capitalize()} {number}" if number else f"Figure {self.id}"


@dataclass(frozen=True, slots=True)
class Erratum:
    """Something in the publication that does not add up; shown, never corrected."""

    id: str
    where: str
    note: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """Everything that was published about a survey."""

    title: str
    bases: Mapping[str, Base]
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...] = ()
    errata: Mapping[str, Erratum] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactCheck:
    """Whether a fact holds in a data file, and what was found there."""

    fact: Fact
    holds: bool | None
    """None where nothing can be checked."""
    found: str = ""
