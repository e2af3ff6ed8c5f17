"""JD1: a line per case, with what the interviews say beside what its respondent answered.

A blank cell says why it is one. No answer stands beside a name without the firm's consent, and
with it only where named answers were asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from whyshore.domain.case import Case
from whyshore.domain.coding import CodedSegment
from whyshore.domain.cross_tab import Cell, TableRequest
from whyshore.domain.joint import (
    OUTSIDE,
    Blank,
    CasePlan,
    Finding,
    JointCell,
    JointDisplay,
    JointLine,
)
from whyshore.domain.link import Link

FRAME = "frame"
BY = " by"
_MARKS = {"paper": "(p)", "reading": "(r)"}
NO_CASE = "no case"


@dataclass(frozen=True, slots=True)
class Respondent:
    """What the survey says of one respondent, in words; an answer that is missing is absent."""

    group: str = ""
    in_frame: bool | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SurveySide:
    """What JD1 takes from the survey."""

    respondents: Mapping[str, Respondent]
    """The linked ones, by key."""
    titles: Mapping[str, str]
    """How each answer asked for is called."""
    tables: Mapping[str, TableRequest]
    """The table behind each answer."""
    benchmarks: Mapping[str, Mapping[str, Cell]] = field(default_factory=dict)
    """The share of each sub-group, by benchmark."""
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseSide:
    """What JD1 takes from the interviews."""

    cases: Sequence[Case]
    links: Sequence[Link]
    segments: Sequence[CodedSegment]
    direction_of: Mapping[str, str]
    """The direction of each code."""
    interviews_without_case: Sequence[str] = ()


def case_display(
    plan: CasePlan,
    there: CaseSide,
    survey: SurveySide,
    findings: Mapping[str, Finding],
    *,
    named: bool,
) -> JointDisplay:
    """JD1; with `named`, answers stand beside the names of the firms that consented."""
    links = {link.case: link for link in there.links if not link.rejected}
    lines = [
        JointLine(
            case.id,
            case.name,
            tuple(
                _cells(
                    plan, case, _tied(case, links.get(case.id), survey, named=named), there, survey
                )
            ),
            findings.get(case.id),
        )
        for case in there.cases
    ]
    columns = list(_columns(plan, survey))
    lines += [
        JointLine(title, title, (JointCell(f"interviewed, {NO_CASE}"), *_nothing(len(columns) - 1)))
        for title in there.interviews_without_case
    ]
    shown = {
        link.respondent
        for link in links.values()
        if named and link.respondent in survey.respondents and link.shows_answers
    }
    return JointDisplay(
        "jd1",
        plan.title,
        "Case",
        tuple(columns),
        tuple(lines),
        (*survey.below, *_below(plan, links, survey, named=len(shown) if named else None)),
        len(shown),
    )


def _nothing(count: int) -> Iterator[JointCell]:
    yield from (JointCell() for _ in range(count))


def _columns(plan: CasePlan, survey: SurveySide) -> Iterator[tuple[str, str]]:
    yield from ((each.attribute, each.label) for each in plan.about)
    yield "link", "Respondent"
    if plan.groups:
        yield plan.groups, survey.titles[plan.groups]
    yield from ((name, survey.titles[name]) for name in plan.answers)
    yield from ((f"benchmark {label}", f"Sub-group: {label}") for label in survey.benchmarks)


@dataclass(frozen=True, slots=True)
class _Tie:
    """What ties a case to the survey, and why nothing of it is shown, where it is not."""

    link: Link | None
    respondent: Respondent | None
    blank: Blank | None


def _tied(case: Case, link: Link | None, survey: SurveySide, *, named: bool) -> _Tie:
    respondent = survey.respondents.get(link.respondent) if link else None
    return _Tie(link, respondent, _why_blank(case, link, respondent, named=named))


def _cells(
    plan: CasePlan, case: Case, tie: _Tie, there: CaseSide, survey: SurveySide
) -> Iterator[JointCell]:
    own = [each for each in there.segments if each.case == case.id]
    for fact in plan.about:
        quotes = [
            each
            for each in own
            if fact.quotes and there.direction_of.get(each.coding.code) == fact.quotes
        ]
        yield JointCell(_fact(case, fact.attribute), quotes=tuple(quotes))
    link, respondent = tie.link, tie.respondent
    yield JointCell(f"linked, consent {link.consent.value}" if link else "not linked")
    for name in ((plan.groups,) if plan.groups else ()) + plan.answers:
        yield _answer(name, plan, survey, tie)
    for shares in survey.benchmarks.values():
        share = shares.get(respondent.group) if respondent and not tie.blank else None
        yield JointCell(share=share, blank=tie.blank if share is None else None)


def _answer(name: str, plan: CasePlan, survey: SurveySide, tie: _Tie) -> JointCell:
    table = survey.tables.get(name)
    respondent = tie.respondent
    if tie.blank or respondent is None:
        return JointCell(blank=tie.blank, table=table)
    words = respondent.group or "none" if name == plan.groups else respondent.answers.get(name)
    return JointCell(words or "", None if words else Blank.MISSING, table=table)


def _why_blank(
    case: Case, link: Link | None, respondent: Respondent | None, *, named: bool
) -> Blank | None:
    """Why nothing of the survey stands beside a case; None where it may."""
    if case.attributes.get(FRAME, "").startswith(OUTSIDE):
        return Blank.OUTSIDE
    if link is None:
        return Blank.NOT_LINKED
    if not link.shows_answers:
        return Blank.NO_CONSENT
    if respondent is None:
        return Blank.GONE
    if not named:
        return Blank.WITHHELD
    return Blank.OUTSIDE if respondent.in_frame is False else None


def _fact(case: Case, attribute: str) -> str:
    """A fact with the mark of whose it is: said in the paper, or the coder's reading."""
    facts = case.attributes
    parts = []
    if attribute in facts:
        parts.append(f"{facts[attribute]} {_MARKS.get(facts.get(attribute + BY, ''), '')}".strip())
    for by, mark in _MARKS.items():
        if f"{attribute}{BY} {by}" in facts:
            parts.append(f"{facts[f'{attribute}{BY} {by}']} {mark}")
    return "; ".join(parts)


def _below(
    plan: CasePlan, links: Mapping[str, Link], survey: SurveySide, *, named: int | None
) -> Iterator[str]:
    consenting = {link.respondent for link in links.values() if link.shows_answers}
    if named is None:
        yield (
            f"Answers of named firms are withheld ({len(consenting)} linked with consent); shares "
            "are of whole sub-groups. Ask for them by name with --named."
        )
    else:
        yield f"CONFIDENTIAL: shows the answers of {named} named firms, each with its consent."
    yield "(p) said in the paper, (r) the coder's reading."
    for label, shares in survey.benchmarks.items():
        counts = (f"{group} {cell.count} of {cell.base}" for group, cell in shares.items())
        yield f"Benchmark, {label}: {', '.join(counts)}."
    yield from plan.notes
