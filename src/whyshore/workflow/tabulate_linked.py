"""Tables of the survey that ask for case attributes and codes of the linked respondents.

`case:NAME` is an attribute of the cases that a respondent is linked to, `code:ID` says whether
one of them has that code (or one below it). Only firms that consented count; all others were not
asked, and are in no base.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from whyshore import __version__
from whyshore.analysis.cross_tab import cross_tab
from whyshore.analysis.making import weight_of
from whyshore.analysis.table_plan import names_needed
from whyshore.coding.look_up import closest
from whyshore.domain.answers import option_column, why_missing
from whyshore.domain.case import Case
from whyshore.domain.cross_tab import CrossTab, TableRequest
from whyshore.domain.expressions import Expression, parse_expression
from whyshore.domain.linked_names import CASE, CODE, linked_names
from whyshore.domain.survey import Kind, Missing, Option, Survey, Variable
from whyshore.domain.words import counted
from whyshore.errors import FixableError, closest_hint
from whyshore.store.cases import all_cases
from whyshore.store.links import all_links
from whyshore.workflow.coded_segments import Wanted, code_named, coded_segments
from whyshore.workflow.project import Project
from whyshore.workflow.tabulate_survey import SurveyDesk, answers_for

COUNTRY = "country"
FEW = 3
_KEY = "\0key"


@dataclass(frozen=True, slots=True)
class _Extra:
    """A variable made from cases: what it is, and its columns by respondent."""

    variable: Variable
    columns: Mapping[str, Mapping[str, bool]]


def tabulate_linked(
    project: Project, desk: SurveyDesk, request: TableRequest, *, named: bool = False
) -> CrossTab:
    """Make a table in which attributes of cases and codes count as answers of their respondents.

    Small counts are hidden unless `named`, as a firm could be made out behind them.

    Raises:
        FixableError: too few respondents are linked with consent, a name is unknown, or the
            table cannot be made.
    """
    cases = _cases_by_respondent(project)
    _check_enough(len(cases), named=named)
    extras = {name: _extra(project, name, cases) for name in linked_names(request)}
    survey = _with_variables(desk.survey, extras)
    if not named:
        request = replace(request, suppress=max(request.suppress, FEW), known=True, total=True)
    names = names_needed(survey, request, weight_of(survey, request))
    plain = [survey.key, *(each for each in names if each not in extras)]
    base = [survey.base] if survey.base else []
    answers = answers_for(desk, plain, [*base, *_filter(request)])
    made = replace(
        answers,
        survey=_with_variables(answers.survey, extras),
        frame=_joined(answers.frame, survey.key, cases, extras.values()),
    )
    return _told(cross_tab(made, request, version=__version__), len(cases), named=named)


def _filter(request: TableRequest) -> list[Expression]:
    return [parse_expression(request.filter)] if request.filter else []


def _cases_by_respondent(project: Project) -> dict[str, list[Case]]:
    """The cases of each respondent that consented."""
    with project.database.reading() as session:
        cases = {case.id: case for case in all_cases(session) if case.include}
        links = all_links(session)
    found: dict[str, list[Case]] = {}
    for link in links:
        if link.shows_answers and link.case in cases:
            found.setdefault(link.respondent, []).append(cases[link.case])
    return found


def _check_enough(firms: int, *, named: bool) -> None:
    if not firms:
        raise FixableError(
            "No respondent is linked to a case with consent, so attributes of cases and codes "
            "have no answers. See: whyshore survey link"
        )
    if firms < FEW and not named:
        raise FixableError(
            f"Only {counted(firms, 'respondent')} linked with consent: a table would show what "
            "single firms answered. Ask for that with --named."
        )


def _extra(project: Project, name: str, cases: Mapping[str, Sequence[Case]]) -> _Extra:
    if name.startswith(CODE):
        return _code(project, name, cases)
    attribute = name.removeprefix(CASE)
    values = {
        who: {facts[attribute] for each in own if attribute in (facts := _facts(each))}
        for who, own in cases.items()
    }
    every = sorted(set().union(*values.values()))
    if not every:
        known = dict.fromkeys(each for own in cases.values() for c in own for each in _facts(c))
        near = closest_hint(closest(attribute, list(known)))
        raise FixableError(f"No linked case has an attribute “{attribute}”.{near}")
    variable = Variable(
        name,
        Kind.SEVERAL,
        f"Case: {attribute}",
        options=tuple(Option(each, each) for each in every),
    )
    return _Extra(
        variable,
        {
            option_column(name, each): {who: each in found for who, found in values.items()}
            for each in every
        },
    )


def _facts(case: Case) -> dict[str, str]:
    return {COUNTRY: case.country, **case.attributes}


def _code(project: Project, name: str, cases: Mapping[str, Sequence[Case]]) -> _Extra:
    code = code_named(project, name.removeprefix(CODE))
    with_it = {
        each.case for each in coded_segments(project, Wanted(code=code.id, tables_only=True))
    }
    has_it = {who: any(each.id in with_it for each in own) for who, own in cases.items()}
    return _Extra(Variable(name, Kind.YES_NO, f"Code: {code.name}"), {name: has_it})


def _with_variables(survey: Survey, extras: Mapping[str, _Extra]) -> Survey:
    added = {name: each.variable for name, each in extras.items()}
    return replace(survey, variables={**survey.variables, **added})


def _joined(
    frame: pl.DataFrame, key: str, cases: Mapping[str, object], extras: Iterable[_Extra]
) -> pl.DataFrame:
    """The answers with the made-up columns; who is in no case was not asked."""
    people = list(cases)
    columns: dict[str, list[object]] = {_KEY: list(people)}
    for extra in extras:
        for name, of in extra.columns.items():
            columns[name] = [of[who] for who in people]
    right = pl.DataFrame(columns)
    joined = frame.with_columns(pl.col(key).cast(pl.String).alias(_KEY)).join(
        right, on=_KEY, how="left", maintain_order="left"
    )
    unlinked = ~pl.col(_KEY).is_in(people)
    why = [
        pl.when(unlinked)
        .then(pl.lit(Missing.NOT_ASKED.value))
        .alias(why_missing(extra.variable.name))
        for extra in extras
    ]
    return joined.with_columns(why)


def _told(table: CrossTab, firms: int, *, named: bool) -> CrossTab:
    """The table with what has to be said of it: how few firms are linked, and whose answers."""
    made = table.making
    notes = [
        f"case attributes and codes are known of {counted(firms, 'linked respondent')} with "
        f"consent, of {made.file_rows} {made.unit}; the others are in no base"
    ]
    if named:
        notes.append("CONFIDENTIAL: answers of single firms can be made out behind small counts")
    return replace(table, making=replace(made, notes=(*notes, *made.notes)))
