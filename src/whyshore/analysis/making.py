"""Who is in a table, and the lines that say how it was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from whyshore.analysis.evaluate import holds
from whyshore.analysis.table_plan import Subject
from whyshore.domain.answers import Answers, option_columns, why_missing
from whyshore.domain.cross_tab import Making, TableRequest
from whyshore.domain.expressions import Expression, parse_expression
from whyshore.domain.survey import Kind, Missing, MultiResponseSet, Survey, Variable
from whyshore.errors import FixableError


@dataclass(frozen=True, slots=True)
class Frame:
    """The respondents a table is about."""

    everybody: pl.DataFrame
    """Those who pass the filter and have a weight."""
    asked: pl.DataFrame
    """Those of them who were asked."""
    weight: str
    """The weight to count by; empty where there is none, or where all weights are the same."""
    weight_said: str
    design: int
    """How many of the file have a weight: a sub-population stays part of the whole design."""
    file_rows: int
    unit: str
    without_weight: int


def weight_of(survey: Survey, request: TableRequest) -> str:
    """The weight variable that a table is asked for, else the survey's own."""
    name = survey.weight if request.weight is None else request.weight
    if name and (name not in survey.variables or survey.variables[name].kind is not Kind.NUMBER):
        raise FixableError(f"The weight `{name}` is no variable of type number in survey.yaml.")
    return name


def frame_of(answers: Answers, request: TableRequest, asked_if: Expression | None) -> Frame:
    """The respondents of a table, with the weight settled.

    Weights that are all the same say nothing: the table is the unweighted one.
    """
    survey = answers.survey
    frame = answers.frame
    name = weight_of(survey, request)
    without = 0
    design = frame.height
    if name:
        _check_weights(answers, name)
        weighted = frame.filter(pl.col(name) > 0)
        without = frame.height - weighted.height
        frame, design = weighted, weighted.height
    same = bool(name) and frame[name].n_unique() <= 1
    inside = frame.filter(holds(survey.base, survey)) if survey.base else frame
    if request.filter:
        inside = inside.filter(holds(parse_expression(request.filter), survey))
    asked = inside.filter(holds(asked_if, survey)) if asked_if else inside
    return Frame(
        everybody=inside,
        asked=asked,
        weight="" if same else name,
        weight_said=_weight_said(survey, name, same=same),
        design=design,
        file_rows=answers.frame.height,
        unit=survey.unit,
        without_weight=without,
    )


def _check_weights(answers: Answers, name: str) -> None:
    below = (answers.frame[name] < 0).fill_null(value=False)
    if below.any():
        row = int(below.arg_max() or 0)
        value = answers.frame[name][row]
        raise FixableError(
            f"{answers.source.file}: `{name}` of respondent {row + 1} is {value}. "
            "A weight cannot be below 0."
        )


def _weight_said(survey: Survey, name: str, *, same: bool) -> str:
    if not name:
        return "none"
    label = survey.variables[name].title
    own = f"{name} ({label})" if label != name else name
    return f"{own}, the same for everybody: numbers are unweighted" if same else own


def making_of(
    answers: Answers, subject: Subject, in_columns: pl.Expr | None, inside: Frame
) -> Making:
    """How a table was made, as far as the answers know."""
    survey = answers.survey
    people = inside.everybody.lazy()
    if in_columns is not None:
        people = people.filter(in_columns)
    height = int(people.select(pl.len()).collect().item())
    notes = _choices(answers)
    if inside.without_weight:
        notes.insert(0, f"{inside.without_weight} {survey.unit} without a weight are left out")
    return Making(
        data=answers.source.file,
        data_hash=answers.source.hash,
        file_rows=answers.source.rows,
        unit=survey.unit,
        asked=str(subject.asked_if) if subject.asked_if else "",
        weight=inside.weight_said,
        missing=missing_counts(people, subject, survey, known=inside.everybody.columns),
        outside_columns=inside.everybody.height - height,
        synthetic=survey.synthetic,
        sample=survey.sample,
        notes=tuple(notes),
    )


def filter_said(survey: Survey, request: TableRequest) -> str:
    """Who passed, in words: the survey's own filter and that of the table."""
    parts = []
    if survey.base:
        label = f"{survey.base_label}: " if survey.base_label else ""
        parts.append(f"{label}{survey.base}")
    if request.filter:
        parts.append(request.filter)
    return "; and ".join(parts) or f"none, all {survey.unit}"


def _choices(answers: Answers) -> list[str]:
    """Switches and values set by hand that the numbers rest on."""
    survey = answers.survey
    said = []
    for switch in survey.switches.values():
        if switch.name in answers.used:
            state = "on" if switch.value else "off"
            said.append(f"switch {switch.name} is {state} (on: {switch.label or switch.name})")
    for override in survey.overrides:
        if override.variable in answers.used:
            what = f"{override.variable} of {override.respondent} is {override.value}"
            said += [f"set by hand: {what}, because {override.reason}"]
    return said


def missing_counts(
    people: pl.LazyFrame, subject: Subject, survey: Survey, *, known: Sequence[str]
) -> Mapping[str, int]:
    """How many have no answer, by reason; `known` are the columns there are."""
    asked = holds(subject.asked_if, survey)
    answered = pl.any_horizontal([pl.col(name).is_not_null() for name in _columns(subject)])
    reasons = [
        pl.col(why_missing(name)) for name in _variables(subject) if why_missing(name) in known
    ]
    reason = pl.coalesce([each.cast(pl.String) for each in reasons]) if reasons else pl.lit(None)
    said = (
        pl.when(~asked)
        .then(pl.lit(Missing.NOT_ASKED.value))
        .when(~answered)
        .then(reason.fill_null(pl.lit(Missing.NO_ANSWER.value)))
    )
    lacking = people.filter(~(asked & answered))  # few, and only of these a reason is made out
    counted = lacking.select(said.alias("why")).group_by("why").len().collect()
    found = {str(why): int(n) for why, n in counted.iter_rows() if why is not None}
    return {each.value: found[each.value] for each in Missing if each.value in found}


def _variables(subject: Subject) -> tuple[str, ...]:
    return (subject.name,) if isinstance(subject, Variable) else subject.items


def _columns(subject: Subject) -> tuple[str, ...]:
    if isinstance(subject, Variable) and subject.kind is Kind.SEVERAL:
        return tuple(option_columns(subject)) or (subject.name,)
    return _variables(subject)


def is_multi(subject: Subject) -> bool:
    """Whether one respondent may give several answers."""
    return isinstance(subject, MultiResponseSet) or (
        isinstance(subject, Variable) and subject.kind is Kind.SEVERAL
    )
