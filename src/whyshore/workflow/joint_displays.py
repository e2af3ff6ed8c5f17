"""Show a joint display: the survey's tables beside the cases, with what people made of them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from whyshore.analysis.evaluate import condition, holds
from whyshore.analysis.joint_cases import CaseSide, Respondent, SurveySide, case_display
from whyshore.analysis.joint_hypotheses import hypothesis_display
from whyshore.analysis.joint_mechanisms import ThemeSide, mechanism_display
from whyshore.analysis.joint_profile import NestedCases, ProfileRow, profile_display
from whyshore.analysis.table_plan import find_subject
from whyshore.coding.look_up import closest
from whyshore.domain.answers import Answers
from whyshore.domain.case import Case
from whyshore.domain.cross_tab import Cell, CrossTab, TableRequest
from whyshore.domain.joint import (
    DISPLAYS,
    REST,
    Benchmark,
    CasePlan,
    Finding,
    JointDisplay,
    JointPlan,
    MechanismPlan,
    ProfilePlan,
)
from whyshore.domain.link import Link
from whyshore.errors import FixableError, NobodyError, closest_hint
from whyshore.ingest.joint_plan import read_joint_plan
from whyshore.store.cases import all_cases
from whyshore.store.findings import all_findings
from whyshore.store.links import all_links
from whyshore.workflow.coded_segments import Wanted, coded_segments
from whyshore.workflow.link_cases import interviews_without_case, survey_of
from whyshore.workflow.project import Project
from whyshore.workflow.respondent_answers import (
    about_data,
    answers_in_words,
    check_can_be_shown,
    data_line,
)
from whyshore.workflow.tabulate_survey import SurveyDesk, answers_for, tabulate
from whyshore.workflow.write_synthesis import column_facet, columns_of, synthesis_of

FILE = "joint.yaml"


def joint_plan(project: Project) -> JointPlan:
    """What the joint displays of a project show.

    Raises:
        FixableError: there is no joint.yaml beside survey.yaml, or it has problems.
    """
    file = _beside(survey_of(project))
    if not file.is_file():
        raise FixableError(
            f"{file} is not there. It says what joint displays show; docs/joint.md tells how to "
            "write one."
        )
    return read_joint_plan(file)


def joint_display(project: Project, name: str, *, named: bool = False) -> JointDisplay:
    """One display, `jd1` to `jd4`; with `named`, answers of consenting firms by name.

    Raises:
        FixableError: there is no such display, or it cannot be made.
    """
    makers = {"jd1": _cases, "jd2": _mechanisms, "jd3": _hypotheses, "jd4": _profile}
    if name not in makers:
        raise FixableError(f"There is no joint display “{name}”. There are {', '.join(DISPLAYS)}.")
    return makers[name](project, joint_plan(project), named)


def findings_of(project: Project, display: str) -> dict[str, Finding]:
    """What people made of the lines of a display, by line."""
    with project.database.reading() as session:
        return {each.line: each for each in all_findings(session) if each.display == display}


def _beside(desk: SurveyDesk) -> Path:
    return desk.file.parent / FILE


def _missing(plan: JointPlan, name: str) -> FixableError:
    return FixableError(f"{plan.file} has no `{name}`; docs/joint.md tells what goes into it.")


def _included(project: Project) -> tuple[list[Case], list[Link]]:
    with project.database.reading() as session:
        cases = [case for case in all_cases(session) if case.include]
        known = {case.id for case in cases}
        return cases, [each for each in all_links(session) if each.case in known]


# --- JD1 ---


def _cases(project: Project, whole: JointPlan, named: bool) -> JointDisplay:  # noqa: FBT001 - one of four makers called alike
    plan = whole.jd1
    if plan is None:
        raise _missing(whole, "jd1")
    desk = survey_of(project)
    cases, links = _included(project)
    codebook, facet = project.codebook(), column_facet(project).id
    there = CaseSide(
        cases=cases,
        links=links,
        segments=coded_segments(project, Wanted(tables_only=True)),
        direction_of={code.id: codebook.value(code.id, facet) for code in codebook.codes},
        interviews_without_case=interviews_without_case(project),
    )
    survey = _survey_side(desk, plan, links)
    return case_display(plan, there, survey, findings_of(project, "jd1"), named=named)


def _survey_side(desk: SurveyDesk, plan: CasePlan, links: Sequence[Link]) -> SurveySide:
    names = tuple(each for each in (plan.groups, *plan.answers) if each)
    wanted = {link.respondent for link in links if not link.rejected}
    rules = [each.rule for each in plan.benchmarks]
    found = answers_in_words(desk, names, wanted, plan.frame, rules)
    return SurveySide(
        respondents={
            who: Respondent(
                group=_first(words, plan.groups),
                in_frame=found.holds.get(who),
                answers={name: ", ".join(words[name]) for name in plan.answers if name in words},
            )
            for who, words in found.words.items()
        },
        titles={name: found.survey.variables[name].title for name in names},
        tables={name: _behind(plan.groups, name) for name in names},
        benchmarks=dict(_benchmarks(found.answers, plan.groups, plan.benchmarks)),
        below=about_data(found),
    )


def _first(words: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(words.get(name, ())), "")


def _behind(groups: str, name: str) -> TableRequest:
    """The table behind an answer: by sub-group, or the sub-group alone."""
    by = ((groups,),) if groups and groups != name else ()
    return TableRequest(name, by, intervals=True)


def _benchmarks(
    answers: Answers, groups: str, benchmarks: Sequence[Benchmark]
) -> Iterator[tuple[str, dict[str, Cell]]]:
    if not groups:
        return
    survey = answers.survey
    people = answers.frame.filter(holds(survey.base, survey))
    for each in benchmarks:
        known = people.with_columns(condition(each.rule, survey).alias("\0rule"))
        known = known.filter(pl.col("\0rule").is_not_null())
        shares = {}
        for option in survey.variables[groups].options:
            value, label = option.value, option.label
            inside = known.filter(pl.col(groups).cast(pl.String) == value)["\0rule"]
            count, base = int(inside.sum()), len(inside)
            shares[label] = Cell(count, base, 100 * count / base if base else None)
        yield each.label, shares


# --- JD2 to JD4 ---


def _mechanisms(project: Project, whole: JointPlan, named: bool) -> JointDisplay:  # noqa: ARG001, FBT001 - as above
    plan = whole.jd2
    if plan is None:
        raise _missing(whole, "jd2")
    _check_mechanisms(project, plan)
    request = TableRequest(plan.rows, ((plan.groups,),), correction=plan.correction, total=False)
    table = tabulate(survey_of(project), request)
    return mechanism_display(
        plan,
        table,
        ThemeSide(
            synthesis_of(project),
            coded_segments(project, Wanted(tables_only=True)),
            project.codebook(),
        ),
        findings_of(project, "jd2"),
        _about_table(table),
    )


def _check_mechanisms(project: Project, plan: MechanismPlan) -> None:
    columns = dict(columns_of(project))
    if plan.column not in columns:
        known = ", ".join(columns)
        raise FixableError(
            f"{FILE}, jd2: the synthesis has no column “{plan.column}”. It has {known}."
        )
    survey = survey_of(project).survey
    found = survey.batteries.get(plan.rows) or survey.sets.get(plan.rows)
    if found is None:
        known = ", ".join((*survey.batteries, *survey.sets))
        raise FixableError(
            f"{FILE}, jd2: “{plan.rows}” is no battery or set of the survey. There are {known}."
        )
    for item in plan.items:
        if item not in found.items:
            known = ", ".join(found.items)
            raise FixableError(f"{FILE}, jd2: “{item}” is no item of {plan.rows}. It has {known}.")
    codebook = project.codebook()
    for code in (*(each for codes in plan.items.values() for each in codes), *plan.families):
        if code != REST and code not in codebook:
            near = closest_hint(closest(code, [each.id for each in codebook.codes]))
            raise FixableError(f"{FILE}, jd2: the codebook has no code “{code}”.{near}")


def _hypotheses(project: Project, whole: JointPlan, named: bool) -> JointDisplay:  # noqa: ARG001, FBT001 - as above
    if whole.jd3 is None:
        raise _missing(whole, "jd3")
    cases, _ = _included(project)
    segments = coded_segments(project, Wanted(tables_only=True))
    return hypothesis_display(whole.jd3, cases, segments, findings_of(project, "jd3"))


def _profile(project: Project, whole: JointPlan, named: bool) -> JointDisplay:  # noqa: FBT001 - as above
    plan = whole.jd4
    if plan is None:
        raise _missing(whole, "jd4")
    desk = survey_of(project)
    check_can_be_shown(desk.survey, [plan.groups])
    rows = [_profile_row(desk, plan, name) for name in plan.rows]
    cases, links = _included(project)
    return profile_display(
        plan,
        rows,
        NestedCases(
            cases,
            links,
            _group_of(desk, plan, links),
            coded_segments(project, Wanted(tables_only=True)),
        ),
        findings_of(project, "jd4"),
        _about_table(rows[0].groups),
        named=named,
    )


def _profile_row(desk: SurveyDesk, plan: ProfilePlan, name: str) -> ProfileRow:
    by_group = TableRequest(name, ((plan.groups,),), intervals=True, total=False)
    groups = tabulate(desk, by_group)
    try:
        rest = tabulate(desk, TableRequest(name, filter=str(plan.rest), intervals=True))
    except NobodyError:
        rest = None
    return ProfileRow(find_subject(desk.survey, name).title, groups, rest)


def _group_of(desk: SurveyDesk, plan: ProfilePlan, links: Sequence[Link]) -> dict[str, str]:
    """The sub-group of each linked respondent, `""` for none of them."""
    wanted = {link.respondent for link in links if not link.rejected}
    if not wanted:
        return {}
    key = desk.survey.key
    frame = answers_for(desk, [key, plan.groups]).frame
    frame = frame.with_columns(pl.col(key).cast(pl.String), pl.col(plan.groups).cast(pl.String))
    inside = frame.filter(pl.col(key).is_in(wanted))
    return {who: group or "" for who, group in inside.select(key, plan.groups).iter_rows()}


def _about_table(table: CrossTab) -> tuple[str, ...]:
    made = table.making
    data = data_line(made.data, made.data_hash, made.file_rows, made.unit)
    sample = "p-values and intervals are aids to reading, not inference to a population"
    sample += f": {made.sample}." if made.sample else "."
    return (*([made.synthetic] if made.synthetic else []), data, sample)
