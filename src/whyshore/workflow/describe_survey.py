"""Say what a survey holds, check every answer, and draft survey.yaml from a data file."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from whyshore.analysis.check_answers import blank_in_base, check_answers
from whyshore.domain.answers import option_columns
from whyshore.domain.survey import Kind, Survey, Variable
from whyshore.errors import FixableError, Problem, ProblemsError
from whyshore.export.write import write_file
from whyshore.ingest.survey_draft import Draft, draft_survey
from whyshore.ingest.survey_formats import HowToRead, RawTable, read_data
from whyshore.workflow.tabulate_survey import FILE, FOLDER, SurveyDesk, answers_for

_TWO_ROWS = 0.3
"""From this share of empty headings on, a second row of headings is looked for."""


@dataclass(frozen=True, slots=True)
class VariableSummary:
    """A variable in a list: what it is and how many answered."""

    name: str
    kind: str
    label: str
    answered: int
    base: int
    answers: str


@dataclass(frozen=True, slots=True)
class Description:
    """What a survey holds."""

    title: str
    data: str
    data_hash: str
    unit: str
    rows: int
    synthetic: str
    variables: tuple[VariableSummary, ...]
    notices: tuple[Problem, ...]


def describe_survey(desk: SurveyDesk) -> Description:
    """Every variable, set and battery with what it is and how many answered.

    Raises:
        FixableError: the data do not fit survey.yaml.
    """
    survey = desk.survey
    answers = answers_for(desk, list(survey.variables))
    frame, known = answers.frame, answers.survey
    listed = [_summary(each, frame) for each in known.variables.values()]
    for own, kind in ((survey.sets, "several answers"), (survey.batteries, "battery")):
        listed += [
            _of_items(each.name, kind, each.title, each.items, frame) for each in own.values()
        ]
    return Description(
        title=survey.title,
        data=survey.data,
        data_hash=answers.source.hash,
        unit=survey.unit,
        rows=frame.height,
        synthetic=survey.synthetic,
        variables=tuple(listed),
        notices=answers.source.notices,
    )


def _summary(variable: Variable, frame: pl.DataFrame) -> VariableSummary:
    answered = frame.height - frame[variable.name].null_count()
    said = ", ".join(option.value for option in variable.options)
    if variable.kind is Kind.NUMBER and answered:
        bounds = [frame[variable.name].min(), frame[variable.name].max()]
        said = " to ".join(f"{each:g}" for each in bounds if isinstance(each, (int, float)))
    if variable.kind is Kind.SEVERAL:
        said = ", ".join(option.value for option in variable.options)
        columns = [pl.col(each).is_not_null() for each in option_columns(variable)]
        answered = int(frame.select(pl.any_horizontal(columns)).to_series().sum()) if columns else 0
    kind = f"{variable.kind.value}, derived" if variable.derived else variable.kind.value
    return VariableSummary(variable.name, kind, variable.title, answered, frame.height, said)


def _of_items(
    name: str, kind: str, label: str, items: Sequence[str], frame: pl.DataFrame
) -> VariableSummary:
    some = frame.select(pl.any_horizontal([pl.col(item).is_not_null() for item in items]))
    answered = int(some.to_series().sum())
    return VariableSummary(name, kind, label, answered, frame.height, ", ".join(items))


def check_survey_data(desk: SurveyDesk) -> list[Problem]:
    """Every way in which the data do not fit survey.yaml."""
    survey = desk.survey
    try:
        answers = answers_for(desk, list(survey.variables))
    except ProblemsError as error:
        return list(error.problems)
    raw = read_data(desk.data, _how(survey, None))
    derived = [each for each in survey.variables.values() if each.derived]
    written = [each.name for each in derived if each.name in raw.frame.columns]
    return check_answers(answers, raw.frame.select(written), raw.first_row)


def doubtful_bases(desk: SurveyDesk) -> list[Problem]:
    """Sets whose base counts respondents who left every answer empty: were they asked at all?"""
    survey = desk.survey
    items_of = {
        each.name: [survey.variables[item] for item in each.items] for each in survey.sets.values()
    }
    several = [each for each in survey.variables.values() if each.kind is Kind.SEVERAL]
    items_of |= {each.name: [each] for each in several}
    doubted = {
        name: items for name, items in items_of.items() if all(each.blank_is_no for each in items)
    }
    if not doubted:
        return []
    answers = answers_for(desk, list(doubted))
    columns = [column for items in doubted.values() for each in items for column in each.in_file]
    raw = read_data(desk.data, _how(survey, list(dict.fromkeys(columns))))
    blank = {
        name: _wholly_blank(raw, [column for each in items for column in each.in_file])
        for name, items in doubted.items()
    }
    return blank_in_base(answers, blank, raw.first_row)


def _wholly_blank(raw: RawTable, columns: Sequence[str]) -> pl.Series:
    cells = [raw.frame[column].cast(pl.String).str.strip_chars() for column in columns]
    empty = [each.is_null() | (each == "").fill_null(value=True) for each in cells]
    return pl.select(pl.all_horizontal(empty)).to_series()


def _how(survey: Survey, columns: Sequence[str] | None) -> HowToRead:
    return HowToRead(
        columns=columns,
        encoding=survey.encoding,
        header_rows=survey.header_rows,
        sheet=survey.sheet,
    )


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft of survey.yaml, and where it was written, if it was."""

    draft: Draft
    file: Path | None


def draft_from(data: Path, folder: Path, how: HowToRead, *, write: bool) -> Drafted:
    """Draft survey.yaml from a data file; the data file itself stays where it is.

    Raises:
        FixableError: the file cannot be read, or there is a survey.yaml already.
    """
    rows = how.header_rows
    raw = read_data(data, replace(how, header_rows=rows or 1))
    if not rows and _second_headings(raw):
        rows = 2
        raw = read_data(data, replace(how, header_rows=2))
    target = folder / FOLDER / FILE
    base = target.parent if write else data.resolve().parent
    draft = draft_survey(raw, _path_from(base, data), replace(how, header_rows=rows or 1))
    if not write:
        return Drafted(draft, None)
    if target.exists():
        raise FixableError(f"{target} is there already; nothing was changed.")
    return Drafted(draft, write_file(target, draft.text))


def _path_from(folder: Path, data: Path) -> str:
    return Path(os.path.relpath(data.resolve(), folder.resolve())).as_posix()


def _second_headings(raw: RawTable) -> bool:
    """Whether the first row of answers is a second row of headings: many headings are empty,
    and that row has words where they are.
    """  # noqa: D205 - one sentence
    nameless = [name for name in raw.frame.columns if name.startswith("column ")]
    if len(nameless) < max(2, _TWO_ROWS * len(raw.frame.columns)) or not raw.frame.height:
        return False
    first = raw.frame.row(0, named=True)
    return all(isinstance(first[name], str) for name in nameless)
