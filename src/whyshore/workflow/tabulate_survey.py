"""Read a survey and make tables from it. No database is opened for this."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from whyshore import __version__
from whyshore.analysis.cross_tab import cross_tab
from whyshore.analysis.evaluate import with_derived
from whyshore.analysis.making import weight_of
from whyshore.analysis.table_plan import names_needed
from whyshore.domain.answers import Answers, Source
from whyshore.domain.cross_tab import CrossTab, TableRequest
from whyshore.domain.expressions import Expression, parse_expression
from whyshore.domain.survey import Kind, Option, Survey, Variable
from whyshore.errors import FixableError, closest_hint
from whyshore.ingest.survey import read_survey
from whyshore.ingest.survey_answers import all_columns, answers_in
from whyshore.ingest.survey_formats import HowToRead, hash_of, read_data

FOLDER = "survey"
FILE = "survey.yaml"
_AS_TEXT = {Kind.ID, Kind.TEXT, Kind.ONE, Kind.ORDERED, Kind.SEVERAL}


@dataclass(frozen=True, slots=True)
class SurveyDesk:
    """A survey with the place of its files; answers are read as they are needed."""

    survey: Survey
    file: Path

    @property
    def data(self) -> Path:
        """The data file."""
        return self.file.parent / self.survey.data


def find_survey(start: Path) -> Path:
    """The survey.yaml that a folder belongs to: its own, or that of the nearest folder above.

    Raises:
        FixableError: there is none.
    """
    if start.is_file():
        return start
    here = start.resolve()
    for folder in (here, *here.parents):
        for file in (folder / FILE, folder / FOLDER / FILE):
            if file.is_file():
                return file
    raise FixableError(
        f"{here} holds no {FOLDER}/{FILE}. Draft one from your data file with: "
        "whyshore survey describe DATA --write"
    )


def open_survey(start: Path, *, switches: Mapping[str, bool] | None = None) -> SurveyDesk:
    """Read survey.yaml; with switches set otherwise where asked.

    Raises:
        FixableError: there is no survey, it has problems, or a switch is unknown.
    """
    file = find_survey(start)
    survey = read_survey(file)
    for name in switches or {}:
        if name not in survey.switches:
            raise FixableError(
                f"survey.yaml has no switch “{name}”.{closest_hint(list(survey.switches)[:5])}"
            )
    return SurveyDesk(survey.switched(switches or {}), file)


def tabulate(desk: SurveyDesk, request: TableRequest) -> CrossTab:
    """Make one table.

    Raises:
        FixableError: the request cannot be met, or the data do not fit survey.yaml.
    """
    names, filters = wanted_for(desk.survey, request)
    return count(answers_for(desk, names, filters), request)


def count(answers: Answers, request: TableRequest, *, in_full: bool = True) -> CrossTab:
    """Make one table of answers that are at hand, in full or with slow tests to follow.

    Raises:
        FixableError: the request cannot be met.
    """
    return cross_tab(answers, request, version=__version__, in_full=in_full)


def wanted_for(survey: Survey, request: TableRequest) -> tuple[list[str], list[Expression]]:
    """The variables that a table names, and the expressions that it rests on besides.

    Raises:
        FixableError: a name is unknown, or the filter cannot be read.
    """
    weight = weight_of(survey, request)
    return list(names_needed(survey, request, weight)), _filters(survey, request)


def _filters(survey: Survey, request: TableRequest) -> list[Expression]:
    found = [survey.base] if survey.base else []
    if request.filter:
        found.append(parse_expression(request.filter))
    return found


def needed_names(
    survey: Survey, names: Sequence[str], expressions: Sequence[Expression]
) -> tuple[str, ...]:
    """The variables that some names and expressions rest on, each after those it rests on."""
    asked = [*names, *(each.name for expression in expressions for each in expression.names)]
    return survey.needed_for(tuple(name for name in asked if name not in survey.switches))


def answers_for(
    desk: SurveyDesk, names: Sequence[str], expressions: Sequence[Expression] = ()
) -> Answers:
    """The answers to some variables and to all that they and the expressions rest on.

    Only the columns needed are read.

    Raises:
        FixableError: the data do not fit survey.yaml; every problem is listed.
    """
    survey = desk.survey
    needed = needed_names(survey, names, expressions)
    plain = [name for name in needed if not survey.variables[name].derived]
    if not plain:
        plain = [name for name in (survey.key,) if name] or list(survey.variables)[:1]
    with ThreadPoolExecutor(1) as aside:
        hashing = aside.submit(hash_of, desk.data) if desk.data.is_file() else None
        raw = read_data(desk.data, _how(survey, [survey.variables[name] for name in plain]))
        frame, options = answers_in(raw, survey, plain, desk.data.name)
        digest = hashing.result() if hashing else ""
    source = Source(desk.data.name, digest, frame.height, raw.notices)
    survey = _with_options(survey, options)
    return with_derived(Answers(survey, frame, source), needed)


def _how(survey: Survey, variables: Sequence[Variable]) -> HowToRead:
    text = [each for each in variables if each.kind in _AS_TEXT or each.missing]
    numbers = [each for each in text if each.kind in {Kind.NUMBER, Kind.LIKERT}]
    as_text = {
        column for each in text if each not in numbers or _worded(each) for column in each.in_file
    }
    return HowToRead(
        columns=all_columns(variables),
        as_text=frozenset(as_text),
        encoding=survey.encoding,
        header_rows=survey.header_rows,
        sheet=survey.sheet,
    )


def _worded(variable: Variable) -> bool:
    """Whether its missing values are words, so that its column cannot be read as numbers."""
    return any(not value.lstrip("-").replace(".", "").isdecimal() for value in variable.missing)


def _with_options(survey: Survey, found: Mapping[str, tuple[Option, ...]]) -> Survey:
    """The survey with the options that the data showed where none were declared."""
    if not found:
        return survey
    variables = {
        name: replace(each, options=found[name]) if name in found and not each.options else each
        for name, each in survey.variables.items()
    }
    return replace(survey, variables=variables)
