"""What a table is about, settled before anything is counted: its rows and its columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import polars as pl

from whyshore.analysis.evaluate import holds
from whyshore.domain.answers import option_columns
from whyshore.domain.cross_tab import RowKind, TableRequest
from whyshore.domain.expressions import Expression
from whyshore.domain.survey import Battery, Kind, MultiResponseSet, Survey, Variable
from whyshore.errors import FixableError, closest, closest_hint

YES_NO = {"yes": "Yes", "no": "No"}
_NO_TABLE = {
    Kind.TEXT: "holds free text",
    Kind.ID: "tells respondents apart",
}
_MOST_COLUMNS = 400

Subject = Variable | MultiResponseSet | Battery


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    """A column: who is in it, and whether it is shown or only tested against."""

    key: str
    label: str
    banner: str
    mask: pl.Expr
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Banner:
    """The columns of one variable, or of several nested in one another."""

    label: str
    columns: tuple[PlannedColumn, ...]
    overlapping: bool = False
    """Whether a respondent may be in several of them, so that they cannot be tested."""
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """A row that is either true or not for a respondent."""

    key: str
    label: str
    kind: RowKind
    hit: pl.Expr
    answered: pl.Expr
    depth: int = 0
    tested: bool = True
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is counted in a table."""

    subject: Subject
    banners: tuple[Banner, ...]
    items: tuple[PlannedItem, ...]
    """The rows, for a set or a battery; none for a variable of one answer."""
    answered: pl.Expr
    asked: Expression | None
    notes: tuple[str, ...] = field(default_factory=tuple)


def find_subject(survey: Survey, name: str) -> Subject:
    """The variable, set or battery of a name.

    Raises:
        FixableError: there is none; the closest are named.
    """
    found = survey.sets.get(name) or survey.batteries.get(name) or survey.variables.get(name)
    if found is not None:
        return found
    near = _by_label(survey, name) or closest(name, survey.names, most=3)
    raise FixableError(
        f"The survey has no variable “{name}”.{closest_hint(near)} "
        "List them with: whyshore survey describe"
    )


def _by_label(survey: Survey, words: str) -> list[str]:
    """The variables, sets and batteries that have these words in their label."""
    every: list[Subject] = [
        *survey.sets.values(), *survey.batteries.values(), *survey.variables.values()
    ]  # fmt: skip
    folded = words.casefold()
    return [f"{each.name} ({each.title})" for each in every if folded in each.title.casefold()][:3]


def plan_table(survey: Survey, request: TableRequest) -> Plan:
    """Settle what is counted.

    Raises:
        FixableError: a name is unknown, or cannot make rows or columns.
    """
    subject = find_subject(survey, request.rows)
    _check_rows(subject)
    banners = tuple(_banner(survey, names, request) for names in request.columns)
    items = tuple(_items(survey, subject, request))
    return Plan(
        subject=subject,
        banners=banners,
        items=items,
        answered=_answered(subject),
        asked=subject.asked_if,
    )


def _check_rows(subject: Subject) -> None:
    if isinstance(subject, Variable):
        why = _NO_TABLE.get(subject.kind)
        if subject.confidential:
            why = "is confidential"
        if why:
            raise FixableError(f"`{subject.name}` {why}; it cannot be tabulated.")


# --- columns ---


def _banner(survey: Survey, names: Sequence[str], request: TableRequest) -> Banner:
    groups = [_columns_of(survey, find_subject(survey, name)) for name in names]
    label = " × ".join(find_subject(survey, name).title for name in names)
    overlapping = any(not _disjoint(survey, name) for name in names)
    columns = [_nested(parts, label) for parts in product(*groups)]
    if len(columns) > _MOST_COLUMNS:
        raise FixableError(
            f"{len(columns)} columns are too many (at most {_MOST_COLUMNS}); "
            "put that variable into the rows, or nest fewer."
        )
    if request.against_total:
        columns = [_part_of_total(survey, names, columns[0]), *_complement(columns)]
    first = find_subject(survey, names[0])
    ordered = isinstance(first, Variable) and first.kind in {Kind.ORDERED, Kind.LIKERT}
    return Banner(label, tuple(columns), overlapping, ordered and len(names) == 1)


def _part_of_total(survey: Survey, names: Sequence[str], part: PlannedColumn) -> PlannedColumn:
    subject = find_subject(survey, names[0])
    if len(names) > 1 or not isinstance(subject, Variable) or subject.kind is not Kind.YES_NO:
        raise FixableError(
            "A part is shown against the total that contains it for one yes/no variable, such as: "
            "--by plants_outside_bc --against-total"
        )
    return PlannedColumn(part.key, subject.title, part.banner, part.mask)


def _complement(columns: Sequence[PlannedColumn]) -> list[PlannedColumn]:
    """The others: never shown beside the total, always what the part is tested against."""
    return [
        PlannedColumn(each.key, each.label, each.banner, each.mask, shown=False)
        for each in columns[1:]
    ]


def _disjoint(survey: Survey, name: str) -> bool:
    subject = find_subject(survey, name)
    return isinstance(subject, Variable) and subject.kind is not Kind.SEVERAL


