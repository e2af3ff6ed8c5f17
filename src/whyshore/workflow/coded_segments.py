"""Coded segments ready to read: with their turn, speaker, case and memo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whyshore.coding.look_up import closest
from whyshore.domain.case import NO_CASE, Case, Passage, case_of, parse_case_name
from whyshore.domain.codebook import Code
from whyshore.domain.coding import CodedSegment, Coding
from whyshore.domain.interview import Interview
from whyshore.domain.memo import Topic
from whyshore.errors import (
    FixableError,
    UnknownCaseError,
    UnknownCodeError,
    UnknownInterviewError,
    closest_hint,
)
from whyshore.store.cases import all_cases, passages_in
from whyshore.store.codings import coding_counts, codings_in
from whyshore.store.interviews import all_interviews
from whyshore.store.memos import memos_on
from whyshore.workflow.project import Project


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which coded segments to give; what is None does not narrow."""

    code: str | None = None
    """A code; the codes below it count too."""
    case: str | None = None
    """A case by id, name or alias, or `no case`."""
    interview: str | None = None
    coder: str | None = None
    tables_only: bool = False
    """Leave out the interviews that are kept out of tables."""


EVERYTHING = Wanted()


def coded_segments(project: Project, wanted: Wanted = EVERYTHING) -> list[CodedSegment]:
    """The coded segments that fit, in reading order.

    Raises:
        UnknownCodeError, UnknownCaseError, UnknownInterviewError: a name is not known; the
            message gives the closest ones.
    """
    with project.database.reading() as session:
        interviews = {each.id: each for each in all_interviews(session)}
        only = interview_named(wanted.interview, interviews).id if wanted.interview else None
        codings = codings_in(session, only)
        passages = passages_in(session, only)
        cases = all_cases(session)
        memos = {memo.about: memo.text for memo in memos_on(session, Topic.CODING)}
    coders = {coding.coder for coding in codings}
    if wanted.coder is not None and wanted.coder not in coders:
        hint = closest_hint(closest(wanted.coder, coders))
        raise FixableError(f"Nobody called “{wanted.coder}” coded anything there.{hint}")
    segments = resolved(codings, interviews, passages, cases, memos)
    return _narrowed(project, segments, wanted, interviews, cases)


def resolved(
    codings: Sequence[Coding],
    interviews: Mapping[str, Interview],
    passages: Sequence[Passage],
    cases: Sequence[Case],
    memos: Mapping[str, str],
) -> list[CodedSegment]:
    """Codings with the turn, speaker, case and memo that belong to them."""
    by_interview: dict[str, list[Passage]] = {}
    for passage in passages:
        by_interview.setdefault(passage.segment.interview, []).append(passage)
    names = {case.id: case.name for case in cases}
    segments = []
    for coding in codings:
        interview = interviews[coding.segment.interview]
        turn = None if coding.is_nowhere else interview.turn_at(coding.segment.start)
        nearby = by_interview.get(interview.id, ())
        case = case_of(coding.segment, nearby, interview.default_case, coding.case)
        segments.append(
            CodedSegment(
                coding,
                interview.title,
                turn.number if turn else None,
                turn.speaker if turn else "",
                case,
                names.get(case, NO_CASE) if case else NO_CASE,
                memos.get(coding.id, ""),
                turn.time_code if turn else "",
            )
        )
    return segments


def interview_named(name: str, interviews: Mapping[str, Interview]) -> Interview:
    """The interview with this id, path or title.

    Raises:
        UnknownInterviewError: there is none; the message gives the closest ids.
    """
    found = interviews.get(name)
    if found is None:
        found = next(
            (each for each in interviews.values() if name in {each.path, each.title}), None
        )
    if found is None:
        raise UnknownInterviewError(name, closest(name, interviews))
    return found


def case_named(name: str, cases: Sequence[Case]) -> Case:
    """The case with this id, name or alias; the company alone is enough where it has one case.

    Raises:
        UnknownCaseError: there is none; the message gives the closest names.
        FixableError: the name fits several.
    """
    folded = name.casefold().strip()
    for case in cases:
        if folded in {case.id, case.name.casefold(), f"{case.company} {case.country}".casefold()}:
            return case
    found = [case for case in cases if case.is_called(folded)]
    found = found or [case for case in cases if case.is_called(*parse_case_name(folded))]
    if len(found) == 1:
        return found[0]
    if found:
        raise FixableError(f"“{name}” names several cases: {', '.join(c.name for c in found)}.")
    known = {spelling: case.name for case in cases for spelling in (case.id, case.name)}
    nearest = dict.fromkeys(known[each] for each in closest(name, known))
    raise UnknownCaseError(name, list(nearest))


def code_named(project: Project, name: str, used: Sequence[str] = ()) -> Code:
    """The code with this id, chord or name; codes that are used but no longer defined count.

    Raises:
        UnknownCodeError: there is none; the message gives the closest ids.
    """
    codebook = project.codebook()
    if name in codebook:
        return codebook.find(name)
    if name in codebook.by_chord:
        return codebook.by_chord[name]
    named = [code for code in codebook.codes if code.name.casefold() == name.casefold()]
    if len(named) == 1:
        return named[0]
    if name in used:
        return Code(name, f"{name} (missing from codebook)")
    spelled = {code.chord: code.id for code in codebook.codes if code.chord}
    spelled |= {code.id: code.id for code in codebook.codes} | {code: code for code in used}
    nearest = dict.fromkeys(spelled[each] for each in closest(name, spelled))
    raise UnknownCodeError(name, list(nearest))


def used_code(project: Project, name: str) -> str:
    """The id of a code by id, chord or name; one that is missing from the codebook by its id.

    Raises:
        UnknownCodeError: there is none; the message gives the closest ids.
    """
    with project.database.reading() as session:
        used = sorted(coding_counts(session))
    return code_named(project, name, used).id


def _narrowed(
    project: Project,
    segments: Sequence[CodedSegment],
    wanted: Wanted,
    interviews: Mapping[str, Interview],
    cases: Sequence[Case],
) -> list[CodedSegment]:
    codes: set[str] | None = None
    if wanted.code is not None:
        codebook = project.codebook()
        code = code_named(project, wanted.code, [each.coding.code for each in segments])
        codes = {each.id for each in codebook.branch(code.id)} if code.id in codebook else {code.id}
    no_case = wanted.case == NO_CASE
    left_out = {each.id for each in cases if not each.include} if wanted.tables_only else set()
    case = case_named(wanted.case, cases).id if wanted.case and not no_case else None
    return [
        each
        for each in segments
        if (codes is None or each.coding.code in codes)
        and (wanted.case is None or each.case == case)
        and (wanted.coder is None or each.coding.coder == wanted.coder)
        and (not wanted.tables_only or interviews[each.coding.segment.interview].include)
        and each.case not in left_out
    ]
