"""A survey as its researcher describes it: variables, sets of answers, sub-groups, what is missing.

The answers themselves are in `domain/answers.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from whyshore.domain.expressions import Expression

NO_BESIDE = "no if another is ticked"
"""What an empty cell means in a set of answers to tick where a wholly empty row is no answer."""


class Kind(StrEnum):
    """What the answers to a question are."""

    ID = "id"
    NUMBER = "number"
    YES_NO = "yes/no"
    ONE = "one"
    """One of several answers that have no order."""
    ORDERED = "ordered"
    """One of several answers from low to high."""
    LIKERT = "likert"
    """One step of a scale in whole numbers, such as 1 to 5."""
    SEVERAL = "several"
    """Several answers in one cell of the data, with a separator between them."""
    TEXT = "text"


class Missing(StrEnum):
    """Why a respondent has no answer. Only the first changes the base without a word."""

    NOT_ASKED = "not asked"
    DONT_KNOW = "don't know"
    REFUSED = "refused"
    NO_ANSWER = "no answer"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: how it is in the data, and how it is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Net:
    """Several answers counted as one, such as taken or possible as any influence."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One group of respondents and the rule for being in it."""

    value: str
    label: str
    rule: Expression


@dataclass(frozen=True, slots=True)
class Variable:
    """A question, or something worked out from others."""

    name: str
    kind: Kind
    label: str = ""
    column: str = ""
    """Its column in the data file, where that has another name."""
    columns: tuple[str, ...] = ()
    """For several answers that stand in several columns, one in each: those columns."""
    options: tuple[Option, ...] = ()
    missing: Mapping[str, Missing] = field(default_factory=dict)
    """Values in the data that stand for no answer, each with what it means."""
    yes: tuple[str, ...] = ()
    """What stands for yes in the data; where empty, the usual words do."""
    no: tuple[str, ...] = ()
    blank_is_no: bool = False
    """Whether an empty cell means that an answer was not ticked, not that it is missing."""
    blank_beside: tuple[str, ...] = ()
    """The items of its set, where an empty cell is a no only if one of those was answered."""
    separator: str = ";"
    asked_if: Expression | None = None
    """Who was asked; everybody where there is none. The others are not missing."""
    top: tuple[str, ...] = ()
    """The answers that count as agreement (top-2 box)."""
    nets: tuple[Net, ...] = ()
    rule: Expression | None = None
    """How it is worked out, for a derived variable."""
    groups: tuple[Group, ...] = ()
    """The groups of a sub-group variable; who is in none of them has no value."""
    confidential: bool = False
    line: int | None = None

    @property
    def title(self) -> str:
        """How it is shown: its label, else its name."""
        return self.label or self.name

    @property
    def derived(self) -> bool:
        """Whether it is worked out instead of read."""
        return self.rule is not None or bool(self.groups)

    @property
    def in_file(self) -> tuple[str, ...]:
        """The names of its columns in the data file; nearly always one."""
        return self.columns or (self.column or self.name,)

    @property
    def tabulated(self) -> bool:
        """Whether tables are made of it."""
        return self.kind not in {Kind.ID, Kind.TEXT} and not self.confidential

    def label_of(self, value: str) -> str:
        """How an answer is shown."""
        return next((each.label for each in self.options if each.value == value), value)


@dataclass(frozen=True, slots=True)
class MultiResponseSet:
    """A question of which one respondent may give several answers, each a yes/no variable."""

    name: str
    label: str
    items: tuple[str, ...]
    none_label: str = ""
    """How those who gave none of the answers are shown as a row; no row where empty."""
    exclusive: tuple[str, ...] = ()
    """Items that exclude all others, such as “none of these”."""
    asked_if: Expression | None = None
    line: int | None = None

    @property
    def title(self) -> str:
        """How it is shown: its label, else its name."""
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Battery:
    """Questions answered on the same scale, shown as one table of top answers."""

    name: str
    label: str
    items: tuple[str, ...]
    top: tuple[str, ...]
    asked_if: Expression | None = None
    line: int | None = None

    @property
    def title(self) -> str:
        """How it is shown: its label, else its name."""
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Switch:
    """A choice that rules may depend on, such as what counts as offshore."""

    name: str
    value: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A derived value set by hand for one respondent, with the reason."""

    respondent: str
    variable: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that `survey.yaml` says."""

    title: str
    data: str
    """The data file, as a path from the folder of survey.yaml."""
    variables: Mapping[str, Variable]
    sets: Mapping[str, MultiResponseSet] = field(default_factory=dict)
    batteries: Mapping[str, Battery] = field(default_factory=dict)
    switches: Mapping[str, Switch] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    synthetic: str = ""
    """What to say in every output of data that no real respondent gave; else empty."""
    key: str = ""
    """The variable that tells respondents apart."""
    name: str = ""
    """The variable that holds a respondent's own name, to link cases by; shown nowhere else."""
    weight: str = ""
    base: Expression | None = None
    """Who belongs to the survey at all."""
    base_label: str = ""
    unit: str = "respondents"
    """What one row of the data is, such as firms."""
    sample: str = ""
    """How the sample came about, for the note on what p-values are worth."""
    encoding: str = ""
    header_rows: int = 1
    sheet: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a table can be asked for."""
        return (*self.variables, *self.sets, *self.batteries)

    def switched(self, values: Mapping[str, bool]) -> "Survey":
        """The survey with some switches set otherwise."""
        switches = {
            name: replace(each, value=values.get(name, each.value))
            for name, each in self.switches.items()
        }
        return replace(self, switches=switches)

    def expressions_of(self, name: str) -> Iterator[Expression]:
        """The expressions that a variable, set or battery is worked out and asked by."""
        each = self.variables.get(name) or self.sets.get(name) or self.batteries.get(name)
        if each is None:
            return
        if each.asked_if is not None:
            yield each.asked_if
        if isinstance(each, Variable):
            if each.rule is not None:
                yield each.rule
            yield from (group.rule for group in each.groups)

    def needed_for(self, names: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
        """The variables that some names need, each after those it is worked out from."""
        found: dict[str, None] = {}
        for name in names:
            self._need(name, found, ())
        return tuple(found)

    def _need(self, name: str, found: dict[str, None], above: tuple[str, ...]) -> None:
        if name in found or name in above:
            return
        items: tuple[str, ...] = ()
        if name in self.sets:
            items = self.sets[name].items
        elif name in self.batteries:
            items = self.batteries[name].items
        if name in self.variables:
            items = self.variables[name].blank_beside
        below = [each.name for rule in self.expressions_of(name) for each in rule.names]
        for each in (*items, *below):
            self._need(each, found, (*above, name))
        if name in self.variables:
            found[name] = None