def _nested(parts: Sequence[PlannedColumn], banner: str) -> PlannedColumn:
    mask = parts[0].mask
    for part in parts[1:]:
        mask &= part.mask
    return PlannedColumn(
        key="/".join(part.key for part in parts),
        label=" / ".join(part.label for part in parts),
        banner=banner,
        mask=mask,
    )


def _columns_of(survey: Survey, subject: Subject) -> list[PlannedColumn]:
    if isinstance(subject, MultiResponseSet):
        return [
            PlannedColumn(item, survey.variables[item].title, "", _true(pl.col(item)))
            for item in subject.items
        ]
    if isinstance(subject, Battery):
        raise FixableError(
            f"`{subject.name}` is a battery and makes rows; name one of its items for columns."
        )
    _check_rows(subject)
    column = pl.col(subject.name)
    asked = holds(subject.asked_if, survey)
    if subject.kind is Kind.YES_NO:
        return [
            PlannedColumn("yes", "Yes", "", asked & _true(column)),
            PlannedColumn("no", "No", "", asked & _true(~column)),
        ]
    if subject.kind is Kind.SEVERAL:
        return [
            PlannedColumn(name, label, "", asked & _true(pl.col(name)))
            for name, label in option_columns(subject).items()
        ]
    if subject.kind is Kind.NUMBER:
        raise FixableError(
            f"`{subject.name}` is a number and makes no columns. Put it into the rows, or declare "
            f"groups of it under `sub_groups` in survey.yaml."
        )
    return [
        PlannedColumn(value, label, "", asked & _true(column == _literal(subject, value)))
        for value, label in options_of(subject).items()
    ]


def options_of(variable: Variable) -> dict[str, str]:
    """The answers of a variable, each with how it is shown."""
    if variable.kind is Kind.YES_NO:
        return dict(YES_NO)
    return {option.value: option.label for option in variable.options}


def _literal(variable: Variable, value: str) -> pl.Expr:
    return pl.lit(int(value)) if variable.kind is Kind.LIKERT else pl.lit(value)


def _true(expression: pl.Expr) -> pl.Expr:
    return expression.fill_null(value=False)


# --- rows ---


def _items(survey: Survey, subject: Subject, request: TableRequest) -> Iterator[PlannedItem]:
    if isinstance(subject, MultiResponseSet):
        names = {item: survey.variables[item].title for item in subject.items}
        yield from _set_items(names, subject.none_label, request, survey)
    elif isinstance(subject, Battery):
        for item in subject.items:
            yield from _battery_items(survey.variables[item], subject, request)
    elif subject.kind is Kind.SEVERAL:
        yield from _set_items(option_columns(subject), "", request, survey)


def _set_items(
    names: Mapping[str, str], none_label: str, request: TableRequest, survey: Survey
) -> Iterator[PlannedItem]:
    answered = _any_answered(list(names))
    for name, label in names.items():
        known = pl.col(name).is_not_null()
        yield PlannedItem(name, label, RowKind.ITEM, _true(pl.col(name)), known)
    for label, values in request.nets.items():
        members = [_member(value, names, survey) for value in values]
        hit = _true(pl.any_horizontal([pl.col(each) for each in members]))
        yield PlannedItem(label, label, RowKind.NET, hit, answered)
    if none_label:
        none = answered & ~_true(pl.any_horizontal([pl.col(name) for name in names]))
        yield PlannedItem("none", none_label, RowKind.NONE, none, answered)


def _member(value: str, names: Mapping[str, str], survey: Survey) -> str:
    for name in names:
        if value == name or name.endswith(f"={value}"):
            return name
    near = closest(value, [*names, *survey.variables], most=3)
    raise FixableError(f"A net names “{value}”, which is no item here.{closest_hint(near)}")


def _battery_items(
    variable: Variable, battery: Battery, request: TableRequest
) -> Iterator[PlannedItem]:
    known = pl.col(variable.name).is_not_null()
    top = request.top or battery.top
    numbers = [int(value) for value in top if value.lstrip("-").isdecimal()]
    hit = _true(pl.col(variable.name).is_in(numbers))
    yield PlannedItem(variable.name, variable.title, RowKind.ITEM, hit, known, values=top)
    if not request.distribution:
        return
    for option in variable.options:
        one = _true(pl.col(variable.name) == int(option.value))
        key = f"{variable.name}={option.value}"
        yield PlannedItem(key, option.label, RowKind.ANSWER, one, known, depth=1, tested=False)


def _any_answered(names: Sequence[str]) -> pl.Expr:
    return pl.any_horizontal([pl.col(name).is_not_null() for name in names])


def _answered(subject: Subject) -> pl.Expr:
    if isinstance(subject, Variable) and subject.kind is not Kind.SEVERAL:
        return pl.col(subject.name).is_not_null()
    if isinstance(subject, Variable):
        return _any_answered(list(option_columns(subject)))
    return _any_answered(subject.items)


def names_needed(survey: Survey, request: TableRequest, weight: str) -> tuple[str, ...]:
    """Every variable, set and battery that a table names itself."""
    columns = [name for names in request.columns for name in names]
    for name in (request.rows, *columns):
        find_subject(survey, name)
    key = (survey.key,) if survey.overrides else ()
    return (request.rows, *columns, *((weight,) if weight else ()), *key)
