"""Count codes, or values of a facet, by an attribute of the cases or an answer of the survey."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from whyshore.analysis.codes_by import CODES, Row, Split, code_rows, codes_by, facet_rows
from whyshore.coding.look_up import closest
from whyshore.domain.case import Case
from whyshore.domain.joint import Blank, JointDisplay, Show
from whyshore.domain.link import Link
from whyshore.domain.survey import Kind
from whyshore.errors import FixableError, closest_hint
from whyshore.store.cases import all_cases
from whyshore.store.links import all_links
from whyshore.workflow.coded_segments import Wanted, code_named, coded_segments
from whyshore.workflow.link_cases import survey_of
from whyshore.workflow.project import Project
from whyshore.workflow.respondent_answers import about_data, answers_in_words

SURVEY_PREFIX, CASE_PREFIX = "survey:", "case:"
COMPANY, COUNTRY = "company", "country"
FEW = 3
"""With fewer firms than this in a column, it would say what one firm answered."""


def count_codes_by(  # noqa: PLR0913 - a table is as much as one asks of it
    project: Project,
    by: str,
    *,
    rows: str = CODES,
    codes: Sequence[str] = (),
    show: Show = Show.COUNTS,
    separator: str = "",
    named: bool = False,
) -> JointDisplay:
    """Codes or a facet's values by what is known of the cases.

    `by` is an attribute of the cases, or `survey:NAME` for an answer of the linked respondents
    that consented. Quotes name firms, so that quotes by an answer need `named`; without it, an
    answer that fewer than three firms gave has no column of its own.

    Raises:
        FixableError: a name is unknown, or quotes by an answer were not asked for by name.
    """
    with project.database.reading() as session:
        cases = [case for case in all_cases(session) if case.include]
        links = [each for each in all_links(session) if not each.rejected]
    if by.startswith(SURVEY_PREFIX):
        split = _by_answer(project, by.removeprefix(SURVEY_PREFIX), cases, links, named=named)
        if show is Show.QUOTES and not named:
            raise FixableError(
                "Quotes say which firm speaks, so quotes by an answer of the survey would show "
                "answers by name. Ask for that with --named, or for --show counts."
            )
    else:
        split = _by_attribute(by.removeprefix(CASE_PREFIX), cases, separator)
    return codes_by(_rows(project, rows, codes), split, cases, show)


def _rows(project: Project, rows: str, codes: Sequence[str]) -> list[Row]:
    segments = coded_segments(project, Wanted(tables_only=True))
    codebook = project.codebook()
    if rows == CODES:
        used = [each.coding.code for each in segments]
        return code_rows(codebook, segments, [code_named(project, each, used).id for each in codes])
    facet = codebook.facet(rows)
    if facet is None:
        known = ", ".join((CODES, *(each.id for each in codebook.facets)))
        raise FixableError(f"“{rows}” is no facet of the codebook. Rows can be: {known}.")
    if codes:
        raise FixableError(f"Name codes or ask for rows by {rows}, not both.")
    return facet_rows(codebook, segments, rows, facet.values)


# --- what cases are split by ---


def _by_attribute(name: str, cases: Sequence[Case], separator: str) -> Split:
    known = dict.fromkeys([COMPANY, COUNTRY, *(each for c in cases for each in c.attributes)])
    if name not in known:
        hint = closest_hint(closest(name, list(known)))
        raise FixableError(
            f"No case has an attribute “{name}”.{hint} Attributes are shown by: whyshore cases "
            "describe CASE; an answer of the survey is written survey:NAME."
        )
    values = {case.id: tuple(_values(case, name, separator)) for case in cases}
    columns = dict.fromkeys(value for case in cases for value in values[case.id])
    if not columns:
        raise FixableError(
            f"There are no cases with “{name}” to split by. Add one with: whyshore cases add "
            "COMPANY COUNTRY, or name the cases in the front matter of the interviews."
        )
    order = list(columns) if name in {COMPANY, COUNTRY} else sorted(columns)
    return Split(f"Codes by {name}", [(each, each) for each in order], values)


def _values(case: Case, name: str, separator: str) -> Iterator[str]:
    written = {COMPANY: case.company, COUNTRY: case.country}.get(name)
    written = case.attributes.get(name, "") if written is None else written
    parts = written.split(separator) if separator else [written]
    yield from (part.strip() for part in parts if part.strip())


def _by_answer(
    project: Project, name: str, cases: Sequence[Case], links: Sequence[Link], *, named: bool
) -> Split:
    desk = survey_of(project)
    answers = answers_in_words(desk, (name,), {each.respondent for each in links})
    variable = answers.survey.variables[name]
    link_of = {each.case: each for each in links}
    columns = {option.label: option.label for option in variable.options}
    given: dict[str, tuple[str, ...]] = {}
    for case in cases:
        blank, words = _answer(link_of.get(case.id), answers.words, name)
        found = words if variable.kind is Kind.SEVERAL else words[:1]
        given[case.id] = (blank.value,) if blank else found
        columns.update({each: each for each in given[case.id]})
    split = Split(f"Codes by {variable.title}", list(columns.items()), given, about_data(answers))
    if named:
        firms = len({link.respondent for link in links if link.shows_answers})
        said = f"CONFIDENTIAL: groups {firms} named firms by their answer, each with its consent."
        return replace(split, below=(*split.below, said))
    return _without_few(split, link_of)


def _answer(
    link: Link | None, words: Mapping[str, Mapping[str, tuple[str, ...]]], name: str
) -> tuple[Blank | None, tuple[str, ...]]:
    if link is None:
        return Blank.NOT_LINKED, ()
    if not link.shows_answers:
        return Blank.NO_CONSENT, ()
    if link.respondent not in words:
        return Blank.GONE, ()
    found = words[link.respondent].get(name, ())
    return (None, found) if found else (Blank.MISSING, ())


def _without_few(split: Split, link_of: Mapping[str, Link]) -> Split:
    """The split without its answers, where one of them is that of one or two firms, or of all."""
    reasons = {each.value for each in Blank}
    firms: dict[str, set[str]] = {}
    for case, columns in split.of_case.items():
        for column in columns:
            if column not in reasons:
                firms.setdefault(column, set()).add(link_of[case].respondent)
    few = any(len(who) < FEW for who in firms.values())
    if not firms or not (few or len(firms) == 1):
        return split
    withheld = Blank.WITHHELD.value
    of_case = {
        case: tuple(dict.fromkeys(each if each in reasons else withheld for each in columns))
        for case, columns in split.of_case.items()
    }
    said = (
        "Withheld: an answer of one or two firms, or of all, would say what a firm answered. Ask "
        "for it with --named."
    )
    return Split(
        split.title,
        [*((key, head) for key, head in split.columns if key in reasons), (withheld, withheld)],
        of_case,
        (*split.below, said),
    )
